//! Making a call: attempt after attempt, each signed anew, until one succeeds or there is no sense in another.

mod attempt;
mod handle;
mod limits;
mod observe;
mod operation;
mod streaming;
mod surroundings;

pub use handle::Client;
pub use streaming::ResponseStream;
