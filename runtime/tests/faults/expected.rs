//! What a call comes to: success or a kind of failure, after so many attempts, of which so many arrive.

use alicloud_core::{Error, ErrorKind};

use super::case::DOCUMENTED;

/// What the call comes to, its answer decoded.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    pub outcome: Outcome,
    pub attempts: u32,
    /// How many requests reach the service whole.
    pub arrivals: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Ok,
    Fails { kind: ErrorKind, code: Option<&'static str>, retryable: bool, unprocessed: bool },
}

pub fn ok(attempts: u32, arrivals: usize) -> Expected {
    Expected { outcome: Outcome::Ok, attempts, arrivals }
}

const fn fails(kind: ErrorKind, attempts: u32, arrivals: usize) -> Expected {
    let outcome = Outcome::Fails { kind, code: None, retryable: true, unprocessed: false };
    Expected { outcome, attempts, arrivals }
}

/// The connection broke, and the service may have acted.
pub fn lost(attempts: u32, arrivals: usize) -> Expected {
    fails(ErrorKind::Transport, attempts, arrivals)
}

/// No complete answer came in time, and the service may have acted.
pub fn late(attempts: u32, arrivals: usize) -> Expected {
    fails(ErrorKind::Timeout, attempts, arrivals)
}

/// The answer was refused before anything was read of its body.
pub fn unreadable(attempts: u32, arrivals: usize) -> Expected {
    fails(ErrorKind::Transport, attempts, arrivals).not_retryable()
}

/// The answer is there, and is not what it should be.
pub fn undecodable(attempts: u32, arrivals: usize) -> Expected {
    fails(ErrorKind::Decode, attempts, arrivals).not_retryable()
}

/// The service answered with an error, with this code if it has one.
pub fn answered(code: impl Into<Option<&'static str>>, attempts: u32, arrivals: usize) -> Expected {
    let mut expected = fails(ErrorKind::Service, attempts, arrivals);
    if let Outcome::Fails { code: known, .. } = &mut expected.outcome {
        *known = code.into();
    }
    expected
}

/// Nothing is sent, for a reason that lies in the call itself.
pub fn refused(kind: ErrorKind, attempts: u32) -> Expected {
    fails(kind, attempts, 0).not_retryable().unprocessed()
}

/// There was no connection.
pub fn unconnected(attempts: u32) -> Expected {
    fails(ErrorKind::Connect, attempts, 0).unprocessed()
}

impl Expected {
    /// A repetition comes to the same.
    pub fn not_retryable(mut self) -> Self {
        if let Outcome::Fails { retryable, .. } = &mut self.outcome {
            *retryable = false;
        }
        self
    }

    /// The service surely did not act on the last attempt.
    pub fn unprocessed(mut self) -> Self {
        if let Outcome::Fails { unprocessed, .. } = &mut self.outcome {
            *unprocessed = true;
        }
        self
    }
}

impl Outcome {
    pub fn of(result: &Result<(), Error>) -> Self {
        let Err(error) = result else { return Self::Ok };
        // The table's codes are constants; one that is in none is shown with the error.
        let known = |code: &str| CODES.iter().chain(DOCUMENTED).find(|known| **known == code).copied();
        let code = error.code().map(|code| known(code).unwrap_or("another code"));
        Self::Fails { kind: error.kind(), code, retryable: error.is_retryable(), unprocessed: error.is_unprocessed() }
    }
}

const CODES: &[&str] = &[
    "503",
    "Forbidden.RAM",
    "InternalError",
    "InvalidSecurityToken.Expired",
    "InvalidTimeStamp.Expired",
    "ServiceUnavailable",
    "SignatureNonceUsed",
    "Throttling.User",
    "Throttling",
];
