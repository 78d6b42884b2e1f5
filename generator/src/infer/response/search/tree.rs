//! What the search is asked, and the tree that it finds.

use super::weigh::Evidence;
use super::weights::Weights;
use crate::infer::response::evidence::items::Items;
use crate::infer::response::evidence::knowledge::Knowledge;
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::evidence::sample::Sample;
use crate::infer::response::evidence::twin::Twin;
use crate::infer::response::id::{Arena, ItemId, NodeId, SubjectId};

/// What the search goes by.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// What is to be placed.
    pub items: &'a Items,
    /// The example.
    pub sample: &'a Sample,
    /// Where the response begins in the example.
    pub root: NodeId,
    /// How far siblings are sorted by name on this page, in thousandths.
    pub sorted: i32,
    /// What other pages of the product tell.
    pub knowledge: &'a Knowledge,
    /// The operation of this page among those that are learned from.
    pub subject: SubjectId,
    /// What the operation's page in another language tells.
    pub twin: Option<&'a Twin>,
    /// What each kind of evidence is worth.
    pub weights: &'a Weights,
    /// How many explanations are kept at most.
    pub width: usize,
}

/// How an item was attached to its parent.
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

/// Where an item stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The item above; none at the root.
    pub parent: Option<ItemId>,
    /// Nodes of the example between the parent and this item that the table leaves out, from above.
    pub levels: Levels,
    /// The item's node of the example.
    pub node: Option<NodeId>,
    /// How it was attached.
    pub via: Via,
    /// How much worse the best explanation with another parent is; absent: the search met none.
    pub margin: Option<i32>,
    /// The other parent, where there is one.
    pub rival: Option<Option<ItemId>>,
    /// What the decision was made of, the heaviest first.
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
