//! Weighs a place whether the example shows it or not: by type words, siblings, marks, and what names say.

use super::context::Context;
use super::memo::Container;
use super::stack::{Frame, Frames};
use super::tree::Question;
use super::weigh::{Evidence, Weighing};
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::sample::{SampleNode, ValueType};
use crate::infer::response::id::{FoldedId, FrameId, ItemId, NodeId};

/// The weights of a row that the example does not show at its parent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blind {
    /// The parent's namesakes elsewhere in the example have, or lack, the field.
    pub same_name: i32,
    /// The completeness of the example at the parent.
    pub completeness: i32,
    /// Other pages.
    pub memory: i32,
}

impl Context<'_> {
    /// Weighs everything but the example.
    pub fn fit<W: Weighing>(&self, frames: &Frames, at: FrameId, id: ItemId) -> W {
        let Question { items, sorted, weights, .. } = *self.question;
        let (frame, item, at_root) = (&frames[at], &items[id], at == FrameId::ROOT);
        let mut tally = W::default();
        if frame.used.has(item.exact) {
            tally.add(Evidence::Duplicate, self.duplicate(frame, id));
        }
        if let Some(last) = frame.last {
            tally.add(Evidence::Order, weights.of_order(&items[last].name, &item.name, sorted, at_root));
        }
        tally.add(Evidence::Wrapper, self.wrapper(frame));
        tally.add(Evidence::Repeats, self.repeats(frame, id));
        self.weigh_parent(frame, id, &mut tally);
        self.weigh_marks(item, at_root, &mut tally);
        self.weigh_hints(frames, at, item, &mut tally);
        tally
    }

    /// Weighs a name that the container has already.
    fn duplicate(&self, frame: &Frame, id: ItemId) -> i32 {
        let Question { items, weights, .. } = *self.question;
        let is_doubled = |before: ItemId| {
            frame.last == Some(before)
                && items[before].exact == items[id].exact
                && items[before].class == items[id].class
        };
        if id.before().is_some_and(is_doubled) { weights.doubled } else { weights.duplicate }
    }

    /// Weighs a field beside the `X` of an `Array of X`, and beside a container below its plural.
    fn wrapper(&self, frame: &Frame) -> i32 {
        let weights = self.question.weights;
        if frame.holds_pair {
            weights.pair_second
        } else if frame.holds_singular {
            weights.plural_second
        } else {
            0
        }
    }

    /// Tells whether a frame is the level of a list whose items were shown to have the field of the list's own name.
    fn is_own_list_of(&self, frame: &Frame) -> bool {
        let named = frame.node.filter(|_| frame.is_level).and_then(|node| self.index.folded[node]);
        named.is_some() && named == frame.first.map(|first| self.question.items[first].folded)
    }

    /// Weighs what the parent's type and its example cell say.
    fn weigh_parent(&self, frame: &Frame, id: ItemId, tally: &mut impl Weighing) {
        let Some(parent) = self.item(frame) else { return };
        let (item, weights) = (&self.question.items[id], self.question.weights);
        let shows_rows = frame.node.zip(frame.item).is_some_and(|(node, item)| self.shows_rows(node, item));
        tally.add(Evidence::LeafParent, weights.of_leaf_parent(&parent.class, shows_rows));
        if self.wraps_scalars(frame, id) {
            tally.add(Evidence::ScalarList, weights.shown_scalars);
        }
        if frame.first.is_some() {
            return;
        }
        if frame.first.is_none() && self.is_described_elsewhere(frame) {
            tally.add(Evidence::Elsewhere, weights.elsewhere_described);
        }
        if parent.exemplified && !self.is_singular_below(parent, item) {
            tally.add(Evidence::ExampleCell, weights.exemplified_parent);
        }
    }

    /// Tells whether a container is a list of scalars, or wraps one, so that it does not hold an item.
    ///
    /// Evidence: the example shows it so, without the item. Where the list has a row that is still to come, the table leaves
    /// no list out, and other fields may stand before that row.
    fn wraps_scalars(&self, frame: &Frame, id: ItemId) -> bool {
        let Some(node) = frame.node.filter(|&node| self.scalars[node]) else { return false };
        let list = self.question.sample.only_list(node).and_then(|list| self.index.folded[list]);
        let is_to_come = |name: FoldedId| self.promises.comes_after(name, id) && !frame.used.has_folded(name);
        self.child(node, &self.question.items[id]).is_none() && !list.is_some_and(is_to_come)
    }

    /// Weighs marks before names.
    fn weigh_marks(&self, item: &Item, at_root: bool, tally: &mut impl Weighing) {
        if self.marks && item.marked && at_root {
            tally.add(Evidence::Marks, self.question.weights.marked_at_root);
        } else if self.marks && !item.marked && !at_root && item.hint.is_none() {
            tally.add(Evidence::Marks, self.question.weights.unmarked_below);
        }
    }

    /// Weighs whether the place is the one that dotted names, or the lead-in of a follow-up table, say.
    fn weigh_hints(&self, frames: &Frames, at: FrameId, item: &Item, tally: &mut impl Weighing) {
        let (frame, weights) = (&frames[at], self.question.weights);
        let signed = |obeyed: bool, weight: i32| if obeyed { weight } else { -weight };
        let obeyed = match item.hint {
            Some(hint) => Some(frame.item == Some(hint)),
            None if item.rooted => Some(at == FrameId::ROOT),
            // Nothing but dotted names stands under a parent that only dotted names imply.
            None => self.item(frame).filter(|parent| parent.row.is_none()).map(|_| false),
        };
        if let Some(obeyed) = obeyed {
            tally.add(Evidence::Dotted, signed(obeyed, weights.told));
        }
        // What a follow-up table describes holds no rows of other tables.
        let is_foreign =
            frame.owner != item.owner && frame.owner.is_some_and(|owner| self.question.items[owner].described);
        if item.owner.is_some() {
            let inside = !is_foreign && frames.up_to(at).iter().any(|frame| frame.item == item.owner);
            tally.add(Evidence::FollowUp, signed(inside, weights.told));
        } else if is_foreign {
            tally.add(Evidence::FollowUp, -weights.told);
        }
    }

    /// Weighs a row that the example does not show at its parent: by the parent's namesakes elsewhere in the example, by how
    /// complete the example is, and by other pages. `wrapper` is the list that is all that the example shows of the parent.
    pub fn blind(&self, frame: &Frame, item: &Item, wrapper: Option<NodeId>) -> Blind {
        let (sample, weights) = (self.question.sample, self.question.weights);
        // A level that only the example has is called as the example calls it.
        let container = match (self.item(frame), frame.node) {
            (Some(parent), _) => (Container::Item(parent.exact), parent.name.as_str()),
            (None, Some(node)) if frame.is_level => (Container::Level(node), sample[node].name.as_str()),
            (None, Some(_)) => {
                // What other pages show tells more than how complete this one's example is.
                let is_known = self.opens[item.folded] && self.memo.stands_at_root(self.question, item);
                let completeness = if is_known { 0 } else { weights.of_completeness(frame.lacking) };
                return Blind { completeness, ..Blind::default() };
            }
            (None, None) => return Blind::default(),
        };
        let shown = self.node(frame).is_some_and(|node| !node.children.is_empty());
        let memory = self.memo.memory(self.question, container, item, shown);
        if shown {
            // What shows nothing but a list is complete, however many fields are put beside the list.
            let completeness = if wrapper.is_some() { 0 } else { weights.of_completeness(frame.lacking) };
            return Blind { same_name: 0, completeness, memory };
        }
        // The namesakes of a row's container are found by one of them.
        let namesake = match self.item(frame) {
            Some(parent) => self.nodes_of(parent).first().copied(),
            None => frame.node,
        };
        let same_name = match namesake.map(|node| self.index.namesakes(node, item.folded)) {
            Some((_, true)) => weights.same_name,
            Some((true, false)) => -weights.same_name,
            Some((false, false)) | None => 0,
        };
        Blind { same_name, completeness: 0, memory }
    }

    /// Weighs that the table repeats a row among the fields of another container: it belongs to the one that it follows.
    fn repeats(&self, frame: &Frame, id: ItemId) -> i32 {
        let is_inside = self.blocks[id].is_some_and(|container| frame.owner == Some(container));
        if is_inside { self.question.weights.repeated } else { 0 }
    }

    /// Weighs that the example shows a row nowhere, and a container empty: it stands rather in there than beside what is shown.
    pub fn in_empty(&self, frames: &Frames, at: FrameId, item: &Item) -> i32 {
        let is_empty =
            |node: &SampleNode| node.value >= ValueType::Object && node.children.is_empty() && !node.holds_scalars();
        let may_hold = |frame: &Frame| {
            self.node(frame).is_some_and(is_empty)
                && !self.is_own_list_of(frame)
                && self.item(frame).is_none_or(|container| !container.exemplified)
        };
        let inside = || frames.up_to(at).iter().skip(1).any(may_hold);
        if self.nodes_of(item).is_empty() && inside() { self.question.weights.shown_empty } else { 0 }
    }

    /// Weighs what a name has in common with the names around the place.
    pub fn kinship(&self, frame: &Frame, item: &Item) -> i32 {
        let mut alike = frame.used.alike(item.words, self.opens[item.folded]);
        // One name may begin so by chance, two are a habit.
        let is_habit = frame.named_after.is_some_and(|count| count > 1);
        alike.ends = is_habit && !self.item(frame).is_some_and(|parent| self.memo.is_named_after(parent, item));
        self.question.weights.of_kinship(alike)
    }
}
