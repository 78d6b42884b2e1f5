//! Overrides and what pages say: which apply, which wait, which guesses they settle, and which operations stay as they were.

use std::collections::BTreeSet;
use std::fs;

use crate::diagnostic::Diagnostic;
use crate::infer::Guess;
use crate::ir::{Fact, Operation, WirePath};
use crate::overrides::{self, Override};

use super::home::{Home, unreadable};

/// The overrides of a product.
const OVERRIDES: &str = "overrides.yaml";

/// Applies the product's overrides to what its pages say. Returns the guesses that they settle, by operation and path, and their faults.
/// Operations that stay as they were have been corrected already.
pub fn correct(
    home: &Home,
    kept: &BTreeSet<String>,
    operations: &mut [Operation],
) -> (BTreeSet<(String, WirePath)>, Vec<Diagnostic>) {
    match load(home) {
        Ok(mut corrections) => {
            corrections.retain(|one| !kept.contains(&one.operation));
            let settled = corrections.iter().filter_map(|one| Some((one.operation.clone(), one.settles()?.clone())));
            (settled.collect(), overrides::apply(&home.file(OVERRIDES), &corrections, operations))
        }
        Err(errors) => (BTreeSet::new(), errors),
    }
}

/// Finds the overrides that a committed specification does not have yet; they wait for the pages.
///
/// Overrides are part of what is committed, so to apply them again changes nothing: an operation that would change has some
/// that came later. Nothing is applied here, since a sequence of them is right only on what the page says.
pub fn waiting(home: &Home, operations: &[Operation]) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let file = home.file(OVERRIDES);
    let corrections = load(home)?;
    let mut corrected = operations.to_vec();
    overrides::apply(&file, &corrections, &mut corrected);
    let changed = operations.iter().zip(&corrected).filter(|(before, after)| before != after);
    let late = changed.filter_map(|(before, _)| corrections.iter().find(|one| one.operation == before.operation));
    let found = late.map(|first| {
        let message = format!("overrides of {} are not in its committed specification yet", first.operation);
        let help = "read its page again: give the folder of all pages with --reference-root";
        Diagnostic::new(&file, "override-waits", message, help).at(first.position)
    });
    Ok(found.collect())
}

/// The product's overrides; none where there is no file of them.
fn load(home: &Home) -> Result<Vec<Override>, Vec<Diagnostic>> {
    let path = home.path.join(OVERRIDES);
    if !path.exists() {
        return Ok(Vec::new());
    }
    let file = home.file(OVERRIDES);
    let text = fs::read_to_string(&path).map_err(|error| vec![unreadable(file.clone(), &error)])?;
    overrides::read(&file, &text)
}

/// An operation whose page cannot be read, or lost something, stays as it was: a bad page loses nothing. Returns the names.
pub fn keep_broken(
    operations: &mut Vec<Operation>,
    before: &[Operation],
    broken: &BTreeSet<String>,
) -> BTreeSet<String> {
    let kept = || before.iter().filter(|old| broken.contains(&old.source));
    let names: BTreeSet<String> = kept().map(|old| old.operation.clone()).collect();
    operations.retain(|operation| !names.contains(&operation.operation));
    operations.extend(kept().cloned());
    operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    names
}

/// Whether a fact is still a guess after the overrides.
pub fn is_guessed(operations: &[Operation], guess: &Guess, fact: Fact) -> bool {
    let operation = operations.iter().find(|operation| operation.operation == guess.operation);
    let field = operation.and_then(|operation| guess.path.resolve(operation.side(guess.side)));
    field.is_some_and(|field| field.guessed.contains_key(&fact))
}
