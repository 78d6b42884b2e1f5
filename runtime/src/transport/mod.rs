//! Sending: the default transport with its proxies, and plain requests without a signature.

#[cfg(feature = "http-transport")]
mod hyper;
mod plain;
#[cfg(feature = "http-transport")]
mod proxy;

pub use crate::http::{Headers, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
#[cfg(feature = "_tls")]
pub use hyper::TlsVersion;
#[cfg(feature = "http-transport")]
pub use hyper::{HyperTransport, HyperTransportBuilder};
#[cfg(feature = "http-transport")]
pub use proxy::Proxy;
