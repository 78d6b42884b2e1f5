//! Why there is no connection, told by what failed.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::time::Duration;

use crate::http::TransportErrorKind;

/// Why there is no connection.
#[derive(Clone, Debug)]
pub(super) struct ConnectorError {
    pub(super) kind: TransportErrorKind,
    pub(super) message: String,
}

impl ConnectorError {
    /// The build has no TLS.
    pub(super) fn no_tls() -> Self {
        let message = "https needs TLS, which this build has not; turn on the feature `tls-ring` or `tls-aws-lc` of the \
                       crate, or configure another transport";
        Self { kind: TransportErrorKind::Unsupported, message: message.to_owned() }
    }

    pub(super) fn too_slow(through: &str, timeout: Duration) -> Self {
        let message = format!("no connection{through} within {timeout:?}");
        Self { kind: TransportErrorKind::ConnectTimeout, message }
    }

    pub(super) fn of_tcp(error: &(dyn StdError + 'static), timeout: Duration) -> Self {
        let mut cause = Some(error);
        while let Some(current) = cause {
            if current.is::<ResolveError>() {
                return Self { kind: TransportErrorKind::Resolve, message: describe("the name has no address", error) };
            }
            let timed_out = |error: &io::Error| error.kind() == io::ErrorKind::TimedOut;
            if current.is::<tokio::time::error::Elapsed>() || current.downcast_ref().is_some_and(timed_out) {
                return Self::too_slow("", timeout);
            }
            cause = current.source();
        }
        Self { kind: TransportErrorKind::Connect, message: describe("the connection failed", error) }
    }
}

impl fmt::Display for ConnectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ConnectorError {}

/// An error of the system's resolver, which can be told from others.
#[derive(Debug)]
pub(super) struct ResolveError(pub(super) io::Error);

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for ResolveError {}

/// `what` and the innermost cause, which is the one that says something.
pub(super) fn describe(what: &str, error: &(dyn StdError + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    format!("{what}: {innermost}")
}
