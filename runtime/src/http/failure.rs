//! Why a request got no response, and how far it got.

use std::fmt;

/// The step at which a request failed.
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
    /// The response took too long. The service may have acted on the request.
    Timeout,
    /// The connection broke, or what came back is not HTTP. The service may have acted on the request.
    Exchange,
    /// The response is larger than [`HttpRequest::max_response`](crate::transport::HttpRequest::max_response). The
    /// service may have acted on the request.
    TooLarge,
    /// The response is compressed or encoded otherwise, which nothing asked for. The service may have acted on the
    /// request.
    Encoding,
}

/// Why there is no response.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) kind: TransportErrorKind,
    pub(crate) message: String,
    pub(crate) source: Option<Box<dyn std::error::Error + Send + Sync>>,
    /// Whether the limit that was reached is the one of connecting alone.
    pub(crate) is_of_connecting: bool,
}

impl TransportError {
    /// An error of this kind. The message says what happened in a few words, without the request's content.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        let is_of_connecting = kind == TransportErrorKind::ConnectTimeout;
        Self { kind, message: message.into(), source: None, is_of_connecting }
    }

    /// Says that the limit of the whole request was reached, be it while connecting.
    #[cfg(feature = "http-transport")]
    pub(crate) fn of_the_whole(self) -> Self {
        Self { is_of_connecting: false, ..self }
    }

    /// Adds what caused the error.
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    pub(crate) fn too_large(status: u16, limit: usize) -> Self {
        let message = format!("the answer, of status {status}, is larger than {limit} bytes");
        Self::new(TransportErrorKind::TooLarge, message)
    }

    /// The error of a response's body, which is one of ours unless another transport gave it.
    pub(crate) fn of_body(error: std::io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(own) => own,
            Err(other) => {
                let late = other.kind() == std::io::ErrorKind::TimedOut;
                let kind = if late { TransportErrorKind::Timeout } else { TransportErrorKind::Exchange };
                Self::new(kind, format!("the answer broke off: {other}")).with_source(other)
            }
        }
    }

    /// The step at which the request failed.
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
