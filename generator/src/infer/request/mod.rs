//! The request: parameters, their tree, their types and where they travel.

mod body;
mod encoding;
mod leaf;
mod location;
mod nested;
mod parts;
mod path;
mod reader;
mod shown;
#[cfg(test)]
mod tests;
mod tree;

pub use location::{Evidence, Positions};
pub use parts::Request;
pub use reader::request;
