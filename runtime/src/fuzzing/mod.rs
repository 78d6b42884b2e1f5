//! Properties that hold for every input from outside, for the fuzz targets in `runtime/fuzz/`. Not part of the
//! interface.
//!
//! Each function takes bytes of any kind and panics where something does not hold. The ordinary run calls them too,
//! with the seeds of the targets and with drawn bytes.

mod answers;
mod check;
mod credentials;
mod names;
mod recording;
mod signature;
#[cfg(test)]
mod tests;
mod time;

pub use answers::{decode, error, read};
pub use credentials::{command, credentials, ini, profile};
pub use names::{endpoint, proxy};
pub use recording::recording;
pub use signature::signature;
pub use time::time;

/// Panics where something does not hold for these bytes.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its file, its seeds and its corpus.
pub const TARGETS: &[(&str, Target)] = &[
    ("command", command),
    ("credentials", credentials),
    ("decode", decode),
    ("endpoint", endpoint),
    ("error", error),
    ("ini", ini),
    ("profile", profile),
    ("proxy", proxy),
    ("read", read),
    ("recording", recording),
    ("signature", signature),
    ("time", time),
];
