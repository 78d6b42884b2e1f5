//! What a path of a crate leads to: a module, or an item and the file that defines it.

use std::collections::BTreeSet;

use super::module::Crate;

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    Module(usize),
    /// An item, with its file.
    Item(String),
}

impl Crate {
    /// What a path in a module leads to. A function and a module may share a name. Paths to other crates lead nowhere.
    pub fn resolve(&self, module: usize, path: &[String]) -> BTreeSet<Target> {
        let mut seen = BTreeSet::new();
        self.follow(module, path, true, &mut seen)
    }

    /// The files that define a name, where a `use …::*` brings it into a module and nothing else does.
    pub fn by_glob(&self, module: usize, name: &str) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let here = &self.modules[module];
        if here.items.contains(name) || here.bindings.iter().any(|binding| binding.name == name) {
            return Vec::new();
        }
        let found = self.globbed(module, name, &mut seen).into_iter();
        found.filter_map(|target| if let Target::Item(file) = target { Some(file) } else { None }).collect()
    }

    /// `seen` holds the names that are being looked up, for re-exports may go round.
    fn follow(
        &self,
        module: usize,
        path: &[String],
        first: bool,
        seen: &mut BTreeSet<(usize, String)>,
    ) -> BTreeSet<Target> {
        let Some((name, rest)) = path.split_first() else { return BTreeSet::from([Target::Module(module)]) };
        let here = &self.modules[module];
        let leaped = match name.as_str() {
            "crate" if first => Some(0),
            "self" => Some(module),
            "super" => here.parent,
            _ => None,
        };
        if let Some(module) = leaped {
            return self.follow(module, rest, false, seen);
        }
        let mut found = BTreeSet::new();
        for target in self.named(module, name, seen) {
            match target {
                Target::Module(module) => found.extend(self.follow(module, rest, false, seen)),
                item => drop(found.insert(item)),
            }
        }
        if found.is_empty() && !first {
            // A macro may have defined it.
            found.insert(Target::Item(here.file.clone()));
        }
        found
    }

    /// What a name means in a module.
    fn named(&self, module: usize, name: &str, seen: &mut BTreeSet<(usize, String)>) -> BTreeSet<Target> {
        if !seen.insert((module, name.to_owned())) {
            return BTreeSet::new();
        }
        let here = &self.modules[module];
        let mut found = BTreeSet::new();
        found.extend(here.children.get(name).map(|&child| Target::Module(child)));
        if here.items.contains(name) {
            found.insert(Target::Item(here.file.clone()));
        }
        for binding in here.bindings.iter().filter(|binding| binding.name == name) {
            found.extend(self.follow(module, &binding.path, true, seen));
        }
        if found.is_empty() {
            found = self.globbed(module, name, seen);
        }
        seen.remove(&(module, name.to_owned()));
        found
    }

    /// What a name means by the `use …::*` of a module.
    fn globbed(&self, module: usize, name: &str, seen: &mut BTreeSet<(usize, String)>) -> BTreeSet<Target> {
        let mut found = BTreeSet::new();
        for path in &self.modules[module].globs {
            for target in self.follow(module, path, true, seen) {
                if let Target::Module(from) = target {
                    found.extend(self.named(from, name, seen));
                }
            }
        }
        found
    }
}
