//! Responses whose truth is known, of several references, read once: what weights are fitted to and confidence is judged by.

use std::collections::{HashMap, HashSet};
use std::iter::Sum;
use std::path::PathBuf;

use rayon::prelude::*;

use super::counts::Counts;
use super::pages::{self, Languages};
use super::paths::{self, Paths};
use super::response;
use super::truth::{Truth, Truths};
use crate::diagnostic::Diagnostic;
use crate::infer::trial::Trials;
use crate::infer::{Place, Tree, Weights};
use crate::reference::{self, PageText};
use crate::understand::by_product;
use crate::vocabulary::Language;

/// The texts of references: the pages of each product in each language.
#[derive(Debug)]
pub struct Texts {
    references: Vec<String>,
    units: Vec<UnitTexts>,
}

#[derive(Debug)]
struct UnitTexts {
    reference: usize,
    root: PathBuf,
    texts: Vec<PageText>,
}

impl Texts {
    /// Reads references.
    ///
    /// # Errors
    ///
    /// A folder cannot be read, or holds no page.
    pub fn read(folders: &[PathBuf]) -> Result<Self, Diagnostic> {
        let mut units = Vec::new();
        for (reference, folder) in folders.iter().enumerate() {
            for unit in pages::load(folder, false)? {
                let each = Language::ALL.map(|language| unit.texts(Languages::One(language)));
                let root = unit.root();
                let texts = each.into_iter().filter(|texts| !texts.is_empty());
                units.extend(texts.map(|texts| UnitTexts { reference, root: root.to_owned(), texts }));
            }
        }
        let name = |folder: &PathBuf| folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { references: folders.iter().map(name).collect(), units })
    }
}

/// Responses whose truth is known.
#[derive(Debug)]
pub struct Corpus<'t> {
    /// The references by name.
    pub references: Vec<String>,
    /// The products by name.
    pub products: Vec<String>,
    sets: Vec<Set<'t>>,
    /// The pages.
    pub pages: Vec<Subject>,
}

/// What was understood together.
#[derive(Debug)]
struct Set<'t> {
    reference: usize,
    truth: &'t Truth,
    trials: Trials<'t>,
}

/// A page whose truth is known.
#[derive(Debug)]
pub struct Subject {
    set: usize,
    number: usize,
    truth: Paths,
    /// The number of its reference.
    pub reference: usize,
    /// The number of its product, which it has in common with the pages of other days.
    pub product: usize,
    /// The share of the page in its operation: that has as many as there are days and languages.
    pub share: f64,
}

/// What is wrong with a tree: fields of the truth that we have elsewhere, and fields of ours that the truth has elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// Fields of the truth.
    pub misplaced: usize,
    /// Fields of ours.
    pub unfounded: usize,
    /// How many fields the truth has.
    pub fields: usize,
}

impl Wrong {
    /// Both together.
    pub fn count(self) -> usize {
        self.misplaced + self.unfounded
    }

    /// The share of the truth's fields that we have where it has them; none where it has no fields.
    pub fn right(self) -> Option<f64> {
        (self.fields > 0).then(|| 1.0 - self.misplaced as f64 / self.fields as f64)
    }
}

impl Sum for Wrong {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            misplaced: sum.misplaced + one.misplaced,
            unfounded: sum.unfounded + one.unfounded,
            fields: sum.fields + one.fields,
        })
    }
}

impl<'t> Corpus<'t> {
    /// Takes the pages apart.
    ///
    /// # Errors
    ///
    /// No page has a truth.
    pub fn new(texts: &'t Texts, truths: &'t Truths) -> Result<Self, Diagnostic> {
        let sets: Vec<Set<'t>> = texts.units.par_iter().flat_map(|unit| sets(unit, truths)).collect();
        let mut products: Vec<String> = sets.iter().map(|set| set.truth.name()).collect();
        products.sort();
        products.dedup();
        let mut pages = Vec::new();
        for (at, set) in sets.iter().enumerate() {
            let name = set.truth.name();
            let product = products.iter().position(|product| *product == name).unwrap_or_default();
            for number in 0..set.trials.len() {
                let truth = set.truth.response(set.trials.operation(number));
                pages.extend(truth.map(|truth| Subject {
                    set: at,
                    number,
                    truth,
                    reference: set.reference,
                    product,
                    share: 1.0,
                }));
            }
        }
        share_out(&sets, &mut pages);
        if pages.is_empty() {
            let help = "name folders of pages whose products have a truth, and the folder of those with --truth";
            return Err(Diagnostic::new(texts.references.join(", "), "truth-missing", "no page has a truth", help));
        }
        Ok(Self { references: texts.references.clone(), products, sets, pages })
    }

    /// Finds the best tree of a page by some weights.
    pub fn solve(&self, page: &Subject, weights: &Weights) -> Tree {
        self.sets[page.set].trials.solve(page.number, weights)
    }

    /// What a tree is worth by some weights, in thousandths.
    pub fn score(&self, page: &Subject, tree: &Tree, weights: &Weights) -> Option<i32> {
        self.sets[page.set].trials.score(page.number, tree, weights)
    }

    /// Compares a tree with the truth.
    pub fn judge(&self, page: &Subject, tree: &Tree) -> Wrong {
        let (fields, _) = self.sets[page.set].trials.fields(page.number, tree);
        let mut counts = Counts::default();
        response::structure(&page.truth, &paths::of_response(&fields), &mut counts);
        Wrong { misplaced: counts.st_n - counts.st_ok, unfounded: counts.kp_n - counts.kp_ok, fields: counts.st_n }
    }

    /// The places of a tree whose holder is right, each with whether it is right itself. Names that the truth does not have
    /// are newer or older than it, and tell nothing.
    pub fn places(&self, page: &Subject, tree: &Tree) -> Vec<(Place, bool)> {
        let (_, places) = self.sets[page.set].trials.fields(page.number, tree);
        let known: HashSet<&str> = page.truth.keys().map(|path| paths::leaf(path)).collect();
        let judged = places.into_iter().filter(|place| known.contains(paths::leaf(&place.path)));
        let rightly_held =
            judged.filter(|place| place.parent.as_ref().is_none_or(|(own, inside)| self.holds(page, own, inside)));
        rightly_held
            .map(|place| (page.truth.contains_key(&place.path), place))
            .map(|(right, place)| (place, right))
            .collect()
    }

    /// Whether the truth has a container, and, if it holds anything, holds it there.
    fn holds(&self, page: &Subject, own: &str, inside: &str) -> bool {
        let below = |path: &str| {
            page.truth.keys().any(|one| one.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '['])))
        };
        let has_inside =
            || page.truth.keys().any(|one| one.strip_prefix(inside).is_some_and(|rest| rest.starts_with('.')));
        page.truth.contains_key(own) && (!below(own) || has_inside())
    }
}

/// Lets all pages of an operation count as much as one: they have their mistakes in common.
fn share_out(sets: &[Set<'_>], pages: &mut [Subject]) {
    let operation = |page: &Subject| (page.product, sets[page.set].trials.operation(page.number));
    let mut counts: HashMap<(usize, &str), f64> = HashMap::new();
    pages.iter().for_each(|page| *counts.entry(operation(page)).or_default() += 1.0);
    pages.iter_mut().for_each(|page| page.share = 1.0 / counts[&operation(page)]);
}

/// What the pages of a unit are understood as, by product.
fn sets<'t>(unit: &'t UnitTexts, truths: &'t Truths) -> Vec<Set<'t>> {
    let groups = reference::group(&unit.root, &unit.texts).groups;
    let products = by_product(&groups).into_iter();
    let set = |(key, groups): (&crate::infer::ProductKey, Vec<&reference::Group<'t>>)| {
        let truth = truths.of(&key.product, &key.version)?;
        let pages: Vec<_> = groups.iter().map(|group| group.pages.as_slice()).collect();
        Some(Set { reference: unit.reference, truth, trials: Trials::read(&pages) })
    };
    products.filter_map(set).collect()
}
