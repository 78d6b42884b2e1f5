//! The facts that stand in the prose of a description: values, defaults, bounds, formats, units, and what is said of the
//! life of a field. Each kind has a file of its own; the words stand in [`crate::vocabulary::cues`].

mod allowed;
mod bullets;
mod cell;
mod comparison;
mod conditional;
mod default;
mod describe;
mod format;
mod ground;
mod judge;
#[cfg(test)]
mod kinds;
#[cfg(test)]
mod labelled;
mod length;
mod measure;
mod range;
mod rules;
mod scope;
mod sensitive;
mod set;
mod size;
mod status;
#[cfg(test)]
mod survey;
#[cfg(test)]
mod tests;
mod text;
mod unit;

pub use describe::describe;
pub use ground::Ground;
pub use rules::{Found, facts};
pub use sensitive::by_name as is_secret;
pub use status::of_operation;
