//! The responses of a product's pages, read once and searched by any weights: for those who fit weights and judge confidence.

use super::draft::{Draft, drafts};
use super::inferred::Inferred;
use super::learn::{Learned, learn};
use super::response::{Beside, Place, Response, Tree, Weights};
use crate::ir::Field;
use crate::read::Page;

/// The responses of a product.
#[derive(Debug)]
pub struct Trials<'a> {
    learned: Learned,
    trials: Vec<Trial<'a>>,
}

/// The response of a page.
#[derive(Debug)]
struct Trial<'a> {
    operation: String,
    language: usize,
    response: Response<'a>,
}

impl<'a> Trials<'a> {
    /// Reads the pages of a product, those of each language apart. What they learn from each other they learn by the weights
    /// in use.
    pub fn read(languages: &[&[Page<'a>]]) -> Self {
        let mut open: Vec<Draft<'_, 'a>> = Vec::new();
        let mut unused = Inferred::default();
        for (language, pages) in languages.iter().enumerate() {
            open.extend(drafts(language, pages, &mut unused));
        }
        let learned = learn(&open);
        let trial =
            |draft: Draft<'_, 'a>| Trial { operation: draft.name, language: draft.language, response: draft.response };
        Self { learned, trials: open.into_iter().map(trial).collect() }
    }

    /// How many pages there are.
    pub fn len(&self) -> usize {
        self.trials.len()
    }

    /// The operation that a page describes.
    pub fn operation(&self, number: usize) -> &str {
        &self.trials[number].operation
    }

    /// Finds the best tree of a page by some weights.
    pub fn solve(&self, number: usize, weights: &Weights) -> Tree {
        self.trials[number].response.solve_by(weights, self.beside(number))
    }

    /// What a tree of a page is worth by some weights, in thousandths; nothing where the search cannot come to it.
    pub fn score(&self, number: usize, tree: &Tree, weights: &Weights) -> Option<i32> {
        self.trials[number].response.score_by(weights, self.beside(number), tree)
    }

    /// What is known beside a page.
    fn beside(&self, number: usize) -> Beside<'_> {
        let (trial, known) = (&self.trials[number], &self.learned.pages[number]);
        let sorted = self.learned.sorted(number, trial.language, &trial.response);
        Beside { knowledge: &self.learned.knowledge, subject: known.subject, sorted }
    }

    /// The fields that a tree of a page comes to, and the place of each row.
    pub fn fields(&self, number: usize, tree: &Tree) -> (Vec<Field>, Vec<Place>) {
        self.trials[number].response.places(tree, &self.learned.knowledge)
    }
}
