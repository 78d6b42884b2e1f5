//! All pages of one product, in one language or several, to one set of operations.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Position, Severity};
use crate::infer::{self, Inferred, ProductKey};
use crate::ir::Prose;
use crate::reference::Group;

/// Understands the groups of one product. A page in a further language adds what the languages before it lack.
pub fn understand(groups: &[&Group<'_>], prose: Prose) -> Inferred {
    let mut all = Inferred::default();
    for group in groups {
        let found = infer::infer(&group.pages, prose);
        let known: BTreeSet<String> = all.operations.iter().map(|operation| operation.operation.clone()).collect();
        all.pages.pages += found.pages.pages;
        all.pages.common += found.pages.common;
        all.pages.other += found.pages.other;
        all.pages.skipped += found.pages.skipped;
        all.rows.rows += found.rows.rows;
        all.rows.fields += found.rows.fields;
        all.rows.skipped += found.rows.skipped;
        for operation in found.operations {
            if known.contains(&operation.operation) {
                all.pages.skipped += 1;
                all.diagnostics.push(Diagnostic {
                    file: operation.source.clone(),
                    position: Position { line: 1, column: 1 },
                    severity: Severity::Note,
                    code: "operation-in-another-language",
                    message: format!("{} is taken from its page in another language", operation.operation),
                    help: String::new(),
                });
            } else {
                all.pages.operations += 1;
                all.operations.push(operation);
            }
        }
        if all.common.errors.is_empty() {
            all.common = found.common;
        }
        all.diagnostics.extend(found.diagnostics);
        all.guesses.extend(found.guesses.into_iter().filter(|guess| !known.contains(&guess.operation)));
    }
    all.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    all.diagnostics.sort();
    all
}

/// The groups of each product, in the order of their languages.
pub fn by_product<'g, 'a>(groups: &'g [Group<'a>]) -> Vec<(&'g ProductKey, Vec<&'g Group<'a>>)> {
    let mut products: Vec<(&ProductKey, Vec<&Group<'_>>)> = Vec::new();
    for group in groups {
        match products.iter_mut().find(|(key, _)| **key == group.key) {
            Some((_, groups)) => groups.push(group),
            None => products.push((&group.key, vec![group])),
        }
    }
    products
}
