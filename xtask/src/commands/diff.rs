//! `diff`: what changed in the specifications since a revision.

use std::path::Path;
use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::{compare, regen, store};

use super::revision;
use crate::cli::Diff;
use crate::print::{out, outln};

/// Runs the command.
pub fn run(root: &Path, Diff { revision }: &Diff) -> Result<ExitCode, Vec<Diagnostic>> {
    let specs = root.join(regen::SPECS);
    let mut is_changed = false;
    for folder in regen::product_folders(&specs).map_err(|error| vec![error])? {
        let old = revision::operations(root, revision, &folder)?;
        let new = store::load_operations(&specs.join(&folder))?;
        let changes = compare::compare(&old, &new);
        if !changes.is_empty() {
            is_changed = true;
            outln!("{folder}:");
            out!("{}", compare::List(&changes));
        }
    }
    if !is_changed {
        outln!("nothing changed in the specifications since {revision}");
    }
    Ok(ExitCode::SUCCESS)
}
