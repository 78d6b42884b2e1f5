//! Tests of reading: requests whole and byte by byte, bounds, and time.

use std::io::{self, Read, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::read::{Patient, Reader, TRANSFER};
use super::received::{Failure, Received};

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
    patient.deadline = Some(Instant::now() + TRANSFER);
    assert_eq!(patient.read(&mut [0]).unwrap(), 1);
    patient.deadline = Some(Instant::now() + Duration::from_millis(1));
    let kind = patient.read(&mut [0]).unwrap_err().kind();
    assert!(matches!(kind, io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock), "{kind}");
}
