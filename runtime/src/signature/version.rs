//! The signatures that there are.

/// The version of the signature that a client makes.
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
