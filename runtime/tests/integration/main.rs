//! The runtime seen from outside: calls over a recorded transport and over a socket.

#[cfg(feature = "http-transport")]
mod answers;
mod calls;
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
mod client_tls;
mod credentials;
mod decoding;
mod endpoints;
mod errors;
mod interceptors;
mod location;
#[cfg(feature = "http-transport")]
mod loopback;
#[cfg(feature = "metrics")]
mod measured;
#[cfg(feature = "test-util")]
mod parameters;
mod presigned;
#[cfg(feature = "http-transport")]
mod proxy;
mod redaction;
mod retries;
#[cfg(feature = "http-transport")]
mod streaming;
mod success;
mod support;
#[cfg(feature = "test-util")]
mod test_util;
#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
mod tls;
mod tracing;
#[cfg(all(feature = "http-transport", feature = "test-util"))]
mod types;
mod wire;
