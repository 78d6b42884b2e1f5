//! Holds what is computed once for a table and asked at every step.

use super::memo::Memo;
use super::promise::Promises;
use super::stack::{Frame, Frames};
use super::tree::Question;
use crate::infer::response::evidence::index::Index;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::repeats::blocks;
use crate::infer::response::evidence::sample::SampleNode;
use crate::infer::response::id::{Arena, FoldedId, FrameId, ItemId, NameId, NodeId, WordId};
use crate::infer::table::Class;

/// The question, and what is computed once for it.
pub struct Context<'a> {
    pub question: &'a Question<'a>,
    /// The number of rows of a name.
    pub rows: Arena<NameId, usize>,
    /// The first and the last word of a name.
    pub words: Arena<FoldedId, Option<(WordId, WordId)>>,
    /// The places of the items' names in the example.
    pub index: Index,
    pub promises: Promises,
    /// The container whose block of fields an item belongs to.
    pub blocks: Arena<ItemId, Option<ItemId>>,
    /// For a node: whether it is a list of scalars, or has nothing but one.
    pub scalars: Arena<NodeId, bool>,
    /// Whether a row of a name may hold rows.
    pub opens: Arena<FoldedId, bool>,
    pub memo: Memo<'a>,
    /// Whether any row is marked `└`.
    pub marks: bool,
}

impl<'a> Context<'a> {
    pub fn new(question: &'a Question<'a>) -> Self {
        let Question { items, sample, weights, .. } = *question;
        let mut rows: Arena<NameId, usize> = Arena::sized_for(items.values().map(|item| item.exact));
        let mut words: Arena<FoldedId, _> = Arena::sized_for(items.values().map(|item| item.folded));
        let mut opens: Arena<FoldedId, bool> = Arena::sized_for(items.values().map(|item| item.folded));
        for item in items.values() {
            rows[item.exact] += 1;
            words[item.folded] = Some(item.words);
            opens[item.folded] |= item.class.is_container() && !item.class.is_leaf();
        }
        let index = Index::new(sample, items);
        let promises = Promises::new(items, sample, &index, weights.shown);
        let marks = items.values().any(|item| item.marked);
        let blocks = blocks(items);
        let list = |node: NodeId| &sample[sample.only_list(node).unwrap_or(node)];
        let scalars = sample.nodes().ids().map(|node| list(node).holds_scalars()).collect();
        Self { question, rows, words, index, promises, blocks, scalars, opens, memo: Memo::default(), marks }
    }

    /// The nodes of the example that have an item's name.
    pub fn nodes_of(&self, item: &Item) -> &[NodeId] {
        &self.index.named[item.folded]
    }

    /// The item that a frame stands for.
    pub fn item(&self, frame: &Frame) -> Option<&'a Item> {
        frame.item.map(|item| &self.question.items[item])
    }

    /// The node of the example that a frame has.
    pub fn node(&self, frame: &Frame) -> Option<&'a SampleNode> {
        frame.node.map(|node| &self.question.sample[node])
    }

    /// The member of a node that has an item's name: exactly, else without regard to case.
    pub fn child(&self, node: NodeId, item: &Item) -> Option<NodeId> {
        let members = self.index.members(node, item.folded);
        let exact = members.iter().find(|&&child| self.question.sample[child].name == item.name);
        exact.or(members.first()).copied()
    }

    /// Tells whether a container stands below the list that is its plural.
    pub fn is_singular_below(&self, parent: &Item, item: &Item) -> bool {
        matches!(parent.class, Class::List(_) | Class::Blank)
            && !parent.class.is_leaf()
            && item.class.is_container()
            && self.memo.is_plural(parent, item)
    }

    /// Tells whether the example shows in a container what rows after it may be.
    ///
    /// Evidence: members called like rows that stand after the container's. The empty list of a wrapper shows none, even if
    /// another row has its name.
    pub fn shows_rows(&self, node: NodeId, item: ItemId) -> bool {
        let sample = self.question.sample;
        let is_empty = sample.only_list(node).is_some_and(|list| sample[list].nested.is_empty());
        self.promises.has_after(node, item) && !is_empty
    }

    /// The cost of ending a frame.
    pub fn closing(&self, frames: &Frames, at: FrameId) -> i32 {
        let (frame, weights) = (&frames[at], self.question.weights);
        let Some(item) = self.item(frame).filter(|_| frame.first.is_none()) else { return 0 };
        let shows_rows = frame.node.zip(frame.item).is_some_and(|(node, item)| self.shows_rows(node, item));
        weights.of_childless(item, self.node(frame), shows_rows)
    }

    /// The items after one that tell what it holds.
    pub fn next(&self, item: ItemId) -> &'a [Item] {
        self.question.items.after(item, 3)
    }
}
