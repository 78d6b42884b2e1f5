//! The one error type: what went wrong, where, and what to do next.

mod class;
mod service;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use crate::credentials::Credentials;
use crate::endpoint::known_regions;
use crate::product::Product;
use crate::response::RawResponse;
use crate::signature::Sealed;
use crate::transport::{TransportError, TransportErrorKind};

pub(crate) use class::Class;
use service::{ServiceError, shorten};

type Source = Box<dyn std::error::Error + Send + Sync>;

/// What kind of thing went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The configuration: region, endpoint, variables, limits, proxy, certificates, or a transport that cannot work.
    Configuration,
    /// There are no usable credentials.
    Credentials,
    /// The request cannot be laid out from the values given.
    Request,
    /// There is no connection to the service; nothing was sent.
    Connect,
    /// A time limit was reached. [`Error::is_connect`] tells whether that was while connecting.
    Timeout,
    /// The connection broke during the exchange; the service may have acted on the request.
    Transport,
    /// The service, or something in front of it, answered with another status than 2xx.
    Service,
    /// The answer is not what the operation's output should be; the service did act on the request.
    Decode,
    /// An [`Interceptor`](crate::Interceptor) refused the call.
    Interceptor,
    /// How a long list goes on is not to be found out from the answers; see [`Paginator`](crate::paging::Paginator).
    Paging,
    /// A wait ended without what was waited for; see [`WaitError`](crate::WaitError).
    Wait,
}

/// Why a call, or its preparation, failed.
///
/// `Display` has the service's code, message and request id where there are any. Neither it nor `Debug` prints a secret.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// The whole message, but for what `Display` adds from `service` and `operation`.
    text: String,
    operation: Option<Cow<'static, str>>,
    service: Option<ServiceError>,
    raw: Option<RawResponse>,
    /// What the error says about another attempt; `None` where there would be no sense in one.
    class: Option<Class>,
    /// Whether nothing was sent, though the class does not say so.
    unsent: bool,
    /// How often the call was sent.
    attempts: u32,
    /// Whether the service may have acted on an attempt before the last one.
    doubtful: bool,
    source: Option<Source>,
}

impl Error {
    /// An error for a [`CredentialProvider`](crate::CredentialProvider) of your own: what is missing, and what to do.
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, message)
    }

    /// An error for a [`CredentialProvider`](crate::CredentialProvider) of your own whose source is out of order for now or
    /// cannot be reached: as [`credentials`](Self::credentials), and the caller learns by
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
        let from_header = || self.0.raw.as_ref().and_then(RawResponse::request_id);
        self.service().and_then(|service| service.request_id.as_deref()).or_else(from_header)
    }

    /// The host that the service says it was asked as.
    pub fn host_id(&self) -> Option<&str> {
        self.service().and_then(|service| service.host_id.as_deref())
    }

    /// Where the service says that help is found, usually an address.
    pub fn recommend(&self) -> Option<&str> {
        self.service().and_then(|service| service.recommend.as_deref())
    }

    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.0.raw.as_ref().map(RawResponse::status)
    }

    /// The operation that was called.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The body of an error answer, up to 64 KiB of it, or the body that could not be decoded, as it came. It may hold
    /// secrets.
    pub fn raw_body(&self) -> Option<&[u8]> {
        self.0.raw.as_ref().map(RawResponse::body)
    }

    /// The answer behind [`raw_body`](Self::raw_body), with its headers.
    pub fn raw_response(&self) -> Option<&RawResponse> {
        self.0.raw.as_ref()
    }

    /// How many attempts were made, this failed one included; 0 for an error before the first one, and for one found in an
    /// answer that came: of decoding, paging or waiting.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Whether the same call may succeed if it is made again later: it got no answer, the service throttled it or was out
    /// of order. The client has then already repeated it as its [`RetryPolicy`](crate::RetryPolicy) allows. So it is where
    /// there are no credentials because their source was out of order or could not be reached, which the provider has tried
    /// again itself; where the source refused, it is false.
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
    /// twice. Where an earlier attempt may have been acted on, it is false even if the last one was refused: a call with a
    /// client token is repeated in such a case, but one that is made anew has another token, unless you set it.
    pub fn is_unprocessed(&self) -> bool {
        !self.0.doubtful && self.is_last_unprocessed()
    }

    fn is_last_unprocessed(&self) -> bool {
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

    /// Whether the answer was not what the operation's output should be.
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

    /// How long the service asks to wait before the next attempt.
    pub(crate) fn retry_after(&self) -> Option<Duration> {
        service::retry_after(self.0.raw.as_ref()?.headers())
    }

    fn service(&self) -> Option<&ServiceError> {
        self.0.service.as_ref()
    }
}

/// An error for a list of which the service does not say how it goes on.
pub(crate) fn paging(text: impl Into<String>) -> Error {
    Error::new(ErrorKind::Paging, text)
}

/// An error for a request that got no answer from `host`. `product` is given where the host follows from its region.
pub(crate) fn no_answer(host: &str, failure: TransportError, product: Option<&Product>) -> Error {
    let connect = (ErrorKind::Connect, Some(Class::Connect));
    let ((kind, class), advice) = match failure.kind {
        TransportErrorKind::Unsupported => ((ErrorKind::Configuration, None), "nothing was sent"),
        TransportErrorKind::Resolve => {
            (connect, "check the region and the name service of this network, or set another endpoint")
        }
        TransportErrorKind::Connect => (
            connect,
            "check the endpoint, and that no firewall or missing route is in between; hosts with -vpc in their name \
             answer inside their VPC only",
        ),
        TransportErrorKind::Proxy => (
            connect,
            "check the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY or in the configuration; NO_PROXY names hosts to reach \
             without it",
        ),
        TransportErrorKind::Tls => (
            connect,
            "check the clock of this machine, and whether a proxy puts its own certificate in place of the service's, \
             which root_certificates_pem makes trusted",
        ),
        TransportErrorKind::ConnectTimeout => (
            (ErrorKind::Timeout, Some(Class::Connect)),
            "nothing was sent; check that the host can be reached from here, or set a longer connect_timeout",
        ),
        TransportErrorKind::Timeout => (
            (ErrorKind::Timeout, Some(Class::NoAnswer)),
            "the service may have acted on the request all the same; check before you repeat it, or set a longer timeout",
        ),
        TransportErrorKind::Exchange => (
            (ErrorKind::Transport, Some(Class::NoAnswer)),
            "the service may have acted on the request all the same; check before you repeat it",
        ),
        // What was too long or encoded will be so again.
        TransportErrorKind::TooLarge => (
            (ErrorKind::Transport, Some(Class::Permanent)),
            "the service may have acted on the request; ask for less at once, such as a smaller page, or set a larger \
             max_response_size",
        ),
        TransportErrorKind::Encoding => (
            (ErrorKind::Transport, Some(Class::Permanent)),
            "the service may have acted on the request; a proxy or gateway in between encodes answers, or a header of the \
             request asked for it",
        ),
    };
    let mut text = format!("no answer from {host}: {failure}; {advice}");
    if let Some(regions) = product.filter(|_| failure.kind == TransportErrorKind::Resolve).and_then(known_regions) {
        text.push_str("; ");
        text.push_str(&regions);
    }
    let mut error = Error::new(kind, text);
    error.0.class = class;
    error.0.source = Some(failure.into());
    error
}

/// An error for an answer whose status is not 2xx.
pub(crate) fn service(answer: RawResponse, sealed: &Sealed, credentials: &Credentials, documented: &[&str]) -> Error {
    let service = ServiceError::read(&answer, sealed, credentials);
    let mut error = Error::new(ErrorKind::Service, service.describe(answer.status()));
    error.0.class = Some(Class::of(service.code.as_deref(), answer.status(), documented));
    error.0.service = Some(service);
    error.0.raw = Some(answer);
    error
}

/// What a transport would say of an attempt that took too long.
pub(crate) fn too_slow(limit: Duration) -> TransportError {
    TransportError::new(TransportErrorKind::Timeout, format!("no complete answer within {limit:?}"))
}

/// An error for credentials that a provider did not find within the limit of the operation.
pub(crate) fn no_credentials_in_time(limit: Duration) -> Error {
    let mut error = Error::new(
        ErrorKind::Timeout,
        format!(
            "no credentials within {limit:?}, so nothing was sent; check the provider, or set a longer operation_timeout"
        ),
    );
    error.0.class = Some(Class::NoAnswer);
    error.0.unsent = true;
    error
}

/// An error of a provider of credentials as one of the call. Nothing of the call was sent, whatever the provider itself did
/// before it failed; so code, status and what may be repeated are not the call's.
pub(crate) fn of_provider(error: Error) -> Error {
    match error.kind() {
        ErrorKind::Configuration | ErrorKind::Credentials => error,
        _ => {
            let made = Error::credentials(format!("the provider of credentials failed: {error}"));
            made.unavailable_if(error.is_retryable()).with_source(error)
        }
    }
}

/// An error for limits that let no call succeed.
pub(crate) fn zero_limit() -> Error {
    Error::configuration("a time limit of zero lets no call succeed; set a longer one")
}

/// An error for an attempt that was given more time than the whole call has, so that it would end earlier than was asked for.
pub(crate) fn attempt_beyond_operation(attempt: Duration, operation: Duration) -> Error {
    Error::configuration(format!(
        "an attempt_timeout of {attempt:?} is more than the operation_timeout of {operation:?}, which ends the call before; \
         set a longer operation_timeout too"
    ))
}

/// An error for a body that is not JSON.
pub(crate) fn not_json(answer: &RawResponse, failure: serde_json::Error) -> Error {
    let mut problem = format!("the answer is not valid JSON: {failure}");
    // A page of a proxy, or a body that something compressed, is known by these.
    for (name, usual) in [("content-type", "json"), ("content-encoding", "identity")] {
        let value = answer.headers().get(name).unwrap_or_default();
        let word: String =
            value.chars().take_while(|one| one.is_ascii_alphanumeric() || "/+.-".contains(*one)).take(40).collect();
        if !word.is_empty() && !word.to_ascii_lowercase().contains(usual) {
            problem.push_str(&format!("; its {name} is {word}, so it may not come from the service itself"));
        }
    }
    undecodable(answer, problem).with_source(failure)
}

/// An error for a body that should be text and is not UTF-8.
pub(crate) fn not_text(answer: &RawResponse, failure: std::str::Utf8Error) -> Error {
    undecodable(answer, format!("the response is not text in UTF-8: {failure}")).with_source(failure)
}

/// An error for a value at `path` of the body that cannot be decoded.
pub(crate) fn decode(answer: &RawResponse, path: &str, failure: serde_json::Error) -> Error {
    // The path holds the names in maps, which can be of any length.
    let line = |text: &str| shorten(&text.replace(char::is_control, " "), 300);
    let (path, problem) = (line(path), line(&without_texts(&failure.to_string())));
    // Without the failure as its source, which would show what is left out here.
    undecodable(answer, format!("the answer has an unexpected value at `{path}`: {problem}"))
}

/// A message of serde without the text of the answer that it quotes, which may be a secret, and of any length.
fn without_texts(message: &str) -> String {
    match (message.find('"'), message.rfind('"')) {
        (Some(start), Some(end)) if start < end => format!("{}\"…\"{}", &message[..start], &message[end + 1..]),
        _ => message.to_owned(),
    }
}

fn undecodable(answer: &RawResponse, problem: String) -> Error {
    let mut error = Error::new(ErrorKind::Decode, format!("{problem}; Error::raw_body has the whole answer"));
    error.0.operation = answer.operation().map(|operation| Cow::Owned(operation.to_owned()));
    error.0.raw = Some(answer.clone());
    error
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)?;
        let facts = [
            ("request id", self.request_id().map(|id| shorten(id, 300))),
            ("status", self.status().map(|status| status.to_string())),
            ("operation", self.operation().map(str::to_owned)),
            ("attempts", Some(self.attempts().to_string()).filter(|_| self.attempts() > 1)),
        ];
        let facts: Vec<String> =
            facts.into_iter().filter_map(|(what, value)| Some(format!("{what} {}", value?))).collect();
        if !facts.is_empty() {
            write!(f, " ({})", facts.join(", "))?;
        }
        let service = self.service();
        if let Some(diagnosis) = service.and_then(|service| service.diagnosis) {
            write!(f, "; {diagnosis}")?;
        }
        if self.0.doubtful && self.is_last_unprocessed() {
            f.write_str("; the service may have acted on an attempt before this one")?;
        }
        if let Some(recommend) = self.recommend() {
            write!(f, "; see {recommend}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Error");
        shown.field("kind", &self.0.kind).field("message", &format_args!("{self}"));
        if let Some(answer) = &self.0.raw {
            shown.field("answer", answer);
        }
        // Most messages have that of their source in them.
        let message = self.to_string();
        if let Some(source) = self.0.source.as_ref().map(ToString::to_string).filter(|source| !message.contains(source))
        {
            // It can quote a value of any length.
            shown.field("source", &shorten(&source, 1_000));
        }
        shown.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
