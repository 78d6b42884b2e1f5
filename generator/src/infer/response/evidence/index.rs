//! Indexes the example by the rows' names: searching it at every row would cost the square of a page.

use rustc_hash::{FxHashMap, FxHashSet};

use super::items::Items;
use super::levels::Levels;
use super::sample::Sample;
use crate::infer::response::id::{Arena, FoldedId, Id, NodeId};

/// The most nodes of one name that are tried below the levels of a container. Real tables never leave so many candidates.
const TRIED: usize = 256;

/// The nodes of an example, by the rows' names.
pub struct Index {
    /// For a node: its name, where rows have it.
    pub folded: Arena<NodeId, Option<FoldedId>>,
    /// The nodes that have a name.
    pub named: Arena<FoldedId, Vec<NodeId>>,
    /// For a node: whether it is a level of the name of what holds it, see [`own_levels`].
    pub own_level: Arena<NodeId, bool>,
    /// The members of a node that have a name.
    members: FxHashMap<(NodeId, FoldedId), Vec<NodeId>>,
    /// The nodes of a name that stand below levels of a node, none of which a container row is named after.
    hidden: FxHashMap<(NodeId, FoldedId), Vec<(Levels, NodeId)>>,
    /// The first container in a node that shows a name, although no row is named after it.
    unnamed: FxHashMap<(NodeId, FoldedId), NodeId>,
    /// For a node: its own name, whether rows have it or not.
    own: Arena<NodeId, OwnId>,
    /// Whether any node of a name has members.
    filled: Vec<bool>,
    /// The names that stand right below a node of a name.
    held: FxHashSet<(OwnId, FoldedId)>,
}

/// A name of the example without regard to case; the root's is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct OwnId(u32);

impl Index {
    /// Looks up all names of the items, which are numbered from zero.
    pub fn new(sample: &Sample, items: &Items) -> Self {
        let nodes = sample.nodes();
        let mut containers: Arena<FoldedId, bool> = Arena::sized_for(items.values().map(|item| item.folded));
        for item in items.values() {
            containers[item.folded] |= item.class.is_container();
        }
        let by_name: FxHashMap<String, FoldedId> =
            items.values().map(|item| (item.name.to_ascii_lowercase(), item.folded)).collect();
        let lower: Vec<String> = nodes.values().map(|node| node.name.to_ascii_lowercase()).collect();
        let folded: Arena<NodeId, Option<FoldedId>> = lower.iter().map(|name| by_name.get(name).copied()).collect();
        let mut index = Self {
            own_level: own_levels(sample, items, &folded),
            folded,
            named: Arena::filled(Vec::new(), containers.len()),
            members: FxHashMap::default(),
            hidden: FxHashMap::default(),
            unnamed: FxHashMap::default(),
            own: own_names(&lower),
            filled: vec![false; nodes.len() + 1],
            held: FxHashSet::default(),
        };
        for node in nodes.ids().filter(|&node| node != NodeId::ROOT) {
            index.filled[index.own[node].0 as usize] |= !sample[node].children.is_empty();
            if let Some(name) = index.folded[node] {
                index.add(sample, node, name);
                index.hide(sample, node, name, &containers);
                index.leave_unnamed(sample, node, name);
            }
        }
        index
    }

    fn add(&mut self, sample: &Sample, node: NodeId, name: FoldedId) {
        let parent = sample[node].parent;
        self.named[name].push(node);
        self.members.entry((parent, name)).or_default().push(node);
        if parent != NodeId::ROOT {
            self.held.insert((self.own[parent], name));
        }
    }

    /// Notes a node below the levels above it. `containers` are the names of container rows.
    fn hide(&mut self, sample: &Sample, node: NodeId, name: FoldedId, containers: &Arena<FoldedId, bool>) {
        let (mut levels, mut above) = (Levels::NONE, sample[node].parent);
        while let Some(longer) = levels.below(above) {
            let is_named = self.folded[above].is_some_and(|name| containers[name]) && !self.own_level[above];
            if above == sample[above].parent || is_named {
                return;
            }
            (levels, above) = (longer, sample[above].parent);
            let hidden = self.hidden.entry((above, name)).or_default();
            if hidden.len() < TRIED {
                hidden.push((levels, node));
            }
        }
    }

    /// Notes a node as what shows that the container above it, or the one around that, has another name than its row.
    fn leave_unnamed(&mut self, sample: &Sample, node: NodeId, name: FoldedId) {
        let mut note = |container: NodeId| {
            let around = sample[container].parent;
            let repeats = around != NodeId::ROOT && sample[container].name == sample[around].name;
            if container != NodeId::ROOT && (self.folded[container].is_none() || repeats) {
                let first = self.unnamed.entry((around, name)).or_insert(container);
                *first = container.min(*first);
            }
        };
        let parent = sample[node].parent;
        note(parent);
        // A list may stand between, where it is all that the container has.
        let around = sample[parent].parent;
        if parent != NodeId::ROOT && self.folded[parent].is_none() && sample[around].children.len() == 1 {
            note(around);
        }
    }

    /// The members of a node that have a name.
    pub fn members(&self, node: NodeId, name: FoldedId) -> &[NodeId] {
        self.members.get(&(node, name)).map_or(&[], Vec::as_slice)
    }

    /// The nodes of a name below levels of a node that no container row is named after.
    pub fn hidden(&self, node: NodeId, name: FoldedId) -> &[(Levels, NodeId)] {
        self.hidden.get(&(node, name)).map_or(&[], Vec::as_slice)
    }

    /// The first container in a node that no row is named after, or that repeats the name of the node, and that shows one of
    /// the names.
    pub fn unnamed(&self, node: NodeId, names: impl Iterator<Item = FoldedId>) -> Option<NodeId> {
        names.filter_map(|name| self.unnamed.get(&(node, name)).copied()).min()
    }

    /// Tells whether nodes called like a node show members at all, and whether they show a name.
    pub fn namesakes(&self, node: NodeId, name: FoldedId) -> (bool, bool) {
        let own = self.own[node];
        (self.filled[own.0 as usize], self.held.contains(&(own, name)))
    }
}

/// The nodes that are the list inside a wrapper of their own name, `X{X[]}`, of which the table has the wrapper alone.
///
/// Evidence: the name of the node around, and no more rows of that name than wrappers.
fn own_levels(sample: &Sample, items: &Items, folded: &Arena<NodeId, Option<FoldedId>>) -> Arena<NodeId, bool> {
    let nodes = sample.nodes();
    let repeats = |node: NodeId| {
        let parent = sample[node].parent;
        parent != NodeId::ROOT && folded[node].is_some() && folded[parent] == folded[node]
    };
    // By name, how many rows there are beyond the wrappers.
    let mut more: Arena<FoldedId, i64> = Arena::sized_for(items.values().map(|item| item.folded));
    items.values().for_each(|item| more[item.folded] += 1);
    for node in nodes.ids().skip(1).filter(|&node| !repeats(node)) {
        if let Some(name) = folded[node] {
            more[name] -= 1;
        }
    }
    nodes.ids().map(|node| repeats(node) && folded[node].is_some_and(|name| more[name] <= 0)).collect()
}

/// A number for each name, equal names having equal numbers.
fn own_names(names: &[String]) -> Arena<NodeId, OwnId> {
    let mut known: FxHashMap<&str, OwnId> = FxHashMap::default();
    let number = |(index, name)| {
        let next = OwnId(known.len() as u32 + 1);
        if NodeId::new(index) == NodeId::ROOT { OwnId(0) } else { *known.entry(name).or_insert(next) }
    };
    names.iter().map(String::as_str).enumerate().map(number).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::example::json;
    use crate::infer::response::evidence::items;
    use crate::infer::response::id::ItemId;
    use crate::infer::table::{self, Row};

    /// The index of an example and of rows, each a name and a type word; the nodes are named by their paths.
    fn index(example: &str, rows: &[(&str, &str)]) -> (Index, Sample, Items) {
        let rows =
            rows.iter().map(|&(name, word)| Row { name: name.to_owned(), class: table::class(word), ..Row::default() });
        let items = items::items(&rows.collect(), &Arena::default());
        let sample = Sample::new(json::read(example).root.as_ref(), None, &HashSet::new());
        (Index::new(&sample, &items), sample, items)
    }

    fn node(sample: &Sample, path: &str) -> NodeId {
        let step = |node, name| sample.child(node, name).expect("the example has the name").0;
        path.split('.').filter(|name| !name.is_empty()).fold(NodeId::ROOT, step)
    }

    #[test]
    fn members_are_found_in_whatever_case_and_rows_that_are_shown_too() {
        let (index, sample, items) = index(r#"{"Box":{"id":1,"Other":2}}"#, &[("Box", ""), ("Id", "String")]);
        let (id, inside) = (items[ItemId::new(1)].folded, node(&sample, "Box"));
        assert_eq!(index.members(inside, id), [node(&sample, "Box.id")]);
        assert_eq!(index.members(NodeId::ROOT, id), []);
        assert_eq!(index.named[id], [node(&sample, "Box.id")]);
        assert_eq!(index.folded[node(&sample, "Box.Other")], None);
    }

    #[test]
    fn what_stands_below_levels_without_a_row_is_hidden_in_what_holds_them() {
        let example = r#"{"A":{"B":{"C":{"D":{"Id":1}}}}}"#;
        let (index, sample, items) = index(example, &[("Id", "String")]);
        let id = items[ItemId::new(0)].folded;
        let levels = |above: &str| {
            let hidden = index.hidden(node(&sample, above), id);
            let levels = hidden.iter().flat_map(|(levels, _)| levels.as_slice());
            levels.map(|&level| sample[level].name.as_str()).collect::<Vec<_>>()
        };
        assert_eq!(levels("A.B.C"), ["D"]);
        assert_eq!(levels("A"), ["B", "C", "D"], "from above");
        assert!(levels("").is_empty(), "four levels are too many");
    }

    #[test]
    fn a_level_that_a_container_row_is_named_after_hides_nothing() {
        let example = r#"{"A":{"B":{"Id":1}}}"#;
        let hidden = |rows: &[(&str, &str)]| {
            let (index, sample, items) = index(example, rows);
            index.hidden(node(&sample, "A"), items[ItemId::new(0)].folded).len()
        };
        assert_eq!(hidden(&[("Id", "String"), ("B", "Struct")]), 0);
        assert_eq!(hidden(&[("Id", "String"), ("B", "String")]), 1, "a scalar holds nothing");
    }

    #[test]
    fn a_container_without_a_row_is_found_by_what_it_shows() {
        let found = |example: &str, above: &str| {
            let (index, sample, items) = index(example, &[("Id", "String")]);
            let found = index.unnamed(node(&sample, above), items.values().map(|item| item.folded));
            found.map(|node| sample[node].name.clone()).unwrap_or_default()
        };
        let wrapped = r#"{"content":{"list":[{"Id":1}]}}"#;
        assert_eq!((found(wrapped, "content"), found(wrapped, "")), ("list".to_owned(), "content".to_owned()));
        let beside = r#"{"content":{"list":[{"Id":1}],"More":1}}"#;
        assert_eq!(found(beside, ""), "", "the list is not all that the container has");
        assert_eq!(found(r#"{"Id":1}"#, ""), "", "the root is no container in itself");
    }

    #[test]
    fn namesakes_are_nodes_of_the_same_name_elsewhere() {
        let example = r#"{"Tag":{"Key":1},"Box":{"Tag":{}},"Crew":{}}"#;
        let (index, sample, items) = index(example, &[("Key", "String"), ("Name", "String")]);
        let namesakes = |path, item| index.namesakes(node(&sample, path), items[ItemId::new(item)].folded);
        assert_eq!(namesakes("Box.Tag", 0), (true, true));
        assert_eq!(namesakes("Box.Tag", 1), (true, false));
        assert_eq!(namesakes("Crew", 0), (false, false));
    }
}
