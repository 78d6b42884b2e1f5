//! Figures for programs: a JSON object a line, for each product and each sum.

use std::collections::BTreeMap;

use alicloud_generator::measure::{Counts, Misplaced, SHARES};
use serde::Serialize;

use super::Tree;
use crate::cli::Measure;
use crate::print::outln;

/// The figures of a product, or of all.
#[derive(Serialize)]
struct Line<'l> {
    reference: &'l str,
    languages: String,
    /// Absent: all.
    product: Option<&'l str>,
    /// Each share by the judge's name; absent where there is nothing to count.
    shares: BTreeMap<&'static str, Option<f64>>,
    counts: BTreeMap<String, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    misplaced: Option<Vec<Field<'l>>>,
}

/// A field at a wrong place.
#[derive(Serialize)]
struct Field<'l> {
    operation: &'l str,
    page: &'l str,
    path: &'l str,
    ours: &'l [String],
}

/// Prints the lines of a tree.
pub fn print(tree: &Tree, choice: &Measure) {
    for measured in &tree.measured {
        let line = |product, counts: &Counts, misplaced| Line {
            reference: &tree.folder,
            languages: measured.languages.to_string(),
            product,
            shares: SHARES.iter().map(|share| (share.name, share.value(counts))).collect(),
            counts: counts.by_name(),
            misplaced,
        };
        for (name, product) in measured.products.iter().filter(|_| !choice.totals) {
            let misplaced = choice.misplaced.then(|| fields(&product.misplaced));
            write(&line(Some(name), &product.counts, misplaced));
        }
        write(&line(None, &measured.total(), None));
    }
}

fn fields(misplaced: &[Misplaced]) -> Vec<Field<'_>> {
    misplaced
        .iter()
        .flat_map(|one| {
            one.fields.iter().map(|field| Field {
                operation: &one.operation,
                page: &one.page,
                path: &field.path,
                ours: &field.ours,
            })
        })
        .collect()
}

fn write(line: &Line<'_>) {
    outln!("{}", serde_json::to_string(line).expect("figures have only keys that are strings"));
}
