//! Signature V1 of ROA calls: HMAC-SHA1 over headers, path and query.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};

use super::digest::hmac_sha1;
use super::parts::{check_credentials, check_time, fixed_header, incomplete, mismatch, required_header, sorted_query};
use super::scheme::{Scheme, Signed};
use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;
use crate::time::parse_http;

pub(super) fn verify(received: &Received, keys: &Keys, now: u64) -> Result<Signed, Refusal> {
    let authorization = required_header(received, "authorization")?;
    let parts = authorization.strip_prefix("acs ").and_then(|parts| parts.split_once(':'));
    let (id, signature) =
        parts.ok_or_else(|| incomplete("The authorization is not of the form `acs ID:SIGNATURE`."))?;
    fixed_header(received, "x-acs-signature-method", "HMAC-SHA1")?;
    fixed_header(received, "x-acs-signature-version", "1.0")?;
    let nonce = required_header(received, "x-acs-signature-nonce")?;
    let version = required_header(received, "x-acs-version")?;
    let date = required_header(received, "date")?;
    check_credentials(received, keys, id)?;
    check_time(date, parse_http(date), now)?;

    let string_to_sign = string_to_sign(received)?;
    if signature != hmac_sha1(&keys.secret, &string_to_sign) {
        return Err(mismatch(&string_to_sign));
    }
    // The signature covers the body only through its digest, where the client sends one.
    let digest = STANDARD.encode(Md5::digest(&received.body));
    if received.header("content-md5").is_some_and(|claimed| claimed != digest) {
        return Err(Refusal::new(400, "InvalidContentMD5", format!("The body's digest is {digest}.")));
    }
    let action = received.header("x-acs-action").map(str::to_owned);
    Ok(Signed { scheme: Scheme::Roa1, nonce: nonce.to_owned(), action, version: version.to_owned() })
}

fn string_to_sign(received: &Received) -> Result<String, Refusal> {
    let line = |name: &str| received.header(name).unwrap_or_default();
    let mut own: Vec<_> = received.headers.iter().filter(|(name, _)| name.starts_with("x-acs-")).collect();
    own.sort();
    let own: String = own.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let (accept, digest) = (line("accept"), line("content-md5"));
    let (media_type, date) = (line("content-type"), line("date"));
    let (method, resource) = (&received.method, resource(received)?);
    Ok(format!("{method}\n{accept}\n{digest}\n{media_type}\n{date}\n{own}{resource}"))
}

/// The path as it was sent, and the query decoded. Of an empty value only the name is there.
fn resource(received: &Received) -> Result<String, Refusal> {
    let query = sorted_query(received)?;
    let part =
        |(name, value): &(String, String)| if value.is_empty() { name.clone() } else { format!("{name}={value}") };
    let query: Vec<_> = query.iter().map(part).collect();
    let separator = if query.is_empty() { "" } else { "?" };
    Ok(format!("{}{separator}{}", received.path, query.join("&")))
}
