//! What is open while the reader is within it: an object or an array.

use std::ops::Range;

use super::super::{Member, Node};

/// An open object or array.
pub(super) struct Frame {
    pub(super) shape: Shape,
    /// The offset of its opening bracket, or of its first member if it has none.
    pub(super) start: usize,
    /// Whether the text has no opening bracket for it.
    pub(super) implied: bool,
    /// Whether its opening bracket is a brace, although it is an array.
    pub(super) braced: bool,
    pub(super) members: Vec<Member>,
    pub(super) items: Vec<Node>,
    /// The name whose value comes next.
    pub(super) name: Option<(String, Range<usize>)>,
    /// The comma after the last value.
    pub(super) comma: Option<Range<usize>>,
    /// Whether names and values are separated by commas here.
    pub(super) comma_pairs: bool,
    /// The end of the last value.
    pub(super) end: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Array,
}

/// The role of what is read next, which tells how a string there can end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Root,
    Name,
    MemberValue,
    Item,
}

impl Frame {
    pub(super) fn new(shape: Shape, start: usize) -> Self {
        Self {
            shape,
            start,
            implied: false,
            braced: false,
            members: Vec::new(),
            items: Vec::new(),
            name: None,
            comma: None,
            comma_pairs: false,
            end: start,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty() && self.items.is_empty()
    }

    pub(super) fn expects_name(&self) -> bool {
        self.shape == Shape::Object && self.name.is_none()
    }
}
