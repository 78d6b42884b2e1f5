//! The pages to be measured: a reference's products one by one, in one language or in all.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::extract;
use crate::infer::ProductKey;
use crate::ir::{Operation, Prose};
use crate::read;
use crate::reference::{self, PageText};
use crate::understand::{by_product, understand};
use crate::vocabulary::Language;

/// The pages that are understood together: those of a product, else those of the whole tree.
#[derive(Debug)]
pub struct Unit {
    /// The folder that they lie in.
    root: PathBuf,
    /// The pages, relative to it, each with its language.
    pages: Vec<(Language, PageText)>,
}

/// The languages that are measured together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Languages {
    /// The pages of one language alone.
    One(Language),
    /// All pages.
    All,
}

impl Languages {
    /// What is measured of each reference.
    pub const EACH: [Self; 3] = [Self::One(Language::Chinese), Self::One(Language::English), Self::All];

    fn have(self, language: Language) -> bool {
        self == Self::All || self == Self::One(language)
    }
}

impl fmt::Display for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(language) => f.write_str(language.tag()),
            Self::All => f.write_str("merged"),
        }
    }
}

/// Reads a reference. Each product's folder is a unit of its own, or, as `one_root` says, all pages are one.
///
/// # Errors
///
/// The folder cannot be read, or holds no page.
pub fn load(folder: &Path, one_root: bool) -> Result<Vec<Unit>, Diagnostic> {
    let (texts, _) = extract::load(folder)?;
    let mut units: BTreeMap<String, Vec<(Language, PageText)>> = BTreeMap::new();
    for PageText { file, text } in texts {
        let language = language(&file, &text);
        let (unit, file) = if one_root { ("", file.as_str()) } else { product_folder(&file) };
        units.entry(unit.to_owned()).or_default().push((language, PageText { file: file.to_owned(), text }));
    }
    let root = |unit: &str| if unit.is_empty() { folder.to_owned() } else { folder.join(unit) };
    Ok(units.into_iter().map(|(unit, pages)| Unit { root: root(&unit), pages }).collect())
}

/// The language of a page: that of a folder that it lies in, else that of its titles.
fn language(file: &str, text: &str) -> Language {
    let named = Language::ALL.into_iter().find(|language| file.split('/').any(|folder| folder == language.tag()));
    named.unwrap_or_else(|| read::read(file, text).language)
}

/// The outermost folder that is named after a product, and what is left of the path below it.
fn product_folder(file: &str) -> (&str, &str) {
    let mut ends = file.match_indices('/').map(|(at, _)| at);
    let found = ends.find(|&at| reference::of_path(Path::new(&file[..at])).is_some());
    found.map_or(("", file), |at| (&file[..at], &file[at + 1..]))
}

impl Unit {
    /// The texts of the pages in some languages.
    pub fn texts(&self, languages: Languages) -> Vec<PageText> {
        self.pages.iter().filter(|(language, _)| languages.have(*language)).map(|(_, text)| text.clone()).collect()
    }

    /// The product that the folder is named after.
    pub fn product(&self) -> Option<ProductKey> {
        reference::of_path(&self.root)
    }

    /// The folder that the pages lie in.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Understands the pages in some languages.
    pub fn operations(&self, languages: Languages) -> Vec<(ProductKey, Operation)> {
        let texts = self.texts(languages);
        let groups = reference::group(&self.root, &texts).groups;
        let understood = by_product(&groups).into_iter().flat_map(|(key, groups)| {
            let operations = understand(&groups, Prose::Omit).operations;
            operations.into_iter().map(move |operation| (key.clone(), operation))
        });
        understood.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_a_folder_with_a_name_and_a_date() {
        assert_eq!(product_folder("a/Tide-2031-04-05/en/x.md"), ("a/Tide-2031-04-05", "en/x.md"));
        assert_eq!(product_folder("en/x.md"), ("", "en/x.md"));
    }

    #[test]
    fn folders_name_the_language_and_titles_do_where_none_does() {
        assert_eq!(language("en/x.md", "## 请求参数"), Language::English);
        assert_eq!(language("x.md", "## 请求参数\n"), Language::Chinese);
        assert_eq!(language("x.md", "## Request parameters\n"), Language::English);
    }
}
