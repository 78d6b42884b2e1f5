//! What each node of the found tree is, and the specification's fields of it.

pub mod fields;
mod kind;
pub mod nesting;
pub mod tree;
