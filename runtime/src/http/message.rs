//! A request as a transport gets it, and the response that it gives back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::body::{BodySource, ByteStream, Payload};
use super::endpoint::Endpoint;
use super::failure::{TransportError, TransportErrorKind};
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
    body: Payload,
    timeout: Duration,
    max_response: usize,
}

impl HttpRequest {
    pub(crate) fn new(
        method: Method,
        endpoint: Endpoint,
        target: String,
        headers: Headers,
        body: impl Into<Payload>,
        timeout: Duration,
    ) -> Self {
        let body = body.into();
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

    /// Sets how long the request may take.
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

    /// The body, where it is in memory; empty when there is none. [`Transport::send`](crate::Transport::send) gets no
    /// request with another one.
    pub fn body(&self) -> &[u8] {
        self.body.bytes()
    }

    /// The body without a copy: it is shared among the attempts of a call.
    pub fn into_body(self) -> Bytes {
        match self.body {
            Payload::Bytes(bytes) => bytes,
            Payload::Source(_) => Bytes::new(),
        }
    }

    /// Headers and the body in memory, without copies.
    #[cfg(feature = "http-transport")]
    pub(crate) fn into_parts(self) -> (Headers, Bytes) {
        match self.body {
            Payload::Bytes(bytes) => (self.headers, bytes),
            Payload::Source(_) => (self.headers, Bytes::new()),
        }
    }

    /// What gives the body, where it is not in memory.
    pub fn source(&self) -> Option<&Arc<dyn BodySource>> {
        self.body.source()
    }

    /// The length of the body.
    pub fn body_length(&self) -> u64 {
        self.body.length()
    }

    /// The same with its body in memory.
    ///
    /// # Errors
    /// When its source cannot be read, or gives more or fewer bytes than it said. Nothing was sent then.
    pub async fn into_memory(mut self) -> Result<Self, TransportError> {
        if let Payload::Source(source) = &self.body {
            let wrong = |message: String| TransportError::new(TransportErrorKind::Unsupported, message);
            let unreadable =
                |error: std::io::Error| wrong(format!("the body cannot be read: {error}")).with_source(error);
            let length = source.length();
            let most = usize::try_from(length).map_err(|_| wrong(format!("a body of {length} bytes is too long")))?;
            let body = source.open().await.map_err(unreadable)?.collect(most).await.map_err(unreadable)?;
            if body.len() < most {
                return Err(wrong(format!("the body has {} bytes and not {length}, as its source says", body.len())));
            }
            self.body = Payload::Bytes(body);
        }
        Ok(self)
    }

    /// The limit of the request: of [`send`](crate::Transport::send) from connecting to the last byte of the response, of
    /// [`stream`](crate::Transport::stream) between one part of a body and the next.
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The limit of the response's body in bytes. A transport reads no more of it, and fails with
    /// [`TransportErrorKind::TooLarge`](crate::transport::TransportErrorKind::TooLarge); unless the status says that it is an
    /// error: then the response with the [beginning](HttpResponse::cut) of its body says more.
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
            .field("body_length", &self.body_length())
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
    pub(crate) body: Bytes,
    pub(crate) is_cut: bool,
}

impl HttpResponse {
    /// A response of this status.
    pub fn new(status: u16, headers: Headers, body: impl Into<Vec<u8>>) -> Self {
        Self::of(status, headers, body.into().into())
    }

    /// The same without a copy of the body.
    pub(crate) fn of(status: u16, headers: Headers, body: Bytes) -> Self {
        Self { status, headers, body, is_cut: false }
    }

    /// Says that the body is only the beginning of what came, which was longer than
    /// [`HttpRequest::max_response`]; for a response whose status says that it is an error.
    pub fn cut(self) -> Self {
        Self { is_cut: true, ..self }
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

    /// The body, without a copy.
    pub fn into_body(self) -> Bytes {
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

/// A response whose body comes as it arrives.
#[derive(Debug)]
pub struct StreamedResponse {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: ByteStream,
}

impl StreamedResponse {
    /// A response of this status.
    pub fn new(status: u16, headers: Headers, body: ByteStream) -> Self {
        Self { status, headers, body }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body. An error of it may be a [`TransportError`] within.
    pub fn into_body(self) -> ByteStream {
        self.body
    }

    /// Reads it to its end, which has at most `limit` bytes. Of an error the first `limit` bytes are read, and none where
    /// more are announced.
    ///
    /// # Errors
    /// When there are more, or when the body breaks off.
    pub async fn into_memory(self, limit: usize) -> Result<HttpResponse, TransportError> {
        let Self { status, headers, body } = self;
        if !(200..300).contains(&status) {
            let announced = headers.get("content-length").and_then(|length| length.trim().parse::<u64>().ok());
            if announced.is_some_and(|length| length > limit as u64) {
                return Ok(HttpResponse::of(status, headers, Bytes::new()).cut());
            }
            let (begun, is_cut) = body.begin(limit).await.map_err(TransportError::of_body)?;
            let response = HttpResponse::of(status, headers, begun);
            return Ok(if is_cut { response.cut() } else { response });
        }
        match body.collect(limit).await {
            Ok(body) => Ok(HttpResponse::of(status, headers, body)),
            Err(error) if error.kind() == std::io::ErrorKind::FileTooLarge => {
                Err(TransportError::too_large(status, limit))
            }
            Err(error) => Err(TransportError::of_body(error)),
        }
    }
}

impl From<HttpResponse> for StreamedResponse {
    fn from(response: HttpResponse) -> Self {
        Self { status: response.status, headers: response.headers, body: ByteStream::whole(response.body) }
    }
}
