//! The service behind the proxy: counts what reached it whole, and answers by its rules, then by its script.

use std::collections::VecDeque;
use std::io::Write as _;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::script::Answer;
use super::wire::Request;

/// What the service checks before it looks at its script. A nonce that it has seen it refuses always.
#[derive(Clone, Default)]
pub struct Rules {
    /// Its clock, if it compares the time of a request with it.
    pub clock: Option<Clock>,
    /// The ids of access keys whose security token has expired.
    pub expired: &'static [&'static str],
}

/// A clock that refuses requests from another time.
#[derive(Clone, Copy)]
pub struct Clock {
    /// How far it is ahead of this machine's clock, in seconds.
    pub ahead: u64,
    /// What its refusals say in the header `date`.
    pub date: Date,
}

#[derive(Clone, Copy)]
pub enum Date {
    /// The time of its clock.
    Right,
    /// The first time something absurd, then nothing.
    WrongOnce,
    Absent,
}

/// A request that reached the service whole.
#[derive(Clone)]
pub struct Arrival {
    pub request: Request,
    /// Whether the answer says that the service did not act on it.
    pub refused: bool,
}

pub struct Service {
    pub address: SocketAddr,
    state: Arc<Mutex<State>>,
}

struct State {
    arrivals: Vec<Arrival>,
    answers: VecDeque<Answer>,
    rules: Rules,
}

impl Service {
    pub fn start(answers: Vec<Answer>, rules: Rules) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State { arrivals: Vec::new(), answers: answers.into(), rules }));
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let shared = Arc::clone(&shared);
                thread::spawn(move || serve(stream.unwrap(), &shared));
            }
        });
        Self { address, state }
    }

    pub fn arrivals(&self) -> Vec<Arrival> {
        self.lock().arrivals.clone()
    }

    pub fn count(&self) -> usize {
        self.lock().arrivals.len()
    }

    /// From now on every request succeeds.
    pub fn heal(&self) {
        let mut state = self.lock();
        state.answers.clear();
        state.rules = Rules::default();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    let Some(request) = Request::read(&mut stream, Vec::new()) else { return };
    let answer = state.lock().unwrap().answer(request);
    // The proxy is there until it has the whole answer.
    stream.write_all(&answer.bytes).unwrap();
}

/// The nonce, of a header or of a URL that carries a signature.
fn nonce(request: &Request) -> Option<String> {
    request.header("x-acs-signature-nonce").map(str::to_owned).or_else(|| request.parameter("SignatureNonce"))
}

impl State {
    fn answer(&mut self, request: Request) -> Answer {
        let seen = self.arrivals.iter().any(|arrival| nonce(&arrival.request) == nonce(&request));
        let id = request.header("x-acs-accesskey-id").unwrap_or_default();
        let answer = if let Some(refusal) = self.rules.clock.as_mut().and_then(|clock| clock.judge(&request)) {
            refusal
        } else if self.rules.expired.contains(&id) {
            Answer::refusal(400, "InvalidSecurityToken.Expired", &[])
        } else if seen {
            Answer::error(400, "SignatureNonceUsed", &[])
        } else {
            self.answers.pop_front().unwrap_or_else(Answer::ok)
        };
        self.arrivals.push(Arrival { request, refused: answer.refuses });
        answer
    }
}

impl Clock {
    fn judge(&mut self, request: &Request) -> Option<Answer> {
        const TOLERANCE: u64 = 15 * 60;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap() + Duration::from_secs(self.ahead);
        let of_url = request.parameter("Timestamp");
        let stated = request.header("x-acs-date").or(of_url.as_deref()).expect("a signed request states its time");
        if seconds(stated).abs_diff(now.as_secs()) < TOLERANCE {
            return None;
        }
        let date = match self.date {
            Date::Right => Some(httpdate::fmt_http_date(UNIX_EPOCH + now)),
            Date::WrongOnce => Some("Fri, 01 Jan 2100 00:00:00 GMT".to_owned()),
            Date::Absent => None,
        };
        if let Date::WrongOnce = self.date {
            self.date = Date::Absent;
        }
        let headers: Vec<(&str, &str)> = date.iter().map(|date| ("date", date.as_str())).collect();
        Some(Answer::refusal(400, "InvalidTimeStamp.Expired", &headers))
    }
}

/// Seconds since 1970 of `2024-05-20T10:30:00Z`, by the day's number in the Gregorian calendar.
fn seconds(text: &str) -> u64 {
    let part = |range: std::ops::Range<usize>| text[range].parse::<u64>().expect("a time in ISO 8601");
    let (year, month, day) = (part(0..4), part(5..7), part(8..10));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 719_469;
    ((days * 24 + part(11..13)) * 60 + part(14..16)) * 60 + part(17..19)
}

#[test]
fn the_time_of_a_request_is_read() {
    assert_eq!(seconds("1970-01-01T00:00:00Z"), 0);
    assert_eq!(seconds("2024-05-20T10:30:00Z"), 1_716_201_000);
    assert_eq!(seconds("2000-02-29T00:00:01Z"), 951_782_401);
}
