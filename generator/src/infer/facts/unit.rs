//! The unit of a number.

use crate::ir::Format;
use crate::vocabulary::cues::Cue;

use super::cell::Cell;
use super::ground::Ground;
use super::text::{self, Part, skip_links};

/// The unit that a description states, as its usual symbol.
///
/// Evidence: a unit after a phrase that says unit, or in parentheses after an interval. Against it: several units, for
/// then the value carries its own; a point in time, whose format says how it counts.
pub(super) fn unit(cell: &Cell<'_>, format: Option<Format>) -> Option<(String, Ground)> {
    if matches!(format, Some(Format::EpochSeconds | Format::EpochMillis)) || cell.is_structure() {
        return None;
    }
    let mut found: Option<(String, Ground)> = None;
    for part in cell.own() {
        for (unit, ground) in of_part(part) {
            if found.as_ref().is_some_and(|(other, _)| *other != unit) {
                return None;
            }
            found = Some((unit, ground));
        }
    }
    found
}

fn of_part(part: &Part) -> Vec<(String, Ground)> {
    let stated = part.hits.iter().filter(|hit| hit.cue == Cue::Unit).filter_map(|hit| symbol(&part.text[hit.end..]));
    let after = part.text.match_indices(['(', '[']).filter_map(|(at, _)| in_parentheses(part, at));
    stated.chain(after.map(|unit| (unit, Ground::UnitOfBound))).collect()
}

/// The unit after a phrase. What is no unit that we know is taken as the page writes it, where it looks like one.
fn symbol(text: &str) -> Option<(String, Ground)> {
    let rest = skip_links(text.trim_start_matches(['(', ' '])).trim_start_matches(['(', ' ']);
    if let Some((symbol, after)) = text::unit(rest) {
        return is_alone(symbol, after).then(|| (symbol.to_owned(), Ground::Unit));
    }
    let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '/' | '%'))).unwrap_or(rest.len());
    let word = &rest[..end];
    let is_symbol = (1..=8).contains(&word.len()) && word.starts_with(|c: char| c.is_ascii_uppercase() || c == '%');
    let after = rest[end..].trim_start_matches(')');
    let ends = after.is_empty() || after.starts_with(['。', ',', '\n', ';']) || after == "." || after.starts_with(". ");
    (is_symbol && ends).then(|| (word.to_owned(), Ground::UnitAsWritten))
}

/// Whether no second unit follows: a further item of a list, or an alternative. The same unit spelled otherwise is none.
fn is_alone(symbol: &str, after: &str) -> bool {
    let rest = text::skip_parentheses(after).trim_start_matches([' ', '"']);
    let next = rest.trim_start_matches([',', ' ']);
    let ends = |after: &str| after.is_empty() || after.starts_with(|c: char| !c.is_alphanumeric());
    let listed = rest.starts_with(',') && text::unit(next).is_some_and(|(other, after)| other != symbol && ends(after));
    !(listed || rest.starts_with("or ") || rest.starts_with(['或', '/', '、']))
}

/// The unit in parentheses after an interval or a number.
fn in_parentheses(part: &Part, at: usize) -> Option<String> {
    let before = part.text[..at].trim_end();
    if !before.ends_with(|c: char| c.is_ascii_digit() || c == ']') || !part.text[at..].starts_with('(') {
        return None;
    }
    let (inner, _) = text::head(&part.text[at + 1..], 30).split_once(')')?;
    let (symbol, after) = text::unit(inner.trim())?;
    let (sentence, _) = part.sentence(at);
    let introduced = part.has(Cue::Range, sentence, at)
        || part.has(Cue::Values, sentence, at)
        || part.has(Cue::Default, sentence, at);
    (introduced && after.trim().is_empty()).then(|| symbol.to_owned())
}
