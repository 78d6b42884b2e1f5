//! Recordings for tests.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::Value;

use super::check::check_message;
use crate::encode::encode_segment;
use crate::http::{Endpoint, HttpRequest, HttpResponse, Method, Transport, TransportError};
use crate::test_util::{Recorder, Replay};

/// A recording: an error shows nothing of it; one that is read answers the calls in it, and what a recorder hears of
/// that replays as the same.
pub fn recording(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let replay = match Replay::from_json(text) {
        Ok(replay) => replay,
        Err(error) => {
            check_message(bytes, &error.to_string(), 400);
            return check_message(bytes, &format!("{error:?}"), 1_000);
        }
    };
    let Ok(exchanges) = serde_json::from_str::<Vec<Value>>(text) else { panic!("a recording is a list") };
    assert_eq!(replay.remaining(), exchanges.len());
    let recorder = Recorder::new(replay.clone());
    let mut responses = Vec::new();
    for request in exchanges.iter().map_while(request) {
        let left = replay.remaining();
        let Ok(response) = send(&recorder, request.clone()) else {
            assert_eq!(replay.remaining(), left, "a call that is not the recorded one takes nothing");
            break;
        };
        assert_eq!(replay.remaining(), left - 1);
        // A recorder leaves out what names no operation or takes on a role.
        let operation = request.headers().get("x-acs-action").unwrap_or_default();
        if !operation.is_empty() && !operation.starts_with("AssumeRole") {
            responses.push((request, response));
        }
    }
    let again = Replay::from_json(&recorder.to_json()).expect("a recorder writes recordings");
    assert_eq!(again.remaining(), responses.len());
    for (request, first) in responses {
        let second = send(&again, request).expect("the same call");
        assert_eq!((second.status, second.body), (first.status, first.body));
    }
    assert_eq!(again.remaining(), 0);
}

/// The call of an exchange, where it can be made.
fn request(exchange: &Value) -> Option<HttpRequest> {
    let text = |name: &str| exchange.get(name).and_then(Value::as_str);
    let method = [Method::Get, Method::Post, Method::Put, Method::Delete, Method::Patch, Method::Head]
        .into_iter()
        .find(|method| Some(method.as_str()) == text("method"))?;
    let parameters = exchange.get("parameters")?.as_array()?.iter().map(|pair| {
        let part = |at: usize| pair.get(at).and_then(Value::as_str).map(encode_segment);
        Some(format!("{}={}", part(0)?, part(1)?))
    });
    let query = parameters.collect::<Option<Vec<String>>>()?.join("&");
    let endpoint = Endpoint::parse("shop.example.com").ok()?;
    let target = format!("{}?{query}", text("path")?);
    let body = text("body").unwrap_or_default();
    let made =
        HttpRequest::new(method, endpoint, target, crate::Headers::new(), body.as_bytes().to_vec(), Default::default());
    Some(made.with_header("x-acs-action", text("operation")?))
}

/// Neither transport waits for anything.
fn send(transport: &dyn Transport, request: HttpRequest) -> Result<HttpResponse, TransportError> {
    match pin!(transport.send(request)).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(response) => response,
        Poll::Pending => panic!("a replay answers at once"),
    }
}
