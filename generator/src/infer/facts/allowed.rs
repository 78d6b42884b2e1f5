//! Allowed values: those that bullets list, and those that stand in a sentence.

use std::collections::HashSet;

use crate::ir::AllowedValue;
use crate::vocabulary::cues::{Cue, FIELD_WORDS, OWN};

use super::bullets;
use super::cell::Cell;
use super::ground::Ground;
use super::judge::{is_number, is_of_type};
use super::measure;
use super::scope::Scope;
use super::text::{Hit, Part, head, number, skip_links, skip_parentheses, token};

/// How many values a sentence may list.
const MOST: usize = 200;

/// The values of a field, and what says so.
#[derive(Clone, Debug)]
pub(super) struct Allowed {
    pub(super) values: Vec<AllowedValue>,
    pub(super) ground: Ground,
    /// Whether intervals stand among them, so that they are not all.
    pub(super) has_interval: bool,
}

/// The values of a field: those of the bullets, else those of its sentences, each once.
pub(super) fn allowed(cell: &Cell<'_>, listed: Option<(Vec<AllowedValue>, Ground)>) -> Option<Allowed> {
    let Allowed { mut values, ground, has_interval } = match listed {
        None if !cell.is_structure() => inline(cell)?,
        listed => listed.map(|(values, ground)| Allowed { values, ground, has_interval: false })?,
    };
    if values.len() > 1 {
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.value.clone()));
    }
    is_of_type(&values, cell).then_some(Allowed { values, ground, has_interval })
}

/// The values that sentences list.
///
/// Evidence: a phrase that introduces values at the beginning of a clause, and after it tokens alone, separated alike, up
/// to the end of the sentence. A phrase that may introduce anything needs two tokens at least. Against it: a condition or
/// the name of another field before the phrase, for then the values are that field's.
fn inline(cell: &Cell<'_>) -> Option<Allowed> {
    let (mut values, mut is_partial) = (Vec::new(), false);
    let mut grounds = Vec::new();
    for (part, scope) in cell.parts.iter().zip(&cell.scopes) {
        if *scope != Scope::Field {
            continue;
        }
        for hit in part
            .hits
            .iter()
            .filter(|hit| matches!(hit.cue, Cue::Values | Cue::SetTo | Cue::Range | Cue::Listing | Cue::Title))
        {
            if !is_introduction(hit, part, cell) {
                continue;
            }
            if hit.cue == Cue::Title && !part.text[hit.end..].starts_with(':') {
                continue;
            }
            let from = after_introduction(part, hit.end);
            let Some(Listed { values: found, has_interval }) = list(part, part.text.len() - from.len(), cell) else {
                continue;
            };
            let enough = match hit.cue {
                // The interval beside a number is one of several already.
                Cue::Values | Cue::Range if has_interval => 1,
                Cue::Values | Cue::SetTo if found.iter().any(|value| value.value.starts_with('-')) => 1,
                Cue::Values | Cue::SetTo => {
                    1 + usize::from(
                        found.iter().any(|value| number(&value.value).is_some() && !is_dotted(&value.value)),
                    )
                }
                Cue::Range if found.len() == 2 && found.iter().all(|value| number(&value.value).is_some()) => continue,
                // A number alone is where a range begins.
                Cue::Range if matches!(found.as_slice(), [only] if only.value == cell.example && number(&only.value).is_none()) => {
                    1
                }
                // A title is followed by anything; that the example is one of the tokens makes them values.
                Cue::Title if !found.iter().any(|value| value.value == cell.example) => continue,
                // Stars that are bullets of a list within a structure.
                Cue::Listing if from.starts_with('*') => continue,
                _ => 2,
            };
            let (sentence, _) = part.sentence(hit.start);
            let is_case = hit.cue == Cue::SetTo && part.has(Cue::Condition, sentence, hit.start);
            if found.len() >= enough && !is_case {
                values.extend(found);
                is_partial |= has_interval;
                grounds.push(match hit.cue {
                    Cue::Values | Cue::SetTo => Ground::Announced,
                    Cue::Range => Ground::AnnouncedRange,
                    Cue::Listing => Ground::Listing,
                    _ => Ground::Title,
                });
            }
        }
        if values.is_empty() {
            values = unannounced(part, cell);
            grounds.extend((!values.is_empty()).then_some(Ground::Unannounced));
        }
    }
    Some(Allowed { values, ground: grounds.into_iter().reduce(Ground::weaker)?, has_interval: is_partial })
}

/// Whether a text is several numbers with points between them, such as an address or a version.
fn is_dotted(text: &str) -> bool {
    text.matches('.').count() > 1
}

/// The values that a sentence lists with their meanings, without saying that they are values: `0: off; 1: on`.
///
/// Evidence: at the beginning of a clause a token, and after it and each further one its meaning, up to the end of the
/// sentence. Against it: an example that is none of them.
fn unannounced(part: &Part, cell: &Cell<'_>) -> Vec<AllowedValue> {
    const CLAUSES: usize = 4;
    if part.depth > 0
        || part.text.len() > 600
        || cell.example.is_empty()
        || !part.text.contains(cell.example)
        || part.hits.iter().any(|hit| matches!(hit.cue, Cue::Example | Cue::Json))
    {
        return Vec::new();
    }
    let starts = part.text.match_indices([',', ':', '。', '.', '\n', '(']).map(|(at, mark)| at + mark.len());
    for start in std::iter::once(0).chain(starts.take(CLAUSES)) {
        let Some(Listed { values: found, has_interval: false }) = list(part, start, cell) else { continue };
        let meant = found.iter().all(|value| !value.description.is_empty() && !value.description.is_ascii());
        if found.len() >= 2 && meant && found.iter().any(|value| value.value == cell.example) {
            return found;
        }
    }
    Vec::new()
}

/// Whether a phrase introduces values of this field.
fn is_introduction(hit: &Hit, part: &Part, cell: &Cell<'_>) -> bool {
    let clause = part.clause(hit.start);
    let before = part.text[clause..hit.start].trim_end();
    if part.has(Cue::Condition, clause, hit.start) || part.has(Cue::Example, clause, hit.start) {
        return false;
    }
    let name =
        before.rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.'))).next().unwrap_or_default();
    // Before an English phrase stand English words; before a Chinese one, a word of letters is the name of a field.
    let is_english = part.text[hit.start..hit.end].is_ascii();
    let of_this =
        name.is_empty() || name == cell.last_name() || is_english && name.chars().all(|c| c.is_ascii_lowercase());
    // `parameters, including A and B` lists no values of this one.
    let lists_fields =
        || FIELD_WORDS.iter().any(|word| part.text[..hit.start].trim_end_matches([' ', ',', 's']).ends_with(word));
    of_this && (hit.cue != Cue::Listing || before.len() <= 60 && !lists_fields())
}

/// Where the list begins after a phrase that introduces it.
fn after_introduction(part: &Part, at: usize) -> &str {
    const QUALIFIED: usize = 80;
    let text = part.text[at..].trim_start();
    let text = OWN.iter().find_map(|own| text.strip_prefix(own)).unwrap_or(text);
    let rest = skip_links(skip_parentheses(skip_links(text)));
    // `Valid values when X is Y: 1, 2`: what qualifies the values stands before the colon.
    let at = part.text.len() - rest.len();
    if part.hit_at(at).is_some_and(|hit| hit.cue == Cue::Condition)
        && let Some(colon) =
            head(rest, QUALIFIED).find([':', '。', '\n', ',']).filter(|&colon| rest[colon..].starts_with(':'))
    {
        return skip_links(&rest[colon..]);
    }
    rest
}

/// The tokens that a sentence lists.
struct Listed {
    values: Vec<AllowedValue>,
    /// Whether intervals stand among them: `-1 or 1 to 100`.
    has_interval: bool,
}

/// The list of tokens at a place; none where anything else stands there.
fn list(part: &Part, at: usize, cell: &Cell<'_>) -> Option<Listed> {
    let mut has_interval = false;
    let values = tokens(part, at, cell, &mut has_interval)?;
    // Beside an interval only numbers are values.
    let is_list = !has_interval || !values.is_empty() && values.iter().all(|value| is_number(&value.value));
    is_list.then_some(Listed { values, has_interval })
}

fn tokens(part: &Part, at: usize, cell: &Cell<'_>, has_interval: &mut bool) -> Option<Vec<AllowedValue>> {
    let text = part.text.as_str();
    let mut rest = &text[at..];
    let mut values: Vec<AllowedValue> = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '"', '\'', '`', '*']);
        if let Some(interval) = measure::interval(rest) {
            *has_interval = true;
            let after = rest[interval.end..].trim_start_matches([']', '"', '\'', '`']);
            match separator(part, text.len() - after.len()) {
                Separator::Next(end) => rest = &text[end..],
                Separator::End | Separator::Other => return Some(values),
            }
            continue;
        }
        let value = token(rest);
        if values.len() == MOST || !bullets::is_token(value) {
            return finish(rest, values);
        }
        let after = &rest[value.len()..];
        let (gloss, after) = meaning(part, text.len() - after.len())?;
        values.push(AllowedValue { value: value.to_owned(), description: gloss.to_owned() });
        let after = after.trim_start_matches(['"', '\'', '`']);
        match separator(part, text.len() - after.len()) {
            Separator::Next(end) => rest = &text[end..],
            Separator::End => match next_sentence(after) {
                Some(next) if values.iter().all(|value| !value.description.is_empty()) => rest = next,
                _ => return split_slashes(values, cell),
            },
            Separator::Other => return None,
        }
    }
}

/// The next sentence, where it is a further value with its meaning.
fn next_sentence(after: &str) -> Option<&str> {
    let next = after.trim_start().trim_start_matches(['.', '。']).trim_start();
    let token = token(next);
    (bullets::is_token(token) && skip_parentheses(&next[token.len()..]).starts_with(':')).then_some(next)
}

/// A list that ends with its last separator is whole; one that goes on with prose is none.
fn finish(rest: &str, values: Vec<AllowedValue>) -> Option<Vec<AllowedValue>> {
    (rest.is_empty() || rest.starts_with(['。', '\n'])).then_some(values).filter(|values| !values.is_empty())
}

/// The meaning after a value, in parentheses, after a colon or after a word that says so; and what follows.
fn meaning(part: &Part, at: usize) -> Option<(&str, &str)> {
    const LONGEST: usize = 400;
    let text = &part.text[at..];
    let parenthesis = skip_parentheses(text);
    if parenthesis.len() < text.len() {
        let inner = text[..text.len() - parenthesis.len()].trim().trim_matches(['(', ')']);
        return Some((inner, parenthesis));
    }
    let trimmed = text.trim_start_matches([' ', ',']);
    let means = part.hit_at(part.text.len() - trimmed.len()).filter(|hit| hit.cue == Cue::Means);
    let from = match means {
        Some(hit) => &part.text[hit.end..],
        None if text.starts_with([':', '-']) => &text[1..],
        None => {
            let c = text.chars().next();
            // Letters of prose directly after a value: a unit or a noun, and no list of values.
            return if c.is_some_and(char::is_alphabetic) && separator(part, at) == Separator::Other {
                None
            } else {
                Some(("", text))
            };
        }
    };
    let near = head(from, LONGEST);
    let end = near.find([';', ',', '、', '。', '\n', '|']).unwrap_or(near.len());
    let end = from[..end].find(". ").unwrap_or(end);
    Some((from[..end].trim(), &from[end..]))
}

/// What stands between two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    /// A separator that ends here.
    Next(usize),
    /// The end of the list.
    End,
    /// Anything else.
    Other,
}

/// The separator at a place: commas, bars, stars, and words that join.
fn separator(part: &Part, at: usize) -> Separator {
    let text = &part.text[at..];
    let rest = text.trim_start_matches(' ');
    let c = rest.chars().next();
    if c.is_none_or(|c| matches!(c, '。' | '\n' | ')'))
        || (rest.starts_with('.') && (rest.len() == 1 || rest[1..].starts_with(' ')))
    {
        return Separator::End;
    }
    let rest_at = at + (text.len() - rest.len());
    if part.hit_at(rest_at).is_some_and(|hit| hit.cue == Cue::AndSoOn) {
        return Separator::End;
    }
    let mut end = rest_at;
    let mut found = false;
    loop {
        let rest = part.text[end..].trim_start_matches([' ', '"']);
        let here = part.text.len() - rest.len();
        if let Some(c) = rest.chars().next().filter(|c| matches!(c, ',' | '、' | '|' | ';' | '*')) {
            end = here + c.len_utf8();
        } else if let Some(hit) = joins(part, here) {
            end = hit.end;
        } else {
            break;
        }
        found = true;
    }
    let rest = part.text[end..].trim_start_matches([' ', '"', '\'']);
    if !found {
        // Behind a parenthesis a new sentence may begin without a point.
        return if part.text[..at].ends_with(')') && part.text[at..].starts_with(' ') {
            Separator::End
        } else {
            Separator::Other
        };
    }
    // `true, false, default: true`, `a, b, …`
    let here = part.text.len() - rest.len();
    let goes_on = rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '<' | '>' | '=' | '_'))
        && !part
            .hit_at(here)
            .is_some_and(|hit| matches!(hit.cue, Cue::Default | Cue::BareDefault | Cue::Unit | Cue::AndSoOn));
    if goes_on { Separator::Next(end) } else { Separator::End }
}

/// The word that joins two items at a place.
fn joins(part: &Part, at: usize) -> Option<&Hit> {
    part.hit_at(at).filter(|hit| hit.cue == Cue::And)
}

/// `true/false` is two values where the example is one of them.
fn split_slashes(values: Vec<AllowedValue>, cell: &Cell<'_>) -> Option<Vec<AllowedValue>> {
    if let [only] = values.as_slice() {
        let parts: Vec<&str> = only.value.split('/').collect();
        if parts.len() > 1 && parts.contains(&cell.example) {
            return Some(
                parts
                    .iter()
                    .map(|part| AllowedValue { value: (*part).to_owned(), ..AllowedValue::default() })
                    .collect(),
            );
        }
    }
    Some(values)
}
