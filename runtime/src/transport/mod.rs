//! The seam between a signed call and the network: what a transport gets, what it gives back, how it fails.

mod headers;
#[cfg(feature = "http-transport")]
mod hyper;
mod plain;
#[cfg(feature = "http-transport")]
mod proxy;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::endpoint::Endpoint;
use crate::{BoxFuture, Method};

pub use headers::Headers;

#[cfg(feature = "http-transport")]
pub use hyper::{HyperTransport, HyperTransportBuilder};
#[cfg(feature = "http-transport")]
pub use proxy::Proxy;

/// How large the body of an answer may be unless the configuration says otherwise: 64 MiB.
const MAX_RESPONSE: usize = 64 * 1024 * 1024;

/// Sends signed requests. It must send them as they are: nearly every change makes the signature wrong.
pub trait Transport: Send + Sync {
    /// Sends `request` and reads the whole answer, whatever its status, within [`HttpRequest::timeout`].
    ///
    /// # Errors
    /// When there is no complete answer; [`TransportErrorKind`] says how far it got.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Whether `send` ends within [`HttpRequest::timeout`] whatever happens. The client watches over those that do not say so.
    fn keeps_time(&self) -> bool {
        false
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }

    fn keeps_time(&self) -> bool {
        (**self).keeps_time()
    }
}

/// A request, signed unless it is a plain one. `Debug` shows no parameter and no signature.
#[derive(Clone)]
pub struct HttpRequest {
    method: Method,
    endpoint: Endpoint,
    target: String,
    headers: Headers,
    body: Vec<u8>,
    timeout: Duration,
    max_response: usize,
}

impl HttpRequest {
    pub(crate) fn new(
        method: Method,
        endpoint: Endpoint,
        target: String,
        headers: Headers,
        body: Vec<u8>,
        timeout: Duration,
    ) -> Self {
        Self { method, endpoint, target, headers, body, timeout, max_response: MAX_RESPONSE }
    }

    /// Sets another limit for the answer's body, if there is one.
    pub(crate) fn with_max_response(mut self, bytes: Option<usize>) -> Self {
        self.max_response = bytes.unwrap_or(self.max_response);
        self
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// `https`, or `http` where the configuration's endpoint says so.
    pub fn scheme(&self) -> &'static str {
        self.endpoint.scheme()
    }

    /// `host`, or `host:port` where the port is not the scheme's own.
    pub fn authority(&self) -> &str {
        &self.endpoint.authority
    }

    /// Path and query, encoded. It may hold a signature and a security token: do not log it.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Scheme, authority and target together. It may hold a signature and a security token: do not log it.
    pub fn url(&self) -> String {
        format!("{}://{}{}", self.scheme(), self.authority(), self.target())
    }

    /// Every header to send, `host` among them, but `content-length`, which follows from the body.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body; empty when there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, without copying it.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }

    /// How long the request may take, from connecting to the last byte of the answer.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// How many bytes the body of the answer may have. A transport reads no more of it, and fails with
    /// [`TransportErrorKind::TooLarge`].
    pub fn max_response(&self) -> usize {
        self.max_response
    }
}

impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.target.split('?').next().unwrap_or_default();
        f.debug_struct("HttpRequest")
            .field("method", &self.method)
            .field("scheme", &self.scheme())
            .field("authority", &self.authority())
            .field("path", &path)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .field("timeout", &self.timeout)
            .field("max_response", &self.max_response)
            .finish()
    }
}

/// An answer, read to its end.
#[derive(Clone)]
pub struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl HttpResponse {
    /// An answer of this status.
    pub fn new(status: u16, headers: Headers, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers, body: body.into() }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body. It may hold a secret: do not log it.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, without copying it.
    pub fn into_body(self) -> Vec<u8> {
        self.body
    }
}

/// Prints the length of the body only: answers can hold credentials.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}

/// How far a request got before it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// The transport cannot send such a request, or not here: trying again does not help. Nothing was sent.
    Unsupported,
    /// The host's name has no address. Nothing was sent.
    Resolve,
    /// There is no connection. Nothing was sent.
    Connect,
    /// The proxy in between cannot be reached, or it refuses. Nothing was sent.
    Proxy,
    /// There is a connection but no TLS session. Nothing was sent.
    Tls,
    /// Connecting took too long. Nothing was sent.
    ConnectTimeout,
    /// The answer took too long. The service may have acted on the request.
    Timeout,
    /// The connection broke, or what came back is not HTTP. The service may have acted on the request.
    Exchange,
    /// The answer is larger than [`HttpRequest::max_response`]. The service may have acted on the request.
    TooLarge,
    /// The answer is compressed or encoded otherwise, which nothing asked for. The service may have acted on the request.
    Encoding,
}

/// Why there is no answer.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) message: String,
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl TransportError {
    /// An error of this kind. The message says what happened in a few words, without the request's content.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self { kind, message: message.into(), source: None }
    }

    /// Adds what caused the error.
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// How far the request got.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
