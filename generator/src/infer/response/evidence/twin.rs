//! Reads the operation's page in another language as evidence: the same rows, often typed or ordered otherwise.

use std::collections::{HashMap, HashSet};

/// Under which parents another page of the operation has a name. Only its sure places are here.
#[derive(Debug, Default)]
pub struct Twin {
    parents: HashMap<String, HashSet<String>>,
}

impl Twin {
    /// Takes names with those of their parents; the root's is empty.
    pub fn new<'n>(places: impl IntoIterator<Item = (&'n str, &'n str)>) -> Self {
        let mut twin = Self::default();
        for (name, parent) in places {
            twin.parents.entry(name.to_owned()).or_default().insert(parent.to_owned());
        }
        twin
    }

    /// Tells whether the other page has a name under a parent; nothing where it does not surely have the name at all.
    pub fn agrees(&self, name: &str, parent: &str) -> Option<bool> {
        self.parents.get(name).map(|parents| parents.contains(parent))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twin_agrees_contradicts_or_does_not_know() {
        let twin = Twin::new([("Id", ""), ("Id", "Box"), ("Size", "Box")]);
        assert_eq!(twin.agrees("Id", "Box"), Some(true));
        assert_eq!(twin.agrees("Size", ""), Some(false));
        assert_eq!(twin.agrees("Name", ""), None);
    }
}
