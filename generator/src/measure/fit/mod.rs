//! Fits the weights of the tree search to pages whose truth is known, and says what they are worth on pages that they were
//! not fitted to.
//!
//! The search adds up weights, so the score of an explanation is linear in them. Of each page that is wrong or nearly so
//! the explanations are kept that various weights find, each with what a unit of each weight adds to it; then fitting is
//! arithmetic: coordinate descent to the fewest mistakes, where leaving the values in use costs something. Pages are searched
//! again by what is found until no new explanation turns up. Each product with all its days, and each day with all its
//! products, is left out once: what a fold's weights come to there is what they will come to on pages of others.

mod descent;
mod explanations;
mod spread;

use rayon::prelude::*;

use super::corpus::{Corpus, Subject, Wrong};
use crate::infer::Weights;

use explanations::Case;
pub use spread::Spread;

/// How often pages are searched again by the fitted weights.
const ROUNDS: usize = 4;

/// Weights that single out a part of what another weighs: without them, the other counts.
const PARTS: &[(&str, &str)] = &[
    ("elsewhere_blind", "elsewhere"),
    ("nowhere_blind", "nowhere"),
    ("doubled", "duplicate"),
    ("known_member_least", "known_member"),
    ("foreign_member_shown", "foreign_member"),
];

/// What fitting came to.
#[derive(Debug)]
pub struct Fit {
    /// The weights that serve all pages best.
    pub weights: Weights,
    /// What they come to on the pages that they were fitted to, beside those in use.
    pub all: Fold,
    /// Each product left out, then each reference.
    pub folds: Vec<Fold>,
    /// The weights one by one.
    pub fitted: Vec<Fitted>,
    /// The weights that can go together without a mistake more on any fold.
    pub surplus: Vec<&'static str>,
}

/// What weights that were fitted without some pages come to on these.
#[derive(Clone, Debug)]
pub struct Fold {
    /// What was left out.
    pub name: String,
    /// The pages.
    pub pages: usize,
    /// What is wrong by the weights in use.
    pub in_use: Wrong,
    /// What is wrong by the fitted ones.
    pub fitted: Wrong,
}

/// A weight.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// Its name.
    pub name: &'static str,
    /// Its value in use.
    pub in_use: i32,
    /// Fitted to all pages.
    pub fitted: i32,
    /// The least and the greatest that it was fitted to without some.
    pub folds: (i32, i32),
    /// The folds that make more mistakes without it.
    pub needed: usize,
    /// The folds that make fewer.
    pub harmful: usize,
    /// What is wrong with all pages without it.
    pub without: Wrong,
}

/// Pages that are left out together: those of a product, or of a reference.
#[derive(Clone, Copy, Debug)]
pub enum LeftOut {
    Product(usize),
    Reference(usize),
}

impl LeftOut {
    /// The folds of some pages: each product once, then, where there are several, each reference.
    pub fn each(corpus: &Corpus<'_>) -> Vec<Self> {
        let references = Some(corpus.references.len()).filter(|&count| count > 1).unwrap_or_default();
        let products = (0..corpus.products.len()).map(Self::Product);
        products.chain((0..references).map(Self::Reference)).collect()
    }

    /// Whether it holds the pages of a product and a reference.
    pub fn has(self, product: usize, reference: usize) -> bool {
        match self {
            Self::Product(number) => number == product,
            Self::Reference(number) => number == reference,
        }
    }

    fn name<'c>(self, corpus: &'c Corpus<'_>) -> &'c str {
        match self {
            Self::Product(number) => &corpus.products[number],
            Self::Reference(number) => &corpus.references[number],
        }
    }
}

/// Fits the weights.
pub fn fit(corpus: &Corpus<'_>) -> Fit {
    let (by_hand, mut cases) = explanations::start(corpus);
    let in_use: Vec<f64> = explanations::fitted().into_iter().map(|(_, value)| f64::from(value)).collect();
    let values = rounds(corpus, &mut cases, &in_use);
    let weights = table(&values);
    let groups = LeftOut::each(corpus);
    let fits: Vec<Vec<f64>> = groups
        .par_iter()
        .map(|out| descent::fit(cases.iter().filter(|case| !out.has(case.product, case.reference)), &in_use))
        .collect();
    let folds = groups.iter().zip(&fits).map(|(out, values)| {
        let pages = corpus.pages.iter().enumerate().filter(|(_, page)| out.has(page.product, page.reference));
        compare(corpus, out.name(corpus), pages.collect(), &by_hand, &table(values))
    });
    let folds = folds.collect();
    let all = compare(corpus, "all", corpus.pages.iter().enumerate().collect(), &by_hand, &weights);
    let fitted = one_by_one(corpus, &by_hand, &groups, &values, &fits);
    let surplus = surplus(corpus, &by_hand, &groups, &fitted);
    Fit { weights, all, folds, fitted, surplus }
}

/// Fits to all pages, and searches them again, until no explanation is new.
fn rounds(corpus: &Corpus<'_>, cases: &mut [Case], in_use: &[f64]) -> Vec<f64> {
    let mut values = descent::fit(cases.iter(), in_use);
    for _ in 0..ROUNDS {
        let weights = table(&values);
        let found = cases.par_iter_mut().map(|case| {
            let tree = corpus.solve(&corpus.pages[case.page], &weights);
            usize::from(case.add(corpus, tree))
        });
        if found.sum::<usize>() == 0 {
            break;
        }
        values = descent::fit(cases.iter(), in_use);
    }
    values
}

/// The table of fitted values.
fn table(values: &[f64]) -> Weights {
    let named = explanations::fitted().into_iter().zip(values);
    named.fold(Weights::IN_USE, |weights, ((name, _), &value)| weights.with(name, value as i32))
}

/// Searches pages by fitted weights.
fn compare(
    corpus: &Corpus<'_>,
    name: &str,
    pages: Vec<(usize, &Subject)>,
    by_hand: &[Wrong],
    weights: &Weights,
) -> Fold {
    let in_use = pages.iter().map(|&(number, _)| by_hand[number]).sum();
    let fitted = if *weights == Weights::IN_USE {
        in_use
    } else {
        pages.par_iter().map(|&(_, page)| corpus.judge(page, &corpus.solve(page, weights))).sum()
    };
    Fold { name: name.to_owned(), pages: pages.len(), in_use, fitted }
}

/// Looks at each weight: how far the folds agree on it, and which need it, by searching all pages without it.
fn one_by_one(
    corpus: &Corpus<'_>,
    by_hand: &[Wrong],
    folds: &[LeftOut],
    values: &[f64],
    fits: &[Vec<f64>],
) -> Vec<Fitted> {
    let before = sums(corpus, by_hand, folds);
    let weights = explanations::fitted().into_iter().enumerate().map(|(at, (name, value))| {
        let wrong = search_all(corpus, &without(Weights::IN_USE, name));
        let after = sums(corpus, &wrong, folds);
        let pairs = || before.iter().zip(&after);
        let of_folds = fits.iter().map(|fit| fit[at] as i32);
        Fitted {
            name,
            in_use: value,
            fitted: values[at] as i32,
            folds: (of_folds.clone().min().unwrap_or(value), of_folds.max().unwrap_or(value)),
            needed: pairs().filter(|(before, after)| after.count() > before.count()).count(),
            harmful: pairs().filter(|(before, after)| after.count() < before.count()).count(),
            without: wrong.into_iter().sum(),
        }
    });
    weights.collect()
}

/// The weights that can go together, so that no fold has more mistakes: one after another is taken out.
fn surplus(corpus: &Corpus<'_>, by_hand: &[Wrong], folds: &[LeftOut], fitted: &[Fitted]) -> Vec<&'static str> {
    let before = sums(corpus, by_hand, folds);
    let (mut weights, mut gone) = (Weights::IN_USE, Vec::new());
    for one in fitted.iter().filter(|one| one.needed == 0 && one.in_use != 0) {
        let fewer = without(weights.clone(), one.name);
        let after = sums(corpus, &search_all(corpus, &fewer), folds);
        if before.iter().zip(&after).all(|(before, after)| after.count() <= before.count()) {
            gone.push(one.name);
            weights = fewer;
        }
    }
    gone
}

/// What is wrong with the pages of each fold.
fn sums(corpus: &Corpus<'_>, wrong: &[Wrong], folds: &[LeftOut]) -> Vec<Wrong> {
    let pages = || corpus.pages.iter().zip(wrong);
    let sum = |out: &LeftOut| {
        pages().filter(|(page, _)| out.has(page.product, page.reference)).map(|(_, &wrong)| wrong).sum()
    };
    folds.iter().map(sum).collect()
}

/// Searches all pages.
fn search_all(corpus: &Corpus<'_>, weights: &Weights) -> Vec<Wrong> {
    corpus.pages.par_iter().map(|page| corpus.judge(page, &corpus.solve(page, weights))).collect()
}

/// A table without one of its weights: it is zero, or that of which it singles out a part.
fn without(weights: Weights, name: &str) -> Weights {
    let whole = PARTS.iter().find(|(part, _)| *part == name).map(|(_, whole)| *whole);
    let value = weights.rows().into_iter().find(|(other, ..)| Some(*other) == whole).map_or(0, |(_, value, _)| value);
    weights.with(name, value)
}
