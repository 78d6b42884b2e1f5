//! Writing answers to one connection, and saying goodbye.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::read::TRANSFER;
use crate::answer::Answer;

/// How long to read on after an answer to a request that was not read to its end.
const LINGER: Duration = Duration::from_millis(500);

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
