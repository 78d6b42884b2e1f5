//! Lists the fields of a response with the places where the example shows them, for those who judge the page.

use super::evidence::items::Items;
use super::evidence::sample::Sample;
use super::id::{Arena, Id, NodeId, RowId};
use super::search::tree::Tree;
use crate::infer::table::Row;

/// A field of the response, and where the example shows it.
#[derive(Clone, Debug)]
pub struct Shown<'s, 'a> {
    /// The row; absent for a parent that only dotted names imply.
    pub(crate) row: Option<&'s Row<'a>>,
    /// The name on the wire.
    pub name: &'s str,
    /// The number of the field above; absent at the root.
    pub parent: Option<usize>,
    /// The names from the example's root to the field's own, its envelope included; absent where the example shows the
    /// field nowhere or at another place.
    pub path: Option<Vec<&'s str>>,
}

/// The fields of a tree in the order of the rows.
pub fn shown<'s, 'a>(
    rows: &'s Arena<RowId, Row<'a>>,
    items: &'s Items,
    sample: &'s Sample,
    tree: &Tree,
) -> Vec<Shown<'s, 'a>> {
    let fields = items.values().zip(tree.values()).map(|(item, placed)| Shown {
        row: item.row.map(|row| &rows[row]),
        name: &item.name,
        parent: placed.parent.map(Id::index),
        path: placed.own_node().map(|node| path(sample, node)),
    });
    fields.collect()
}

/// The names that lead to a node, from above.
fn path(sample: &Sample, mut node: NodeId) -> Vec<&str> {
    let mut names = Vec::new();
    while node != NodeId::ROOT {
        names.push(sample[node].name.as_str());
        node = sample[node].parent;
    }
    names.reverse();
    names
}
