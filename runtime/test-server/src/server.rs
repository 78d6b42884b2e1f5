//! The server: threads, connections and what they share.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use crate::answer::Answer;
use crate::call::Call;
use crate::check::check;
use crate::expected::Expected;
use crate::http::{self, Failure, Patient, Reader, Received};
use crate::keys::Keys;
use crate::refusal::Refusal;
use crate::route;
use crate::signature;
use crate::time::{format_http, seconds};

/// The most connections at a time; more are closed at once.
const MAX_CONNECTIONS: usize = 256;

/// A server on a loopback port. It stops, and closes every connection, when it is dropped.
pub struct Server {
    shared: Arc<Shared>,
    address: SocketAddr,
    acceptor: Option<JoinHandle<()>>,
}

struct Shared {
    /// `None`: nothing is checked.
    operations: Option<Vec<Expected>>,
    state: Mutex<State>,
    /// Wakes who waits within a delay when the server stops.
    stopped: Condvar,
}

struct State {
    keys: Keys,
    /// `None`: the system's time.
    now: Option<SystemTime>,
    nonces: HashSet<String>,
    calls: Vec<Call>,
    answers: VecDeque<Answer>,
    connections: HashMap<u64, TcpStream>,
    opened: u64,
    answered: u64,
    stopping: bool,
}

impl Server {
    /// Starts a server that takes calls of these operations, signed with these keys.
    ///
    /// # Panics
    ///
    /// When the system has no loopback port or no thread to give.
    pub fn start(operations: Vec<Expected>, keys: Keys) -> Self {
        Self::launch(Some(operations), keys)
    }

    /// Starts a server that checks nothing: it answers what the test scripts, and 404 beyond that. It stands in for
    /// services that are called unsigned, such as those that hand out credentials.
    ///
    /// # Panics
    ///
    /// When the system has no loopback port or no thread to give.
    pub fn scripted() -> Self {
        Self::launch(None, Keys::new("", ""))
    }

    fn launch(operations: Option<Vec<Expected>>, keys: Keys) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a loopback port");
        let address = listener.local_addr().expect("the address of a bound listener");
        let state = State {
            keys,
            now: None,
            nonces: HashSet::new(),
            calls: Vec::new(),
            answers: VecDeque::new(),
            connections: HashMap::new(),
            opened: 0,
            answered: 0,
            stopping: false,
        };
        let shared = Arc::new(Shared { operations, state: Mutex::new(state), stopped: Condvar::new() });
        let accepting = Arc::clone(&shared);
        let acceptor = thread::Builder::new().name("test-server".into()).spawn(move || accept(&accepting, &listener));
        Self { shared, address, acceptor: Some(acceptor.expect("a thread")) }
    }

    /// Where the server is, such as `http://127.0.0.1:4321`.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address to connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was received so far, in the order of arrival, refused calls among it. What was no HTTP request is not.
    pub fn calls(&self) -> Vec<Call> {
        self.shared.lock().calls.clone()
    }

    /// How many connections were opened so far.
    pub fn connections(&self) -> u64 {
        self.shared.lock().opened
    }

    /// Scripts the answer to the next call that would be accepted; several calls queue up. Refused calls are answered
    /// with their refusal and take nothing from the queue.
    pub fn answer_next(&self, answer: Answer) {
        self.shared.lock().answers.push_back(answer);
    }

    /// Sets the server's clock and stops it there.
    pub fn set_now(&self, now: SystemTime) {
        self.shared.lock().now = Some(now);
    }

    /// Replaces the keys, as when temporary ones are renewed.
    pub fn set_keys(&self, keys: Keys) {
        self.shared.lock().keys = keys;
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut state = self.shared.lock();
        state.stopping = true;
        for stream in state.connections.values() {
            let _ = stream.shutdown(Shutdown::Both);
        }
        drop(state);
        self.shared.stopped.notify_all();
        // The acceptor looks up only when somebody connects.
        let woken = TcpStream::connect_timeout(&self.address, Duration::from_secs(1));
        if let (Ok(_), Some(acceptor)) = (woken, self.acceptor.take()) {
            let _ = acceptor.join();
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock left the state whole: every change is one step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, but not beyond the server's end.
    fn wait(&self, delay: Duration) {
        if !delay.is_zero() {
            let state = self.lock();
            drop(self.stopped.wait_timeout_while(state, delay, |state| !state.stopping));
        }
    }
}

/// Takes connections until the server stops, then waits for their threads.
fn accept(shared: &Arc<Shared>, listener: &TcpListener) {
    let mut threads: Vec<JoinHandle<()>> = Vec::new();
    loop {
        let accepted = listener.accept();
        let mut state = shared.lock();
        if state.stopping {
            break;
        }
        threads.retain(|thread| !thread.is_finished());
        let Ok((stream, _)) = accepted else {
            drop(state);
            // The system is short of something; it may have it again soon.
            shared.wait(Duration::from_millis(10));
            continue;
        };
        state.opened += 1;
        let id = state.opened;
        let Some(copy) = stream.try_clone().ok().filter(|_| state.connections.len() < MAX_CONNECTIONS) else {
            continue;
        };
        state.connections.insert(id, copy);
        drop(state);
        let serving = Arc::clone(shared);
        let spawned = thread::Builder::new().name("test-server".into()).spawn(move || {
            serve(&serving, &stream);
            // The copy keeps the connection open as long as it lives.
            serving.lock().connections.remove(&id);
        });
        match spawned {
            Ok(thread) => threads.push(thread),
            Err(_) => drop(shared.lock().connections.remove(&id)),
        }
    }
    for thread in threads {
        let _ = thread.join();
    }
}

/// Answers the requests of one connection.
fn serve(shared: &Shared, stream: &TcpStream) {
    let _ = stream.set_nodelay(true);
    let mut reader = Reader::new(Patient::new(stream));
    loop {
        match reader.next() {
            Ok(received) => {
                let answer = shared.answer(&received);
                shared.wait(answer.delay);
                if !http::write(stream, &answer, received.method == "HEAD", received.keep_alive) {
                    return http::linger(stream);
                }
            }
            Err(Failure::Closed) => return,
            Err(Failure::Bad(status, reason)) => {
                let refusal = Refusal::new(status, "BadRequest", format!("{reason}."));
                let answer = shared.lock().refuse(&refusal, "");
                http::write(stream, &answer, false, false);
                return http::linger(stream);
            }
        }
    }
}

impl Shared {
    /// Judges a request, records it and finds its answer.
    fn answer(&self, received: &Received) -> Answer {
        let mut call = Call::new(received);
        let example = match (&self.operations, call.refusal.take()) {
            (None, _) => None,
            (Some(_), Some(refusal)) => Some(Err(refusal)),
            (Some(operations), None) => Some(self.judge(operations, received, &mut call)),
        };
        if let Some(Err(refusal)) = &example {
            call.refusal = Some(refusal.clone());
        }
        let mut state = self.lock();
        state.calls.push(call);
        match example {
            Some(Err(refusal)) => state.refuse(&refusal, received.header("host").unwrap_or_default()),
            Some(Ok(example)) => match state.answers.pop_front() {
                Some(scripted) => state.dress(scripted),
                None => state.dress(Answer::json(200, example)),
            },
            None => match state.answers.pop_front() {
                Some(scripted) => state.dress(scripted),
                None => state.dress(Answer::error(404, "NotFound", "No answer is scripted.")),
            },
        }
    }

    /// The body of the ordinary answer, or the refusal.
    fn judge(&self, operations: &[Expected], received: &Received, call: &mut Call) -> Result<String, Refusal> {
        let state = self.lock();
        let (keys, now) = (state.keys.clone(), state.now());
        drop(state);
        let signed = signature::verify(received, &keys, now)?;
        // A nonce is used up by a right signature only: anybody could burn it otherwise.
        if !self.lock().nonces.insert(signed.nonce.clone()) {
            return Err(Refusal::new(400, "SignatureNonceUsed", "The nonce was used before."));
        }
        let (expected, path_parameters) = route::find(operations, &signed, received)?;
        call.operation.clone_from(&expected.operation);
        call.path_parameters = path_parameters;
        check(expected, signed.scheme, call)?;
        Ok(expected.response_example.clone())
    }
}

impl State {
    /// The server's time, in seconds since the epoch.
    fn now(&self) -> u64 {
        seconds(self.now.unwrap_or_else(SystemTime::now))
    }

    fn refuse(&mut self, refusal: &Refusal, host: &str) -> Answer {
        let request_id = request_id(self.answered + 1);
        let answer = Answer::json(refusal.status, refusal.body(&request_id, host));
        self.dress(answer)
    }

    /// Adds the headers that every answer has, where the test gave none.
    fn dress(&mut self, mut answer: Answer) -> Answer {
        self.answered += 1;
        let own = [
            ("content-type", "application/json; charset=utf-8".to_owned()),
            ("date", format_http(self.now())),
            ("x-acs-request-id", request_id(self.answered)),
        ];
        for (name, value) in own {
            if !answer.headers.iter().any(|(given, _)| given.eq_ignore_ascii_case(name)) {
                answer.headers.push((name.to_owned(), value));
            }
        }
        answer
    }
}

/// An id of the service's form, different for each answer.
fn request_id(number: u64) -> String {
    format!("7E57A115-0000-4000-8000-{number:012X}")
}
