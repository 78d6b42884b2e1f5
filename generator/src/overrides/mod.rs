//! Overrides by hand: the file `overrides.yaml` of a product.
//!
//! Each names the operation, what it changes and why. One that changes nothing is an error: the page was repaired, and the
//! override must go.

mod action;
mod apply;
mod entry;
mod set;
#[cfg(test)]
mod tests;
mod waiter;

pub use action::{Action, Mends, Override};
pub use apply::apply;
pub use entry::read;
pub use set::Set;
