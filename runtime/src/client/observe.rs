//! The spans of a call: one for the operation and one for each attempt, named as OpenTelemetry names things.

use std::future::poll_fn;
use std::pin::Pin;

use tracing::Span;
use tracing::field::Empty;

use crate::error::{Error, ErrorKind};
use crate::http::{Endpoint, RawResponse};
use crate::product::Product;
use crate::signature::Draft;

/// The span of one call, all attempts together. It holds no parameter and no body.
pub(super) fn operation(product: &Product, operation: &str, region: Option<&str>) -> Span {
    tracing::info_span!(
        target: "alicloud",
        "operation",
        otel.name = format_args!("{}/{operation}", product.name),
        otel.kind = "client",
        otel.status_code = Empty,
        rpc.system = "alibaba-cloud-api",
        rpc.service = &*product.name,
        rpc.method = operation,
        cloud.provider = "alibaba_cloud",
        cloud.region = region,
        alicloud.api_version = &*product.version,
        alicloud.request_id = Empty,
        alicloud.attempts = Empty,
        http.response.status_code = Empty,
        error.type = Empty,
    )
}

/// Runs `work` within `span`. It stays where it is: `Instrument` takes it as a value, and a call is some kilobytes to move.
pub(super) async fn enter<F: Future>(span: &Span, mut work: Pin<&mut F>) -> F::Output {
    poll_fn(|context| {
        let _entered = span.enter();
        work.as_mut().poll(context)
    })
    .await
}

/// The span of one request.
pub(super) fn attempt(draft: &Draft, number: u32) -> Span {
    let Endpoint { authority, .. } = &draft.endpoint;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port.parse().ok()),
        _ => (&**authority, None),
    };
    let own: u16 = if draft.endpoint.secure { 443 } else { 80 };
    tracing::debug_span!(
        target: "alicloud",
        "attempt",
        otel.name = draft.method.as_str(),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = draft.method.as_str(),
        http.request.resend_count = number - 1,
        http.response.status_code = Empty,
        server.address = host,
        server.port = port.unwrap_or(own),
        url.scheme = draft.endpoint.scheme(),
        alicloud.request_id = Empty,
        error.type = Empty,
    )
}

/// Records the outcome.
pub(super) fn outcome(span: &Span, outcome: Result<&RawResponse, &Error>) {
    if span.is_disabled() {
        return;
    }
    let (status, id) = match outcome {
        Ok(response) => (Some(response.status()), response.request_id()),
        Err(error) => (error.status(), error.request_id()),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status);
    }
    if let Some(id) = id.filter(|id| is_plain(id)) {
        span.record("alicloud.request_id", id);
    }
    if let Err(error) = outcome {
        span.record("otel.status_code", "ERROR");
        span.record("error.type", error_type(error));
    }
}

/// A word of low cardinality: the service's code where there is one, else the kind of error.
pub(super) fn error_type(error: &Error) -> &str {
    error.code().filter(|code| is_plain(code)).unwrap_or(kind(error))
}

/// The kind of error as a word.
pub(super) fn kind(error: &Error) -> &'static str {
    match error.kind() {
        ErrorKind::Configuration => "configuration",
        ErrorKind::Credentials => "credentials",
        ErrorKind::Request => "request",
        ErrorKind::Connect => "connect",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Transport => "transport",
        ErrorKind::Service => "service",
        ErrorKind::Decode => "decode",
        ErrorKind::Interceptor => "interceptor",
        ErrorKind::Paging => "paging",
        ErrorKind::Wait => "wait",
    }
}

/// Whether the service's word is one that a log may have: a gateway in trouble may answer with anything, what it was
/// sent among it.
fn is_plain(word: &str) -> bool {
    word.len() <= 100 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}
