//! When a failed attempt is repeated, and when it must not be.

mod adaptive;
mod limits;
mod mending;
mod repeating;
mod tokens;

use alicloud_core::transport::{HttpResponse, TransportError, TransportErrorKind};
use alicloud_core::{ConfigBuilder, Error, Method, Request, StandardRetry, SystemNonce};

use super::support::*;

type Answer = Result<HttpResponse, TransportError>;

fn lost(kind: TransportErrorKind) -> Answer {
    Err(TransportError::new(kind, "lost"))
}

fn ok() -> Answer {
    answer(200, &[], "{}")
}

fn read() -> Request {
    Request::new("Op", Method::Get, "/a")
}

fn write() -> Request {
    Request::new("Op", Method::Post, "/a")
}

/// The usual policy, with waits that are over at once.
fn retrying(recorder: &Recorder) -> ConfigBuilder {
    fixed(recorder).retry(StandardRetry::new()).timer(Skipping::default()).nonce(SystemNonce)
}

/// How many attempts the script took, and what they came to.
fn attempts(script: Vec<Answer>, request: Request) -> (usize, Result<(), Error>) {
    let recorder = Recorder::script(script);
    let result = call(retrying(&recorder), &WEBPLUS, request);
    let sent = recorder.requests().len();
    if let Err(error) = &result {
        assert_eq!(error.attempts() as usize, sent, "{error}");
    }
    (sent, result.map(drop))
}
