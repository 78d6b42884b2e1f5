//! The unit of a number.

use crate::ir::Format;
use crate::vocabulary::cues::{Cue, UNIT_NAMED};
use crate::vocabulary::units::{AMBIGUOUS, JOINTS};

use super::cell::Cell;
use super::ground::Ground;
use super::text::{self, Hit, Part, skip_links};

/// What may stand around the words and signs that join numbers.
const JOINT: [char; 8] = [' ', ',', '、', '~', '-', '[', '(', '"'];

/// The unit that a description states, as its usual symbol.
///
/// Evidence: a unit after a phrase that says unit, or before it; in parentheses after an interval, or right after numbers. Against it: several units, for
/// then the value carries its own; a point in time, whose format says how it counts.
pub(super) fn unit(cell: &Cell<'_>, format: Option<Format>) -> Option<(String, Ground)> {
    if matches!(format, Some(Format::EpochSeconds | Format::EpochMillis)) || cell.is_structure() {
        return None;
    }
    let mut found: Option<(String, Ground)> = None;
    for part in cell.own() {
        for (unit, ground) in of_part(part, cell) {
            if found.as_ref().is_some_and(|(other, _)| *other != unit) {
                return None;
            }
            found = Some((unit, ground));
        }
    }
    found
}

fn of_part(part: &Part, cell: &Cell<'_>) -> Vec<(String, Ground)> {
    let words = || part.hits.iter().filter(|hit| hit.cue == Cue::Unit);
    let stated = words().filter_map(|hit| symbol(&part.text[hit.end..]));
    let before = words().filter_map(|hit| named_before(&part.text[..hit.start])).map(|unit| (unit, Ground::Unit));
    let after = part.text.match_indices(['(', '[']).filter_map(|(at, _)| in_parentheses(part, at));
    // What is no number, such as `30d`, has its own unit.
    let counted = if cell.is_number() || cell.shows_number() { part.hits.as_slice() } else { &[] };
    let numbers = counted.iter().filter_map(|hit| after_numbers(part, hit)).map(|unit| (unit, Ground::UnitOfNumbers));
    let after = after.map(|unit| (unit, Ground::UnitOfBound));
    stated.chain(before).chain(after).chain(numbers).collect()
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

/// The unit before the word for unit: `以秒为单位`.
fn named_before(text: &str) -> Option<String> {
    const FAR: usize = 20;
    let (openings, closing) = UNIT_NAMED;
    let text = text.trim_end().strip_suffix(closing)?;
    let opening = openings.iter().filter_map(|word| Some(text.rfind(word)? + word.len())).max()?;
    let named = text[opening..].trim();
    let (symbol, after) = text::unit(named).filter(|_| named.len() <= FAR)?;
    after.is_empty().then(|| symbol.to_owned())
}

/// The unit right after the numbers that a phrase introduces: `1~180秒`, `60, 300, and 900 seconds`, `the default is 5 minutes`.
///
/// Evidence: after a phrase for values, a range or a default nothing but numbers and what joins them, then a unit that ends
/// there. Against it: a condition in the sentence; a unit that counts things, or whose word also means something else.
fn after_numbers(part: &Part, hit: &Hit) -> Option<String> {
    const MOST: usize = 12;
    if !matches!(hit.cue, Cue::Range | Cue::Values | Cue::Listing | Cue::Default | Cue::Greatest | Cue::Least) {
        return None;
    }
    let mut rest = skip_links(&part.text[hit.end..]).trim_start_matches(['[', '(']);
    for numbers in 1..=MOST {
        let Some((_, len)) = text::number(rest) else { break };
        rest = rest[len..].trim_start_matches([']', ')', '"', ' ']);
        let joined =
            JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)).map(|rest| rest.trim_start_matches(JOINT));
        match joined.filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(next) => rest = next,
            None => {
                let (symbol, after) = text::unit(rest)?;
                let word = &rest[..rest.len() - after.len()];
                let ends = after.chars().next().is_none_or(|c| !c.is_alphanumeric());
                let (start, end) = part.sentence(hit.start);
                let is_plain = (numbers > 1 || hit.cue != Cue::Listing)
                    && symbol != "count"
                    && !AMBIGUOUS.contains(&word)
                    && !part.has(Cue::Condition, start, end);
                return (ends && is_plain).then(|| symbol.to_owned());
            }
        }
    }
    None
}
