//! Remembers what pairs of names have in common: the search asks the same at every step of every explanation.

use std::cell::RefCell;
use std::hash::Hash;

use rustc_hash::FxHashMap;

use super::tree::Question;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::knowledge::Others;
use crate::infer::response::id::{NameId, NodeId};
use crate::words::plural::{is_named_after, is_plural};

/// A container as other pages call it: an item by its name, or a level that only the example has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Container {
    Item(NameId),
    Level(NodeId),
}

/// Values that were computed before.
type Known<K, V> = RefCell<FxHashMap<K, V>>;

/// The values so far, by the names' ids.
#[derive(Default)]
pub struct Memo<'a> {
    plurals: Known<(NameId, NameId), bool>,
    named_after: Known<(NameId, NameId), bool>,
    /// By container, the field's name and whether the example shows the container.
    memory: Known<(Container, NameId, bool), i32>,
    others: Known<Container, Option<Others<'a>>>,
    /// By name, whether other pages have the container at the root.
    at_root: Known<NameId, bool>,
}

impl<'a> Memo<'a> {
    pub fn is_plural(&self, plural: &Item, singular: &Item) -> bool {
        known(&self.plurals, (plural.exact, singular.exact), || is_plural(&plural.name, &singular.name))
    }

    pub fn is_named_after(&self, parent: &Item, item: &Item) -> bool {
        known(&self.named_after, (parent.exact, item.exact), || is_named_after(&parent.name, &item.name))
    }

    /// Tells whether several other pages have a container, and all have it at the root.
    pub fn stands_at_root(&self, question: &Question<'_>, item: &Item) -> bool {
        known(&self.at_root, item.exact, || question.knowledge.stands_at_root(question.subject, &item.name))
    }

    /// Weighs what other pages say of an item inside a container, given with its name; `shown`: the example shows it.
    pub fn memory(
        &self,
        question: &Question<'a>,
        (container, name): (Container, &str),
        item: &Item,
        shown: bool,
    ) -> i32 {
        known(&self.memory, (container, item.exact, shown), || {
            let others = known(&self.others, container, || question.knowledge.others(question.subject, name));
            others.map_or(0, |others| question.weights.of_member(others.member(&item.name), shown))
        })
    }
}

fn known<K: Eq + Hash, V: Copy>(map: &Known<K, V>, key: K, make: impl FnOnce() -> V) -> V {
    *map.borrow_mut().entry(key).or_insert_with(make)
}
