//! Making a call: attempt after attempt, each signed anew, until one succeeds or there is no sense in another.

mod attempt;
mod handle;
mod limits;
mod measure;
mod observe;
mod operation;
mod presign;
mod streaming;
mod surroundings;

pub use handle::Client;
#[cfg(feature = "metrics")]
pub use measure::describe_metrics;
pub use presign::PresignedUrl;
pub use streaming::ResponseStream;
