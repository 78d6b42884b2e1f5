//! What is said of the life of a field or an operation: deprecated, in a preview.

use crate::read::{Content, Page, pieces};
use crate::vocabulary::Role;
use crate::vocabulary::cues::Cue;

use super::cell::Cell;
use super::ground::Ground;
use super::text::{self, Hit, Part};

/// How long a sentence may be that speaks of the field without naming it, such as a bare mark in parentheses.
const SHORT: usize = 12;

/// The length beyond which a text without a full stop is no sentence; each phrase in it would read all of it.
const ENDLESS: usize = 4_000;

/// Whether a field is deprecated.
///
/// Evidence: a phrase that says so, in a sentence that names the field, or in a clause that is hardly more than the phrase. Against it: a
/// condition in the sentence, or a question whether something is deprecated.
pub(super) fn deprecated(cell: &Cell<'_>) -> Option<Ground> {
    let said = cell.own().any(|part| says(part, Cue::Deprecated, cell.last_name()));
    said.then_some(Ground::Deprecated)
}

/// Whether a field is in a preview; evidence as for [`deprecated`].
pub(super) fn preview(cell: &Cell<'_>) -> Option<Ground> {
    let said = cell.own().any(|part| says(part, Cue::Preview, cell.last_name()));
    said.then_some(Ground::Preview)
}

/// Whether a sentence says something of the field.
fn says(part: &Part, cue: Cue, name: &str) -> bool {
    part.hits.iter().filter(|hit| hit.cue == cue).any(|hit| {
        let (start, end) = part.sentence(hit.start);
        if end - start > ENDLESS {
            return false;
        }
        let sentence = &part.text[start..end];
        let clause = part.clause(hit.start);
        let before = &part.text[start..hit.start];
        let named = part.has(Cue::This, start, hit.start) || (name.len() > 2 && before.contains(name));
        let short = sentence.trim().len().saturating_sub(hit.end - hit.start) <= SHORT
            && !part.has(Cue::Whether, start, hit.start);
        let conditional = part.has(Cue::Condition, clause, hit.start);
        (named || short || is_clause(part, hit)) && !conditional
    })
}

/// Whether a clause says hardly more than the phrase, and stands in no question and in no list of values.
fn is_clause(part: &Part, hit: &Hit) -> bool {
    let (start, end) = part.sentence(hit.start);
    let clause = part.clause(hit.start);
    // A phrase may itself hold the mark that ends the sentence.
    let rest = part.text.get(hit.end..end).unwrap_or_default();
    let after = rest.find([',', ':', '、']).unwrap_or(rest.len());
    let around = part.text[clause..hit.start].trim().len() + rest[..after].trim().len();
    around <= SHORT
        && !rest[after..].starts_with('、')
        && !part
            .between(start, hit.start)
            .iter()
            .any(|hit| matches!(hit.cue, Cue::Whether | Cue::Values | Cue::Listing))
}

/// Whether the page of an operation says that the operation is deprecated, and that it is in a preview: in its title or in
/// what stands before its parameters, in a sentence about the operation itself.
pub fn of_operation(page: &Page<'_>) -> (bool, bool) {
    let (mut deprecated, mut preview) = (false, false);
    for section in page.sections.iter().filter(|section| section.role == Role::Description) {
        for content in &section.content {
            let Content::Text(text) = content else { continue };
            for part in text::parts(&pieces(text.raw)) {
                let about = |cue: Cue| {
                    part.depth == 0
                        && part.hits.iter().filter(|hit| hit.cue == cue).any(|hit| {
                            let (start, _) = part.sentence(hit.start);
                            part.has(Cue::This, start, hit.start)
                                && !part.has(Cue::Condition, part.clause(hit.start), hit.start)
                        })
                };
                deprecated |= about(Cue::Deprecated);
                preview |= about(Cue::Preview);
            }
        }
    }
    (deprecated, preview)
}
