//! Reads the examples of reference pages, JSON and XML, into one tree, and says what had to be repaired.
//!
//! Examples are typed by hand and one in twenty is not well-formed, yet they are the best evidence of a response's
//! hierarchy. So a reader here always comes back with a tree where there is one to find, and lists every deviation with
//! its place. Strict parsers stop at the first one; the lenient ones that exist keep neither the places nor the fact that
//! they guessed.
//!
//! The module knows nothing of Markdown: it is given the inside of a code fence, and every position that it returns is a
//! byte offset into that text.

pub mod brief;
mod head;
pub mod json;
mod node;
mod problem;
mod steps;
#[cfg(test)]
mod tests;
pub mod xml;

pub use head::{body_from, strip_http_head};
pub use node::{Kind, Member, Node};
pub use problem::{Cause, Problem};

/// The outcome of reading an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The value; absent where the text holds none.
    pub root: Option<Node>,
    /// Every deviation from the format, in the order of its place. Empty: the text is well-formed.
    pub problems: Vec<Problem>,
}
