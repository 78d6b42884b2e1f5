//! Signature V1 of ROA calls, HMAC-SHA1: method, a few headers, path and query are signed, the body is not.

use super::draft::Draft;
use super::signing::{Sealed, Signing, hmac_sha1};
use crate::http::Headers;
use crate::time::http_date;

/// Adds the headers of the protocol and signs.
pub(super) fn seal(draft: &mut Draft, signing: &Signing<'_>) -> Sealed {
    draft.headers.set("date", http_date(signing.time));
    draft.headers.set("x-acs-signature-nonce", signing.nonce.as_str());
    draft.headers.set("x-acs-signature-method", "HMAC-SHA1");
    draft.headers.set("x-acs-signature-version", "1.0");
    signing.identify(&mut draft.headers);
    let sealed = sign(draft.method.as_str(), &draft.path, &draft.query, &draft.headers, signing);
    draft.headers.set("authorization", authorization(&sealed, signing));
    sealed
}

/// Signs a call whose headers are complete. `query` must be sorted by name and value.
pub(super) fn sign(
    method: &str,
    path: &str,
    query: &[(String, String)],
    headers: &Headers,
    signing: &Signing<'_>,
) -> Sealed {
    let line = |name: &str| headers.get(name).unwrap_or_default();
    let mut text =
        format!("{method}\n{}\n{}\n{}\n{}\n", line("accept"), line("content-md5"), line("content-type"), line("date"));

    let mut protocol: Vec<(&str, &str)> = headers.iter().filter(|(name, _)| name.starts_with("x-acs-")).collect();
    protocol.sort_unstable();
    for (name, value) in protocol {
        text.push_str(name);
        text.push(':');
        text.push_str(value.trim());
        text.push('\n');
    }

    // The path is signed as it is sent; the values of the query are signed as they were before encoding, an empty one
    // without its `=`, as the vendor's current clients for Python and Go do.
    text.push_str(path);
    for (index, (name, value)) in query.iter().enumerate() {
        text.push(if index == 0 { '?' } else { '&' });
        text.push_str(name);
        if !value.is_empty() {
            text.push('=');
            text.push_str(value);
        }
    }

    let signature = hmac_sha1(signing.credentials.secret().expose(), &text);
    Sealed { string_to_sign: text, signature }
}

/// The value of `authorization`.
pub(super) fn authorization(sealed: &Sealed, signing: &Signing<'_>) -> String {
    format!("acs {}:{}", signing.credentials.access_key_id(), sealed.signature)
}
