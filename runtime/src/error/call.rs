//! Errors of making a call: its limits, its credentials, no response, and a response of another status than 2xx.

use std::time::Duration;

use super::class::Class;
use super::endpoint::{Asked, is_about_endpoint};
use super::kind::ErrorKind;
use super::service::ServiceError;
use super::value::Error;
use crate::http::{BadEndpoint, RawResponse, TransportError, TransportErrorKind};
use crate::secret::Redactor;

/// An error for a request that got no response from `host`. `setting` is the one that limits the whole request; `asked` is given
/// where the host may be the wrong one.
pub(crate) fn no_answer(host: &str, failure: TransportError, setting: &str, asked: Option<Asked<'_>>) -> Error {
    let connect = (ErrorKind::Connect, Some(Class::Connect));
    let setting = if failure.is_of_connecting { "connect_timeout" } else { setting };
    let ((kind, class), advice) = match failure.kind {
        TransportErrorKind::Unsupported => ((ErrorKind::Configuration, None), "nothing was sent"),
        TransportErrorKind::Resolve => (connect, "check the region and the name service of this network"),
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
            "nothing was sent; check that the host can be reached from here, or set a longer {setting}",
        ),
        TransportErrorKind::Timeout => (
            (ErrorKind::Timeout, Some(Class::NoAnswer)),
            "the service may have acted on the request all the same; check before you repeat it, or set a longer {setting}",
        ),
        TransportErrorKind::Exchange => (
            (ErrorKind::Transport, Some(Class::NoAnswer)),
            "the service may have acted on the request all the same; check before you repeat it",
        ),
        // A response that was too long or encoded will be so again.
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
    let mut text = format!("no answer from {host}: {failure}; {}", advice.replace("{setting}", setting));
    if let Some(asked) = asked.filter(|_| failure.kind == TransportErrorKind::Resolve) {
        text.push_str("; ");
        text.push_str(&asked.explain());
    }
    let mut error = Error::new(kind, text);
    error.0.class = class;
    error.0.source = Some(failure.into());
    error
}

/// The error that a transport would give for an attempt that took too long.
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

/// An error for a call whose turn, at the rate to which calls keep once the service throttles, comes after its limit.
pub(crate) fn held_back(limit: Duration) -> Error {
    let mut error = Error::new(
        ErrorKind::Timeout,
        format!(
            "the service throttles, and the turn of this call does not come within {limit:?}, so nothing was sent; make \
             fewer calls, or set a longer operation_timeout"
        ),
    );
    error.0.class = Some(Class::Throttling);
    error.0.unsent = true;
    error
}

/// An error for a body that could not be read within the limit of the operation, to sign it.
pub(crate) fn no_body_in_time(limit: Duration) -> Error {
    let mut error = Error::new(
        ErrorKind::Timeout,
        format!(
            "the body was not read within {limit:?}, so nothing was sent; state its SHA-256, or set a longer operation_timeout"
        ),
    );
    error.0.class = Some(Class::NoAnswer);
    error.0.unsent = true;
    error
}

/// An error of a provider of credentials as one of the call. Nothing of the call was sent, whatever the provider itself
/// did before it failed; so code, status and what may be repeated are not the call's.
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

/// An error for an attempt that was given more time than the whole call has, so that it would end earlier than was
/// asked for.
pub(crate) fn attempt_beyond_operation(attempt: Duration, operation: Duration) -> Error {
    Error::configuration(format!(
        "an attempt_timeout of {attempt:?} is more than the operation_timeout of {operation:?}, which ends the call before; \
         set a longer operation_timeout too"
    ))
}

/// An error for a response whose status is not 2xx, or that says that the operation failed.
/// `signed` is the text that was signed, and `redactor` knows what the request held of secrets.
pub(crate) fn of_service(response: RawResponse, signed: &str, redactor: &Redactor<'_>, asked: Asked<'_>) -> Error {
    let service = ServiceError::read(&response, signed, redactor);
    let mut error = Error::new(ErrorKind::Service, service.describe(&response));
    error.0.class = Some(Class::of(service.code.as_deref(), response.status(), asked.product));
    if service.target.is_some() || service.code.as_deref().is_some_and(is_about_endpoint) {
        error.0.endpoint = Some(asked.explain());
    }
    error.0.service = Some(service);
    error.0.raw = Some(response);
    error
}

impl Error {
    /// The same with no more than so many bytes of the body.
    pub(crate) fn keeping(mut self, bytes: usize) -> Self {
        self.0.raw = self.0.raw.map(|response| response.cut_to(bytes));
        self
    }
}

impl From<BadEndpoint> for Error {
    fn from(failure: BadEndpoint) -> Self {
        Self::configuration(failure.to_string())
    }
}
