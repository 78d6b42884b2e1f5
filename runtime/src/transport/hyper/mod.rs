//! The default transport: HTTP/1.1 over rustls, or over plain TCP where the endpoint says so, on Tokio.

mod body;
mod builder;
mod connect;
mod failure;
mod pools;
mod send;
mod stream;
#[cfg(feature = "_tls")]
mod tls;
#[cfg(not(feature = "_tls"))]
#[path = "no_tls.rs"]
mod tls;

pub use builder::HyperTransportBuilder;
pub use send::HyperTransport;
#[cfg(feature = "_tls")]
pub use tls::TlsVersion;
