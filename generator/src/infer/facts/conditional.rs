//! Whether a parameter is required under a condition.

use crate::vocabulary::cues::{Cue, FIELD_WORDS};

use super::cell::Cell;
use super::ground::Ground;
use super::text::Part;

/// Whether a parameter must be given under a condition.
///
/// Evidence: a sentence with a condition and with a phrase that says that this parameter must be given; or one that says
/// that one of several must be given, or all together, and names this one. Against it: the phrase is about another field.
pub(super) fn conditional(cell: &Cell<'_>) -> Option<Ground> {
    let name = cell.last_name();
    let found = || cell.own().find_map(|part| must(part, name).or_else(|| one_of(part, name).then_some(Ground::OneOf)));
    if cell.is_parameter { found() } else { None }
}

fn must(part: &Part, name: &str) -> Option<Ground> {
    part.hits.iter().filter(|hit| matches!(hit.cue, Cue::Must | Cue::MustIf)).find_map(|hit| {
        let (start, end) = part.sentence(hit.start);
        let conditional = part.has(Cue::Condition, start, end) || hit.cue == Cue::MustIf;
        let clause = part.clause(hit.start);
        let about_this = part.has(Cue::This, clause, end) || named(&part.text[clause..end], name);
        if !conditional {
            None
        } else if about_this {
            Some(Ground::MustBeGiven)
        } else {
            (!names_another(&part.text[clause..end], name)).then_some(Ground::MustBeGivenUnnamed)
        }
    })
}

fn one_of(part: &Part, name: &str) -> bool {
    part.hits.iter().filter(|hit| hit.cue == Cue::OneOf).any(|hit| {
        let (start, end) = part.sentence(hit.start);
        named(&part.text[start..end], name) || part.has(Cue::This, start, end)
    })
}

/// Whether a name stands in a text as a word.
fn named(text: &str, name: &str) -> bool {
    let joined = |c: char| c.is_ascii_alphanumeric() || c == '_';
    !name.is_empty()
        && text
            .match_indices(name)
            .any(|(at, _)| !text[..at].ends_with(joined) && !text[at + name.len()..].starts_with(joined))
}

/// Whether a text has a word that looks like the name of a field, or that is called one and is not this one's.
fn names_another(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let looks_named = text.split(|c: char| !is_word(c)).any(|word| {
        word.len() > 2
            && word.chars().skip(1).any(|c| c.is_ascii_uppercase())
            && word.chars().any(|c| c.is_ascii_lowercase())
    });
    let is_called = FIELD_WORDS.iter().flat_map(|called| text.match_indices(called)).any(|(at, _)| {
        let word = text[..at].trim_end_matches([' ', '"', '\'', '`']).rsplit(|c: char| !is_word(c)).next();
        word.is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()) && word != name)
    });
    looks_named || is_called
}
