//! The meaning of an error for the next attempt. A response is judged by its code first, by its status where the code
//! says nothing.

use crate::product::Product;

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
    /// The service failed and cannot say why. It may have acted on the call.
    Internal,
    /// Another call is needed, or another user: retrying cannot help.
    Permanent,
}

/// A comparison with a code, without regard to case.
pub(super) enum Is {
    Exactly(&'static str),
    StartsWith(&'static str),
    Contains(&'static str),
    /// The part before the first point ends with it, whatever follows: `SystemBusy.Disk`.
    FirstEndsWith(&'static str),
    /// One of the parts between points is it: `Invalid.RegionId`.
    HasPart(&'static str),
}

/// The codes that mean the same in every product, documented or not. The first row that fits counts.
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
    (Is::FirstEndsWith("busy"), Class::Unavailable),
    (Is::FirstEndsWith("timeout"), Class::Unavailable),
    (Is::StartsWith("internalerror"), Class::Internal),
    (Is::StartsWith("internalfailure"), Class::Internal),
    (Is::StartsWith("internalserver"), Class::Internal),
    (Is::StartsWith("unknownerror"), Class::Internal),
];

impl Is {
    /// Compares with a code in lower case.
    pub(super) fn fits(&self, code: &str) -> bool {
        match self {
            Is::Exactly(text) => code == *text,
            Is::StartsWith(text) => code.starts_with(text),
            Is::Contains(text) => code.contains(text),
            Is::FirstEndsWith(text) => code.split('.').next().is_some_and(|first| first.ends_with(text)),
            Is::HasPart(text) => code.split('.').any(|part| part.trim() == *text),
        }
    }
}

impl Class {
    /// Judges a response of `product`. A code that its reference lists tells what is wrong with the call, whatever its
    /// status, since several products answer those with 500 too; unless it is one that passes by itself, or the status
    /// says that a gateway did not get through.
    pub(crate) fn of(code: Option<&str>, status: u16, product: &Product) -> Self {
        let Some(code) = code else { return Self::of_status(status) };
        let lower = code.to_ascii_lowercase();
        let shared = CODES.iter().find(|(is, _)| is.fits(&lower)).map(|(_, class)| *class);
        match shared {
            Some(class) if class != Self::Permanent => class,
            _ if product.transient_codes.contains(&code) => Self::Unavailable,
            _ if matches!(status, 502..=504) => Self::of_status(status),
            Some(class) => class,
            None if product.error_codes.contains(&code) => Self::Permanent,
            // A failure that came with the status 200 can have that of its kind for a code. It is no refusal of a
            // gateway, so it does not say that nothing was done.
            None if (200..300).contains(&status) => match Self::of_status(code.parse().unwrap_or(status)) {
                Self::Throttling => Self::Unavailable,
                class => class,
            },
            None => Self::of_status(status),
        }
    }

    fn of_status(status: u16) -> Self {
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
    use crate::product::{EndpointRule, Endpoints, Style};

    static SHOP: Product = Product::new("shop", "1", Style::Rpc, Endpoints::new("shop", EndpointRule::Central))
        .error_codes(&[
            "StackNotExists",
            "StackMoving",
            "InvalidStack.Moving",
            "InternalError.Dispatch",
            "InternalFailure",
            "InternalServerError",
            "SystemBusy",
            "ServiceBusy",
            "RequestTimeout",
            "ServiceUnavailable.Zone",
            "TimeoutNotSupported",
        ])
        .transient_codes(&["StackMoving", "InvalidStack.Moving"]);

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
            (Some("Forbidden.RAM"), 403, Class::Permanent),
            (Some("Forbidden.RAM"), 500, Class::Permanent),
            (Some("Forbidden.RAM"), 503, Class::Unavailable),
            (Some("ServiceUnavailable"), 400, Class::Unavailable),
            (Some("InternalError"), 500, Class::Internal),
            (Some("StackNotExists"), 500, Class::Permanent),
            (Some("StackNotExists"), 502, Class::Unavailable),
            (Some("StackNotExists"), 504, Class::Unavailable),
            (Some("StackMoving"), 409, Class::Unavailable),
            (Some("InvalidStack.Moving"), 400, Class::Unavailable),
            (Some("InternalError.Dispatch"), 500, Class::Internal),
            (Some("InternalFailure"), 500, Class::Internal),
            (Some("InternalServerError"), 500, Class::Internal),
            (Some("UnknownError.Disk"), 500, Class::Internal),
            (Some("SystemBusy"), 503, Class::Unavailable),
            (Some("ServiceBusy"), 400, Class::Unavailable),
            (Some("ServerBusy.Disk"), 500, Class::Unavailable),
            (Some("RequestTimeout"), 504, Class::Unavailable),
            (Some("RequestTimeout"), 400, Class::Unavailable),
            (Some("ServiceUnavailable.Zone"), 503, Class::Unavailable),
            (Some("TimeoutNotSupported"), 500, Class::Permanent),
            (Some("InvalidTimeout"), 400, Class::Permanent),
            (Some("InvalidParameter.UdpTimeout"), 400, Class::Permanent),
            (Some("StackNotExists"), 200, Class::Permanent),
            (Some("503"), 200, Class::Unavailable),
            (Some("429"), 200, Class::Unavailable),
            (Some("500"), 400, Class::Permanent),
            (Some("NobodyKnows"), 200, Class::Permanent),
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
            assert_eq!(Class::of(code, status, &SHOP), expected, "{code:?} {status}");
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
