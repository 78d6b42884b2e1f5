//! The specifications of an earlier revision, read through git.

use std::path::Path;
use std::process::Command;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::ir::Operation;
use alicloud_generator::{regen, store};

/// The operations of a product at a revision; none where the product did not exist.
pub fn operations(root: &Path, revision: &str, folder: &str) -> Result<Vec<Operation>, Vec<Diagnostic>> {
    let place = format!("{}/{folder}/{}/", regen::SPECS, store::OPERATIONS);
    // The revision follows the option that ends the options: it is the user's word, not one of ours.
    let listing = git(root, &["ls-tree", "-r", "--name-only", "--full-tree", "--end-of-options", revision, &place])?;
    let (mut operations, mut failures) = (Vec::new(), Vec::new());
    for path in listing.lines().filter(|path| path.ends_with(".yaml")) {
        let text = git(root, &["show", "--end-of-options", &format!("{revision}:{path}")])?;
        match store::parse(Path::new(path), &text) {
            Ok(operation) => operations.push(operation),
            Err(error) => failures.push(error),
        }
    }
    if failures.is_empty() { Ok(operations) } else { Err(failures) }
}

fn git(root: &Path, arguments: &[&str]) -> Result<String, Vec<Diagnostic>> {
    let output = Command::new("git").arg("-C").arg(root).args(arguments).output().map_err(|error| {
        vec![Diagnostic::new(
            "git",
            "git-missing",
            format!("git could not be run: {error}"),
            "install git, or compare two trees with `cargo xtask compare`",
        )]
    })?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(vec![Diagnostic::new(
            "git",
            "revision-unknown",
            message,
            "name a revision that this repository has, such as HEAD~1 or main",
        )]);
    }
    String::from_utf8(output.stdout).map_err(|error| {
        vec![Diagnostic::new(
            "git",
            "not-utf-8",
            format!("the specification of that revision is not UTF-8: {error}"),
            "name another revision",
        )]
    })
}
