//! The one error type: what a caller can ask of it.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use super::class::Class;
use super::kind::ErrorKind;
use super::service::{ServiceError, retry_after};
use crate::http::RawResponse;

pub(super) type Source = Box<dyn std::error::Error + Send + Sync>;

/// Why a call, or its preparation, failed.
///
/// `Display` has the service's code, message and request id where there are any. Neither it nor `Debug` prints a
/// secret.
pub struct Error(pub(super) Box<Inner>);

pub(super) struct Inner {
    pub(super) kind: ErrorKind,
    /// The whole message, but for what `Display` adds from `service` and `operation`.
    pub(super) text: String,
    pub(super) operation: Option<Cow<'static, str>>,
    pub(super) service: Option<ServiceError>,
    pub(super) raw: Option<RawResponse>,
    /// Which endpoint was asked and where it came from, where the error is about that.
    pub(super) endpoint: Option<String>,
    /// The meaning of the error for another attempt; `None` where retrying cannot help.
    pub(super) class: Option<Class>,
    /// Whether nothing was sent, though the class does not say so.
    pub(super) unsent: bool,
    /// The number of attempts.
    pub(super) attempts: u32,
    /// Whether the service may have acted on an attempt before the last one.
    pub(super) doubtful: bool,
    pub(super) source: Option<Source>,
}

impl Error {
    /// An error for a [`CredentialProvider`](crate::CredentialProvider) of your own: what is missing, and what to do.
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, message)
    }

    /// An error for a [`CredentialProvider`](crate::CredentialProvider) of your own whose source is out of order for
    /// now or cannot be reached: as [`credentials`](Self::credentials), and the caller learns by
    /// [`is_retryable`](Self::is_retryable) that the call may succeed later.
    pub fn credentials_unavailable(message: impl Into<String>) -> Self {
        Self::credentials(message).unavailable_if(true)
    }

    /// An error for an [`Interceptor`](crate::Interceptor) of your own: why the call must not be made.
    pub fn interceptor(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Interceptor, message)
    }

    /// Adds what caused the error.
    pub fn with_source(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// What kind of thing went wrong.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The service's error code, for example `StackNotExists`.
    pub fn code(&self) -> Option<&str> {
        self.service().and_then(|service| service.code.as_deref())
    }

    /// The code as the product's own type of codes.
    pub fn code_as<C: From<String>>(&self) -> Option<C> {
        self.code().map(|code| C::from(code.to_owned()))
    }

    /// The service's message, without secrets that it may have repeated, and cut after 4,000 characters;
    /// [`raw_body`](Self::raw_body) has the whole.
    pub fn message(&self) -> Option<&str> {
        self.service().and_then(|service| service.message.as_deref())
    }

    /// The id by which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        match self.service() {
            // Without the secrets that it may have repeated.
            Some(service) => service.request_id.as_deref(),
            None => self.0.raw.as_ref().and_then(RawResponse::request_id),
        }
    }

    /// The host that the service says it was asked as.
    pub fn host_id(&self) -> Option<&str> {
        self.service().and_then(|service| service.host_id.as_deref())
    }

    /// The service's pointer to help, usually an address.
    pub fn recommend(&self) -> Option<&str> {
        self.service().and_then(|service| service.recommend.as_deref())
    }

    /// The HTTP status, where there was a response.
    pub fn status(&self) -> Option<u16> {
        self.0.raw.as_ref().map(RawResponse::status)
    }

    /// The operation that was called.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The body of an error response, up to 64 KiB of it, or the body that could not be decoded, as it came. It may
    /// hold secrets.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.raw.as_ref().map(RawResponse::body)
    }

    /// The response that [`raw_body`](Self::raw_body) is of, with its headers.
    pub fn raw_response(&self) -> Option<&RawResponse> {
        self.0.raw.as_ref()
    }

    /// The number of attempts, the failed one included; 0 for an error before the first one, and for one found in
    /// an answer that came: of decoding, paging or waiting.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed if it is made again later: it got no response, the service throttled it or was
    /// out of order. The client has then already repeated it as its [`RetryPolicy`](crate::RetryPolicy) allows. So it
    /// is where there are no credentials because their source was out of order or could not be reached, which the
    /// provider has tried again itself; where the source refused, it is false.
    ///
    /// It does not mean that a repetition does no harm; see [`is_unprocessed`](Self::is_unprocessed).
    pub fn is_retryable(&self) -> bool {
        self.0.class.is_some_and(Class::is_retryable)
    }

    /// Whether the service refused the call because there were too many.
    pub fn is_throttling(&self) -> bool {
        self.0.class == Some(Class::Throttling)
    }

    /// Whether the service surely did not act on any attempt of the call, so that making it again cannot do something
    /// twice. Where an earlier attempt may have been acted on, it is false even if the last one was refused: a call
    /// with a client token is repeated in such a case, but one that is made anew has another token, unless you set it.
    pub fn is_unprocessed(&self) -> bool {
        !self.0.doubtful && self.is_last_unprocessed()
    }

    pub(super) fn is_last_unprocessed(&self) -> bool {
        match self.0.kind {
            ErrorKind::Configuration | ErrorKind::Credentials | ErrorKind::Request | ErrorKind::Interceptor => true,
            _ => self.0.unsent || self.0.class.is_some_and(Class::is_unprocessed),
        }
    }

    /// Whether a time limit was reached.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether there was no connection, so that the service cannot have acted on the last attempt.
    pub fn is_connect(&self) -> bool {
        self.0.class == Some(Class::Connect)
    }

    /// Whether the response was not what the operation's output should be.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode
    }

    /// Whether the service answered with an error.
    pub fn is_service(&self) -> bool {
        self.0.kind == ErrorKind::Service
    }

    pub(crate) fn new(kind: ErrorKind, text: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            text: text.into(),
            operation: None,
            service: None,
            raw: None,
            endpoint: None,
            class: None,
            unsent: false,
            attempts: 0,
            doubtful: false,
            source: None,
        }))
    }

    pub(crate) fn configuration(text: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, text)
    }

    /// Notes that the source of credentials is out of order for now, if it is.
    pub(crate) fn unavailable_if(mut self, outage: bool) -> Self {
        if outage {
            self.0.class = Some(Class::Unavailable);
        }
        self
    }

    pub(crate) fn of_operation(mut self, operation: impl Into<Cow<'static, str>>) -> Self {
        self.0.operation.get_or_insert_with(|| operation.into());
        self
    }

    /// Notes how many attempts were made, and whether the service may have acted on one before the last.
    pub(crate) fn after_attempts(mut self, attempts: u32, doubtful: bool) -> Self {
        self.0.attempts = attempts;
        self.0.doubtful = doubtful;
        self
    }

    pub(crate) fn class(&self) -> Option<Class> {
        self.0.class
    }

    /// The wait that the service asks for before the next attempt, if it is `now` by the service's clock.
    pub(crate) fn retry_after(&self, now: SystemTime) -> Option<Duration> {
        retry_after(self.0.raw.as_ref()?.headers(), now)
    }

    pub(super) fn service(&self) -> Option<&ServiceError> {
        self.0.service.as_ref()
    }
}
