//! The explanations of a page that weights choose from: what each is worth by which weight, and how wrong it is.

use rayon::prelude::*;

use crate::infer::{Tree, Weights};
use crate::measure::corpus::{Corpus, Subject, Wrong};

/// The distance to another explanation, in thousandths, from which on no weights that are near those in use turn a page.
const CLOSE: i32 = 3000;

/// How often a page is searched by other weights, for the explanations that these prefer.
const TRIES: u64 = 16;

/// What a slope is measured over, in thousandths.
const STEP: i32 = 1000;

/// A page that other weights may explain otherwise.
#[derive(Debug)]
pub struct Case {
    /// The number of the page.
    pub page: usize,
    pub product: usize,
    pub reference: usize,
    /// The explanations, the one in use first.
    pub explanations: Vec<Explanation>,
    pub(super) trees: Vec<Tree>,
}

/// A tree, as far as weights and truth tell it from others.
#[derive(Debug)]
pub struct Explanation {
    /// How wrong it is.
    pub loss: f64,
    /// Its score by the weights in use.
    pub score: f64,
    /// What a unit more of each weight adds.
    pub slopes: Vec<f32>,
}

/// The weights that are fitted, by name, with the values in use. Those in tenths only scale others.
pub fn fitted() -> Vec<(&'static str, i32)> {
    let rows = Weights::IN_USE.rows().into_iter().map(|(name, value, _)| (name, value));
    rows.filter(|(name, _)| !name.ends_with("_tenths")).collect()
}

/// The root of the number of wrong places, as twenty wrong rows of a page are nearly always one mistake; of an operation
/// with many pages, their mean.
fn loss(page: &Subject, wrong: Wrong) -> f64 {
    page.share * (wrong.count() as f64).sqrt()
}

/// How wrong each page is by the weights in use, and those that are wrong or nearly so, with the explanations that other
/// weights find.
pub fn start(corpus: &Corpus<'_>) -> (Vec<Wrong>, Vec<Case>) {
    let others: Vec<Weights> = (1..=TRIES).map(shaken).collect();
    let pages = corpus.pages.par_iter().enumerate();
    let begun = pages.map(|(number, page)| {
        let tree = corpus.solve(page, &Weights::IN_USE);
        let wrong = corpus.judge(page, &tree);
        let is_close = tree.values().any(|placed| placed.margin.is_some_and(|margin| margin < CLOSE));
        if !is_close && wrong.count() == 0 {
            return (wrong, None);
        }
        let (product, reference) = (page.product, page.reference);
        let mut case = Case { page: number, product, reference, explanations: Vec::new(), trees: Vec::new() };
        case.add(corpus, tree);
        for weights in &others {
            case.add(corpus, corpus.solve(page, weights));
        }
        (wrong, Some(case).filter(|case| !case.trees.is_empty()))
    });
    let (wrong, cases): (Vec<_>, Vec<_>) = begun.unzip();
    (wrong, cases.into_iter().flatten().collect())
}

impl Case {
    /// Adds what a page is explained by, unless it is known. Whether it is new.
    pub fn add(&mut self, corpus: &Corpus<'_>, tree: Tree) -> bool {
        let page = &corpus.pages[self.page];
        if self.trees.iter().any(|known| is_same(known, &tree)) {
            return false;
        }
        let Some(score) = corpus.score(page, &tree, &Weights::IN_USE) else { return false };
        let slope = |(name, value): (&str, i32)| {
            let other = corpus.score(page, &tree, &Weights::IN_USE.with(name, value + STEP));
            (other.unwrap_or(score) - score) as f32 / STEP as f32
        };
        let slopes = fitted().into_iter().map(slope).collect();
        let loss = loss(page, corpus.judge(page, &tree));
        self.explanations.push(Explanation { loss, score: f64::from(score), slopes });
        self.trees.push(tree);
        true
    }
}

fn is_same(one: &Tree, other: &Tree) -> bool {
    one.values().zip(other.values()).all(|(one, other)| {
        (one.parent, one.node, one.via) == (other.parent, other.node, other.via)
            && one.levels.as_slice() == other.levels.as_slice()
    })
}

/// The weights in use, each times something between a half and two; the same for the same number.
fn shaken(number: u64) -> Weights {
    let mut state = number;
    let mut weights = Weights::IN_USE;
    for (name, value) in fitted() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (state ^ state >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb) >> 11;
        let factor = (2.0 * mixed as f64 / (1_u64 << 53) as f64 - 1.0).exp2();
        weights = weights.with(name, (f64::from(value) * factor) as i32);
    }
    weights
}
