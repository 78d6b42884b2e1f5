//! Brings a folder to a set of files: all of them, or none.
//!
//! What changes is first written beside the folder, then each file is renamed into its place. A rename replaces a file in
//! one step, so whoever looks, and whatever breaks, sees every file old or new, and whole. When a rename fails, those
//! before it are undone.

mod failure;
mod paths;
mod plan;
mod show;
#[cfg(test)]
mod tests;
mod transaction;

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::Diagnostic;

use failure::refused;
use paths::{check_parents, check_path, list, read_existing};
use plan::Change;
pub use plan::{Plan, Summary};

/// Brings the folder `target` to hold `files`, by relative path; see [`plan`]. On an error the folder is as it was.
pub fn write(
    target: &Path,
    files: &BTreeMap<String, String>,
    owned: impl Fn(&str, &[u8]) -> bool,
) -> Result<Summary, Diagnostic> {
    plan(target, files, owned)?.apply()
}

/// Compares the folder `target` with the `files` that it should hold, by relative path with `/`, and changes nothing.
///
/// A file that is in the folder only is surplus if `owned` says so, given its path and content; others are left alone.
/// Hidden files and folders are not looked at. An error: a path that leaves the folder, or what cannot be read.
pub fn plan(
    target: &Path,
    files: &BTreeMap<String, String>,
    owned: impl Fn(&str, &[u8]) -> bool,
) -> Result<Plan, Diagnostic> {
    let mut plan = Plan { target: target.to_owned(), changes: Vec::new(), unchanged: 0 };
    for (path, content) in files {
        check_path(path).map_err(|reason| refused(target, path, reason))?;
        check_parents(target, path)?;
        let old = read_existing(&target.join(path))?;
        if old.as_deref() == Some(content.as_bytes()) {
            plan.unchanged += 1;
        } else {
            plan.changes.push(Change { path: path.clone(), old, new: Some(content.clone()) });
        }
    }
    let mut found = Vec::new();
    list(target, "", &mut found)?;
    for path in found {
        if files.contains_key(&path) {
            continue;
        }
        let old = read_existing(&target.join(&path))?;
        if owned(&path, old.as_deref().unwrap_or_default()) {
            plan.changes.push(Change { path, old, new: None });
        }
    }
    plan.changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(plan)
}
