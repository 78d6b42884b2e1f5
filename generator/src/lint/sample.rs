//! The names of an example as a tree whose list items are merged, each with where it stands first.

use std::collections::{HashMap, HashSet};

use crate::example::{Kind, Node};
use crate::infer::page::examples::Example;
use crate::infer::unwrap_response;
use crate::read::is_blank;

/// A name of an example.
#[derive(Clone, Debug)]
pub struct Entry<'e> {
    /// The name, without stray spaces.
    pub name: &'e str,
    /// Where it stands first, as an offset of the page.
    pub at: usize,
    /// The entry above; absent at the root.
    pub parent: Option<usize>,
    /// Whether it has members or items with members.
    pub has_members: bool,
    /// Whether it is a list or an object.
    pub is_container: bool,
    /// How many entries it has below it.
    pub children: usize,
}

/// The names of an example.
#[derive(Clone, Debug, Default)]
pub struct Sample<'e> {
    /// The names, parents first.
    pub entries: Vec<Entry<'e>>,
    /// How many entries stand at the root.
    pub roots: usize,
    names: HashMap<&'e str, Vec<usize>>,
    /// The words of the example: its names, and those within texts that are JSON themselves.
    words: HashSet<&'e str>,
}

impl<'e> Sample<'e> {
    /// Collects the names of an example.
    pub fn new(example: &'e Example<'_>) -> Option<Self> {
        let root = example.read.root.as_ref()?;
        let words = words(example.text.raw).collect();
        let mut sample = Self { words, ..Self::default() };
        let mut index = HashMap::new();
        sample.fill(None, unwrap_response(root), example.text.at, &mut index);
        for (index, entry) in sample.entries.iter().enumerate() {
            sample.names.entry(entry.name).or_default().push(index);
        }
        Some(sample)
    }

    /// Readers bound how deep an example is, so this recursion ends.
    fn fill(
        &mut self,
        parent: Option<usize>,
        node: &'e Node,
        base: usize,
        index: &mut HashMap<(Option<usize>, &'e str), usize>,
    ) {
        for item in node.items() {
            self.fill(parent, item, base, index);
        }
        for member in node.members() {
            let name = member.name.trim_matches(is_blank);
            let entry = *index.entry((parent, name)).or_insert_with(|| {
                match parent {
                    Some(parent) => self.entries[parent].children += 1,
                    None => self.roots += 1,
                }
                self.entries.push(Entry {
                    name,
                    at: base + member.name_span.start,
                    parent,
                    has_members: false,
                    is_container: false,
                    children: 0,
                });
                self.entries.len() - 1
            });
            self.entries[entry].is_container |= matches!(member.value.kind, Kind::Object(_) | Kind::Array(_));
            self.fill(Some(entry), &member.value, base, index);
            self.entries[entry].has_members |= self.entries[entry].children > 0;
        }
    }

    /// Whether a name stands in the example, or in a text of it that is JSON itself.
    pub fn shows(&self, name: &str) -> bool {
        self.names.contains_key(name) || self.words.contains(name)
    }

    /// The entries of a name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Entry<'e>> {
        self.names.get(name).into_iter().flatten().map(|&entry| &self.entries[entry])
    }

    /// The name above an entry; empty at the root.
    pub fn above(&self, entry: &Entry<'_>) -> &'e str {
        entry.parent.map_or("", |parent| self.entries[parent].name)
    }
}

/// The words of a text: letters, digits and underscores.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

/// How many values of one example are looked at: no page of the reference comes near, and a hostile one must not take long.
pub const MOST_VALUES: usize = 5_000_000;

/// The values at a path of names below a root; lists on the way are looked into. `budget` goes down by what was looked at;
/// there are no values once it is used up.
pub fn values<'e>(root: &'e Node, path: &[&str], budget: &mut usize) -> Vec<&'e Node> {
    let mut level = vec![unwrap_response(root)];
    for name in path {
        let mut next = Vec::new();
        while let Some(node) = level.pop() {
            let cost = 1 + node.items().len() + node.members().len();
            let Some(left) = budget.checked_sub(cost) else { return Vec::new() };
            *budget = left;
            level.extend(node.items().iter().rev());
            let members = node.members().iter().filter(|member| member.name.trim_matches(is_blank) == *name);
            next.extend(members.map(|member| &member.value));
        }
        level = next;
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::json;

    #[test]
    fn words_are_whole() {
        assert_eq!(words("{\\\"ShipId\\\":1, x_y}").collect::<Vec<_>>(), ["ShipId", "1", "x_y"]);
    }

    #[test]
    fn values_are_found_through_lists() {
        let root = json::read("{\"A\":[{\"B\":1},{\"B\":2}]}").root.expect("JSON");
        let values = |path: &[&str]| values(&root, path, &mut 100).len();
        assert_eq!(values(&["A", "B"]), 2);
        assert_eq!(values(&["A"]), 1);
        assert_eq!(values(&["A", "C"]), 0);
    }

    #[test]
    fn a_budget_bounds_the_search() {
        let root = json::read("{\"A\":[{\"B\":1},{\"B\":2}]}").root.expect("JSON");
        let mut budget = 6;
        assert!(values(&root, &["A", "B"], &mut budget).is_empty());
    }
}
