//! The runtime seen from outside: calls over a recorded transport and over a socket.

mod calls;
mod decoding;
mod errors;
mod interceptors;
mod location;
#[cfg(feature = "default-transport")]
mod loopback;
mod redaction;
mod retries;
mod support;
#[cfg(feature = "test-util")]
mod test_util;
mod tracing;
