//! Makes the specification's fields of the found tree: what each node is, and what it holds.

pub mod fields;
mod kind;
pub mod nesting;
mod siblings;
pub mod tree;
