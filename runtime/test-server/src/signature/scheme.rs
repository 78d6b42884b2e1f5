//! The ways of signing, and what a signed request says of itself.

use crate::http::Received;

/// How a request is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// V3, `ACS3-HMAC-SHA256`.
    Acs3,
    /// V1 of ROA calls, HMAC-SHA1 in a header.
    Roa1,
    /// V1 of RPC calls, HMAC-SHA1 in the query.
    Rpc1,
}

/// What a request with a right signature says of itself.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Signed {
    pub(crate) scheme: Scheme,
    pub(crate) nonce: String,
    /// ROA V1 can leave it to method and path.
    pub(crate) action: Option<String>,
    pub(crate) version: String,
}

impl Scheme {
    /// The scheme that the request uses, right or wrong.
    pub(crate) fn of(received: &Received) -> Option<Self> {
        match received.header("authorization") {
            Some(value) if value.starts_with("ACS3-") => Some(Self::Acs3),
            Some(value) if value.starts_with("acs ") => Some(Self::Roa1),
            Some(_) => None,
            None => received.query.split('&').any(|part| part.starts_with("Signature=")).then_some(Self::Rpc1),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Acs3 => "acs3",
            Self::Roa1 => "roa1",
            Self::Rpc1 => "rpc1",
        }
    }
}
