//! The imports of a crate, read from its source: which file names what another one defines.
//!
//! Counted are `use` and paths in code, in macros and in attributes that name functions as text. An item that is
//! re-exported counts for the file that defines it; declaring and re-exporting a child is no import. What only tests
//! see (`#[cfg(test)]`) is left out.

mod circles;
mod module;
mod names;
mod resolve;
mod tests;

pub use circles::circles;
pub use module::Sources;

use std::collections::{BTreeMap, BTreeSet};

use module::{Binding, Crate, Module};
use resolve::Target;

/// Which files each file imports from, and the paths that it does so by.
pub type Imports = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

/// Reads the imports of a crate from its root file.
///
/// # Panics
///
/// A file is missing or is no Rust.
pub fn imports(root: &str, sources: &Sources) -> Imports {
    let all = Crate::read(root, sources);
    let mut imports = Imports::new();
    for module in &all.modules {
        let from = imports.entry(module.file.clone()).or_default();
        for path in paths(module) {
            for target in all.resolve(module.id, path) {
                if let Target::Item(file) = target
                    && file != module.file
                {
                    from.entry(file).or_default().insert(path.join("::"));
                }
            }
        }
        for name in &module.names {
            for file in all.by_glob(module.id, name) {
                if file != module.file {
                    from.entry(file).or_default().insert(format!("*::{name}"));
                }
            }
        }
    }
    imports
}

/// The paths that count as imports: those in code, and those of `use`, but for names that are only handed on.
fn paths(module: &Module) -> impl Iterator<Item = &Vec<String>> {
    let used = |binding: &&Binding| !binding.public || module.names.contains(&binding.name);
    module.paths.iter().chain(module.bindings.iter().filter(used).map(|binding| &binding.path))
}
