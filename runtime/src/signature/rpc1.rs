//! Signature V1 of RPC calls, HMAC-SHA1: everything that is signed, and the signature itself, are parameters.

use zeroize::Zeroizing;

use super::draft::Draft;
use super::signing::{Sealed, Signing, hmac_sha1};
use crate::encode;
use crate::time::iso8601;

/// Adds the parameters of the protocol and signs.
pub(super) fn seal(draft: &mut Draft, signing: &Signing<'_>) -> Sealed {
    let credentials = signing.credentials;
    let mut add = |name: &str, value: &str| {
        draft.query.retain(|(existing, _)| existing != name);
        draft.query.push((name.to_owned(), value.to_owned()));
    };
    add("Action", &draft.operation);
    add("Version", &draft.version);
    // Several products answer in XML when no format is named.
    add("Format", "json");
    add("Timestamp", &iso8601(signing.time));
    add("SignatureNonce", &signing.nonce);
    add("SignatureMethod", "HMAC-SHA1");
    add("SignatureVersion", "1.0");
    add("AccessKeyId", credentials.access_key_id());
    if let Some(token) = credentials.security_token() {
        add("SecurityToken", token.expose());
    }

    let parameters: Vec<(String, String)> = draft.query.iter().chain(&draft.form).cloned().collect();
    let sealed = sign(draft.method.as_str(), parameters, signing);
    draft.query.push(("Signature".to_owned(), sealed.signature.clone()));
    sealed
}

/// Signs the parameters of query and form together, in any order.
pub(super) fn sign(method: &str, mut parameters: Vec<(String, String)>, signing: &Signing<'_>) -> Sealed {
    parameters.sort();
    let query = encode::query(&parameters);
    let string_to_sign = format!("{method}&%2F&{}", encode::percent(&query));
    let key = Zeroizing::new(format!("{}&", signing.credentials.secret().expose()));
    let signature = hmac_sha1(&key, &string_to_sign);
    Sealed { string_to_sign, signature }
}
