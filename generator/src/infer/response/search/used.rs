//! The names that stand under one parent so far.

use std::collections::HashSet;
use std::rc::Rc;

use crate::infer::response::id::{FoldedId, NameId};

/// Above this many names a set answers faster than the list; tables of people have fewer under any parent.
const LISTED: usize = 64;

/// Explanations share it until one of them adds a name.
#[derive(Clone, Debug, Default)]
pub struct UsedNames(Rc<Added>);

#[derive(Clone, Debug, Default)]
struct Added {
    list: Vec<(NameId, FoldedId)>,
    exact: HashSet<NameId>,
    folded: HashSet<FoldedId>,
}

impl UsedNames {
    /// Adds a name.
    pub fn add(&mut self, exact: NameId, folded: FoldedId) {
        let names = Rc::make_mut(&mut self.0);
        names.list.push((exact, folded));
        if names.list.len() == LISTED {
            names.exact = names.list.iter().map(|&(exact, _)| exact).collect();
            names.folded = names.list.iter().map(|&(_, folded)| folded).collect();
        } else if names.list.len() > LISTED {
            names.exact.insert(exact);
            names.folded.insert(folded);
        }
    }

    /// Tells whether the very name was added.
    pub fn has(&self, exact: NameId) -> bool {
        if self.is_listed() {
            self.0.list.iter().any(|&(name, _)| name == exact)
        } else {
            self.0.exact.contains(&exact)
        }
    }

    /// Tells whether the name was added in whatever case.
    pub fn has_folded(&self, folded: FoldedId) -> bool {
        if self.is_listed() {
            self.0.list.iter().any(|&(_, name)| name == folded)
        } else {
            self.0.folded.contains(&folded)
        }
    }

    /// The names without regard to case, where they are few enough to be gone through at every step.
    pub fn few(&self) -> Option<impl Iterator<Item = FoldedId>> {
        (self.0.list.len() <= 8 * LISTED).then(|| self.0.list.iter().map(|&(_, folded)| folded))
    }

    fn is_listed(&self) -> bool {
        self.0.list.len() < LISTED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::id::Id;

    fn name(number: usize) -> (NameId, FoldedId) {
        (NameId::new(number), FoldedId::new(number + 1000))
    }

    #[test]
    fn names_are_found_however_many_there_are() {
        let mut used = UsedNames::default();
        for (exact, folded) in (0..200).map(name) {
            assert!(!used.has(exact) && !used.has_folded(folded));
            used.add(exact, folded);
            assert!(used.has(exact) && used.has_folded(folded) && used.has(name(0).0));
        }
        assert_eq!(used.few().map(Iterator::count), Some(200));
    }

    #[test]
    fn a_copy_does_not_see_what_is_added_later() {
        let (one, two) = (name(1), name(2));
        let mut used = UsedNames::default();
        used.add(one.0, one.1);
        let copy = used.clone();
        used.add(two.0, two.1);
        assert!(used.has(two.0) && !copy.has(two.0));
    }
}
