//! Figures for people: a table for each tree and language.

use alicloud_generator::measure::{Counts, Measured, SHARES, together};

use super::Tree;
use crate::cli::Measure;
use crate::print::{clean, counted, outln};

/// Prints the tables of a tree.
pub fn print(tree: &Tree, choice: &Measure) {
    for measured in &tree.measured {
        let names = measured.products.keys().map(|name| name.len());
        let width = names.chain(["product".len()]).max().unwrap_or(0);
        outln!("{} {}", clean(&tree.folder), measured.languages);
        let titles: Vec<String> = SHARES.iter().map(|share| format!("{:>7}", share.title)).collect();
        outln!("{:width$} {:>5} {:>9} {:>7}{}", "product", "ops", "misplaced", "of", titles.concat());
        for (name, product) in measured.products.iter().filter(|_| !choice.totals) {
            outln!("{name:width$} {}", figures(&product.counts));
        }
        outln!("{:width$} {}", "all", figures(&measured.total()));
        let (without_truth, unknown) = (measured.without_truth, measured.unknown);
        if without_truth + unknown > 0 {
            let left_out = counted(without_truth + unknown, "operation");
            outln!("not compared: {left_out}, {without_truth} of products without a truth, {unknown} unknown to it");
        }
        if choice.misplaced {
            misplaced(measured);
        }
        outln!("");
    }
    beside(tree, choice);
}

/// Prints what merging the languages changes, by the fields that each has.
fn beside(tree: &Tree, choice: &Measure) {
    let Some(together) = together(&tree.measured) else { return };
    let operations = counted(together.operations, "operation");
    outln!("{} merged, beside each language, on {operations} that all describe", clean(&tree.folder));
    outln!("{:8} {:>7} {:>9} {:>9}", "language", "fields", "misplaced", "merged");
    for one in &together.each {
        outln!("{:8} {:>7} {:>9} {:>9}", one.languages.to_string(), one.fields, one.alone, one.merged);
    }
    for (product, operation) in together.worse.iter().filter(|_| choice.misplaced) {
        outln!("{product} {operation}: the better page alone misplaces less");
    }
    outln!("");
}

fn figures(counts: &Counts) -> String {
    let share = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{:.2}", 100.0 * value));
    let shares: Vec<String> = SHARES.iter().map(|one| format!("{:>7}", share(one.value(counts)))).collect();
    let misplaced = counts.st_n - counts.st_ok;
    format!("{:>5} {misplaced:>9} {:>7}{}", counts.ops_both, counts.st_n, shares.concat())
}

/// Lists the fields at a wrong place.
fn misplaced(measured: &Measured) {
    for (product, scored) in &measured.products {
        for operation in &scored.misplaced {
            let fields = counted(operation.fields.len(), "field");
            outln!("{product} {}: {fields} misplaced, {}", operation.operation, clean(&operation.page));
            for field in &operation.fields {
                outln!("  {} is at {}", clean(&field.path), clean(&field.ours.join(", ")));
            }
        }
    }
}
