//! `lint` on the command line: which findings count, and in which format they are printed.

pub mod json;
mod region;
pub mod sarif;
mod select;
pub mod text;

use std::path::PathBuf;

use alicloud_generator::lint::Lint;
use clap::ArgMatches;

pub use region::Region;
pub use select::{Choice, code, code_or_group};

/// What a tree of pages gets wrong.
pub struct Tree {
    /// The folder of the tree, as it was named.
    pub folder: PathBuf,
    /// What was found.
    pub lint: Lint,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: snippets, and a summary.
    Text,
    /// For programs: a JSON object a line.
    Json,
    /// For tools that show findings of any linter: SARIF 2.1.0.
    Sarif,
}

impl Format {
    /// The format that the arguments ask for.
    pub fn of(matches: &ArgMatches) -> Self {
        match matches.get_one::<String>("format").map(String::as_str) {
            Some("json") => Self::Json,
            Some("sarif") => Self::Sarif,
            _ => Self::Text,
        }
    }
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
