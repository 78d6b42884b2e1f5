//! Signing a call: which algorithm, with whose credentials, at what time.

mod acs3;
mod bearer;
mod draft;
mod nonce;
mod roa1;
mod rpc1;
mod seal;
mod signing;
#[cfg(test)]
mod vectors;
mod version;

pub(crate) use draft::Draft;
pub use nonce::{NonceSource, SystemNonce};
pub(crate) use seal::seal;
pub(crate) use signing::Signing;
pub use version::SignatureVersion;
