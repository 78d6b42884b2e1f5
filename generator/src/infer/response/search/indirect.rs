//! Places that the example does not show as the table has them: a level left out, another name, a container elsewhere.

use super::context::Context;
use super::stack::{Frame, Frames};
use super::tree::Question;
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::evidence::sample::ValueType;
use crate::infer::response::id::{FrameId, ItemId, NodeId};
use crate::infer::table::Class;
use crate::words::plural::is_plural;

impl Context<'_> {
    /// Tells whether an item may be a level that the example leaves out.
    ///
    /// Evidence: it is the first below the container, its pair or its singular, or neither has a type word; and the example shows
    /// what follows right in the container, a list there, or nothing. At the root, an object that the example shows nowhere.
    pub fn is_alias(&self, frame: &Frame, id: ItemId) -> bool {
        let Question { items, sample, .. } = *self.question;
        let (item, Some(node)) = (&items[id], frame.node) else { return false };
        let next_shown = self.next(id).iter().any(|next| self.child(node, next).is_some());
        let Some(parent) = self.item(frame) else {
            let unknown = item.class == Class::Object && self.nodes_of(item).is_empty();
            return !frame.is_level && unknown && next_shown;
        };
        if frame.first.is_some() || frame.item != id.before() {
            return false;
        }
        let (is_list, is_empty) = (sample[node].value == ValueType::Array, sample[node].children.is_empty());
        if is_pair(parent, item) {
            return is_list || next_shown || is_empty;
        }
        if self.is_singular_below(parent, item) && (next_shown || is_empty) {
            return true;
        }
        let untyped = matches!(parent.class, Class::Blank | Class::List(None)) && item.class == Class::Blank;
        untyped && is_list && next_shown
    }

    /// The node that shows what a list holds although the example leaves the list out, and the level on the way there.
    ///
    /// Evidence: the description names the items of the list, so that they are objects; the example has the list nowhere, and
    /// the two rows that follow as fields of what holds it; the order of names begins anew with them.
    pub fn flattened(&self, frame: &Frame, id: ItemId) -> Option<(Levels, NodeId)> {
        let item = &self.question.items[id];
        if item.told.is_none() || !item.class.is_container() || !self.nodes_of(item).is_empty() {
            return None;
        }
        let (levels, node) = match self.wrapper_level(frame) {
            Some(level) => ([level].into_iter().collect(), level),
            None => (Levels::NONE, frame.node?),
        };
        let next = self.question.items.after(id, 2);
        let are_shown = next.len() == 2 && next.iter().all(|next| self.child(node, next).is_some());
        (are_shown && next[0].name < item.name).then_some((levels, node))
    }

    /// A container of the example that no row is named after, or that repeats the name of what holds it, and that shows what
    /// follows this container's row. What took rows before, as a level or by another name, is not this container's.
    pub fn renamed(&self, frames: &Frames, at: FrameId, id: ItemId) -> Option<NodeId> {
        let (frame, item) = (&frames[at], &self.question.items[id]);
        if !item.class.is_container() || !self.nodes_of(item).is_empty() {
            return None;
        }
        let found = self.index.unnamed(frame.node?, self.next(id).iter().map(|next| next.folded))?;
        let is_taken = frame.taken == Some(found) || is_open(frames, found);
        (!is_taken).then_some(found)
    }

    /// Tells whether a node is a container's own list, in which the container's fields stand: it is no renamed field, too.
    ///
    /// Evidence: it is all that the example shows of the container and called by its singular.
    pub fn is_own_list(&self, frames: &Frames, at: FrameId, node: NodeId) -> bool {
        let is_singular = |parent: &Item| is_plural(&parent.name, &self.question.sample[node].name);
        self.wrapper_level(&frames[at]) == Some(node) && self.item(&frames[at]).is_some_and(is_singular)
    }

    /// The only node of a container in the example, elsewhere, which no open container has.
    pub fn moved(&self, frames: &Frames, node: NodeId, item: &Item) -> Option<NodeId> {
        let &[only] = self.nodes_of(item) else { return None };
        let shown = &self.question.sample[only];
        let holds_rows = item.class.is_container() && !matches!(item.class, Class::Map(_));
        let elsewhere = !shown.children.is_empty() && shown.parent != node && !is_open(frames, only);
        (holds_rows && elsewhere).then_some(only)
    }

    /// The node of a list whose wrapper the example leaves out: it stands where the wrapper would.
    ///
    /// Evidence: the list's row comes right below its wrapper's, which the example does not show, and what holds the wrapper
    /// shows a member of the list's name.
    pub fn pair_above(&self, frames: &Frames, at: FrameId, item: &Item) -> Option<NodeId> {
        let frame = &frames[at];
        let is_wrapped = frame.first.is_none() && self.item(frame).is_some_and(|wrapper| is_pair(wrapper, item));
        let around = frames.before(at)?.node.filter(|_| is_wrapped)?;
        self.child(around, item)
    }

    /// Of a scalar row's node, the list around it that the table leaves out: nothing where the node is no such list, else the
    /// member of the row's name, if there is one.
    ///
    /// Evidence: the node is all that the container's node has, and a list that is empty or whose items have no field but one
    /// of the row's name.
    pub fn own_list(&self, frame: &Frame, found: NodeId, item: &Item) -> Option<Option<NodeId>> {
        let (list, around) = (&self.question.sample[found], self.node(frame)?);
        let is_only = frame.item.is_some() && around.children.len() == 1 && around.value == ValueType::Object;
        if !is_only || !matches!(item.class, Class::Scalar(_)) || list.value != ValueType::Array {
            return None;
        }
        match *list.children.as_slice() {
            [] => list.is_empty_list().then_some(None),
            [only] => (self.index.folded[only] == Some(item.folded)).then_some(Some(only)),
            _ => None,
        }
    }

    /// Tells whether a container wraps a list that it took the only field of, see [`Self::own_list`]: nothing stands beside it.
    pub fn wraps_own_list(&self, frame: &Frame) -> bool {
        let list = frame.taken.filter(|_| frame.item.is_some()).and_then(|list| self.index.folded[list]);
        list.is_some() && list == frame.first.map(|first| self.question.items[first].folded)
    }

    /// Tells whether the rows of a container stand in a table elsewhere: none of what the example shows in it is a row here.
    ///
    /// Evidence: a type with a name, and three members or more. Of what a page lists, an example shows some.
    pub fn is_described_elsewhere(&self, frame: &Frame) -> bool {
        let sample = self.question.sample;
        let (Some(parent), Some(node)) = (self.item(frame), frame.node) else { return false };
        let node = sample.only_list(node).unwrap_or(node);
        let members = &sample[node].children;
        let is_named = parent.class.type_name().is_some_and(|name| name != parent.name);
        is_named && members.len() > 2 && members.iter().all(|&member| self.index.folded[member].is_none())
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
        let is_unnamed = self.index.folded[only].is_none_or(|name| self.index.own_level[only] && name == parent.folded);
        (node.value == ValueType::Object && is_list && is_unnamed).then_some(only)
    }
}

/// Tells whether an open container has a node of the example.
fn is_open(frames: &Frames, node: NodeId) -> bool {
    frames.values().any(|frame| frame.node == Some(node))
}
