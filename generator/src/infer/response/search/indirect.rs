//! Places that the example does not show as the table has them: a level left out, another name, a container elsewhere.

use super::context::Context;
use super::stack::{Frame, Frames};
use super::tree::Question;
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::sample::ValueType;
use crate::infer::response::id::{FrameId, ItemId, NodeId};
use crate::infer::table::Class;
use crate::words::plural::is_plural;

impl Context<'_> {
    /// Weighs that an item is a level that the example leaves out, where it may be one.
    pub fn alias(&self, frame: &Frame, id: ItemId) -> Option<i32> {
        let Question { items, sample, weights, .. } = *self.question;
        let (item, node) = (&items[id], frame.node?);
        let next_shown = self.next(id).iter().any(|next| self.child(node, next).is_some());
        let Some(parent) = self.item(frame) else {
            let unknown = item.class == Class::Object && self.nodes_of(item).is_empty();
            return (!frame.is_level && unknown && next_shown).then_some(weights.alias_root);
        };
        if frame.first.is_some() || frame.item != id.before() {
            return None;
        }
        let (is_list, is_empty) = (sample[node].value == ValueType::Array, sample[node].children.is_empty());
        if is_pair(parent, item) {
            return (is_list || next_shown || is_empty).then_some(weights.alias);
        }
        if self.is_singular_below(parent, item) && (next_shown || is_empty) {
            return Some(if is_list { weights.alias } else { weights.alias_blank });
        }
        let untyped = matches!(parent.class, Class::Blank | Class::List(None)) && item.class == Class::Blank;
        (untyped && is_list && next_shown).then_some(weights.alias_blank)
    }

    /// A container of the example that no row is named after, or that repeats the name of what holds it, and that shows what
    /// follows this container's row.
    pub fn renamed(&self, node: NodeId, id: ItemId) -> Option<NodeId> {
        let item = &self.question.items[id];
        if !item.class.is_container() || !self.nodes_of(item).is_empty() {
            return None;
        }
        self.index.unnamed(node, self.next(id).iter().map(|next| next.folded))
    }

    /// Tells whether a node is a container's own list, in which the container's fields stand: it is no renamed field, too.
    ///
    /// Evidence: it is open as the level of the container, or is all that the example shows of it and called by its singular.
    pub fn is_own_list(&self, frames: &Frames, at: FrameId, node: NodeId) -> bool {
        let is_open = frames.get(at.after()).is_some_and(|frame| frame.node == Some(node));
        let is_singular = |parent: &Item| is_plural(&parent.name, &self.question.sample[node].name);
        is_open || self.wrapper_level(&frames[at]) == Some(node) && self.item(&frames[at]).is_some_and(is_singular)
    }

    /// The only node of a container in the example, elsewhere.
    pub fn moved(&self, node: NodeId, item: &Item) -> Option<NodeId> {
        let &[only] = self.nodes_of(item) else { return None };
        let shown = &self.question.sample[only];
        (item.class.is_container() && !shown.children.is_empty() && shown.parent != node).then_some(only)
    }

    /// A list, or the one item of a list converted from XML, that is the only member of the parent's node and that no row is
    /// named after.
    pub fn wrapper_level(&self, frame: &Frame) -> Option<NodeId> {
        let (parent, node) = (self.item(frame)?, self.node(frame)?);
        let &[only] = node.children.as_slice() else { return None };
        let level = &self.question.sample[only];
        let is_list = match level.value {
            ValueType::Array => true,
            ValueType::Object => is_plural(&parent.name, &level.name),
            ValueType::Scalar | ValueType::Null => false,
        };
        (node.value == ValueType::Object && is_list && self.index.folded[only].is_none()).then_some(only)
    }
}
