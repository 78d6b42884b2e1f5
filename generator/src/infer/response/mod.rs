//! The response: finds the tree whose depth-first walk the rows of the table are.

mod evidence;
mod explain;
#[cfg(test)]
mod fixture;
mod id;
mod learn;
mod rows;
mod search;
mod shape;
mod shown;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Findings};
use crate::infer::facts::describe;
use crate::infer::guess::{self, Doubt, Guess};
use crate::infer::page::examples::Examples;
use crate::infer::table::{Grids, Row, RowCounts};
use crate::ir::{Field, Side};
use crate::read::Page;

pub use evidence::knowledge::Knowledge;
pub(crate) use evidence::wrapper::unwrap_response;
pub(crate) use explain::{BANDS, Standing};
pub use id::{Id, SubjectId};
pub use learn::Sorting;
pub use search::tree::Tree;
pub use search::weights::Weights;
pub use shown::Shown;

use evidence::converted::is_converted;
use evidence::envelope::without_envelope;
use evidence::items::{Items, items};
use evidence::sample::Sample;
use evidence::sound::merged;
use evidence::spelling::respell;
use explain::{Explanation, confidence};
use id::{Arena, ItemId, NodeId, RowId};
use learn::Lesson;
use rows::ResponseRows;
use search::tree::{Placed, Question};
use search::{beam, rescore};
use shape::fields::{Made, fields};
use shape::tree::Known;

/// The number of explanations that are kept where only sure places matter.
const SKETCH: usize = 8;

/// The greatest number of explanations that are kept.
const WIDTH: usize = 64;

/// What is known beside a page, see [`Response::solve`].
#[derive(Clone, Copy, Debug)]
pub struct Beside<'k> {
    pub knowledge: &'k Knowledge,
    pub subject: SubjectId,
    pub sorted: i32,
}

/// The place that a row was given, for those who judge it.
#[derive(Clone, Debug)]
pub struct Place {
    /// The path of its field.
    pub path: String,
    /// Of the field above, its path and the path that what it holds begins with; absent at the root.
    pub parent: Option<(String, String)>,
    /// What tells how sure it is.
    pub standing: Standing,
}

/// The response of a page, read but not yet understood.
#[derive(Debug)]
pub struct Response<'a> {
    table: ResponseRows<'a>,
    items: Items,
    sample: Sample,
    /// The node of the example at which the response begins.
    root: NodeId,
    /// Whether the JSON example was converted from XML.
    converted: bool,
    /// Whether the examples were generated.
    generated: bool,
}

/// What the rows of a response came to.
#[derive(Debug)]
pub struct Understood {
    /// The fields.
    pub fields: Vec<Field>,
    /// What was guessed.
    pub guesses: Vec<Guess>,
    /// The rows that were left out.
    pub left_out: Vec<Diagnostic>,
    /// Lists that no example shows, whose place, wrapper or name was guessed.
    pub lists: Vec<Diagnostic>,
}

impl<'a> Response<'a> {
    /// Takes the rows of the response tables, and reads the example.
    pub fn read(grids: &mut Grids<'_, 'a>, examples: &Examples<'a>, counts: &mut RowCounts) -> Self {
        let mut table = ResponseRows::take(grids);
        counts.fields += table.rows.len() - table.copies;
        let json = examples.json.as_ref().and_then(|json| json.read.root.as_ref());
        let xml = examples.xml.as_ref().and_then(|xml| xml.read.root.as_ref());
        respell(&mut table.rows, json, xml);
        let items = items(&table.rows, &table.owners);
        let names: HashSet<String> = items.values().map(|item| item.name.clone()).collect();
        let sample = merged(examples, &names);
        let root = without_envelope(&sample, &names);
        let converted = json.is_some_and(|json| is_converted(json, &table.rows));
        Self { table, items, sample, root, converted, generated: examples.generated }
    }

    /// The rows of the response tables.
    pub fn rows(&self) -> &[Row<'a>] {
        self.table.rows.values().as_slice()
    }

    /// Tells whether the examples show the HTTP head: such pages are sorted differently.
    pub fn is_generated(&self) -> bool {
        self.generated
    }

    /// Finds a good tree without knowing any other page: what other pages learn from it are its sure places, so that fewer
    /// explanations do.
    pub fn sketch(&self, sorted: i32) -> Tree {
        let (knowledge, subject) = (&Knowledge::default(), SubjectId::new(0));
        beam::search(&Question { width: SKETCH, ..self.question(knowledge, subject, sorted) })
    }

    /// Finds the best tree. `subject` is the page's operation among those that `knowledge` was learned from, `sorted` tells
    /// how far siblings are sorted by name, in thousandths.
    pub fn solve(&self, knowledge: &Knowledge, subject: SubjectId, sorted: i32) -> Tree {
        beam::search(&self.question(knowledge, subject, sorted))
    }

    /// The same by other weights.
    pub fn solve_by(&self, weights: &Weights, known: Beside<'_>) -> Tree {
        beam::search(&self.question_by(weights, known))
    }

    /// What a tree is worth by some weights, in thousandths; nothing where the search cannot come to it.
    pub fn score_by(&self, weights: &Weights, known: Beside<'_>, tree: &Tree) -> Option<i32> {
        rescore::rescore(&self.question_by(weights, known), tree)
    }

    fn question_by<'q>(&'q self, weights: &'q Weights, known: Beside<'q>) -> Question<'q> {
        let Beside { knowledge, subject, sorted } = known;
        Question { weights, ..self.question(knowledge, subject, sorted) }
    }

    fn question<'q>(&'q self, knowledge: &'q Knowledge, subject: SubjectId, sorted: i32) -> Question<'q> {
        let Self { items, sample, root, .. } = self;
        let weights = &Weights::IN_USE;
        Question { items, sample, root: *root, sorted, knowledge, subject, weights, width: WIDTH }
    }

    /// Counts how far the siblings of a tree are sorted by name.
    pub fn sorting(&self, tree: &Tree) -> Sorting {
        learn::sorting(&self.items, tree)
    }

    /// Learns from a tree what the product's other pages can use.
    pub fn learn(&self, subject: SubjectId, tree: &Tree, knowledge: &mut Knowledge) {
        let Self { items, sample, generated, .. } = self;
        Lesson { items, sample, tree, generated: *generated }.learn(subject, knowledge);
    }

    /// Makes the specification's fields, and lists what was a guess and what was left out.
    pub fn fields(
        &self,
        page: &Page<'_>,
        operation: &str,
        tree: &Tree,
        knowledge: &Knowledge,
        prose: bool,
    ) -> Understood {
        let Self { table, items, sample, converted, .. } = self;
        let sure = self.confidences(tree);
        let mut doubts: Arena<RowId, Vec<_>> = Arena::filled(Vec::new(), table.rows.len());
        let known = Known { items, sample, knowledge, converted: *converted };
        let Made { fields, paths, doubles, guessed } = fields(known, tree, &mut |row, field| {
            // Names in responses count nothing; what the row bounds is its own.
            doubts[row] = describe(&table.rows[row], prose, field).doubts;
            field.confidence = sure[row];
        });
        let explanation = Explanation { page, operation, rows: &table.rows, items, tree, paths: &paths };
        let left_out = doubles.iter().filter_map(|&(item, stays)| explanation.double(item, stays)).collect();
        let lists = explanation.lists(&guessed);
        let mut guesses = explanation.guesses();
        for (id, item) in items.iter() {
            let Some(row) = item.row.filter(|&row| !doubts[row].is_empty()) else { continue };
            let grounds = std::mem::take(&mut doubts[row]);
            let doubt = Doubt { at: table.rows[row].at, path: paths[id].own.clone(), grounds };
            guesses.extend(guess::of_facts(page, operation, Side::Response, &fields, &doubt));
        }
        Understood { fields, guesses, left_out, lists }
    }

    /// The fields of a tree by their structure alone, and the place of each row.
    pub fn places(&self, tree: &Tree, knowledge: &Knowledge) -> (Vec<Field>, Vec<Place>) {
        let Self { items, sample, converted, .. } = self;
        let known = Known { items, sample, knowledge, converted: *converted };
        let Made { fields, paths, .. } = fields(known, tree, &mut |_, _| {});
        let place = |(item, placed): (ItemId, &Placed)| Place {
            path: paths[item].own.to_string(),
            parent: placed.parent.map(|parent| (paths[parent].own.to_string(), paths[parent].inside.to_string())),
            standing: Standing::of(&items[item], placed),
        };
        (fields, tree.iter().filter(|&(item, _)| items[item].row.is_some()).map(place).collect())
    }

    /// Reports lists and maps whose type word and example contradict each other.
    pub fn report_nesting(&self, tree: &Tree, findings: &mut Findings<'_>) {
        explain::report_nesting(&self.table.rows, &self.items, &self.sample, tree, findings);
    }

    /// The confidence in the places of rows that were guesses.
    fn confidences(&self, tree: &Tree) -> Arena<RowId, Option<f32>> {
        let mut found = Arena::filled(None, self.table.rows.len());
        for (item, placed) in self.items.values().zip(tree.values()) {
            if let Some(row) = item.row {
                found[row] = confidence(item, placed);
            }
        }
        found
    }

    /// The fields of a tree in the order of the rows, with the places where the example shows them.
    pub fn shown(&self, tree: &Tree) -> Vec<Shown<'_, 'a>> {
        shown::shown(&self.table.rows, &self.items, &self.sample, tree)
    }
}
