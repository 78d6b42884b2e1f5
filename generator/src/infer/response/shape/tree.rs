//! The found tree with the levels that only the example has as nodes of their own.

use std::collections::HashMap;

use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::knowledge::{Knowledge, WRAP_RATES};
use crate::infer::response::evidence::sample::{Sample, Shape};
use crate::infer::response::search::tree::{Answer, Via};

/// What the decision goes by.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The items.
    pub items: &'a [Item],
    /// The example.
    pub sample: &'a Sample,
    /// What other pages of the product tell.
    pub knowledge: &'a Knowledge,
    /// Whether the JSON example was converted from XML: numbers quoted, no list anywhere.
    pub converted: bool,
}

/// A node of the found tree.
#[derive(Debug)]
pub struct Node {
    /// The item; absent for a level that only the example has, and for the root.
    pub item: Option<usize>,
    pub place: Option<usize>,
    pub via: Via,
    pub parent: usize,
    pub children: Vec<usize>,
}

/// Moves what stands beside a level into it, in the order of the rows: beside a wrapped list there is nothing.
fn take_siblings(tree: &mut [Node], node: usize) {
    let parent = tree[node].parent;
    let siblings: Vec<usize> = tree[parent].children.iter().copied().filter(|&child| child != node).collect();
    for &sibling in &siblings {
        tree[sibling].parent = node;
    }
    tree[node].children.extend(siblings);
    // Items are numbered in the order of the rows, and nodes were made in it.
    tree[node].children.sort_unstable();
    tree[parent].children = vec![node];
}

/// Builds the tree, the root first.
pub fn grow(answer: &Answer) -> Vec<Node> {
    let mut tree = vec![Node { item: None, place: None, via: Via::Direct, parent: 0, children: Vec::new() }];
    let mut node_of: Vec<usize> = Vec::with_capacity(answer.placed.len());
    let mut levels: HashMap<(usize, usize), usize> = HashMap::new();
    for (index, placed) in answer.placed.iter().enumerate() {
        let mut parent = placed.parent.map_or(0, |parent| node_of[parent]);
        for &level in &placed.levels {
            parent = *levels.entry((parent, level)).or_insert_with(|| {
                tree.push(Node { item: None, place: Some(level), via: Via::Direct, parent, children: Vec::new() });
                let node = tree.len() - 1;
                tree[parent].children.push(node);
                node
            });
        }
        tree.push(Node { item: Some(index), place: placed.place, via: placed.via, parent, children: Vec::new() });
        let node = tree.len() - 1;
        tree[parent].children.push(node);
        node_of.push(node);
    }
    tree
}

/// Takes out levels that only the example has, unless one is all that the example shows of a row: that is a list in its
/// wrapper. Levels among siblings, or at the root, show another operation's reply more often than this one's.
pub fn drop_levels(evidence: &Evidence<'_>, tree: &mut [Node]) {
    for node in (1..tree.len()).rev() {
        if tree[node].item.is_some() {
            continue;
        }
        let parent = tree[node].parent;
        let only = tree[parent].item.is_some()
            && tree[parent].place.is_some_and(|place| evidence.sample.places[place].children.len() == 1);
        let kept = !is_xml_level(evidence, tree, node) || evidence.knowledge.wrap_rate() >= WRAP_RATES.0;
        if only && kept && tree[node].children.len() + 1 >= tree[parent].children.len() {
            take_siblings(tree, node);
            continue;
        }
        let children = std::mem::take(&mut tree[node].children);
        for &child in &children {
            tree[child].parent = parent;
        }
        if let Some(at) = tree[parent].children.iter().position(|&child| child == node) {
            tree[parent].children.splice(at..=at, children);
        }
    }
}

pub fn name<'a>(evidence: &'a Evidence<'_>, tree: &[Node], node: usize) -> &'a str {
    match (tree[node].item, tree[node].place) {
        (Some(item), _) => &evidence.items[item].name,
        (None, Some(place)) => &evidence.sample.places[place].name,
        (None, None) => "",
    }
}

/// The list that is the only member of a node of the example.
pub fn only_list(sample: &Sample, place: usize) -> Option<usize> {
    let place = &sample.places[place];
    match place.children.as_slice() {
        &[only] if place.shape == Shape::Object && sample.places[only].shape == Shape::Array => Some(only),
        _ => None,
    }
}

/// Whether a level stands in the XML example alone, inside what the JSON example shows as a list: one of them is not as the
/// service answers. The product's other lists tell which.
pub fn is_xml_level(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let places = &evidence.sample.places;
    let above = tree[tree[node].parent].place.map(|place| places[place].shape);
    tree[node].item.is_none()
        && tree[node].place.is_some_and(|place| places[place].only_xml)
        && above == Some(Shape::Array)
}
