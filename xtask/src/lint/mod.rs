//! `lint` on the command line: which findings count, and in which format they are printed.

pub mod json;
mod region;
pub mod sarif;
mod select;
pub mod text;

use std::path::PathBuf;

use alicloud_generator::lint::Lint;
use clap::ValueEnum;

pub use region::Region;
pub use select::{Choice, code};

/// A tree of pages with its findings.
pub struct Tree {
    /// The folder of the tree, as it was named.
    pub folder: PathBuf,
    pub lint: Lint,
}

/// The format of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// for people: snippets, and a summary
    Text,
    /// for programs: a JSON object a line
    Json,
    /// for tools that show findings of any linter: SARIF 2.1.0
    Sarif,
}

impl Tree {
    /// The path of a page, with `/`.
    pub fn path(&self, file: &str) -> String {
        let folder = self.folder.to_string_lossy().replace('\\', "/");
        match folder.trim_end_matches('/') {
            "" | "." => file.to_owned(),
            folder => format!("{folder}/{file}"),
        }
    }

    /// The text of a page; none of a page that could not be read.
    pub fn text(&self, file: &str) -> Option<&str> {
        let texts = &self.lint.texts;
        let found = texts.binary_search_by(|page| page.file.as_str().cmp(file)).ok()?;
        // Columns were counted without a byte order mark.
        Some(texts[found].text.trim_start_matches('\u{feff}'))
    }
}
