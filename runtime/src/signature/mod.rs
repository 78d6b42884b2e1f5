//! Signing a call: which algorithm, with whose credentials, at what time.

mod acs3;
mod bearer;
mod draft;
mod nonce;
#[cfg(any(test, feature = "test-util"))]
mod protocol;
mod roa1;
mod rpc1;
mod seal;
mod signing;
#[cfg(test)]
mod vectors;
mod version;

pub(crate) use draft::Draft;
pub use nonce::NonceSource;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use nonce::SystemNonce;
#[cfg(any(test, feature = "test-util"))]
pub use protocol::PROTOCOL_PARAMETERS;
pub(crate) use seal::seal;
pub(crate) use signing::Signing;
pub use version::SignatureVersion;
