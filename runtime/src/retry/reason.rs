//! Judges which errors another attempt can mend, and the cost of that attempt.

use super::policy::RetryReason;
use crate::error::{Class, Error, ErrorKind};

/// Why retrying can help; `None` where it cannot, or was tried already.
pub(crate) fn reason(error: &Error) -> Option<RetryReason> {
    // A provider of credentials tries again itself.
    if error.kind() == ErrorKind::Credentials {
        return None;
    }
    match error.class()? {
        Class::Connect => Some(RetryReason::Connect),
        Class::NoAnswer | Class::Unavailable => Some(RetryReason::Transient),
        Class::Throttling => Some(RetryReason::Throttling),
        Class::Clock => Some(RetryReason::Clock),
        Class::Nonce => Some(RetryReason::Nonce),
        Class::Credentials => Some(RetryReason::Credentials),
        Class::Internal => Some(RetryReason::Internal),
        Class::Permanent => None,
    }
}

/// The cost of an attempt in tokens of the [`Budget`]: high where the service is in trouble, low where a signature is
/// mended.
pub(crate) fn cost(reason: RetryReason) -> u32 {
    match reason {
        RetryReason::Connect | RetryReason::Transient => 10,
        RetryReason::Throttling | RetryReason::Internal => 5,
        RetryReason::Clock | RetryReason::Credentials | RetryReason::Nonce => 1,
    }
}
