//! Signing a call: which algorithm, with whose credentials, at what time.

mod acs3;
mod bearer;
mod clock;
pub(crate) mod encode;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod nonce;
mod roa1;
mod rpc1;
mod skew;
#[cfg(test)]
mod vectors;

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use crate::credentials::Credentials;
use crate::product::Style;
use crate::request::Draft;
use crate::transport::Headers;

#[cfg(feature = "fuzzing")]
pub(crate) use clock::http_date;
pub use clock::{Clock, SystemClock};
pub(crate) use clock::{iso8601, parse_iso8601};
pub use encode::encode_segment;
pub use nonce::{NonceSource, SystemNonce};
pub(crate) use skew::Skew;

/// Which signature a client makes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureVersion {
    /// `ACS3-HMAC-SHA256`, which covers the body too. The default.
    #[default]
    V3,
    /// HMAC-SHA1, for a product or a gateway that does not take V3. What exactly is signed depends on the product's
    /// style. A query value that is an empty text is not sent by ROA calls under this version.
    V1,
}

/// What one signature needs besides the call. Every attempt has its own.
pub(crate) struct Signing<'a> {
    /// One snapshot: id, secret and token belong together.
    pub credentials: &'a Credentials,
    pub time: SystemTime,
    pub nonce: String,
}

impl Signing<'_> {
    /// Adds the headers that go with temporary credentials.
    fn identify(&self, headers: &mut Headers) {
        if let Some(token) = self.credentials.security_token() {
            headers.set("x-acs-accesskey-id", self.credentials.access_key_id());
            headers.set("x-acs-security-token", token.expose());
        }
    }
}

/// What is kept of a signature to explain an error with.
pub(crate) struct Sealed {
    /// What was signed, to compare with what a service shows. It may hold the security token.
    pub string_to_sign: String,
    /// The signature alone, to be able to leave it out of messages.
    pub signature: String,
}

/// Signs `draft` in place, or puts a bearer token in it.
pub(crate) fn seal(draft: &mut Draft, version: SignatureVersion, signing: &Signing<'_>) -> Sealed {
    if let Some(token) = signing.credentials.bearer_token() {
        return bearer::seal(draft, version, signing, token.expose());
    }
    match (version, draft.style) {
        (SignatureVersion::V3, _) => acs3::seal(draft, signing),
        (SignatureVersion::V1, Style::Roa) => roa1::seal(draft, signing),
        (SignatureVersion::V1, Style::Rpc) => rpc1::seal(draft, signing),
    }
}

fn hmac_sha1(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
