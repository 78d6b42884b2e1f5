//! Ends of a range that a comparison states: `>0`, `greater than 0`, `大于等于1800`.

use crate::ir::{Bounds, Number, Type};
use crate::vocabulary::cues::{COMPARED, Cue};

use super::cell::Cell;
use super::text::{Part, number, skip_links};
use crate::infer::table::Class;

/// A comparison with a number: where it begins and ends, and the end of the range that it states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Comparison {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) bounds: Bounds<Number>,
}

/// The comparisons of the field itself with a number.
///
/// Evidence: a sign or a word that compares, a number right after it, and before it nothing in its clause but what
/// introduces values or says that something must be. Against it: a condition before it or right after it, for then the
/// comparison is that of the condition.
pub(super) fn comparisons(part: &Part, cell: &Cell<'_>) -> Vec<Comparison> {
    let words = part.hits.iter().filter_map(|hit| {
        let (is_least, is_strict) = match hit.cue {
            Cue::Above => (true, true),
            Cue::Below => (false, true),
            Cue::AtLeast => (true, false),
            _ => return None,
        };
        Some((hit.start, hit.end, is_least, is_strict))
    });
    let found = words.chain(signs(&part.text));
    found
        .filter_map(|(start, sign_end, is_least, is_strict)| {
            let rest = part.text[sign_end..].trim_start_matches([' ', ':']);
            let (number, len) = number(rest)?;
            let end = part.text.len() - rest.len() + len;
            if !is_whole(&part.text[end..]) || !is_of_field(part, start, cell) || is_condition(part, start, end) {
                return None;
            }
            let is_fraction = matches!(cell.class, Class::Scalar(Type::Float | Type::Double));
            let number = match number {
                // Both ends belong to a range: of whole numbers the next one does.
                Number::Whole(number) if is_strict && !is_fraction => {
                    Number::Whole(if is_least { number.saturating_add(1) } else { number.saturating_sub(1) })
                }
                other => other,
            };
            let bounds = Bounds { min: is_least.then_some(number), max: (!is_least).then_some(number) };
            Some(Comparison { start, end, bounds })
        })
        .collect()
}

/// The signs in a text that compare: where each begins and ends, whether what follows is the least, and whether it is too low
/// or too high itself.
fn signs(text: &str) -> impl Iterator<Item = (usize, usize, bool, bool)> + '_ {
    text.match_indices(['>', '<', '≥', '≤']).map(|(at, sign)| {
        let end = at + sign.len();
        let or_equal = text[end..].starts_with('=');
        (at, end + usize::from(or_equal), matches!(sign, ">" | "≥"), matches!(sign, ">" | "<") && !or_equal)
    })
}

/// Whether a number ends here, and is none of a date, a version or a further comparison.
fn is_whole(after: &str) -> bool {
    // `less than 3 days: 300` says when something else is so.
    let rest = super::text::unit(after.trim_start()).map_or(after, |(_, rest)| rest);
    let is_case = rest.trim_start().starts_with(':');
    !is_case && !after.starts_with(['.', '/', '~', '-', '_', '%', '<', '>']) || after == "." || after.starts_with(". ")
}

/// Whether what is compared is the field: the clause begins with the comparison, or with what introduces it.
fn is_of_field(part: &Part, at: usize, cell: &Cell<'_>) -> bool {
    let clause = part.clause(at);
    let clause = part.text[clause..at].rfind('(').map_or(clause, |open| clause + open + 1);
    // Before a colon stands what introduces the values, if it is one.
    let (sentence, _) = part.sentence(at);
    let introduction = part.between(sentence, at).iter().rev().find(|hit| matches!(hit.cue, Cue::Values | Cue::Range));
    let from = introduction.map_or(clause, |hit| hit.end.max(clause));
    let before = skip_links(&part.text[from..at]).trim();
    let lower = before.to_ascii_lowercase();
    let said = lower.strip_prefix("the value ").unwrap_or(&lower);
    (before.is_empty() || before == cell.last_name() || COMPARED.contains(&said))
        && !part.has(Cue::Example, sentence, at)
}

/// Whether a comparison is the condition of something else.
fn is_condition(part: &Part, start: usize, end: usize) -> bool {
    let (sentence, sentence_end) = part.sentence(start);
    let rest = &part.text[end..sentence_end];
    let clause_end = end + rest.find([',', ':']).unwrap_or(rest.len());
    part.has(Cue::Condition, sentence, start) || part.has(Cue::Condition, end, clause_end)
}
