//! Signature V3, `ACS3-HMAC-SHA256`: method, path, query, headers and the hash of the body are signed.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::draft::Draft;
use super::signing::{Sealed, Signing};
use crate::encode;
use crate::http::Headers;
use crate::time::iso8601;

const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The call in the form that is hashed.
pub(super) struct Canonical {
    pub request: String,
    /// The names of the headers in it, joined by `;`.
    pub signed_headers: String,
}

/// Adds the headers of the protocol and signs.
pub(super) fn seal(draft: &mut Draft, signing: &Signing<'_>) -> Sealed {
    let payload_hash = draft.hash_of_body();
    draft.headers.set("x-acs-date", iso8601(signing.time));
    draft.headers.set("x-acs-signature-nonce", signing.nonce.as_str());
    draft.headers.set("x-acs-content-sha256", payload_hash.as_str());
    signing.identify(&mut draft.headers);
    let canonical = canonicalize(draft.method.as_str(), &draft.path, &draft.query, &draft.headers, &payload_hash);
    let sealed = sign(&canonical.request, signing);
    draft.headers.set("authorization", authorization(&canonical, &sealed, signing));
    sealed
}

/// Puts a call whose headers are complete in canonical form. `query` must be sorted by name and value.
pub(super) fn canonicalize(
    method: &str,
    path: &str,
    query: &[(String, String)],
    headers: &Headers,
    payload_hash: &str,
) -> Canonical {
    // Only what the documentation names is signed: a proxy may touch the other headers.
    let mut signed: Vec<(&str, &str)> = headers
        .iter()
        .filter(|(name, _)| matches!(*name, "host" | "content-type") || name.starts_with("x-acs-"))
        .map(|(name, value)| (name, value.trim()))
        .collect();
    signed.sort_unstable();

    // Values of a repeated header stand on one line, sorted.
    let mut names: Vec<&str> = Vec::new();
    let mut lines = String::new();
    for (name, value) in signed {
        if names.last() == Some(&name) {
            lines.pop();
            lines.push(',');
        } else {
            names.push(name);
            lines.push_str(name);
            lines.push(':');
        }
        lines.push_str(value);
        lines.push('\n');
    }
    let signed_headers = names.join(";");
    let query = encode::query(query);
    let request = format!("{method}\n{path}\n{query}\n{lines}\n{signed_headers}\n{payload_hash}");
    Canonical { request, signed_headers }
}

/// Signs a canonical request.
pub(super) fn sign(canonical_request: &str, signing: &Signing<'_>) -> Sealed {
    let string_to_sign = format!("{ALGORITHM}\n{}", encode::hex(&Sha256::digest(canonical_request)));
    let secret = signing.credentials.secret().expose();
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(string_to_sign.as_bytes());
    Sealed { string_to_sign, signature: encode::hex(&mac.finalize().into_bytes()) }
}

/// The value of `authorization`.
pub(super) fn authorization(canonical: &Canonical, sealed: &Sealed, signing: &Signing<'_>) -> String {
    let (id, names) = (signing.credentials.access_key_id(), &canonical.signed_headers);
    format!("{ALGORITHM} Credential={id},SignedHeaders={names},Signature={}", sealed.signature)
}
