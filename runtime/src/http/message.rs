//! A request as a transport gets it, and the response that it gives back.

use std::fmt;
use std::time::Duration;

use super::endpoint::Endpoint;
use super::headers::Headers;
use super::method::Method;

/// The default limit of a response's body: 64 MiB.
const MAX_RESPONSE: usize = 64 * 1024 * 1024;

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

    /// Sets another limit for the response's body, if there is one.
    pub(crate) fn with_max_response(mut self, bytes: Option<usize>) -> Self {
        self.max_response = bytes.unwrap_or(self.max_response);
        self
    }

    /// Sets a header to this value alone. A value that is no text of one line makes the transport fail.
    pub fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Sets how long the request may take, from connecting to the last byte of the response.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
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

    /// The limit of the request, from connecting to the last byte of the response.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The limit of the response's body in bytes. A transport reads no more of it, and fails with
    /// [`TransportErrorKind::TooLarge`](crate::transport::TransportErrorKind::TooLarge).
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

/// A response, read to its end.
#[derive(Clone)]
pub struct HttpResponse {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl HttpResponse {
    /// A response of this status.
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

/// Prints the length of the body only: responses can hold credentials.
impl fmt::Debug for HttpResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpResponse")
            .field("status", &self.status)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish()
    }
}
