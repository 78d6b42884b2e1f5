//! The search for the tree that explains a table best.

pub mod attach;
pub mod beam;
pub mod stack;
pub mod tree;
pub mod used;
pub mod weigh;
pub mod weights;
