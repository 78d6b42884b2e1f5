//! Defines the question that the search is asked, and the tree that it finds.

use super::weigh::Evidence;
use super::weights::Weights;
use crate::infer::response::evidence::items::Items;
use crate::infer::response::evidence::knowledge::Knowledge;
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::evidence::sample::Sample;
use crate::infer::response::id::{Arena, ItemId, NodeId, SubjectId};

/// The evidence that the search goes by, and its limits.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The items to be placed.
    pub items: &'a Items,
    pub sample: &'a Sample,
    /// The node of the example at which the response begins.
    pub root: NodeId,
    /// The weight of the order of siblings by name on this page, in thousandths.
    pub sorted: i32,
    /// The knowledge from other pages of the product.
    pub knowledge: &'a Knowledge,
    /// The operation of this page among those that are learned from.
    pub subject: SubjectId,
    /// The weights of the evidence.
    pub weights: &'a Weights,
    /// The greatest number of explanations that are kept.
    pub width: usize,
}

/// The way in which an item was attached to its parent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Via {
    /// As a field.
    Direct,
    /// Through levels of the example that the table leaves out.
    Levels,
    /// As a level that the example leaves out: it shares its parent's node of the example.
    Alias,
    /// Under another name in the example.
    Renamed,
    /// With what the example shows elsewhere.
    Moved,
}

/// The place of an item in the tree.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The item above; none at the root.
    pub parent: Option<ItemId>,
    /// Nodes of the example between the parent and this item that the table leaves out, from above.
    pub levels: Levels,
    /// The item's node of the example.
    pub node: Option<NodeId>,
    /// The way in which it was attached.
    pub via: Via,
    /// The distance to the best explanation with another parent; absent: the search met none.
    pub margin: Option<i32>,
    /// The other parent, where there is one.
    pub rival: Option<Option<ItemId>>,
    /// The evidence for the decision, the heaviest first.
    pub evidence: Vec<(Evidence, i32)>,
}

impl Placed {
    /// The node of the example that shows the item at its place: under `Alias` an item has its parent's, under `Moved` one
    /// of another place.
    pub fn own_node(&self) -> Option<NodeId> {
        self.node.filter(|_| matches!(self.via, Via::Direct | Via::Levels | Via::Renamed))
    }
}

/// The tree that explains a table best: where each item stands.
pub type Tree = Arena<ItemId, Placed>;
