//! Where the pages of a product lie: in its own folder, in a tree of all pages, or nowhere here.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::ir::Product;

use super::home::Home;

/// A folder with the pages of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages {
    /// The folder.
    pub folder: PathBuf,
    /// The folder as findings name it.
    pub shown: String,
}

/// A tree that holds the pages of products, each below a folder `<Product>-<version>`.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    /// The names of the folders, by themselves in lower case.
    folders: BTreeMap<String, String>,
}

impl Tree {
    /// Lists the folders of a tree.
    ///
    /// # Errors
    ///
    /// The tree cannot be read.
    pub fn read(root: &Path) -> Result<Self, Diagnostic> {
        let entries = fs::read_dir(root).map_err(|error| {
            let message = format!("the folder of all pages cannot be read: {error}");
            let help = "name a folder that holds those of products, such as WebPlus-2019-03-20";
            Diagnostic::new(root.display().to_string(), "reference-unreadable", message, help)
        })?;
        let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().is_dir());
        let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        // Of names that differ in case alone the last one counts, in whatever order the system lists them.
        names.sort();
        let folders = names.into_iter().map(|name| (name.to_lowercase(), name)).collect();
        Ok(Self { root: root.to_owned(), folders })
    }

    /// The folder of a product.
    fn of(&self, product: &Product) -> Option<Pages> {
        let folder = self.root.join(self.folders.get(&product.folder().to_lowercase())?);
        Some(Pages { shown: folder.display().to_string(), folder })
    }
}

/// The pages of a product: its own, which are in the repository, before those of a tree.
pub fn find(home: &Home, tree: Option<&Tree>) -> Option<Pages> {
    own(home).or_else(|| tree?.of(&home.product))
}

/// The pages in the product's own folder.
fn own(home: &Home) -> Option<Pages> {
    let reference = home.product.reference.trim_matches('/');
    let folder = home.path.join(reference);
    let shown = home.file(reference);
    (!reference.is_empty() && folder.is_dir()).then_some(Pages { folder, shown })
}
