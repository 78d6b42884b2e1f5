//! What pages get wrong: the findings of understanding them, and checks of their own quality. Each family of checks has a
//! file, each check is a function that says which evidence it weighs.

mod actions;
mod cells;
mod errors;
mod keys;
mod language_facts;
mod languages;
mod literals;
mod names;
mod quote;
mod request;
mod request_example;
mod response;
mod sample;
mod similar;
mod subject;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Findings};
use crate::extract::{self, Progress};
use crate::infer::{self, PageCounts, RowCounts, Study};
use crate::ir::Prose;
use crate::read::Page;
use crate::reference::{self, Group, Grouped, PageText, Root};
use crate::understand::by_product;

use languages::Twin;
use subject::Subject;

/// What is wrong with a tree of pages.
#[derive(Debug, Default)]
pub struct Lint {
    /// The findings, by page and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts of the pages, by name.
    pub texts: Vec<PageText>,
    /// What the pages came to.
    pub pages: PageCounts,
    /// The rows of their tables.
    pub rows: RowCounts,
}

/// The checks of an operation's page, in the order in which they run; what is found is sorted by place.
const CHECKS: &[fn(&Subject<'_, '_>, &mut Findings<'_>)] = &[
    actions::title,
    actions::in_table,
    actions::in_example,
    cells::error_rows,
    cells::bullets,
    cells::values,
    names::characters,
    names::type_words,
    request::names,
    request::required,
    request::separators,
    response::names,
    keys::spaces,
    literals::response,
    literals::request,
    errors::repeated,
    errors::spaces,
];

/// Reads a tree of pages and says what is wrong with them.
///
/// # Errors
///
/// The folder cannot be read, or holds no page.
pub fn lint<'r>(root: impl Into<Root<'r>>, progress: Progress<'_>) -> Result<Lint, Diagnostic> {
    let root = root.into();
    let (texts, unreadable) = extract::load(root.path)?;
    let mut lint = check_and(root, &texts, progress);
    lint.diagnostics.extend(unreadable.iter().map(extract::unreadable_page));
    lint.diagnostics.sort();
    lint.texts = texts;
    Ok(lint)
}

/// Says what is wrong with pages; `root` is the folder that they lie in.
pub fn check(root: &Path, texts: &[PageText]) -> Lint {
    check_and(root.into(), texts, &mut |_, _| {})
}

fn check_and(root: Root<'_>, texts: &[PageText], progress: Progress<'_>) -> Lint {
    let Grouped { groups, homeless, diagnostics } = reference::group(root, texts);
    let mut lint = Lint { diagnostics, ..Lint::default() };
    let told: Vec<Diagnostic> = homeless.iter().filter_map(extract::homeless_page).collect();
    lint.pages.pages += homeless.len();
    lint.pages.skipped += told.len();
    lint.pages.other += homeless.len() - told.len();
    lint.diagnostics.extend(told);
    for (_, groups) in by_product(&groups) {
        progress(groups.iter().map(|group| group.pages.len()).sum(), texts.len());
        product(&groups, &mut lint);
    }
    lint.diagnostics.sort();
    lint.diagnostics.dedup();
    lint
}

/// Checks the pages of one product, in every language.
fn product(groups: &[&Group<'_>], lint: &mut Lint) {
    let mut told: HashMap<String, Vec<Twin>> = HashMap::new();
    let pages: Vec<&[Page<'_>]> = groups.iter().map(|group| group.pages.as_slice()).collect();
    for (group, (inferred, studies)) in groups.iter().zip(infer::visit(&pages, Prose::Omit, &study)) {
        let (twins, found): (Vec<Twin>, Vec<Vec<Diagnostic>>) = studies.into_iter().unzip();
        lint.diagnostics.extend(found.into_iter().flatten());
        for page in &group.pages {
            if infer::lists_common_errors(page) {
                let mut findings = page.findings();
                errors::of_page(page, &mut findings);
                lint.diagnostics.extend(findings);
            }
        }
        // A guess about an operation that the pages before tell is of no consequence.
        let guesses = inferred.guesses.into_iter().filter(|guess| !told.contains_key(&guess.operation));
        lint.diagnostics.extend(guesses.map(|guess| guess.diagnostic));
        lint.diagnostics.extend(inferred.diagnostics);
        lint.pages += inferred.pages;
        lint.rows += inferred.rows;
        for twin in twins {
            let others = told.entry(twin.operation.clone()).or_default();
            for other in &*others {
                languages::compare(&twin, other, &mut lint.diagnostics);
            }
            others.push(twin);
        }
    }
}

/// Checks one operation's page, and keeps what its pages in other languages are compared with.
fn study(study: &Study<'_, '_>) -> (Twin, Vec<Diagnostic>) {
    let subject = Subject::new(study);
    let mut findings = study.page.findings();
    for check in CHECKS {
        check(&subject, &mut findings);
    }
    (Twin::new(&subject), findings.into_iter().collect())
}
