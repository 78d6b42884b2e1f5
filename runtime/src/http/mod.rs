//! Requests and responses as they go over the wire, their failures, and the parameters that values become.

mod body;
mod endpoint;
mod failure;
mod file;
mod headers;
mod message;
mod method;
mod parameter;
mod raw;
mod root;
#[cfg(test)]
mod round_trip;
mod settings;
mod transport;

pub(crate) use body::Payload;
pub use body::{BodySource, ByteStream, StreamSource};
pub(crate) use endpoint::{BadEndpoint, Endpoint, is_label, shown};
pub use failure::{TransportError, TransportErrorKind};
pub use file::FileSource;
pub use headers::Headers;
#[cfg(feature = "http-transport")]
pub(crate) use headers::is_secret;
pub use message::{HttpRequest, HttpResponse, StreamedResponse};
pub use method::Method;
pub(crate) use parameter::Case;
pub use parameter::{Comma, Json, Pairs, Parameter};
pub(crate) use raw::REQUEST_ID;
pub use raw::RawResponse;
pub(crate) use root::{SuccessRule, root_begun, without_mark};
pub(crate) use settings::Settings;
pub use transport::Transport;
