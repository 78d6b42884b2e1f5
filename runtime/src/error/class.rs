//! The meaning of an error for the next attempt. A response is judged by its code first, by its status where the code
//! says nothing.

/// The kind of obstacle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// There was no connection; nothing was sent.
    Connect,
    /// No complete response came. The service may have acted on the call.
    NoAnswer,
    /// Too many calls. The service refused this one before it did anything.
    Throttling,
    /// The time of the signature is too far from the service's. Nothing was done.
    Clock,
    /// The nonce was seen before: the same bytes arrived twice, so one copy of them may have been acted on.
    Nonce,
    /// The temporary credentials have expired. Nothing was done.
    Credentials,
    /// The service, or a gateway in front of it, is out of order for now. It may have acted on the call.
    Unavailable,
    /// The service failed in a way that nobody documented. It may have acted on the call.
    Internal,
    /// Another call is needed, or another user: retrying cannot help.
    Permanent,
}

/// A comparison with a code, without regard to case.
enum Is {
    Exactly(&'static str),
    StartsWith(&'static str),
    Contains(&'static str),
}

/// The codes of the gateway that every product shares. The first row that fits counts.
const CODES: &[(Is, Class)] = &[
    (Is::StartsWith("invalidtimestamp"), Class::Clock),
    (Is::StartsWith("illegaltimestamp"), Class::Clock),
    (Is::Exactly("signaturenonceused"), Class::Nonce),
    (Is::Exactly("invalidsecuritytoken.expired"), Class::Credentials),
    (Is::StartsWith("invalid"), Class::Permanent),
    (Is::StartsWith("missing"), Class::Permanent),
    (Is::StartsWith("forbidden"), Class::Permanent),
    (Is::StartsWith("signaturedoesnotmatch"), Class::Permanent),
    (Is::StartsWith("incompletesignature"), Class::Permanent),
    (Is::Contains("throttling"), Class::Throttling),
    (Is::Exactly("toomanyrequests"), Class::Throttling),
    (Is::StartsWith("serviceunavailable"), Class::Unavailable),
    (Is::Exactly("internalerror"), Class::Internal),
    (Is::Exactly("unknownerror"), Class::Internal),
];

impl Class {
    /// Judges a response. `documented` are the codes that the product's reference lists: such a code tells what is
    /// wrong with the call, whatever its status, since several products answer those with 500 too.
    pub(crate) fn of(code: Option<&str>, status: u16, documented: &[&str]) -> Self {
        if let Some(code) = code {
            let lower = code.to_ascii_lowercase();
            let row = CODES.iter().find(|(is, _)| match is {
                Is::Exactly(text) => lower == *text,
                Is::StartsWith(text) => lower.starts_with(text),
                Is::Contains(text) => lower.contains(text),
            });
            if let Some((_, class)) = row {
                return *class;
            }
            if documented.contains(&code) {
                return Self::Permanent;
            }
        }
        match status {
            429 => Self::Throttling,
            // 408 comes from a gateway that did not get the whole request in time, or says so of a connection that
            // idled.
            408 | 502..=504 => Self::Unavailable,
            500 => Self::Internal,
            _ => Self::Permanent,
        }
    }

    /// Whether the service surely did not act on the call.
    pub(crate) fn is_unprocessed(self) -> bool {
        matches!(self, Self::Connect | Self::Throttling | Self::Clock | Self::Credentials)
    }

    /// Whether retrying can help.
    pub(crate) fn is_retryable(self) -> bool {
        self != Self::Permanent
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_counts_before_the_status() {
        let cases = [
            (Some("Throttling.User"), 400, Class::Throttling),
            (Some("Rejected.Throttling"), 503, Class::Throttling),
            (Some("InvalidTimeStamp.Expired"), 400, Class::Clock),
            (Some("IllegalTimestamp"), 400, Class::Clock),
            (Some("SignatureNonceUsed"), 400, Class::Nonce),
            (Some("InvalidSecurityToken.Expired"), 400, Class::Credentials),
            (Some("InvalidSecurityToken.Malformed"), 400, Class::Permanent),
            (Some("InvalidThrottlingRule"), 500, Class::Permanent),
            (Some("Forbidden.RAM"), 503, Class::Permanent),
            (Some("ServiceUnavailable"), 400, Class::Unavailable),
            (Some("InternalError"), 500, Class::Internal),
            (Some("StackNotExists"), 500, Class::Permanent),
            (Some("NobodyKnows"), 500, Class::Internal),
            (Some("NobodyKnows"), 400, Class::Permanent),
            (None, 429, Class::Throttling),
            (None, 408, Class::Unavailable),
            (None, 502, Class::Unavailable),
            (None, 500, Class::Internal),
            (None, 501, Class::Permanent),
            (None, 302, Class::Permanent),
        ];
        for (code, status, expected) in cases {
            assert_eq!(Class::of(code, status, &["StackNotExists"]), expected, "{code:?} {status}");
        }
    }

    #[test]
    fn only_what_was_refused_or_not_sent_is_surely_unprocessed() {
        for class in [Class::Connect, Class::Throttling, Class::Clock, Class::Credentials] {
            assert!(class.is_unprocessed());
        }
        for class in [Class::NoAnswer, Class::Nonce, Class::Unavailable, Class::Internal, Class::Permanent] {
            assert!(!class.is_unprocessed());
        }
    }
}
