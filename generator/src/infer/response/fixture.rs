//! Small tables with their examples, for tests of the search and of what comes of it.

use std::collections::HashSet;

use super::evidence::envelope::without_envelope;
use super::evidence::items::{Items, items};
use super::evidence::knowledge::Knowledge;
use super::evidence::sample::Sample;
use super::id::{Arena, Id, NodeId, SubjectId};
use super::search::tree::Question;
use super::search::weights::Weights;
use crate::example::json;
use crate::infer::table::{self, Row};

/// A table, its example and what is known of other pages.
pub struct Fixture {
    pub items: Items,
    pub sample: Sample,
    pub root: NodeId,
    pub knowledge: Knowledge,
    pub weights: Weights,
}

impl Fixture {
    /// Rows of a name and a type word, one a line, `_` for no type, and a JSON example.
    pub fn new(rows: &str, example: &str) -> Self {
        let row = |line: &str| {
            let (name, word) = line.trim().split_once(' ').expect("each line has a name and a type");
            let class = table::class(if word == "_" { "" } else { word });
            Row { name: name.to_owned(), class, ..Row::default() }
        };
        let items = items(&rows.lines().map(row).collect(), &Arena::default());
        let names: HashSet<String> = items.values().map(|item| item.name.clone()).collect();
        let sample = Sample::new(json::read(example).root.as_ref(), None, &names);
        let root = without_envelope(&sample, &names);
        Self { items, sample, root, knowledge: Knowledge::default(), weights: Weights::IN_USE }
    }

    pub fn question(&self) -> Question<'_> {
        Question {
            items: &self.items,
            sample: &self.sample,
            root: self.root,
            sorted: 1000,
            knowledge: &self.knowledge,
            subject: SubjectId::new(0),
            weights: &self.weights,
            width: 16,
        }
    }
}
