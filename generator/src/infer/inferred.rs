//! What a product's pages mean, and the counts that must balance.

use std::ops::AddAssign;

use crate::diagnostic::{Diagnostic, Findings};
use crate::ir::{CommonErrors, Operation};

use super::guess::Guess;
use super::table::RowCounts;

/// What a product's pages mean.
#[derive(Clone, Debug, Default)]
pub struct Inferred {
    /// The operations, by name.
    pub operations: Vec<Operation>,
    /// The errors of the whole product.
    pub common: CommonErrors,
    /// What was found on the way, by page, but for guesses.
    pub diagnostics: Vec<Diagnostic>,
    /// Places and facts that were guesses, by page.
    pub guesses: Vec<Guess>,
    /// Pages that became operations or common errors, and pages that are something else or were left out.
    pub pages: PageCounts,
    /// The rows of the request and response tables.
    pub rows: RowCounts,
}

impl Inferred {
    /// Adds the operation of a page, and what was found there.
    pub(super) fn add(&mut self, operation: Operation, guesses: Vec<Guess>, findings: Findings<'_>, rows: RowCounts) {
        self.pages.operations += 1;
        self.operations.push(operation);
        self.guesses.extend(guesses);
        self.diagnostics.extend(findings);
        self.rows += rows;
    }

    /// Puts the operations in the order of their names, and what was found in that of its places.
    pub(super) fn sort(&mut self) {
        self.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
        self.diagnostics.sort();
    }
}

/// Counts that must balance: pages = operations + merged + common + other + skipped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct PageCounts {
    /// Pages read.
    pub pages: usize,
    /// Pages that became operations.
    pub operations: usize,
    /// Pages that were merged into an operation from a page in another language.
    #[serde(skip_serializing_if = "crate::ir::is_default")]
    pub merged: usize,
    /// Pages of common errors.
    pub common: usize,
    /// Pages for people.
    pub other: usize,
    /// Pages left out, each with a diagnostic.
    pub skipped: usize,
}

impl AddAssign for PageCounts {
    fn add_assign(&mut self, more: Self) {
        self.pages += more.pages;
        self.operations += more.operations;
        self.merged += more.merged;
        self.common += more.common;
        self.other += more.other;
        self.skipped += more.skipped;
    }
}
