//! The names that stand under one parent so far.

use std::collections::HashSet;
use std::rc::Rc;

/// Above this many names a set answers faster than the list; tables of people have fewer under any parent.
const LISTED: usize = 64;

/// Names by their numbers. Explanations share it until one of them adds a name.
#[derive(Clone, Debug, Default)]
pub struct Used(Rc<Names>);

#[derive(Clone, Debug, Default)]
struct Names {
    /// The exact number, and the one without regard to case.
    list: Vec<(u32, u32)>,
    exact: HashSet<u32>,
    folded: HashSet<u32>,
}

impl Used {
    /// Adds a name.
    pub fn add(&mut self, exact: u32, folded: u32) {
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

    /// Whether the very name was added.
    pub fn has(&self, exact: u32) -> bool {
        if self.is_listed() {
            self.0.list.iter().any(|&(name, _)| name == exact)
        } else {
            self.0.exact.contains(&exact)
        }
    }

    /// Whether the name was added in whatever case.
    pub fn has_folded(&self, folded: u32) -> bool {
        if self.is_listed() {
            self.0.list.iter().any(|&(_, name)| name == folded)
        } else {
            self.0.folded.contains(&folded)
        }
    }

    /// The names without regard to case, where they are few enough to be gone through at every step.
    pub fn few(&self) -> Option<impl Iterator<Item = u32>> {
        (self.0.list.len() <= 8 * LISTED).then(|| self.0.list.iter().map(|&(_, folded)| folded))
    }

    fn is_listed(&self) -> bool {
        self.0.list.len() < LISTED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_many_there_are() {
        let mut used = Used::default();
        for name in 0..200 {
            assert!(!used.has(name) && !used.has_folded(name + 1000));
            used.add(name, name + 1000);
            assert!(used.has(name) && used.has_folded(name + 1000) && used.has(0));
        }
        assert_eq!(used.few().map(Iterator::count), Some(200));
    }

    #[test]
    fn a_copy_does_not_see_what_is_added_later() {
        let mut used = Used::default();
        used.add(1, 1);
        let copy = used.clone();
        used.add(2, 2);
        assert!(used.has(2) && !copy.has(2));
    }
}
