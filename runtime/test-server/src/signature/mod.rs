//! Recomputing a request's signature from the bytes that arrived.

mod acs3;
mod digest;
mod parts;
mod roa1;
mod rpc1;
mod scheme;
#[cfg(test)]
mod tests;

use crate::http::Received;
use crate::keys::Keys;
use crate::refusal::Refusal;

use parts::incomplete;
pub(crate) use scheme::{Scheme, Signed};

/// Checks key, token, time and signature; `now` in seconds since the epoch. Whether the nonce is new is not known here.
pub(crate) fn verify(received: &Received, keys: &Keys, now: u64) -> Result<Signed, Refusal> {
    match Scheme::of(received) {
        Some(Scheme::Acs3) => acs3::verify(received, keys, now),
        Some(Scheme::Roa1) => roa1::verify(received, keys, now),
        Some(Scheme::Rpc1) => rpc1::verify(received, keys, now),
        None => Err(incomplete("The call carries neither an authorization that this service knows nor a Signature.")),
    }
}
