//! Says how sure places are, and reports those that were guesses.

use super::evidence::items::{Item, Items};
use super::evidence::sample::Sample;
use super::id::{Arena, ItemId, RowId};
use super::search::tree::{Placed, Tree, Via};
use super::shape::fields::{GuessedBy, GuessedList, Paths};
use super::shape::nesting::contradiction;
use crate::diagnostic::{Diagnostic, Findings};
use crate::infer::guess::Guess;
use crate::infer::table::{Class, Row};
use crate::ir::{Side, Type};
use crate::read::Page;

/// The confidence in a place that was a guess, 0 to 1: the share of such places that were right, where what holds them is.
///
/// Evidence: the margin; whether the example shows the field there; where it does not, whether the row has a type word, and
/// whether the root is what rivals the place. Pages without type words tell least, and of two containers each may hold a field,
/// where the root is seldom meant.
pub fn confidence(item: &Item, placed: &Placed) -> Option<f32> {
    BANDS.iter().find(|band| band.has(Standing::of(item, placed))).map(|band| band.share)
}

/// What tells how sure a place is.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// Whether the example shows the field there.
    pub shown: bool,
    /// Whether its row has no type word.
    pub untyped: bool,
    /// Whether another container is the next best place, not the root.
    pub rivalled_inside: bool,
    /// The distance to the next best place, in thousandths; none where the search met no other.
    pub margin: Option<i32>,
}

impl Standing {
    /// That of an item.
    pub fn of(item: &Item, placed: &Placed) -> Self {
        Self {
            shown: placed.own_node().is_some(),
            untyped: item.class == Class::Blank,
            rivalled_inside: placed.rival.flatten().is_some(),
            margin: placed.margin,
        }
    }
}

/// Places that are equally sure.
#[derive(Clone, Copy, Debug)]
pub struct Band {
    /// What they have in common.
    kind: Kind,
    /// The margin below which they are, in thousandths.
    below: i32,
    /// The share of them that is right.
    pub share: f32,
}

/// What places of a band have in common.
#[derive(Clone, Copy, Debug)]
enum Kind {
    /// The example shows them.
    Shown,
    /// It does not, and the row has no type word.
    Untyped,
    /// It does not, and another container is the next best place.
    RivalledInside,
    /// It does not.
    NotShown,
}

impl Band {
    /// Whether a place falls into it, or into one before it.
    pub fn has(&self, place: Standing) -> bool {
        let is_it = match self.kind {
            Kind::Shown => place.shown,
            Kind::Untyped => !place.shown && place.untyped,
            Kind::RivalledInside => !place.shown && place.rivalled_inside,
            Kind::NotShown => !place.shown,
        };
        is_it && place.margin.is_some_and(|margin| margin < self.below)
    }
}

/// The first that has a place counts; what falls into none is sure. `cargo xtask calibrate` prints how often places of each band
/// are right, and what one would have said who knew all products but theirs.
pub const BANDS: &[Band] = &[
    Band { kind: Kind::Untyped, below: 1000, share: 0.25 },
    Band { kind: Kind::RivalledInside, below: 1000, share: 0.79 },
    Band { kind: Kind::NotShown, below: 1500, share: 0.92 },
    Band { kind: Kind::Shown, below: 2000, share: 0.8 },
];

/// Reports lists and maps whose type word and example contradict each other.
pub fn report_nesting(
    rows: &Arena<RowId, Row<'_>>,
    items: &Items,
    sample: &Sample,
    tree: &Tree,
    findings: &mut Findings<'_>,
) {
    for (item, placed) in items.values().zip(tree.values()) {
        let Some((row, node)) = item.row.zip(placed.own_node()) else { continue };
        if let Some((said, shown)) = contradiction(&item.class, sample, node) {
            let message = format!("the type of {} says {said}, the example shows {shown}", item.name);
            let help = "correct the type or the example, whichever is wrong";
            findings.at("nesting-against-type", rows[row].at, message, help);
        }
    }
}

/// A found tree, and what its guesses are reported with.
#[derive(Clone, Copy)]
pub struct Explanation<'e, 'a> {
    pub page: &'e Page<'a>,
    pub operation: &'e str,
    pub rows: &'e Arena<RowId, Row<'a>>,
    pub items: &'e Items,
    pub tree: &'e Tree,
    pub paths: &'e Arena<ItemId, Paths>,
}

impl Explanation<'_, '_> {
    /// The places that were guesses.
    pub fn guesses(&self) -> Vec<Guess> {
        let unsure = self.tree.iter().filter(|&(item, placed)| confidence(&self.items[item], placed).is_some());
        unsure.filter_map(|(item, placed)| self.guess(item, placed)).collect()
    }

    /// Reports a row that would be a second field of its name in one object, with the lines that put it elsewhere.
    pub fn double(&self, id: ItemId, stays: Option<ItemId>) -> Option<Diagnostic> {
        let (item, page, operation) = (&self.items[id], self.page, self.operation);
        let place = |item: ItemId| Some(page.lines.position(self.rows[self.items[item].row?].at));
        let at = place(id)?;
        let own = stays.map_or_else(|| item.name.clone(), |stays| self.paths[stays].own.to_string());
        let row =
            stays.and_then(place).map_or_else(String::new, |at| format!(" by the row at {}:{}", at.line, at.column));
        let ty = if let Class::Scalar(ty) = item.class { ty } else { Type::Any };
        let message = format!("{own} is described already{row}; this row is left out");
        let help = format!(
            "keep the row that is right; if this one is of another object, list it below that object's row, or add it in \
             overrides.yaml:\n- operation: {operation}\n  mends: guess\n  reason: …\n  add: {{name: {}, type: {ty}}}\n  to: …",
            item.name
        );
        Some(Diagnostic::new(&page.file, "field-repeated", message, help).at(at))
    }

    /// The lists that were guessed: those of the fields as they were made, and those that the example leaves out.
    pub fn lists(&self, made: &[GuessedList]) -> Vec<Diagnostic> {
        let left_out = self.tree.iter().filter(|&(item, placed)| is_left_out(&self.items[item], placed));
        let left_out = left_out.filter_map(|(item, placed)| self.left_out(item, placed));
        made.iter().filter_map(|list| self.guessed(list)).chain(left_out).collect()
    }

    /// Reports a list in a wrapper that no example shows.
    fn guessed(&self, list: &GuessedList) -> Option<Diagnostic> {
        let (outer, inner) = (&self.items[list.item].name, &list.name);
        let (code, message) = match list.by {
            GuessedBy::Description => {
                ("list-name-told", format!("the list in {outer} is called {inner}, by its description alone"))
            }
            GuessedBy::Siblings => (
                "list-like-siblings",
                format!("{outer} wraps a list {inner}, by what the example shows of the lists beside it alone"),
            ),
        };
        let help = "show the list in the response example, or give it a row of its own";
        self.at_row(list.item, code, message, help)
    }

    /// Reports a list that the example leaves out.
    fn left_out(&self, id: ItemId, placed: &Placed) -> Option<Diagnostic> {
        let around = placed.parent.map_or("the response", |parent| self.items[parent].name.as_str());
        let name = &self.items[id].name;
        let message = format!("the example leaves out {name}; fields that it shows in {around} were put into {name}");
        let help = "show the list in the response example, with its fields in it";
        self.at_row(id, "list-left-out", message, help)
    }

    /// A finding at the row of an item.
    fn at_row(&self, id: ItemId, code: &'static str, message: String, help: &str) -> Option<Diagnostic> {
        let at = self.page.lines.position(self.rows[self.items[id].row?].at);
        Some(Diagnostic::new(&self.page.file, code, message, help.to_owned()).at(at))
    }

    /// Reports a place that was a guess, with the lines that would settle it.
    fn guess(&self, id: ItemId, placed: &Placed) -> Option<Guess> {
        let inside =
            |parent: Option<ItemId>| parent.map_or_else(String::new, |parent| self.paths[parent].inside.to_string());
        let named = |parent: Option<ItemId>| parent.map_or("the root", |parent| self.items[parent].name.as_str());
        let (rival, margin, item) = (placed.rival?, placed.margin?, &self.items[id]);
        let (to, own, operation) = (inside(rival), &self.paths[id].own, self.operation);
        if own.is_top() {
            return None;
        }
        let diagnostic = Diagnostic::new(
            &self.page.file,
            "parent-guessed",
            format!(
                "{} was put under {}; {} fits nearly as well (margin {}); it was decided by {}",
                item.name,
                named(placed.parent),
                named(rival),
                decimal(margin),
                decisive(placed)
            ),
            format!(
                "settle it in overrides.yaml, with `confirm` if it is right:\n- operation: {operation}\n  mends: guess\n  \
                 reason: …\n  confirm: {own}\nand with `move` if it is wrong:\n  move: {own}\n  to: {}",
                if to.is_empty() { "''" } else { &to }
            ),
        )
        .at(self.page.lines.position(self.rows[item.row?].at));
        Some(Guess { operation: operation.to_owned(), side: Side::Response, path: own.clone(), fact: None, diagnostic })
    }
}

/// Tells whether a row was placed as a list that the example leaves out, by the description of its items.
///
/// Evidence: see `flattened` of the search: it shares the node of what holds it, and the description names its items.
fn is_left_out(item: &Item, placed: &Placed) -> bool {
    placed.via == Via::Alias && item.told.is_some()
}

/// The heaviest evidence for a place, in words.
fn decisive(placed: &Placed) -> String {
    let heaviest = placed.evidence.iter().take(3);
    let parts = heaviest.map(|&(evidence, weight)| format!("{} ({})", evidence.text(), decimal(weight)));
    parts.collect::<Vec<_>>().join(", ")
}

/// A weight for people.
fn decimal(thousandths: i32) -> String {
    format!("{:.1}", f64::from(thousandths) / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn confidence(place: Standing) -> f32 {
        BANDS.iter().find(|band| band.has(place)).map_or(1.0, |band| band.share)
    }

    #[test]
    fn a_place_is_surer_the_worse_the_next_best_is() {
        for shown in [false, true] {
            let at = |margin| confidence(Standing { shown, untyped: false, rivalled_inside: true, margin });
            let all = [Some(0), Some(499), Some(1199), Some(5999), None].map(at);
            assert!(all.is_sorted() && all[0] < 1.0 && all[3] == 1.0 && all[4] == 1.0, "{all:?}");
        }
    }

    #[test]
    fn without_the_example_a_type_word_and_the_rival_tell_how_sure_it_is() {
        let at = |shown, untyped, rivalled_inside| {
            confidence(Standing { shown, untyped, rivalled_inside, margin: Some(300) })
        };
        assert!(at(false, true, true) < at(false, false, true) && at(false, false, true) < at(false, false, false));
        assert_eq!(at(true, true, true), at(true, false, false), "where the example shows it, neither tells");
    }
}
