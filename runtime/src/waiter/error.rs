//! Why a wait did not come to what was waited for.

use std::fmt;
use std::time::Duration;

use crate::error::{Error, ErrorKind};

/// Why a wait did not come to what was waited for.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitError {
    /// The state is an end, but not what was waited for. Waiting on changes nothing.
    Failed {
        /// The operation that was polled.
        operation: &'static str,
        /// The state.
        state: &'static str,
        /// The id of the response that showed it.
        request_id: Option<String>,
    },
    /// The time has passed, and the state was not an end yet. What is waited for goes on.
    Deadline {
        /// The operation that was polled.
        operation: &'static str,
        /// The limit of the wait.
        deadline: Duration,
        /// The id of the last response.
        request_id: Option<String>,
    },
    /// A call failed, and could not be repeated or was repeated in vain.
    Call(Error),
}

impl WaitError {
    pub(super) fn failed(operation: &'static str, state: &'static str, request_id: Option<String>) -> Self {
        Self::Failed { operation, state, request_id }
    }

    pub(super) fn deadline(operation: &'static str, deadline: Duration, request_id: Option<String>) -> Self {
        Self::Deadline { operation, deadline, request_id }
    }

    pub(super) fn call(error: Error) -> Self {
        Self::Call(error)
    }

    /// The state that the last response showed; absent where it was not an end, or where there is no response.
    pub fn state(&self) -> Option<&'static str> {
        match self {
            Self::Failed { state, .. } => Some(state),
            Self::Deadline { .. } | Self::Call(_) => None,
        }
    }

    /// The id of the last response, by which the service's support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Failed { request_id, .. } | Self::Deadline { request_id, .. } => request_id.as_deref(),
            Self::Call(error) => error.request_id(),
        }
    }
}

impl fmt::Display for WaitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Failed { operation, state, .. } => {
                write!(f, "the wait is over without success: {operation} shows the state {state:?}")?;
            }
            Self::Deadline { operation, deadline, .. } => write!(
                f,
                "{operation} showed no end within {deadline:?}; what is waited for goes on: wait again, or set a longer deadline"
            )?,
            // The call's own message has its request id.
            Self::Call(error) => return write!(f, "the wait ended with a call that failed: {error}"),
        }
        self.request_id().map_or(Ok(()), |id| write!(f, " (request id {id})"))
    }
}

/// For a function that gives an [`Error`] whatever goes wrong. Match on the `WaitError` to know the state.
impl From<WaitError> for Error {
    fn from(error: WaitError) -> Self {
        match error {
            WaitError::Call(error) => error,
            other => Error::new(ErrorKind::Wait, other.to_string()),
        }
    }
}

impl std::error::Error for WaitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => Some(error),
            _ => None,
        }
    }
}
