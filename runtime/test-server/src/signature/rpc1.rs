//! Signature V1 of RPC calls: HMAC-SHA1 over the parameters of query and form.

use super::digest::hmac_sha1;
use super::parts::{check_key, check_time, check_token, mismatch, sorted_query};
use super::scheme::{Scheme, Signed};
use crate::encoding::{Pairs, encode, pairs};
use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;
use crate::time::parse_iso;

pub(super) fn verify(received: &Received, keys: &Keys, now: u64) -> Result<Signed, Refusal> {
    if received.path != "/" {
        let message = format!("An RPC call has the path /, not {}.", received.path);
        return Err(Refusal::new(404, "InvalidAction.NotFound", message));
    }
    let query = sorted_query(received)?;
    let action = required(&query, "Action")?;
    let version = required(&query, "Version")?;
    let timestamp = required(&query, "Timestamp")?;
    let nonce = required(&query, "SignatureNonce")?;
    let signature = required(&query, "Signature")?;
    fixed(&query, "SignatureMethod", "HMAC-SHA1")?;
    fixed(&query, "SignatureVersion", "1.0")?;
    // Without it, products answer in XML.
    fixed(&query, "Format", "json")?;
    check_key(keys, required(&query, "AccessKeyId")?)?;
    check_token(keys, find(&query, "SecurityToken"))?;
    check_time(timestamp, parse_iso(timestamp), now)?;

    let string_to_sign = string_to_sign(received, &query)?;
    if signature != hmac_sha1(&format!("{}&", keys.secret), &string_to_sign) {
        return Err(mismatch(&string_to_sign));
    }
    let (nonce, version) = (nonce.to_owned(), version.to_owned());
    Ok(Signed { scheme: Scheme::Rpc1, nonce, action: Some(action.to_owned()), version })
}

fn string_to_sign(received: &Received, query: &Pairs) -> Result<String, Refusal> {
    let mut signed: Pairs = query.iter().filter(|(name, _)| name != "Signature").cloned().collect();
    if received.is_form() {
        let form = str::from_utf8(&received.body).ok().and_then(|text| pairs(text).ok());
        signed.extend(form.ok_or_else(|| Refusal::invalid("The form body is not percent-encoded UTF-8."))?);
    } else if !received.body.is_empty() {
        return Err(Refusal::invalid(
            "An RPC call under signature V1 takes no body but a form, which alone is signed.",
        ));
    }
    signed.sort();
    let signed: Vec<_> = signed.iter().map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    Ok(format!("{}&%2F&{}", received.method, encode(&signed.join("&"))))
}

fn required<'a>(query: &'a Pairs, name: &str) -> Result<&'a str, Refusal> {
    let value = find(query, name).filter(|value| !value.is_empty());
    value.ok_or_else(|| Refusal::missing(format!("{name} is required in the query of an RPC call.")))
}

fn fixed(query: &Pairs, name: &str, wanted: &str) -> Result<(), Refusal> {
    match required(query, name)? {
        value if value.eq_ignore_ascii_case(wanted) => Ok(()),
        value => Err(Refusal::invalid(format!("{name} must be {wanted}, not {value:?}."))),
    }
}

fn find<'a>(query: &'a Pairs, name: &str) -> Option<&'a str> {
    query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
}
