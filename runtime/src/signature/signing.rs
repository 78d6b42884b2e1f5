//! The input of a signature besides the call, and the parts that are kept of it.

use std::time::SystemTime;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

use crate::http::Headers;
use crate::identity::Credentials;

/// The input of one signature besides the call. Every attempt has its own.
pub(crate) struct Signing<'a> {
    /// One snapshot: id, secret and token belong together.
    pub credentials: &'a Credentials,
    pub time: SystemTime,
    pub nonce: String,
}

impl Signing<'_> {
    /// Adds the headers that go with temporary credentials.
    pub(super) fn identify(&self, headers: &mut Headers) {
        if let Some(token) = self.credentials.security_token() {
            headers.set("x-acs-accesskey-id", self.credentials.access_key_id());
            headers.set("x-acs-security-token", token.expose());
        }
    }
}

/// The parts of a signature that explain an error.
pub(crate) struct Sealed {
    /// The text that was signed, to compare with the service's. It may hold the security token.
    pub string_to_sign: String,
    /// The signature alone, to be able to leave it out of messages.
    pub signature: String,
}

/// HMAC-SHA1 in Base64, which both forms of version 1 sign with.
pub(super) fn hmac_sha1(key: &str, text: &str) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.as_bytes()).expect("HMAC takes keys of any length");
    mac.update(text.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}
