//! A bearer token in the place of a signature: where each version and style wants it.

use super::draft::Draft;
use super::signing::{Sealed, Signing};
use super::version::SignatureVersion;
use crate::product::Style;
use crate::time::{http_date, iso8601};

const TYPE: &str = "BEARERTOKEN";

/// Adds the headers and parameters of the protocol, and the token. Nothing is signed.
pub(super) fn seal(draft: &mut Draft, version: SignatureVersion, signing: &Signing<'_>, token: &str) -> Sealed {
    // A caller's header of this name would contradict the token.
    draft.headers.remove("authorization");
    match (version, draft.style) {
        (SignatureVersion::V3, style) => {
            let payload_hash = draft.hash_of_body();
            draft.headers.set("x-acs-date", iso8601(signing.time));
            draft.headers.set("x-acs-signature-nonce", signing.nonce.as_str());
            draft.headers.set("x-acs-content-sha256", payload_hash);
            draft.headers.set("x-acs-bearer-token", token);
            match style {
                Style::Rpc => parameter(draft, "SignatureType", TYPE),
                Style::Roa => draft.headers.set("x-acs-signature-type", TYPE),
            }
        }
        (SignatureVersion::V1, Style::Roa) => {
            draft.headers.set("date", http_date(signing.time));
            draft.headers.set("x-acs-signature-nonce", signing.nonce.as_str());
            draft.headers.set("x-acs-bearer-token", token);
            draft.headers.set("x-acs-signature-type", TYPE);
        }
        (SignatureVersion::V1, Style::Rpc) => {
            let (action, api_version) = (draft.operation.clone(), draft.version.clone());
            let timestamp = iso8601(signing.time);
            for (name, value) in [
                ("Action", &*action),
                ("Version", &*api_version),
                ("Format", "json"),
                ("Timestamp", timestamp.as_str()),
                ("SignatureNonce", signing.nonce.as_str()),
                ("SignatureType", TYPE),
                ("BearerToken", token),
            ] {
                parameter(draft, name, value);
            }
        }
    }
    Sealed { string_to_sign: String::new(), signature: String::new() }
}

fn parameter(draft: &mut Draft, name: &str, value: &str) {
    draft.query.retain(|(existing, _)| existing != name);
    draft.query.push((name.to_owned(), value.to_owned()));
}
