//! What the pages of one product mean, and whose the other pages in their folder are.

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Severity};
use crate::extract;
use crate::infer::{Inferred, ProductKey};
use crate::ir::Product;
use crate::reference::{self, Grouped, Root};
use crate::understand::understand;

use super::pages::Pages;

/// Reads and understands the product's pages. Pages that lost something come second; those of another product are reported
/// and left out.
pub fn read(
    product: &Product,
    pages: &Pages,
) -> Result<(Inferred, BTreeSet<String>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let reference = &pages.folder;
    let (texts, unreadable) = extract::load(reference).map_err(|error| vec![error])?;
    let in_workspace = |file: &str| format!("{}/{file}", pages.shown);
    let key = ProductKey { product: product.product.clone(), version: product.version.clone() };
    let root = Root { path: reference, product: Some(&key) };
    let Grouped { groups, homeless, diagnostics: doubts } = reference::group(root, &texts);
    let (own, foreign): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.key == key);
    let mut found = understand(&own, product.prose);
    let mut diagnostics = std::mem::take(&mut found.diagnostics);
    diagnostics.extend(doubts);
    let lost = diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| &found.file);
    let broken = lost.chain(unreadable.iter().map(|page| &page.file)).cloned().collect();
    for guess in &mut found.guesses {
        guess.diagnostic.file = in_workspace(&guess.diagnostic.file);
    }
    let strangers = foreign.iter().flat_map(|group| group.pages.iter().map(|page| (page, Some(&group.key))));
    for (page, key) in strangers.chain(homeless.iter().map(|(page, _)| (page, None))) {
        found.pages.pages += 1;
        found.pages.skipped += 1;
        let whose = key.map_or("an unknown product".to_owned(), |key| format!("{} {}", key.product, key.version));
        let message =
            format!("the page describes {whose}, not {} {}; it is left out", product.product, product.version);
        let help = "move the page to its product's folder, or correct its link to OpenAPI Explorer";
        let mut findings = page.findings();
        findings.at("page-of-another-product", 0, message, help);
        diagnostics.extend(findings);
    }
    diagnostics.extend(unreadable.iter().map(extract::unreadable_page));
    for diagnostic in &mut diagnostics {
        diagnostic.file = in_workspace(&diagnostic.file);
    }
    if found.operations.is_empty() {
        let message = format!("no page describes an operation of {} {}", product.product, product.version);
        let help = "check `product` and `version` in product.yaml against the pages";
        let place = reference.display().to_string();
        return Err(vec![Diagnostic::new(place, "product-without-operation", message, help)]);
    }
    Ok((found, broken, diagnostics))
}
