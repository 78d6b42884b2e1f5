//! The seam to a policy: what it is told about a failed attempt, and what it may answer.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;

/// Decides whether a failed attempt is followed by another one. Replace it for a client with
/// [`ConfigBuilder::retry`](crate::ConfigBuilder::retry), for one call with
/// [`CallOptions::retry`](crate::CallOptions::retry).
///
/// It is asked only where retrying can help: not after an error that names a fault of the call.
pub trait RetryPolicy: Send + Sync {
    /// Decides what follows the failed attempt.
    fn decide(&self, attempt: &FailedAttempt<'_>) -> Decision;

    /// Whether calls keep to a rate once the service throttles; see
    /// [`StandardRetry::adaptive`](crate::StandardRetry::adaptive).
    fn is_adaptive(&self) -> bool {
        false
    }
}

impl<T: RetryPolicy + ?Sized> RetryPolicy for Arc<T> {
    fn decide(&self, attempt: &FailedAttempt<'_>) -> Decision {
        (**self).decide(attempt)
    }

    fn is_adaptive(&self) -> bool {
        (**self).is_adaptive()
    }
}

/// The decision after a failed attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Nothing: the error goes to the caller.
    Stop,
    /// Another attempt, after this time. If the limit of the operation is reached before, the error goes to the caller
    /// at once.
    RetryAfter(Duration),
}

/// Why retrying can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryReason {
    /// There was no connection; nothing was sent.
    Connect,
    /// The service had too many calls and refused this one.
    Throttling,
    /// No complete response came, the service or a gateway answered that it is out of order for now, or with a code that
    /// the reference says passes by itself.
    Transient,
    /// The service failed and cannot say why.
    Internal,
    /// The clocks differed too much; the next attempt states the service's time.
    Clock,
    /// The credentials had expired; the next attempt asks the provider again.
    Credentials,
    /// The nonce had been used; the next attempt has another.
    Nonce,
}

/// A failed attempt.
#[derive(Debug)]
pub struct FailedAttempt<'a> {
    pub(crate) number: u32,
    pub(crate) elapsed: Duration,
    pub(crate) error: &'a Error,
    pub(crate) reason: RetryReason,
    pub(crate) repeatable: bool,
    pub(crate) seen: bool,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) random: f64,
}

impl FailedAttempt<'_> {
    /// The number of the attempt, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The duration of the operation so far, waits included.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// Why it failed.
    pub fn error(&self) -> &Error {
        self.error
    }

    /// Why retrying can help.
    pub fn reason(&self) -> RetryReason {
        self.reason
    }

    /// Whether another attempt can do no harm: the operation only reads, it carries a client token by which the service
    /// knows a repetition, or the service surely did not act on any attempt so far.
    pub fn is_repeatable(&self) -> bool {
        self.repeatable
    }

    /// Whether an earlier attempt of the operation failed for the same reason.
    pub fn is_recurrent(&self) -> bool {
        self.seen
    }

    /// The wait that the service asks for, if any.
    pub fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// A random number from 0 up to but without 1, another one for each attempt, to spread the attempts of many
    /// clients.
    pub fn random(&self) -> f64 {
        self.random
    }
}

/// One call is one request.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn decide(&self, _: &FailedAttempt<'_>) -> Decision {
        Decision::Stop
    }
}

impl fmt::Display for RetryReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Connect => "connect",
            Self::Throttling => "throttling",
            Self::Transient => "transient",
            Self::Internal => "internal",
            Self::Clock => "clock",
            Self::Credentials => "credentials",
            Self::Nonce => "nonce",
        })
    }
}
