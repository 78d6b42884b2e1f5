//! Weighs what the example still promises for the rows to come, so that explanations can be compared halfway.

use super::stack::Frame;
use crate::infer::response::evidence::index::Index;
use crate::infer::response::evidence::items::Items;
use crate::infer::response::evidence::sample::Sample;
use crate::infer::response::id::{Arena, FoldedId, ItemId, NodeId};

/// The members of the example that have rows to come.
pub struct Promises {
    /// The last item of a name.
    last: Arena<FoldedId, Option<ItemId>>,
    /// For a node of the example: the last items that its members match, sorted.
    members: Arena<NodeId, Vec<ItemId>>,
    /// The weight of a promise.
    weight: i32,
}

impl Promises {
    /// `weight` is what a row that the example shows is worth.
    pub fn new(items: &Items, sample: &Sample, index: &Index, weight: i32) -> Self {
        let mut last: Arena<FoldedId, Option<ItemId>> = Arena::sized_for(items.values().map(|item| item.folded));
        for (id, item) in items.iter() {
            last[item.folded] = Some(id);
        }
        let members = |node: &[NodeId]| {
            let mut found: Vec<ItemId> = node.iter().filter_map(|&child| last[index.folded[child]?]).collect();
            found.sort_unstable();
            found
        };
        let members = sample.nodes().values().map(|node| members(&node.children)).collect();
        Self { last, members, weight }
    }

    /// Tells whether a row of a name comes after an item.
    pub fn comes_after(&self, name: FoldedId, item: ItemId) -> bool {
        self.last[name].is_some_and(|last| last > item)
    }

    /// Tells whether a node has members that rows after an item may be: those before it are not what it holds.
    pub fn has_after(&self, node: NodeId, item: ItemId) -> bool {
        self.members[node].last().is_some_and(|&last| last > item)
    }

    /// Weighs what the members of a node promise for the rows after an item.
    pub fn of_node(&self, node: Option<NodeId>, item: ItemId) -> i32 {
        let Some(node) = node else { return 0 };
        let last = &self.members[node];
        (last.len() - last.partition_point(|&last| last <= item)) as i32 * self.weight
    }

    /// The last row of a name that a node has a member of, where it comes after an item.
    pub fn again(&self, node: NodeId, name: FoldedId, item: ItemId, index: &Index) -> Option<ItemId> {
        self.last[name].filter(|&last| last > item && !index.members(node, name).is_empty())
    }

    /// Weighs what a frame's node promises, its used members left out.
    pub fn of_frame(&self, frame: &Frame, item: ItemId) -> i32 {
        self.of_node(frame.node, item) - frame.used.again_after(item) as i32 * self.weight
    }
}
