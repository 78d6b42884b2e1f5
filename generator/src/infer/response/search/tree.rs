//! What the search is asked, and the tree that it finds.

use super::weigh::Evidence;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::knowledge::Knowledge;
use crate::infer::response::evidence::sample::Sample;
use crate::infer::response::evidence::twin::Twin;

/// What the search goes by.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// What is to be placed.
    pub items: &'a [Item],
    /// The example.
    pub sample: &'a Sample,
    /// Where the response begins in the example.
    pub root: usize,
    /// How far siblings are sorted by name on this page, in thousandths.
    pub sorted: i32,
    /// What other pages of the product tell.
    pub knowledge: &'a Knowledge,
    /// The number of this page among them.
    pub page: usize,
    /// What the operation's page in another language tells.
    pub twin: Option<&'a Twin>,
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
    /// The node above: another item, or none at the root.
    pub parent: Option<usize>,
    /// Nodes of the example between the parent and this item that the table leaves out, from above.
    pub levels: Vec<usize>,
    /// The item's node of the example.
    pub place: Option<usize>,
    /// How it was attached.
    pub via: Via,
    /// How much worse the best explanation with another parent is; absent: the search met none.
    pub margin: Option<i32>,
    /// The other parent, where there is one.
    pub rival: Option<Option<usize>>,
    /// What the decision was made of, the heaviest first.
    pub evidence: Vec<(Evidence, i32)>,
}

/// The best explanation.
#[derive(Clone, Debug)]
pub struct Answer {
    /// One for each item.
    pub placed: Vec<Placed>,
}
