//! What the generator has to say about its input: findings with a stable code and a place.

pub mod codes;
mod finding;
mod findings;
mod place;
mod severity;

pub use finding::Diagnostic;
pub use findings::Findings;
pub use place::{Lines, Position};
pub use severity::Severity;
