//! The search for the tree that explains a table best.

mod attach;
pub mod beam;
mod context;
mod fit;
mod indirect;
mod memo;
mod promise;
pub mod rescore;
mod stack;
pub mod tree;
mod used;
pub mod weigh;
pub mod weights;
