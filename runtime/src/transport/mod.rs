//! Sending: the default transport with its proxies, and plain requests without a signature.

#[cfg(feature = "http-transport")]
mod hyper;
mod plain;
#[cfg(feature = "http-transport")]
mod proxy;

pub use crate::http::{
    BodySource, ByteStream, FileSource, Headers, HttpRequest, HttpResponse, StreamSource, StreamedResponse, Transport,
    TransportError, TransportErrorKind,
};
pub use bytes::Bytes;
#[cfg(feature = "_tls")]
pub use hyper::TlsVersion;
#[cfg(feature = "http-transport")]
pub use hyper::{HyperTransport, HyperTransportBuilder};
#[cfg(feature = "http-transport")]
pub use proxy::Proxy;
