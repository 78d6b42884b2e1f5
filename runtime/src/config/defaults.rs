//! What a configuration takes from the machine where nothing was given, and what to give where the machine has none.

use std::sync::Arc;

use crate::error::Error;
use crate::signature::NonceSource;
use crate::time::{Clock, Timer};

#[cfg(not(feature = "http-transport"))]
pub(super) fn no_transport() -> Error {
    Error::configuration(
        "there is no transport: give one with Config::builder().transport(…), or build the crate with its feature \
         `default-transport`",
    )
}

#[cfg(feature = "http-transport")]
pub(super) fn default_timer() -> Result<Arc<dyn Timer>, Error> {
    Ok(Arc::new(crate::time::TokioTimer))
}

#[cfg(not(feature = "http-transport"))]
pub(super) fn default_timer() -> Result<Arc<dyn Timer>, Error> {
    Err(Error::configuration(
        "there is no timer: give one with Config::builder().timer(…), or build the crate with its feature \
         `default-transport`",
    ))
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[expect(clippy::unnecessary_wraps, reason = "other targets have none")]
pub(super) fn default_clock() -> Result<Arc<dyn Clock>, Error> {
    Ok(Arc::new(crate::time::SystemClock))
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(super) fn default_clock() -> Result<Arc<dyn Clock>, Error> {
    Err(Error::configuration("this target has no clock: give one with Config::builder().clock(…)"))
}

#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[expect(clippy::unnecessary_wraps, reason = "other targets have none")]
pub(super) fn default_nonce() -> Result<Arc<dyn NonceSource>, Error> {
    Ok(Arc::new(crate::signature::SystemNonce))
}

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub(super) fn default_nonce() -> Result<Arc<dyn NonceSource>, Error> {
    Err(Error::configuration(
        "this target has no random bytes: give a source of nonces with Config::builder().nonce(…)",
    ))
}
