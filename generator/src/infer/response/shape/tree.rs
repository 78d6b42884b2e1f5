//! The found tree with the levels that only the example has as nodes of their own: each node becomes a field.

use std::collections::{HashMap, HashSet};

use crate::infer::response::evidence::items::{Item, Items, is_pair};
use crate::infer::response::evidence::knowledge::{Knowledge, ListShown};
use crate::infer::response::evidence::sample::{Sample, SampleNode, ValueType};
use crate::infer::response::evidence::usual::names_the_call;
use crate::infer::response::id::{Arena, FieldId, ItemId, NodeId};
use crate::infer::response::search::tree::{Tree, Via};
use crate::words::plural::{is_plural, singular};

/// The evidence about a page's response beside the found tree.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub items: &'a Items,
    pub sample: &'a Sample,
    /// The knowledge from other pages of the product.
    pub knowledge: &'a Knowledge,
    /// Whether the JSON example was converted from XML: numbers quoted, no list anywhere.
    pub converted: bool,
}

/// A field to be made.
#[derive(Debug)]
pub struct FieldNode {
    /// The item; absent for a level that only the example has, and for the root.
    pub item: Option<ItemId>,
    /// Its node of the example.
    pub node: Option<NodeId>,
    /// The way in which it was attached.
    pub via: Via,
    /// The field that holds it; the root is its own.
    pub parent: FieldId,
    /// The fields that it holds, in the order of the rows.
    pub children: Vec<FieldId>,
    /// The name of a level that goes with its parent's, which the example calls otherwise.
    name: Option<String>,
}

/// The fields to be made.
pub struct FieldTree<'a> {
    pub known: Known<'a>,
    nodes: Arena<FieldId, FieldNode>,
    /// The containers that the example does not show at their place, the last one of each name.
    blind: HashMap<&'a str, ItemId>,
    /// The items that would be a second field of their name in an object, each with the one that stays.
    pub doubles: Vec<(ItemId, FieldId)>,
}

impl<'a> FieldTree<'a> {
    /// Builds the tree, and takes out levels that show another operation's response.
    pub fn new(known: Known<'a>, tree: &Tree) -> Self {
        let is_blind = |id: ItemId| tree[id].own_node().is_none() && known.items[id].class.is_container();
        let blind = known.items.iter().filter(|&(id, _)| is_blind(id));
        let blind = blind.map(|(id, item)| (item.name.as_str(), id)).collect();
        let mut made = Self { known, nodes: grow(tree), blind, doubles: Vec::new() };
        made.drop_levels();
        made.rename_levels();
        made.rename_lists();
        made.drop_doubles(tree);
        made
    }

    /// A field to be made.
    pub fn at(&self, field: FieldId) -> &FieldNode {
        &self.nodes[field]
    }

    /// The item that a field is made of.
    pub fn item(&self, field: FieldId) -> Option<&'a Item> {
        self.nodes[field].item.map(|item| &self.known.items[item])
    }

    /// The node of the example that shows a field.
    pub fn shown(&self, field: FieldId) -> Option<&'a SampleNode> {
        self.nodes[field].node.map(|node| &self.known.sample[node])
    }

    /// The name on the wire; the root has none.
    pub fn name(&self, field: FieldId) -> &str {
        let item = || self.item(field).map(|item| item.name.as_str());
        let item = self.nodes[field].name.as_deref().or_else(item);
        item.or_else(|| self.shown(field).map(|shown| shown.name.as_str())).unwrap_or_default()
    }

    /// The only field that a field holds.
    pub fn only_child(&self, field: FieldId) -> Option<FieldId> {
        match *self.nodes[field].children.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// A row `X` below a row `X` of type `Array of X`, where the example does not show an `X` in an `X`: the row is doubled,
    /// unless the product's lists often are in wrappers.
    pub fn doubled_list(&self, field: FieldId) -> Option<FieldId> {
        let only = self.only_child(field)?;
        let (item, below) = (self.item(field)?, self.item(only)?);
        let shown = self.nodes[field].node.is_some_and(|node| self.known.sample.child(node, &below.name).is_some());
        let is_doubled = is_pair(item, below) && item.name == below.name && !shown;
        (is_doubled && self.known.knowledge.hardly_wraps()).then_some(only)
    }

    /// Tells whether a container row of a name follows another row and was placed where the example does not show it: what
    /// the example shows by that name in the other row's field is this row, and not a field that the table leaves out.
    pub fn is_placed_blindly(&self, name: &str, after: ItemId) -> bool {
        self.blind.get(name).is_some_and(|&row| row > after)
    }

    /// Tells whether a level stands in the XML example alone, inside what the JSON example shows as a list: one of them is
    /// not as the service responds. The product's other lists tell which.
    pub fn is_xml_level(&self, field: FieldId) -> bool {
        let above = self.shown(self.nodes[field].parent).map(|above| above.value);
        self.nodes[field].item.is_none()
            && self.shown(field).is_some_and(|shown| shown.only_xml)
            && above == Some(ValueType::Array)
    }

    /// Tells whether a list stands in a wrapper that only the XML example shows, as the product's lists do.
    fn wraps_as_xml(&self) -> bool {
        let Known { sample, knowledge, .. } = self.known;
        knowledge.wraps(if sample.in_other_case() { ListShown::OtherCase } else { ListShown::Nothing })
    }

    /// Takes out levels that only the example has, unless one is all that the example shows of a row: that is a list in its
    /// wrapper. Levels among siblings, or at the root, show another operation's response more often than this one's.
    fn drop_levels(&mut self) {
        let levels: Vec<FieldId> = self.nodes.ids().skip(1).filter(|&field| self.nodes[field].item.is_none()).collect();
        let rows: HashSet<&str> = self.known.items.values().map(|item| item.name.as_str()).collect();
        for level in levels.into_iter().rev() {
            if self.is_level_of_root(level, &rows) {
                continue;
            }
            let parent = self.nodes[level].parent;
            let holds = self.nodes[parent].item.is_some() || self.is_level_of_root(parent, &rows);
            let is_all = holds && self.shown(parent).is_some_and(|shown| shown.children.len() == 1);
            let kept = !self.is_xml_level(level) || !self.lists_structures(parent) && self.wraps_as_xml();
            if is_all && kept && self.nodes[level].children.len() + 1 >= self.nodes[parent].children.len() {
                self.take_siblings(level);
            } else if !self.holds_described(level) {
                self.drop_level(level);
            }
        }
    }

    /// Tells whether a level without a row stands at the root of the response and not around it.
    ///
    /// Evidence: all else that the example shows at the root is a row or the number of the call, and all that it shows in the
    /// level is a row, or a level that shows nothing but rows. What shows another operation's response has other names.
    fn is_level_of_root(&self, level: FieldId, rows: &HashSet<&str>) -> bool {
        let sample = self.known.sample;
        let Some(node) = self.nodes[level].node.filter(|_| self.nodes[level].item.is_none()) else { return false };
        let is_row = |&node: &NodeId| rows.contains(sample[node].name.as_str());
        let are_rows = |nodes: &[NodeId]| !nodes.is_empty() && nodes.iter().all(is_row);
        let around = &sample[sample[node].parent].children;
        let is_beside = |other: &NodeId| *other == node || is_row(other) || names_the_call(&sample[*other].name);
        self.nodes[level].parent == FieldId::ROOT
            && sample[node].parent == NodeId::ROOT
            && around.len() > 1
            && around.iter().all(is_beside)
            && sample[node].children.iter().all(|child| is_row(child) || are_rows(&sample[*child].children))
    }

    /// Tells whether a row says by its type that it is a list of objects: then it is no wrapper of one that the XML example
    /// alone shows.
    fn lists_structures(&self, field: FieldId) -> bool {
        self.item(field).is_some_and(|item| item.class.lists_structures())
    }

    /// Names the list inside a wrapper that the example calls otherwise after the wrapper's row, as the example names its own
    /// after its own; one that has the wrapper's own name by the singular, where another page has that.
    fn rename_levels(&mut self) {
        let levels: Vec<FieldId> = self.nodes.ids().skip(1).filter(|&field| self.nodes[field].item.is_none()).collect();
        for level in levels {
            let parent = self.nodes[level].parent;
            let (Some(item), Some(outer), Some(inner)) = (self.item(parent), self.shown(parent), self.shown(level))
            else {
                continue;
            };
            if inner.name == outer.name && inner.name == item.name {
                // An example that calls the list like its wrapper is often written from the table.
                let others = self.known.knowledge.inner_singular(&item.name);
                self.nodes[level].name = others.map(str::to_owned);
            } else if self.nodes[parent].via == Via::Renamed && is_plural(&outer.name, &inner.name) {
                self.nodes[level].name = Some(singular(&item.name)).filter(|name| *name != item.name);
            }
        }
    }

    /// Leaves one field of each name in an object: two are not JSON, so one of them lies elsewhere or nowhere.
    ///
    /// Evidence: what holds rows is there for them; else the surer place counts, else the first. What the other one holds
    /// joins what the one holds that stays.
    fn drop_doubles(&mut self, tree: &Tree) {
        let margins: Arena<ItemId, i32> = tree.iter().map(|(_, placed)| placed.margin.unwrap_or(i32::MAX)).collect();
        let weight = |node: &FieldNode| (!node.children.is_empty(), node.item.map_or(-1, |item| margins[item]));
        let mut open = vec![FieldId::ROOT];
        while let Some(holder) = open.pop() {
            let mut kept: Vec<FieldId> = Vec::new();
            let mut at: HashMap<String, usize> = HashMap::new();
            for child in std::mem::take(&mut self.nodes[holder].children) {
                let place = *at.entry(self.name(child).to_owned()).or_insert(kept.len());
                let Some(&first) = kept.get(place) else {
                    kept.push(child);
                    continue;
                };
                let is_surer = weight(&self.nodes[child]) > weight(&self.nodes[first]);
                let (stays, goes) = if is_surer { (child, first) } else { (first, child) };
                kept[place] = stays;
                self.join(stays, goes);
            }
            open.extend(&kept);
            self.nodes[holder].children = kept;
        }
    }

    /// Puts what one field holds into another one, which stands for both.
    fn join(&mut self, stays: FieldId, goes: FieldId) {
        let children = std::mem::take(&mut self.nodes[goes].children);
        for &child in &children {
            self.nodes[child].parent = stays;
        }
        self.nodes[stays].children.extend(children);
        self.doubles.extend(self.nodes[goes].item.map(|item| (item, stays)));
    }

    /// Gives a row that says that it is a list, such as `DockList`, the plural by which the example calls it, as `Docks`.
    fn rename_lists(&mut self) {
        for field in self.nodes.ids().filter(|&field| self.nodes[field].via == Via::Renamed).collect::<Vec<_>>() {
            let (Some(item), Some(shown)) = (self.item(field), self.shown(field)) else { continue };
            let is_plural_of = |stem: &str| stem == singular(&shown.name) && stem != shown.name;
            if item.name.strip_suffix("List").is_some_and(is_plural_of) {
                self.nodes[field].name = Some(shown.name.clone());
            }
        }
    }

    /// Tells whether a level holds nothing but the rows of a table of their own, which describes the row above.
    ///
    /// Evidence: the lead-in of the table, which names the row. Such a table lists the items wherever below the row they
    /// stand, and the example shows where.
    fn holds_described(&self, level: FieldId) -> bool {
        let mut above = self.nodes[level].parent;
        while self.nodes[above].item.is_none() && above != FieldId::ROOT {
            above = self.nodes[above].parent;
        }
        let Some(described) = self.nodes[above].item else { return false };
        let is_described = |&child: &FieldId| match self.item(child) {
            Some(item) => item.owner == Some(described),
            None => self.holds_described(child),
        };
        self.nodes[level].children.iter().all(is_described)
    }

    /// Puts what a level holds in the place of the level.
    fn drop_level(&mut self, level: FieldId) {
        let parent = self.nodes[level].parent;
        let children = std::mem::take(&mut self.nodes[level].children);
        for &child in &children {
            self.nodes[child].parent = parent;
        }
        let siblings = &mut self.nodes[parent].children;
        if let Some(at) = siblings.iter().position(|&child| child == level) {
            siblings.splice(at..=at, children);
        }
    }

    /// Moves what stands beside a level into it, in the order of the rows: beside a wrapped list there is nothing.
    fn take_siblings(&mut self, level: FieldId) {
        let parent = self.nodes[level].parent;
        let mut siblings = std::mem::replace(&mut self.nodes[parent].children, vec![level]);
        siblings.retain(|&child| child != level);
        for &sibling in &siblings {
            self.nodes[sibling].parent = level;
        }
        let children = &mut self.nodes[level].children;
        children.extend(siblings);
        // Items are numbered in the order of the rows, and nodes were made in it.
        children.sort_unstable();
    }
}

/// The nodes of a found tree, the root first.
fn grow(tree: &Tree) -> Arena<FieldId, FieldNode> {
    let mut nodes: Arena<FieldId, FieldNode> = Arena::default();
    let mut add = |item, node, via, parent| {
        let field = nodes.push(FieldNode { item, node, via, parent, children: Vec::new(), name: None });
        if field != FieldId::ROOT {
            nodes[parent].children.push(field);
        }
        field
    };
    let root = add(None, None, Via::Direct, FieldId::ROOT);
    let mut made: Arena<ItemId, FieldId> = Arena::default();
    let mut levels: HashMap<(FieldId, NodeId), FieldId> = HashMap::new();
    for (item, placed) in tree.iter() {
        let mut parent = placed.parent.map_or(root, |parent| made[parent]);
        for &level in placed.levels.as_slice() {
            let known = levels.entry((parent, level));
            parent = *known.or_insert_with(|| add(None, Some(level), Via::Direct, parent));
        }
        made.push(add(Some(item), placed.node, placed.via, parent));
    }
    nodes
}
