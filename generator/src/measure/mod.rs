//! How right the generator is: extracts whole references and compares what came of them with what is known to be true.
//!
//! It counts as the judge of the references does (`score.py` beside them; a test compares the two), but in one process, so
//! that a change is measured in seconds.

mod confidence;
mod corpus;
mod counts;
mod fit;
mod pages;
mod paths;
mod request;
mod response;
mod route;
#[cfg(test)]
mod tests;
mod together;
mod truth;

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::infer::ProductKey;
use crate::ir::Operation;

pub use confidence::{JudgedBand, JudgedPlace, Share as PlaceShare, by_margin, judge, places};
pub use corpus::{Corpus, Texts, Wrong};
pub use counts::{Counts, SHARES, Share};
pub use fit::{Fit, Fitted, Fold, Spread, fit};
pub use pages::Languages;
pub use response::Astray;
pub use together::{Compared, Together, together};
pub use truth::{Truth, Truths};

use pages::Unit;

/// What a reference came to in some languages.
#[derive(Debug)]
pub struct Measured {
    /// The languages.
    pub languages: Languages,
    /// By product and version.
    pub products: BTreeMap<String, Scored>,
    /// Where the fields of each operation are, by product and operation.
    pub places: HashMap<(String, String), Places>,
    /// Operations of products without a truth.
    pub without_truth: usize,
    /// Operations that the truth of their product does not have.
    pub unknown: usize,
}

/// What a product came to.
#[derive(Debug, Default)]
pub struct Scored {
    /// The counts.
    pub counts: Counts,
    /// Fields at a wrong place, by operation.
    pub misplaced: Vec<Misplaced>,
}

/// The fields of the truth whose name an operation has, with whether it has them at their place.
pub type Places = BTreeMap<String, bool>;

/// The fields of an operation at a wrong place.
#[derive(Clone, Debug)]
pub struct Misplaced {
    /// The operation.
    pub operation: String,
    /// Its page.
    pub page: String,
    /// The fields.
    pub fields: Vec<Astray>,
}

impl Measured {
    /// The sum of all products.
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.products.values().for_each(|product| total += &product.counts);
        total
    }
}

/// Measures a reference in each language and in all together. Each product is understood alone, or, as `one_root` says, all
/// together as one tree.
///
/// # Errors
///
/// The reference cannot be read, or holds no operation of a product that has a truth.
pub fn measure(reference: &Path, truths: &Truths, one_root: bool) -> Result<Vec<Measured>, Diagnostic> {
    let mut units = pages::load(reference, one_root)?;
    units.retain(|unit| {
        !truths.chosen || unit.product().is_none_or(|key| truths.of(&key.product, &key.version).is_some())
    });
    let jobs: Vec<(Languages, &Unit)> =
        Languages::EACH.into_iter().flat_map(|languages| units.iter().map(move |unit| (languages, unit))).collect();
    let scored: Vec<_> = jobs
        .par_iter()
        .map(|&(languages, unit)| {
            let operations = unit.operations(languages);
            let scored = operations.into_iter().map(|(key, operation)| score(truths, &key, &operation));
            (languages, scored.collect::<Vec<_>>())
        })
        .collect();
    let mut measured: BTreeMap<Languages, Vec<Judged>> = BTreeMap::new();
    for (languages, judged) in scored {
        measured.entry(languages).or_default().extend(judged);
    }
    let found: Vec<Measured> = measured.into_iter().map(|(languages, judged)| add_up(languages, judged)).collect();
    if found.iter().all(|measured| measured.products.is_empty()) {
        let message = "no operation of these pages belongs to a product that has a truth";
        let help = "name a folder of pages whose products have a truth, and the folder of those with --truth";
        return Err(Diagnostic::new(reference.display().to_string(), "truth-missing", message, help));
    }
    Ok(found.into_iter().filter(|measured| !measured.products.is_empty()).collect())
}

/// An operation that was compared, with its product, or why it was not.
enum Judged {
    Scored(Box<(String, Counts, Misplaced, Places)>),
    WithoutTruth,
    Unknown,
}

fn score(truths: &Truths, key: &ProductKey, operation: &Operation) -> Judged {
    let Some(product) = truths.of(&key.product, &key.version) else { return Judged::WithoutTruth };
    let Some(truth) = product.operations.get(&operation.operation) else { return Judged::Unknown };
    let mut counts = Counts { ops_both: 1, ..Counts::default() };
    route::score(product, truth, operation, &mut counts);
    request::score(&truth.request(), paths::of_request(&operation.request), &mut counts);
    let mut places = Places::new();
    let fields = match product.response(&operation.operation) {
        Some(truth) => {
            let ours = paths::of_response(&operation.response);
            let right = truth.keys().filter(|path| ours.contains_key(*path));
            places.extend(right.map(|path| (path.to_string(), true)));
            response::score(&truth, &ours, &mut counts)
        }
        None => Vec::new(),
    };
    places.extend(fields.iter().map(|field| (field.path.clone(), false)));
    let misplaced = Misplaced { operation: operation.operation.clone(), page: operation.source.clone(), fields };
    Judged::Scored(Box::new((product.name(), counts, misplaced, places)))
}

/// Adds up the operations by product. Where pages of two folders describe an operation, the later one counts.
fn add_up(languages: Languages, judged: Vec<Judged>) -> Measured {
    let (mut without_truth, mut unknown) = (0, 0);
    let mut operations: BTreeMap<(String, String), (Counts, Misplaced)> = BTreeMap::new();
    let mut all_places = HashMap::new();
    for judged in judged {
        match judged {
            Judged::Scored(scored) => {
                let (product, counts, misplaced, places) = *scored;
                all_places.insert((product.clone(), misplaced.operation.clone()), places);
                operations.insert((product, misplaced.operation.clone()), (counts, misplaced));
            }
            Judged::WithoutTruth => without_truth += 1,
            Judged::Unknown => unknown += 1,
        }
    }
    let mut products: BTreeMap<String, Scored> = BTreeMap::new();
    for ((product, _), (counts, misplaced)) in operations {
        let scored = products.entry(product).or_default();
        scored.counts += &counts;
        if !misplaced.fields.is_empty() {
            scored.misplaced.push(misplaced);
        }
    }
    Measured { languages, products, places: all_places, without_truth, unknown }
}
