//! Recomputing a request's signature from the bytes that arrived.

mod acs3;
mod roa1;
mod rpc1;

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::encoding::{Pairs, pairs};
use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;

/// How far a request's time may be from the server's, in seconds.
const LIFETIME: u64 = 15 * 60;

/// The ways of signing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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
    pub(crate) kind: Kind,
    pub(crate) nonce: String,
    /// ROA V1 can leave it to method and path.
    pub(crate) action: Option<String>,
    pub(crate) version: String,
}

impl Kind {
    /// The kind that the request uses, right or wrong.
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

/// Checks key, token, time and signature; `now` in seconds since the epoch. Whether the nonce is new is not known here.
pub(crate) fn verify(received: &Received, keys: &Keys, now: u64) -> Result<Signed, Refusal> {
    match Kind::of(received) {
        Some(Kind::Acs3) => acs3::verify(received, keys, now),
        Some(Kind::Roa1) => roa1::verify(received, keys, now),
        Some(Kind::Rpc1) => rpc1::verify(received, keys, now),
        None => Err(incomplete("The call carries neither an authorization that this service knows nor a Signature.")),
    }
}

fn incomplete(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "IncompleteSignature", message)
}

/// The refusal of V1, with the server's side of the calculation. Clients look for this very sentence.
fn mismatch(string_to_sign: &str) -> Refusal {
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    Refusal::new(400, "SignatureDoesNotMatch", message)
}

fn required_header<'a>(received: &'a Received, name: &str) -> Result<&'a str, Refusal> {
    let mut values = received.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        (Some(_), Some(_)) => Err(Refusal::invalid(format!("The header {name} stands more than once."))),
        _ => Err(Refusal::missing(format!("The header {name} is required."))),
    }
}

/// A header that must have one value, such as the name of the algorithm.
fn fixed_header(received: &Received, name: &str, wanted: &str) -> Result<(), Refusal> {
    match required_header(received, name)? {
        value if value == wanted => Ok(()),
        value => Err(Refusal::invalid(format!("The header {name} must be {wanted}, not {value:?}."))),
    }
}

fn check_key(keys: &Keys, id: &str) -> Result<(), Refusal> {
    match id == keys.id {
        true => Ok(()),
        false => Err(Refusal::new(404, "InvalidAccessKeyId.NotFound", format!("No access key has the id {id:?}."))),
    }
}

/// Checks the key's id and the token of a call that carries them in headers.
fn check_credentials(received: &Received, keys: &Keys, id: &str) -> Result<(), Refusal> {
    check_key(keys, id)?;
    if received.header("x-acs-accesskey-id").is_some_and(|other| other != id) {
        return Err(Refusal::invalid("The header x-acs-accesskey-id names another key than the authorization."));
    }
    check_token(keys, received.header("x-acs-security-token"))
}

fn check_token(keys: &Keys, token: Option<&str>) -> Result<(), Refusal> {
    match (keys.token.as_deref(), token) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(Refusal::new(400, "MissingSecurityToken", "A temporary key needs its security token.")),
        (Some(known), Some(token)) if known == token => Ok(()),
        _ => Err(Refusal::new(403, "InvalidSecurityToken", "The security token does not belong to the access key.")),
    }
}

fn check_time(text: &str, parsed: Option<u64>, now: u64) -> Result<(), Refusal> {
    match parsed {
        None => Err(Refusal::new(400, "InvalidTimeStamp.Format", format!("{text:?} is not a time of the right form."))),
        Some(time) if time.abs_diff(now) > LIFETIME => {
            let message = format!("{text} is more than 15 minutes from the server's time.");
            Err(Refusal::new(400, "InvalidTimeStamp.Expired", message))
        }
        Some(_) => Ok(()),
    }
}

/// The decoded query, in the order of names.
fn sorted_query(received: &Received) -> Result<Pairs, Refusal> {
    let query = pairs(&received.query);
    let mut query = query.map_err(|bad| Refusal::invalid(format!("{:?} is not percent-encoded UTF-8.", bad.0)))?;
    query.sort();
    Ok(query)
}

/// The signature of both V1 kinds.
fn hmac_sha1(key: &str, text: &str) -> String {
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a `String` cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

#[cfg(test)]
mod tests;
