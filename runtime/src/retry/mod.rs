//! Whether a failed attempt is followed by another one, and after how long.

mod budget;
mod policy;
mod standard;

pub(crate) use budget::{Budget, Budgets};
pub use policy::{Decision, FailedAttempt, NoRetry, RetryPolicy, RetryReason};
pub use standard::StandardRetry;

use crate::error::Class;
use crate::{Error, ErrorKind};

/// Why another attempt could come to something else; `None` where it cannot.
pub(crate) fn reason(error: &Error) -> Option<RetryReason> {
    match error.kind() {
        ErrorKind::Connect => Some(RetryReason::Connect),
        ErrorKind::Timeout if error.is_connect() => Some(RetryReason::Connect),
        // What was too long or encoded will be so again.
        ErrorKind::Transport if error.class() == Some(Class::Permanent) => None,
        ErrorKind::Timeout | ErrorKind::Transport => Some(RetryReason::Transient),
        ErrorKind::Service => match error.class()? {
            Class::Throttling => Some(RetryReason::Throttling),
            Class::Clock => Some(RetryReason::Clock),
            Class::Nonce => Some(RetryReason::Nonce),
            Class::Credentials => Some(RetryReason::Credentials),
            Class::Unavailable => Some(RetryReason::Transient),
            Class::Internal => Some(RetryReason::Internal),
            Class::Permanent => None,
        },
        _ => None,
    }
}

/// What an attempt takes from the [`Budget`]: much where the service is in trouble, little where a signature is mended.
pub(crate) fn cost(reason: RetryReason) -> u32 {
    match reason {
        RetryReason::Connect | RetryReason::Transient => 10,
        RetryReason::Throttling | RetryReason::Internal => 5,
        RetryReason::Clock | RetryReason::Credentials | RetryReason::Nonce => 1,
    }
}
