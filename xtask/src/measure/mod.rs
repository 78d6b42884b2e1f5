//! `measure` on the command line: how figures are printed.

pub mod json;
pub mod text;

use alicloud_generator::measure::Measured;
use clap::ValueEnum;

/// A tree of pages, and what it came to.
pub struct Tree {
    /// The folder, as it was named.
    pub folder: String,
    /// The figures of each language and of all together.
    pub measured: Vec<Measured>,
}

/// The format of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// for people: a table for each tree and language
    Text,
    /// for programs: a JSON object a line, for each product and each sum
    Json,
}
