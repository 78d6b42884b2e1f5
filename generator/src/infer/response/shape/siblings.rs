//! Tells of a list that the example does not show by the lists that it shows beside it.

use super::tree::FieldTree;
use crate::infer::response::evidence::knowledge::ListShown;
use crate::infer::response::id::{FieldId, NodeId};
use crate::infer::table::Class;

/// The most fields of an object that are looked through for each list: tables of people have fewer.
const MOST: usize = 64;

impl FieldTree<'_> {
    /// Tells whether a list that the example does not show is wrapped as those beside it are.
    ///
    /// Evidence: two or more lists beside it, all in wrappers of their own.
    pub fn siblings_are_wrapped(&self, field: FieldId) -> bool {
        self.wrapped_siblings(field).len() > 1
    }

    /// Tells whether a list without rows is in a wrapper although nothing but the lists beside it speaks for one.
    ///
    /// Evidence: the example does not show it, and the product's lists are in no wrappers as a rule.
    pub fn is_wrapped_by_siblings(&self, field: FieldId) -> bool {
        let is_told = !self.at(field).children.is_empty() || self.shown(field).is_some();
        !is_told && !self.known.knowledge.wraps(ListShown::Nothing) && self.siblings_are_wrapped(field)
    }

    /// Tells whether the lists beside one that the example does not show are called like their wrappers.
    ///
    /// Evidence: there are two or more, and all are.
    pub fn siblings_repeat_names(&self, field: FieldId) -> bool {
        let lists = self.wrapped_siblings(field);
        lists.len() > 1 && lists.iter().all(|&(outer, list)| self.known.sample[list].name == self.name(outer))
    }

    /// The fields beside a field that are lists or blank and that no row stands in, as far as the example shows them, each with
    /// the list that it wraps. None where one of them is no wrapper.
    fn wrapped_siblings(&self, field: FieldId) -> Vec<(FieldId, NodeId)> {
        let beside = self.at(self.at(field).parent).children.iter().take(MOST).copied();
        let shown = beside.filter(|&sibling| self.is_untyped_list(sibling));
        let wrapped = shown.filter_map(|sibling| Some((sibling, self.at(sibling).node?))).map(|(sibling, node)| {
            let list = self.known.sample.only_list(node)?;
            Some((sibling, list))
        });
        wrapped.collect::<Option<_>>().unwrap_or_default()
    }

    fn is_untyped_list(&self, field: FieldId) -> bool {
        let is_list = self.item(field).is_some_and(|item| matches!(item.class, Class::Blank | Class::List(None)));
        is_list && self.at(field).children.is_empty()
    }
}
