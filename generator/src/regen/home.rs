//! A product's folder under `specs/`: its description, and what is said where a file of it cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::ir::Product;
use crate::store;

/// A product and where its files are.
#[derive(Clone, Debug)]
pub struct Home {
    /// The name of the folder.
    pub folder: String,
    /// The folder.
    pub path: PathBuf,
    /// The folder as findings name it, relative to the workspace.
    pub place: String,
    /// Its description. Its module is settled.
    pub product: Product,
    /// Whether it has no specification yet.
    pub is_new: bool,
}

impl Home {
    /// Reads the description in a folder of the tree `specs`, which is `name` in the workspace.
    ///
    /// # Errors
    ///
    /// The description cannot be read.
    pub fn load(specs: &Path, name: &str, folder: &str) -> Result<Self, Diagnostic> {
        let path = specs.join(folder);
        let product = store::load_product(&path)?;
        let is_new = !path.join(store::OPERATIONS).exists();
        Ok(Self { folder: folder.to_owned(), place: format!("{name}/{folder}"), path, product, is_new })
    }

    /// A file of the product as findings name it.
    pub fn file(&self, name: &str) -> String {
        format!("{}/{name}", self.place)
    }
}

/// The folders of a tree that describe a product, by name.
///
/// # Errors
///
/// The tree cannot be read, or holds none.
pub fn product_folders(specs: &Path) -> Result<Vec<String>, Diagnostic> {
    let failure = |message: String| {
        let help = "run this in the workspace; a product is a folder under specs/ with a product.yaml";
        Diagnostic::new(specs.display().to_string(), "specs-unreadable", message, help)
    };
    let entries =
        fs::read_dir(specs).map_err(|error| failure(format!("the folder of products cannot be read: {error}")))?;
    let paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let mut folders: Vec<String> = paths
        .into_iter()
        .filter(|path| path.join(store::PRODUCT).is_file())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    folders.sort();
    if folders.is_empty() { Err(failure("the folder holds no product".to_owned())) } else { Ok(folders) }
}

/// Says that a file cannot be read.
pub fn unreadable(file: String, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(file, "unreadable-file", format!("cannot read: {error}"), "check that you may read the file")
}
