//! Signature V3, `ACS3-HMAC-SHA256`, of both call styles.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use super::digest::hex;
use super::parts::{check_credentials, check_time, incomplete, required_header, sorted_query};
use super::scheme::{Scheme, Signed};
use crate::encoding::encode;
use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;
use crate::time::parse_iso;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The parts of the authorization header.
struct Authorization<'a> {
    id: &'a str,
    signed_headers: &'a str,
    signature: &'a str,
}

pub(super) fn verify(received: &Received, keys: &Keys, now: u64) -> Result<Signed, Refusal> {
    let authorization = authorization(required_header(received, "authorization")?)?;
    let action = required_header(received, "x-acs-action")?;
    let version = required_header(received, "x-acs-version")?;
    let date = required_header(received, "x-acs-date")?;
    let nonce = required_header(received, "x-acs-signature-nonce")?;
    let claimed = required_header(received, "x-acs-content-sha256")?;
    check_credentials(received, keys, authorization.id)?;
    check_time(date, parse_iso(date), now)?;
    check_signed_headers(received, authorization.signed_headers)?;

    let hash = hex(&Sha256::digest(&received.body));
    let canonical = canonical_request(received, authorization.signed_headers, &hash)?;
    let string_to_sign = format!("{ALGORITHM}\n{}", hex(&Sha256::digest(&canonical)));
    if claimed != hash {
        let message = format!("x-acs-content-sha256 is {claimed}, and the hash of the body is {hash}.");
        return Err(mismatch(&message, &string_to_sign, &canonical));
    }
    if authorization.signature != hmac_sha256(&keys.secret, &string_to_sign) {
        let message = "Specified signature does not match our calculation.";
        return Err(mismatch(message, &string_to_sign, &canonical));
    }
    let (nonce, version) = (nonce.to_owned(), version.to_owned());
    Ok(Signed { scheme: Scheme::Acs3, nonce, action: Some(action.to_owned()), version })
}

fn authorization(text: &str) -> Result<Authorization<'_>, Refusal> {
    let parse = || {
        let parts = text.strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
        let (id, rest) = parts.strip_prefix("Credential=")?.split_once(",SignedHeaders=")?;
        let (signed_headers, signature) = rest.split_once(",Signature=")?;
        Some(Authorization { id, signed_headers, signature })
    };
    let form = "Credential=…,SignedHeaders=…,Signature=…";
    parse().ok_or_else(|| incomplete(format!("The authorization is not of the form `{ALGORITHM} {form}`.")))
}

/// The names must be in order, be there, and cover what the service insists on.
fn check_signed_headers(received: &Received, names: &str) -> Result<(), Refusal> {
    let names: Vec<_> = names.split(';').collect();
    if !names.is_sorted_by(|one, next| one < next) {
        return Err(incomplete("SignedHeaders are not in the order of their names, each once."));
    }
    if let Some(absent) = names.iter().find(|name| received.header(name).is_none()) {
        return Err(incomplete(format!(
            "SignedHeaders names {absent:?}, which the call does not carry in lower case."
        )));
    }
    let must = |name: &str| name == "host" || name == "content-type" || name.starts_with("x-acs-");
    match received.headers.iter().find(|(name, _)| must(name) && !names.contains(&name.as_str())) {
        Some((name, _)) => Err(incomplete(format!("SignedHeaders does not name {name}."))),
        None => Ok(()),
    }
}

fn canonical_request(received: &Received, signed_headers: &str, hash: &str) -> Result<String, Refusal> {
    let query = sorted_query(received)?;
    let query: Vec<_> = query.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let headers: String = signed_headers.split(';').map(|name| canonical_header(received, name)).collect();
    let (method, path, query) = (&received.method, &received.path, query.join("&"));
    Ok(format!("{method}\n{path}\n{query}\n{headers}\n{signed_headers}\n{hash}"))
}

fn canonical_header(received: &Received, name: &str) -> String {
    let values = received.headers.iter().filter(|(key, _)| key == name);
    let mut values: Vec<_> = values.map(|(_, value)| value.as_str()).collect();
    values.sort_unstable();
    format!("{name}:{}\n", values.join(","))
}

fn hmac_sha256(key: &str, text: &str) -> String {
    // HMAC takes keys of every length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

/// The refusal of V3 gives both steps of the calculation, in brackets that clients look for.
fn mismatch(message: &str, string_to_sign: &str, canonical: &str) -> Refusal {
    let message =
        format!("{message} server StringToSign is [{string_to_sign}] server CanonicalRequest is [{canonical}]");
    Refusal::new(400, "SignatureDoesNotMatch", message)
}
