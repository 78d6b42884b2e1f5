//! The parts of a request that every scheme checks: headers, key, token and time.

use crate::encoding::{Pairs, pairs};
use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;

/// How far a request's time may be from the server's, in seconds.
const LIFETIME: u64 = 15 * 60;

pub(super) fn incomplete(message: impl Into<String>) -> Refusal {
    Refusal::new(400, "IncompleteSignature", message)
}

/// The refusal of V1, with the server's side of the calculation. Clients look for this very sentence.
pub(super) fn mismatch(string_to_sign: &str) -> Refusal {
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    Refusal::new(400, "SignatureDoesNotMatch", message)
}

pub(super) fn required_header<'a>(received: &'a Received, name: &str) -> Result<&'a str, Refusal> {
    let mut values = received.headers.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (Some(value), None) if !value.is_empty() => Ok(value),
        (Some(_), Some(_)) => Err(Refusal::invalid(format!("The header {name} stands more than once."))),
        _ => Err(Refusal::missing(format!("The header {name} is required."))),
    }
}

/// A header that must have one value, such as the name of the algorithm.
pub(super) fn fixed_header(received: &Received, name: &str, wanted: &str) -> Result<(), Refusal> {
    match required_header(received, name)? {
        value if value == wanted => Ok(()),
        value => Err(Refusal::invalid(format!("The header {name} must be {wanted}, not {value:?}."))),
    }
}

pub(super) fn check_key(keys: &Keys, id: &str) -> Result<(), Refusal> {
    match id == keys.id {
        true => Ok(()),
        false => Err(Refusal::new(404, "InvalidAccessKeyId.NotFound", format!("No access key has the id {id:?}."))),
    }
}

/// Checks the key's id and the token of a call that carries them in headers.
pub(super) fn check_credentials(received: &Received, keys: &Keys, id: &str) -> Result<(), Refusal> {
    check_key(keys, id)?;
    if received.header("x-acs-accesskey-id").is_some_and(|other| other != id) {
        return Err(Refusal::invalid("The header x-acs-accesskey-id names another key than the authorization."));
    }
    check_token(keys, received.header("x-acs-security-token"))
}

pub(super) fn check_token(keys: &Keys, token: Option<&str>) -> Result<(), Refusal> {
    match (keys.token.as_deref(), token) {
        (None, None) => Ok(()),
        (Some(_), None) => Err(Refusal::new(400, "MissingSecurityToken", "A temporary key needs its security token.")),
        (Some(known), Some(token)) if known == token => Ok(()),
        _ => Err(Refusal::new(403, "InvalidSecurityToken", "The security token does not belong to the access key.")),
    }
}

pub(super) fn check_time(text: &str, parsed: Option<u64>, now: u64) -> Result<(), Refusal> {
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
pub(super) fn sorted_query(received: &Received) -> Result<Pairs, Refusal> {
    let query = pairs(&received.query);
    let mut query = query.map_err(|bad| Refusal::invalid(format!("{:?} is not percent-encoded UTF-8.", bad.0)))?;
    query.sort();
    Ok(query)
}
