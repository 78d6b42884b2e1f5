//! HTTP/1.1 on one connection: reading requests as they are, within bounds, and writing answers.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::answer::Answer;

/// The longest request line and headers, in bytes.
const MAX_HEAD: usize = 64 * 1024;
/// The most headers.
const MAX_HEADERS: usize = 128;
/// The longest body, in bytes.
const MAX_BODY: usize = 64 * 1024 * 1024;
/// The longest line within a chunked body: a size or a trailer.
const MAX_LINE: usize = 1024;
/// The most trailers after a chunked body.
const MAX_TRAILERS: usize = 32;
/// How long a connection may be idle between requests.
const IDLE: Duration = Duration::from_secs(60);
/// How long a request may take to arrive, and an answer to leave.
const TRANSFER: Duration = Duration::from_secs(10);
/// How long to read on after an answer to a request that was not read to its end.
const LINGER: Duration = Duration::from_millis(500);

/// A request, its bytes untouched but for the body's chunks, which are joined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) method: String,
    /// The path as it was sent.
    pub(crate) path: String,
    /// The query as it was sent, without its `?`.
    pub(crate) query: String,
    /// Names in lower case, values without surrounding blanks, in the order of arrival.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) keep_alive: bool,
}

/// Why no request was read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The client closed the connection, or it broke: there is nobody to answer.
    Closed,
    /// What arrived is no request that we take; the status and the reason to answer with.
    Bad(u16, &'static str),
}

/// Reads requests one after another; bytes that belong to the next stay for it.
pub(crate) struct Reader<R> {
    source: R,
    buffer: Vec<u8>,
}

/// A connection that gives up when a request takes too long.
pub(crate) struct Patient<'a> {
    stream: &'a TcpStream,
    /// `None`: between requests.
    deadline: Option<Instant>,
}

impl Received {
    /// The header's value; of several, the first.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The media type of the body, in lower case, without its parameters; empty when there is none.
    pub(crate) fn media_type(&self) -> String {
        let value = self.header("content-type").unwrap_or_default();
        value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether the body is a form.
    pub(crate) fn is_form(&self) -> bool {
        self.media_type() == "application/x-www-form-urlencoded"
    }
}

impl<'a> Patient<'a> {
    pub(crate) fn new(stream: &'a TcpStream) -> Self {
        Self { stream, deadline: None }
    }
}

impl Read for Patient<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let timeout = match self.deadline {
            None => IDLE,
            Some(deadline) => deadline.saturating_duration_since(Instant::now()),
        };
        if timeout.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.stream.set_read_timeout(Some(timeout))?;
        let count = self.stream.read(buffer)?;
        self.deadline.get_or_insert_with(|| Instant::now() + TRANSFER);
        Ok(count)
    }
}

impl Reader<Patient<'_>> {
    /// Reads the next request, which may take its time to begin.
    pub(crate) fn next(&mut self) -> Result<Received, Failure> {
        self.source.deadline = None;
        let mut stream = self.source.stream;
        self.request(|| stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| Failure::Closed))
    }
}

impl<R: Read> Reader<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, buffer: Vec::new() }
    }

    /// Reads one request; `proceed` tells a client that waits for it to send the body.
    pub(crate) fn request(&mut self, proceed: impl FnOnce() -> Result<(), Failure>) -> Result<Received, Failure> {
        let mut request = loop {
            if let Some(request) = self.head()? {
                break request;
            }
            if self.buffer.len() >= MAX_HEAD {
                return Err(Failure::Bad(431, "the request line and headers are longer than 64 KiB"));
            }
            let begun = !self.buffer.is_empty();
            self.fill(begun)?;
        };
        let framing = framing(&request)?;
        if !matches!(framing, Framing::Length(0)) && request.header("expect").is_some() {
            proceed()?;
        }
        request.body = match framing {
            Framing::Length(length) => self.take(length)?,
            Framing::Chunked => self.chunks()?,
        };
        Ok(request)
    }

    /// Takes a request's head from the buffer, once it is complete.
    fn head(&mut self) -> Result<Option<Received>, Failure> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut parsed = httparse::Request::new(&mut headers);
        let length = match parsed.parse(&self.buffer) {
            Ok(httparse::Status::Complete(length)) if length <= MAX_HEAD => length,
            Ok(_) => return Ok(None),
            Err(httparse::Error::TooManyHeaders) => return Err(Failure::Bad(431, "more than 128 headers")),
            Err(httparse::Error::Version) => return Err(Failure::Bad(505, "not HTTP/1.0 or HTTP/1.1")),
            Err(_) => return Err(Failure::Bad(400, "not an HTTP request")),
        };
        let request = received(&parsed)?;
        self.buffer.drain(..length);
        Ok(Some(request))
    }

    /// Reads more bytes. At the end of the input, a request that has `begun` is an error of its own.
    fn fill(&mut self, begun: bool) -> Result<(), Failure> {
        let mut chunk = [0; 16 * 1024];
        loop {
            return match self.source.read(&mut chunk) {
                Ok(0) if begun => Err(Failure::Bad(400, "the request ends early")),
                Ok(0) => Err(Failure::Closed),
                Ok(count) => {
                    self.buffer.extend_from_slice(&chunk[..count]);
                    Ok(())
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                // A blocking read that runs out of time says `WouldBlock` on Unix.
                Err(error) if matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock) && begun => {
                    Err(Failure::Bad(408, "the request took too long to arrive"))
                }
                Err(_) => Err(Failure::Closed),
            };
        }
    }

    fn take(&mut self, length: usize) -> Result<Vec<u8>, Failure> {
        while self.buffer.len() < length {
            self.fill(true)?;
        }
        let rest = self.buffer.split_off(length);
        Ok(std::mem::replace(&mut self.buffer, rest))
    }

    fn chunks(&mut self) -> Result<Vec<u8>, Failure> {
        let mut body = Vec::new();
        loop {
            let line = self.line()?;
            let Ok(httparse::Status::Complete((_, size))) = httparse::parse_chunk_size(&line) else {
                return Err(Failure::Bad(400, "a chunk without a size"));
            };
            if size == 0 {
                break;
            }
            let room = MAX_BODY - body.len();
            let size = usize::try_from(size).ok().filter(|size| *size <= room).ok_or(TOO_LARGE)?;
            body.append(&mut self.take(size)?);
            if self.take(2)? != b"\r\n" {
                return Err(Failure::Bad(400, "a chunk longer than its size"));
            }
        }
        for _ in 0..=MAX_TRAILERS {
            if self.line()? == b"\r\n" {
                return Ok(body);
            }
        }
        Err(Failure::Bad(431, "more than 32 trailers"))
    }

    /// One line of a chunked body, with its end.
    fn line(&mut self) -> Result<Vec<u8>, Failure> {
        let mut seen = 0;
        loop {
            let end = self.buffer[seen..].iter().position(|byte| *byte == b'\n');
            if end.map_or(self.buffer.len(), |end| seen + end) >= MAX_LINE {
                return Err(Failure::Bad(400, "a line of the chunked body is longer than 1 KiB"));
            }
            if let Some(end) = end {
                return self.take(seen + end + 1);
            }
            seen = self.buffer.len();
            self.fill(true)?;
        }
    }
}

/// How a body ends.
enum Framing {
    Length(usize),
    Chunked,
}

const TOO_LARGE: Failure = Failure::Bad(413, "the body is longer than 64 MiB");

fn received(parsed: &httparse::Request<'_, '_>) -> Result<Received, Failure> {
    let target = parsed.path.unwrap_or_default();
    if !target.starts_with('/') {
        return Err(Failure::Bad(400, "the request line names no path"));
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut headers = Vec::with_capacity(parsed.headers.len());
    for header in parsed.headers.iter() {
        let Ok(value) = str::from_utf8(header.value) else {
            return Err(Failure::Bad(400, "a header's value is not UTF-8"));
        };
        headers.push((header.name.to_ascii_lowercase(), value.trim_matches([' ', '\t']).to_owned()));
    }
    let mut received = Received {
        method: parsed.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body: Vec::new(),
        keep_alive: false,
    };
    let connection = received.header("connection").unwrap_or_default().to_ascii_lowercase();
    let announces = |word: &str| connection.split(',').any(|part| part.trim() == word);
    let modern = parsed.version == Some(1);
    received.keep_alive = if modern { !announces("close") } else { announces("keep-alive") };
    if modern && received.headers.iter().filter(|(name, _)| name == "host").count() != 1 {
        return Err(Failure::Bad(400, "not exactly one host header"));
    }
    Ok(received)
}

fn framing(request: &Received) -> Result<Framing, Failure> {
    let all = |wanted: &str| request.headers.iter().filter(|(name, _)| name == wanted).collect::<Vec<_>>();
    match (all("transfer-encoding").as_slice(), all("content-length").as_slice()) {
        ([], []) => Ok(Framing::Length(0)),
        ([], [(_, length)]) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            // Digits that do not fit are a length beyond every bound.
            let length = length.parse().ok().filter(|length| *length <= MAX_BODY).ok_or(TOO_LARGE)?;
            Ok(Framing::Length(length))
        }
        ([], _) => Err(Failure::Bad(400, "not exactly one content-length, in digits")),
        ([(_, coding)], []) if coding.eq_ignore_ascii_case("chunked") => Ok(Framing::Chunked),
        (_, []) => Err(Failure::Bad(501, "a transfer-encoding other than chunked")),
        _ => Err(Failure::Bad(400, "both transfer-encoding and content-length")),
    }
}

/// Writes an answer; whether the connection can go on.
pub(crate) fn write(stream: &TcpStream, answer: &Answer, head_only: bool, keep_alive: bool) -> bool {
    let mut bytes = render(answer, head_only, keep_alive);
    bytes.truncate(answer.cut.unwrap_or(usize::MAX));
    let mut stream = stream;
    let sent = stream.set_write_timeout(Some(TRANSFER)).and_then(|()| stream.write_all(&bytes));
    sent.is_ok() && keep_alive && answer.cut.is_none() && !answer.close
}

/// Says goodbye so that the answer arrives: closing with unread bytes would reset the connection, and lose it.
pub(crate) fn linger(stream: &TcpStream) {
    let mut stream = stream;
    let mut scratch = [0; 16 * 1024];
    let end = Instant::now() + LINGER;
    let _ = stream.shutdown(std::net::Shutdown::Write);
    while let Some(left) = end.checked_duration_since(Instant::now()).filter(|left| !left.is_zero()) {
        if stream.set_read_timeout(Some(left)).is_err() || !matches!(stream.read(&mut scratch), Ok(1..)) {
            return;
        }
    }
}

fn render(answer: &Answer, head_only: bool, keep_alive: bool) -> Vec<u8> {
    let given = |wanted: &str| answer.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let mut head = format!("HTTP/1.1 {} {}\r\n", answer.status, reason(answer.status));
    let mut line = |name: &str, value: &str| {
        // A line break within a header would let a test's text become headers of its own.
        let clean = |text: &str| text.replace(|char: char| char.is_control() && char != '\t', " ");
        head.push_str(&format!("{}: {}\r\n", clean(name), clean(value)));
    };
    for (name, value) in &answer.headers {
        line(name, value);
    }
    let bodiless = answer.status == 204 || answer.status == 304 || (100..200).contains(&answer.status);
    if !bodiless && !given("content-length") && !given("transfer-encoding") {
        line("content-length", &answer.body.len().to_string());
    }
    if !keep_alive && !given("connection") {
        line("connection", "close");
    }
    head.push_str("\r\n");
    let mut bytes = head.into_bytes();
    if !bodiless && !head_only {
        bytes.extend_from_slice(&answer.body);
    }
    bytes
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        408 => "Request Timeout",
        413 => "Content Too Large",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        505 => "HTTP Version Not Supported",
        _ => "Status",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes one at a time, as the slowest network would.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    fn read(bytes: &[u8]) -> Result<Received, Failure> {
        let whole = Reader::new(bytes).request(|| Ok(()));
        if bytes.len() < 4096 {
            assert_eq!(Reader::new(Drip(bytes)).request(|| Ok(())), whole, "arriving byte by byte changes nothing");
        }
        whole
    }

    #[test]
    fn keeps_the_bytes_and_leaves_the_next_request() {
        let bytes = b"PUT /a%2fb?x=%7e+y&&z HTTP/1.1\r\nHost: h:1\r\nX-Acs-A:  b c \r\nContent-Length: 3\r\n\r\n\0\xff\nGET / HTTP/1.0\r\n\r\n";
        let mut reader = Reader::new(&bytes[..]);
        let first = reader.request(|| Ok(())).unwrap();
        assert_eq!((first.method.as_str(), first.path.as_str(), first.query.as_str()), ("PUT", "/a%2fb", "x=%7e+y&&z"));
        assert_eq!(
            (first.header("x-acs-a"), first.body.as_slice(), first.keep_alive),
            (Some("b c"), &b"\0\xff\n"[..], true)
        );
        let second = reader.request(|| Ok(())).unwrap();
        assert_eq!((second.method.as_str(), second.keep_alive), ("GET", false));
        assert_eq!(reader.request(|| Ok(())), Err(Failure::Closed));
    }

    #[test]
    fn joins_chunks() {
        let body = "3;x=y\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n";
        let request = format!("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: Chunked\r\n\r\n{body}");
        assert_eq!(read(request.as_bytes()).unwrap().body, b"abc0123456789");
    }

    #[test]
    fn asks_for_the_body_only_where_there_is_one() {
        let asked = |head: &str| {
            let mut asked = false;
            let request = format!("POST / HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\n{head}\r\n\r\nab");
            let proceed = || {
                asked = true;
                Ok(())
            };
            Reader::new(request.as_bytes()).request(proceed).unwrap();
            asked
        };
        assert!(asked("content-length: 2"));
        assert!(!asked("content-length: 0"));
    }

    #[test]
    fn refuses_what_it_cannot_take() {
        let post = |rest: &str| format!("POST / HTTP/1.1\r\nhost: h\r\n{rest}").into_bytes();
        let chunked = |rest: &str| post(&format!("transfer-encoding: chunked\r\n\r\n{rest}"));
        let status = |bytes: Vec<u8>| match read(&bytes) {
            Err(Failure::Bad(status, _)) => status,
            other => panic!("{other:?} of {}", String::from_utf8_lossy(&bytes[..bytes.len().min(200)])),
        };
        assert_eq!(status(b"\x16\x03\x01\0\xa5 garbage \r\n\r\n".to_vec()), 400);
        assert_eq!(status(b"GET / HTTP/2.0\r\n\r\n".to_vec()), 505);
        assert_eq!(status(b"GET http://h/ HTTP/1.1\r\nhost: h\r\n\r\n".to_vec()), 400);
        assert_eq!(status(b"GET / HTTP/1.1\r\n\r\n".to_vec()), 400, "no host");
        assert_eq!(status(post("host: h\r\n\r\n")), 400, "two hosts");
        assert_eq!(status(b"GET / HTTP/1.1\r\nhost: \xff\xfe\r\n\r\n".to_vec()), 400);
        assert_eq!(status(b"GET / HTTP/1.1\r\nhost".to_vec()), 400, "cut short");
        assert_eq!(status(post("content-length: 5\r\n\r\nab")), 400, "cut short");
        assert_eq!(status(post("content-length: -1\r\n\r\n")), 400);
        assert_eq!(status(post("content-length: 1\r\ncontent-length: 2\r\n\r\nab")), 400);
        assert_eq!(status(post("content-length: 67108865\r\n\r\n")), 413);
        assert_eq!(status(post("content-length: 99999999999999999999999\r\n\r\n")), 413);
        assert_eq!(status(post("content-length: 1\r\ntransfer-encoding: chunked\r\n\r\n")), 400);
        assert_eq!(status(post("transfer-encoding: gzip\r\n\r\n")), 501);
        assert_eq!(status(chunked("xyz\r\n")), 400);
        assert_eq!(status(chunked("2\r\nabc\r\n0\r\n\r\n")), 400);
        assert_eq!(status(chunked("ffffffffffffffff\r\n")), 413);
        assert_eq!(status(chunked(&format!("1;{}", "x".repeat(2000)))), 400);
        assert_eq!(status(chunked(&format!("0\r\n{}\r\n", "a: b\r\n".repeat(40)))), 431);
        assert_eq!(status(post(&"a: b\r\n".repeat(200))), 431);
        assert_eq!(status(post(&format!("a: {}", "x".repeat(70_000)))), 431);
        assert_eq!(status(post(&format!("a: {}\r\n\r\n", "x".repeat(70_000)))), 431);
    }

    #[test]
    fn gives_up_on_a_request_that_stalls() {
        /// Gives its bytes, then nothing more.
        struct Stalled(&'static [u8]);

        impl Read for Stalled {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                match self.0.read(buffer)? {
                    0 => Err(io::ErrorKind::WouldBlock.into()),
                    count => Ok(count),
                }
            }
        }

        let read = |bytes| Reader::new(Stalled(bytes)).request(|| Ok(())).unwrap_err();
        assert_eq!(read(b""), Failure::Closed, "an idle connection is closed without a word");
        for bytes in [&b"GET / HT"[..], b"PUT / HTTP/1.1\r\nhost: h\r\ncontent-length: 2\r\n\r\na"] {
            assert!(matches!(read(bytes), Failure::Bad(408, _)));
        }
    }

    #[test]
    fn counts_the_time_of_a_request_from_its_first_byte() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let stream = listener.accept().unwrap().0;
        let mut patient = Patient::new(&stream);
        client.write_all(b"ab").unwrap();
        assert_eq!(patient.read(&mut [0]).unwrap(), 1);
        assert!(patient.deadline.is_some_and(|deadline| deadline <= Instant::now() + TRANSFER));
        patient.deadline = Some(Instant::now());
        assert_eq!(patient.read(&mut [0]).unwrap_err().kind(), io::ErrorKind::TimedOut);
        // The rest of the time is the socket's, so that silence ends too.
        patient.deadline = Some(Instant::now() + Duration::from_millis(100));
        assert_eq!(patient.read(&mut [0]).unwrap(), 1);
        let kind = patient.read(&mut [0]).unwrap_err().kind();
        assert!(matches!(kind, io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock), "{kind}");
    }

    #[test]
    fn renders_what_the_test_asked_for() {
        let answer = Answer::json(200, "{}").header("X-A", "b\r\nset-cookie: c");
        let text = String::from_utf8(render(&answer, false, true)).unwrap();
        assert_eq!(text, "HTTP/1.1 200 OK\r\nX-A: b  set-cookie: c\r\ncontent-length: 2\r\n\r\n{}");
        let lying =
            String::from_utf8(render(&Answer::json(200, "{}").header("Content-Length", "9"), false, false)).unwrap();
        assert_eq!(lying, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nconnection: close\r\n\r\n{}");
        let head = String::from_utf8(render(&Answer::json(200, "{}"), true, true)).unwrap();
        assert_eq!(head, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n");
        let none = String::from_utf8(render(&Answer::json(204, ""), false, true)).unwrap();
        assert_eq!(none, "HTTP/1.1 204 No Content\r\n\r\n");
    }
}
