//! The elements that are open, and their children.

use std::collections::HashMap;
use std::ops::Range;

use super::super::{Kind, Member, Node};

/// An open element.
pub(super) struct Element {
    pub(super) name: String,
    /// The place of its opening tag.
    pub(super) tag: Range<usize>,
    /// The offset of its content.
    pub(super) content: usize,
    /// Text outside its children, unescaped.
    pub(super) text: String,
    /// The place of the first and last of that text that is not blank.
    pub(super) text_span: Option<Range<usize>>,
    /// Whether words stand before the first child.
    pub(super) words_first: bool,
    pub(super) children: Children,
}

/// The children of an element, those of one name together.
#[derive(Default)]
pub(super) struct Children {
    pub(super) members: Vec<(Member, bool)>,
    index: HashMap<String, usize>,
}

impl Element {
    pub(super) fn new(name: String, tag: Range<usize>, content: usize) -> Self {
        Self {
            name,
            tag,
            content,
            text: String::new(),
            text_span: None,
            words_first: false,
            children: Children::default(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text_span.is_none() && self.children.members.is_empty()
    }
}

impl Children {
    pub(super) fn push(&mut self, name: String, name_span: Range<usize>, value: Node) {
        if let Some(&index) = self.index.get(&name) {
            let (member, repeated) = &mut self.members[index];
            let span = member.value.span.start..value.span.end;
            if *repeated {
                if let Kind::Array(items) = &mut member.value.kind {
                    items.push(value);
                }
                member.value.span = span;
            } else {
                *repeated = true;
                let first = std::mem::replace(&mut member.value, Node { kind: Kind::Null, span: span.clone() });
                member.value = Node { kind: Kind::Array(vec![first, value]), span };
            }
        } else {
            self.index.insert(name.clone(), self.members.len());
            self.members.push((Member { name, name_span, value }, false));
        }
    }

    pub(super) fn into_members(self) -> Vec<Member> {
        self.members.into_iter().map(|(member, _)| member).collect()
    }
}
