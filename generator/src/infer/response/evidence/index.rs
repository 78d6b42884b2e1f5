//! Where the rows' names stand in the example: looked up, where searching at every row would cost the square of a page.

use rustc_hash::{FxHashMap, FxHashSet};

use super::items::Item;
use super::sample::{ROOT, Sample};
use crate::infer::response::search::stack::NO_LEVEL;

/// How many nodes of one name are tried behind the levels of a container. No table of people leaves open so many.
const TRIED: usize = 256;

/// A node of the example, and the levels above it that a table leaves out, from above.
pub type Hidden = ([u32; 3], usize);

/// What is known of an example, by the numbers of the rows' names without regard to case.
pub struct Index {
    /// For a node: the number of its name.
    pub folded: Vec<Option<u32>>,
    /// The nodes that have a name.
    pub named: Vec<Vec<usize>>,
    /// For a node: whether rows are named like any of its members.
    pub shows_rows: Vec<bool>,
    /// The members of a node that have a name.
    members: FxHashMap<(usize, u32), Vec<usize>>,
    /// The nodes of a name that stand below up to three levels of a node, none of which a container row is named after.
    hidden: FxHashMap<(usize, u32), Vec<Hidden>>,
    /// The first container in a node that shows a name, although no row is named after it.
    unnamed: FxHashMap<(usize, u32), usize>,
    /// For a node: the number of its own name, whether rows have it or not.
    own: Vec<u32>,
    /// For such a name: whether any node of that name has members.
    filled: Vec<bool>,
    /// Which names stand right below a node of such a name.
    held: FxHashSet<(u32, u32)>,
}

impl Index {
    /// `container_names` tells of a name whether it is that of a container row.
    pub fn new(sample: &Sample, items: &[Item], container_names: &[bool]) -> Self {
        let by_name: FxHashMap<String, u32> =
            items.iter().map(|item| (item.name.to_ascii_lowercase(), item.folded)).collect();
        let places = &sample.places;
        let lower: Vec<String> = places.iter().map(|place| place.name.to_ascii_lowercase()).collect();
        let folded: Vec<Option<u32>> = lower.iter().map(|name| by_name.get(name).copied()).collect();
        let mut index = Self {
            named: vec![Vec::new(); container_names.len()],
            shows_rows: vec![false; places.len()],
            members: FxHashMap::default(),
            hidden: FxHashMap::default(),
            unnamed: FxHashMap::default(),
            own: numbers(&lower),
            filled: vec![false; places.len() + 1],
            held: FxHashSet::default(),
            folded,
        };
        for (at, place) in places.iter().enumerate() {
            if at != ROOT {
                index.filled[index.own[at] as usize] |= !place.children.is_empty();
            }
        }
        for at in (0..places.len()).filter(|&at| at != ROOT) {
            let Some(name) = index.folded[at] else { continue };
            let parent = places[at].parent;
            index.named[name as usize].push(at);
            index.shows_rows[parent] = true;
            index.members.entry((parent, name)).or_default().push(at);
            if parent != ROOT {
                index.held.insert((index.own[parent], name));
            }
            index.hide(sample, at, name, container_names);
            index.leave_unnamed(sample, at, name);
        }
        index
    }

    /// Notes a node below the levels above it.
    fn hide(&mut self, sample: &Sample, at: usize, name: u32, container_names: &[bool]) {
        let places = &sample.places;
        let (mut levels, mut above) = ([NO_LEVEL; 3], places[at].parent);
        for depth in 0..levels.len() {
            let is_named = self.folded[above].is_some_and(|folded| container_names[folded as usize]);
            if above == places[above].parent || is_named {
                return;
            }
            levels[depth] = above as u32;
            above = places[above].parent;
            let hidden = self.hidden.entry((above, name)).or_default();
            if hidden.len() < TRIED {
                let mut from_above = levels;
                from_above[..=depth].reverse();
                hidden.push((from_above, at));
            }
        }
    }

    /// Notes a node as what shows that the container above it, or the one around that, has another name than its row.
    fn leave_unnamed(&mut self, sample: &Sample, at: usize, name: u32) {
        let places = &sample.places;
        let mut note = |container: usize| {
            let around = places[container].parent;
            let repeats = around != ROOT && places[container].name == places[around].name;
            if container != ROOT && (self.folded[container].is_none() || repeats) {
                let first = self.unnamed.entry((around, name)).or_insert(container);
                *first = container.min(*first);
            }
        };
        let parent = places[at].parent;
        note(parent);
        // A list may stand between, where it is all that the container has.
        if parent != ROOT && self.folded[parent].is_none() && places[places[parent].parent].children.len() == 1 {
            note(places[parent].parent);
        }
    }

    /// The members of a node that have a name.
    pub fn members(&self, place: usize, name: u32) -> &[usize] {
        self.members.get(&(place, name)).map_or(&[], Vec::as_slice)
    }

    /// The nodes of a name below levels of a node that no container row is named after.
    pub fn hidden(&self, place: usize, name: u32) -> &[Hidden] {
        self.hidden.get(&(place, name)).map_or(&[], Vec::as_slice)
    }

    /// The first container in a node that no row is named after, or that repeats the name of the node, and that shows one of
    /// the names.
    pub fn unnamed(&self, place: usize, names: impl Iterator<Item = u32>) -> Option<usize> {
        names.filter_map(|name| self.unnamed.get(&(place, name)).copied()).min()
    }

    /// Whether nodes called like a node show members at all, and whether they show a name.
    pub fn namesakes(&self, place: usize, name: u32) -> (bool, bool) {
        let own = self.own[place];
        (self.filled[own as usize], self.held.contains(&(own, name)))
    }
}

/// A number for each name, equal names having equal numbers; the root's is its own.
fn numbers(names: &[String]) -> Vec<u32> {
    let mut known: FxHashMap<&str, u32> = FxHashMap::default();
    let mut numbers = Vec::with_capacity(names.len());
    for (at, name) in names.iter().enumerate() {
        let next = known.len() as u32 + 1;
        numbers.push(if at == ROOT { 0 } else { *known.entry(name).or_insert(next) });
    }
    numbers
}
