//! Learns from a page's tree for the product's other pages.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::evidence::items::{Items, is_pair};
use super::evidence::knowledge::{Knowledge, Lists};
use super::evidence::sample::{Sample, ValueType};
use super::id::{ItemId, NodeId, SubjectId};
use super::search::tree::{Placed, Tree, Via};
use crate::words::plural::is_plural;

/// The margin, in thousandths, from which on other pages learn from a place.
const LEARNT: i32 = 1000;

/// The order of siblings on a page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sorting {
    /// Pairs of neighbours in order.
    pub sorted: u32,
    /// All pairs of neighbours.
    pub pairs: u32,
}

/// Counts how far the siblings of a tree are sorted by name.
pub fn sorting(items: &Items, tree: &Tree) -> Sorting {
    let mut last: HashMap<Option<ItemId>, ItemId> = HashMap::new();
    let mut sorting = Sorting::default();
    for (item, placed) in tree.iter() {
        if let Some(before) = last.insert(placed.parent, item) {
            sorting.pairs += 1;
            sorting.sorted += u32::from(items[before].name <= items[item].name);
        }
    }
    sorting
}

/// The tree to learn from, with its rows and its example.
#[derive(Clone, Copy)]
pub struct Lesson<'a> {
    pub items: &'a Items,
    pub sample: &'a Sample,
    pub tree: &'a Tree,
    /// Whether the example was generated: then its plain lists say nothing.
    pub generated: bool,
}

impl Lesson<'_> {
    /// Learns what the product's other pages can use.
    pub fn learn(&self, subject: SubjectId, knowledge: &mut Knowledge) {
        let mut lists = Lists::default();
        self.learn_wrappers(&mut lists);
        knowledge.see_lists(subject, lists);
        // By what holds the members: an item, or a level that only the example has.
        let mut members: BTreeMap<(ItemId, Option<NodeId>), BTreeSet<String>> = BTreeMap::new();
        for (item, placed) in self.items.values().zip(self.tree.values()) {
            // A guess is nothing to learn from.
            if let Some(parent) = placed.parent
                && placed.margin.is_none_or(|margin| margin >= LEARNT)
            {
                let level = placed.levels.as_slice().last().copied();
                members.entry((parent, level)).or_default().insert(item.name.clone());
            }
        }
        // What holds rows, and where it stands.
        for parent in members.keys().map(|&(parent, _)| parent).collect::<BTreeSet<ItemId>>() {
            let at_root = self.tree[parent].parent.is_none();
            knowledge.see_place(subject, &self.items[parent].name, at_root);
        }
        for ((parent, level), members) in &members {
            let name = level.map_or(&self.items[*parent].name, |level| &self.sample[level].name);
            knowledge.see_container(subject, name, members);
        }
    }

    /// Learns whether lists are wrapped: from the example, and from `Array of X` with or without its row `X`.
    fn learn_wrappers(&self, lists: &mut Lists) {
        for (id, placed) in self.tree.iter() {
            let item = &self.items[id];
            if let Some(node) = placed.node.filter(|_| matches!(placed.via, Via::Direct | Via::Levels)) {
                self.learn_shown(id, placed, node, lists);
            }
            if item.class.lists_structures() {
                match self.items.get(id.after()) {
                    Some(next) if is_pair(item, next) => lists.see_wrapped(&item.name, &next.name, 2),
                    _ => lists.see_plain(2),
                }
            }
        }
    }

    /// Learns from a node of the example whether lists are wrapped.
    fn learn_shown(&self, id: ItemId, placed: &Placed, node: NodeId, lists: &mut Lists) {
        let shown = &self.sample[node];
        let is_list = shown.value == ValueType::Array;
        // The two examples contradict each other.
        if is_list && matches!(*shown.children.as_slice(), [only] if self.sample[only].only_xml) {
            return;
        }
        if let Some(list) = self.sample.only_list(node) {
            lists.see_wrapped(&self.items[id].name, &self.sample[list].name, 1);
        } else if is_list && !self.generated && !self.is_inner(id, placed) {
            lists.see_plain(1);
        }
    }

    /// Tells whether an item is the list inside a wrapper.
    fn is_inner(&self, id: ItemId, placed: &Placed) -> bool {
        let item = &self.items[id];
        let wraps = |parent: ItemId| {
            let parent = &self.items[parent];
            is_plural(&parent.name, &item.name) || is_pair(parent, item)
        };
        placed.parent.is_some_and(wraps)
    }
}
