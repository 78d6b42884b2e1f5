//! The commands and their arguments. The comments of the fields are what `--help` prints.

use std::path::PathBuf;

use alicloud_generator::diagnostic::codes::Code;
use alicloud_generator::infer::ProductKey;
use alicloud_generator::{ir, reference};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::lint::{Choice, Format, code};
use crate::measure;

/// Keeps the specifications and the generated client true to the API reference
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask", arg_required_else_help = true)]
pub struct Cli {
    /// Another workspace, for tests
    #[arg(long, value_name = "DIR", global = true, hide = true)]
    pub root: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Reads the pages of every product under specs/, writes the specification and the client
    ///
    /// Where the pages are not in the repository, the client is made of the committed specification.
    Regen(Regen),
    /// Reads any tree of pages, of any product, and writes the specifications alone
    Extract(Extract),
    /// Shows what changed in the specifications since a git revision, in API terms
    Diff(Diff),
    /// Compares two trees of specifications by their facts; exits with 1 where they differ
    Compare(Compare),
    /// Shows what the pages get wrong, with file, line and column
    ///
    /// Exits with 1 where something is an error or denied, else with 0. generator/LINTS.md lists the codes.
    Lint(Lint),
    /// Extracts trees of pages and compares what came of them with what is known to be true
    ///
    /// Each product is measured alone, each language alone and all together.
    Measure(Measure),
    /// Fits the weights of the tree search to what is known to be true, and says what they are worth on other pages
    Fit(Judged),
    /// Says how often places are right, by how sure they are said to be
    Calibrate(Judged),
}

#[derive(Debug, Args)]
pub struct Regen {
    /// Write nothing; exit with 1 and show what is stale
    #[arg(long)]
    pub check: bool,
    /// The pages of products whose own are not under specs/, each in a folder such as DIR/WebPlus-2019-03-20
    ///
    /// A product without a folder there is made of its committed specification.
    #[arg(long, value_name = "DIR")]
    pub reference_root: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Extract {
    /// The pages
    #[arg(long, value_name = "DIR")]
    pub reference: PathBuf,
    /// Where the specifications go
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Whether sentences of the pages are kept
    #[arg(long, value_name = "PROSE", default_value = "omit")]
    pub prose: Prose,
    /// The product of pages whose folders and links name none
    #[arg(long, value_name = "NAME", requires = "version", value_parser = name)]
    pub product: Option<String>,
    /// The version of that product's API, as in 2019-03-20
    #[arg(long, value_name = "DATE", requires = "product", value_parser = date)]
    pub version: Option<String>,
}

/// Whether sentences of the pages are kept.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Prose {
    Omit,
    Keep,
}

#[derive(Debug, Args)]
pub struct Diff {
    /// The revision
    #[arg(value_name = "REV", default_value = "HEAD")]
    pub revision: String,
}

#[derive(Debug, Args)]
pub struct Compare {
    /// A tree as extract writes it
    #[arg(value_name = "LEFT")]
    pub left: PathBuf,
    /// Another one
    #[arg(value_name = "RIGHT")]
    pub right: PathBuf,
}

#[derive(Debug, Args)]
pub struct Lint {
    /// The pages; without it, those of every product under specs/
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// How findings are printed: text for people, json and sarif for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
    #[command(flatten)]
    pub choice: Choice,
    /// The product of pages whose folders and links name none
    #[arg(long, value_name = "NAME", requires_all = ["version", "folder"], value_parser = name)]
    pub product: Option<String>,
    /// The version of that product's API, as in 2019-03-20
    #[arg(long, value_name = "DATE", requires_all = ["product", "folder"], value_parser = date)]
    pub version: Option<String>,
    /// Say what a code means, with an example
    #[arg(long, value_name = "CODE", value_parser = code)]
    #[arg(conflicts_with_all = ["folder", "format", "deny", "allow"])]
    pub explain: Vec<&'static Code>,
}

/// A product's name, as it is part of paths.
fn name(text: &str) -> Result<String, String> {
    let help = "a product's name has ASCII letters and digits, and `-`, `_` and `.` within";
    if reference::is_safe(text) { Ok(text.to_owned()) } else { Err(help.to_owned()) }
}

/// The version of an API.
fn date(text: &str) -> Result<String, String> {
    let help = "the version of an API is a day, as in 2019-03-20";
    if reference::is_version(text) { Ok(text.to_owned()) } else { Err(help.to_owned()) }
}

/// The product that the user says a tree is of.
pub fn stated(product: &Option<String>, version: &Option<String>) -> Option<ProductKey> {
    Some(ProductKey { product: product.clone()?, version: version.clone()? })
}

#[derive(Debug, Args)]
pub struct Measure {
    /// Trees of pages, such as the newest and older ones; a product is a folder named like WebPlus-2019-03-20
    #[arg(long, value_name = "DIR", num_args = 1.., required = true)]
    pub reference: Vec<PathBuf>,
    /// What is true of each product, a JSON file each
    #[arg(long, value_name = "DIR")]
    pub truth: PathBuf,
    /// Understand each tree as a whole, as extract does, and not product by product
    #[arg(long)]
    pub one_root: bool,
    /// Count these products alone
    #[arg(long, value_name = "NAME", num_args = 1..)]
    pub product: Vec<String>,
    /// List the fields at a wrong place, by operation
    #[arg(long)]
    pub misplaced: bool,
    /// Print the sums alone, and not each product
    #[arg(long)]
    pub totals: bool,
    /// How figures are printed: text for people, json for programs
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: measure::Format,
}

#[derive(Debug, Args)]
pub struct Judged {
    /// Trees of pages, such as the newest and older ones
    #[arg(long, value_name = "DIR", num_args = 1.., required = true)]
    pub reference: Vec<PathBuf>,
    /// What is true of each product, a JSON file each
    #[arg(long, value_name = "DIR")]
    pub truth: PathBuf,
}

impl From<Prose> for ir::Prose {
    fn from(prose: Prose) -> Self {
        match prose {
            Prose::Omit => Self::Omit,
            Prose::Keep => Self::Keep,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_commands_are_consistent() {
        super::Cli::command().debug_assert();
    }
}
