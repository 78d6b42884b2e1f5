//! What the generated tests assert: the example of a response survives reading and writing, and a call arrived as it was
//! meant.

mod compare;
mod sent;
mod suite;

pub use compare::{Difference, differences};
pub use sent::Sent;
pub use suite::{Case, Kind, Suite};
