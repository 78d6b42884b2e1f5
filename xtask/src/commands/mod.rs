//! The commands: each calls the generator and prints what came of it.

mod calibrate;
mod compare;
mod diff;
mod extract;
mod fit;
mod lint;
mod measure;
mod regen;
mod revision;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;

use crate::cli::{Cli, Command};

/// Runs a command.
pub fn run(cli: Cli) -> Result<ExitCode, Vec<Diagnostic>> {
    let root = cli.root.unwrap_or_else(workspace);
    match cli.command {
        Command::Regen(arguments) => regen::run(&root, &arguments),
        Command::Extract(arguments) => extract::run(&arguments),
        Command::Diff(arguments) => diff::run(&root, &arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Lint(arguments) => lint::run(&root, &arguments),
        Command::Measure(arguments) => measure::run(&arguments),
        Command::Fit(arguments) => fit::run(&arguments),
        Command::Calibrate(arguments) => calibrate::run(&arguments),
    }
}

/// The workspace that cargo runs this program in, else the one that it was built in.
fn workspace() -> PathBuf {
    // Two checkouts that share a target directory share the program too: what it was built in may be the other one.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().unwrap_or(&manifest).to_owned()
}
