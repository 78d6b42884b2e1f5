//! The words of the scripts: where and how a connection breaks, and what the service answers.

use std::time::Duration;

/// How far the exchange of one request got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// There is a connection; nothing was read from it, nor perhaps written to it.
    Accepted,
    /// The beginning of the request is there; nothing was read.
    Begun,
    /// The beginning of the request was read; nothing of it went to the service.
    Received,
    /// The service has the whole request and has answered; nothing of the answer went to the client.
    Forwarded,
    /// The client has half the head of the answer.
    Head,
    /// The client has the head of the answer and half of its body.
    Body,
    /// The client has the answer; the connection is idle.
    Answered,
}

/// What becomes of the connection there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is reset, and what was not read is lost.
    Reset,
    /// It is closed in an orderly way.
    Close,
    /// It stays open, and nothing more comes.
    Stall,
}

/// What the proxy does to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// Ends the exchange at a point.
    Break(Point, How),
    /// Does not even read, until [`Proxy::heal`](super::proxy::Proxy::heal).
    Deaf,
    /// Sends the answer byte by byte, with this time in between.
    Trickle(Duration),
    /// Sends the answer, then chunks of a body without end.
    Endless,
}

/// What the service answers to one request.
#[derive(Clone, Debug)]
pub struct Answer {
    pub bytes: Vec<u8>,
    /// Whether it says that the service surely did not act on the request.
    pub refuses: bool,
}

pub const ID: &str = "R-0";

impl Answer {
    /// An answer as it goes over the wire.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), refuses: false }
    }

    pub fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut head =
            format!("HTTP/1.1 {status} Answer\r\nContent-Length: {}\r\nx-acs-request-id: {ID}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        Self::raw([head.as_bytes(), body].concat())
    }

    pub fn ok() -> Self {
        Self::new(200, &[("Content-Type", "application/json")], r#"{"Code":"OK","Message":"success"}"#)
    }

    /// An error with this code, which says nothing about whether the service acted.
    pub fn error(status: u16, code: &str, headers: &[(&str, &str)]) -> Self {
        Self::new(status, headers, format!(r#"{{"Code":"{code}","Message":"no","RequestId":"{ID}"}}"#))
    }

    /// An error that says that the service did not act on the request.
    pub fn refusal(status: u16, code: &str, headers: &[(&str, &str)]) -> Self {
        Self { refuses: true, ..Self::error(status, code, headers) }
    }

    /// The error of a service that has too many calls.
    pub fn throttled() -> Self {
        Self::refusal(400, "Throttling.User", &[])
    }
}
