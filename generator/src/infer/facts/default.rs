//! The default: after a phrase that says so, or marked on one of the values.

use std::collections::HashSet;

use crate::ir::{AllowedValue, Type};
use crate::vocabulary::cues::Cue;

use super::bullets::{self, is_token};
use super::cell::Cell;
use super::ground::Ground;
use super::scope::Scope;
use super::text::{Part, head, number, skip_links, token};
use crate::infer::table::Class;

/// The default that a description states.
///
/// Evidence: a token right after a phrase that says default, with nothing after it that makes it the beginning of a
/// sentence; or a mark on a value. Paragraphs come before bullets. Statements that contradict each other depend on
/// something, and none of them is the default. The type must allow it, and so must an example that is a document.
pub(super) fn default(cell: &Cell<'_>, allowed: &[AllowedValue]) -> Option<(String, Ground)> {
    let speaks =
        |part: &Part| part.hits.iter().any(|hit| matches!(hit.cue, Cue::Default | Cue::BareDefault | Cue::DefaultMark));
    if !cell.parts.iter().any(speaks) {
        return None;
    }
    let known = Known { values: allowed, names: allowed.iter().map(|allowed| allowed.value.as_str()).collect() };
    let own = |is_bullet: bool| {
        let parts = cell.own().filter(move |part| (part.depth > 0) == is_bullet);
        only(parts.flat_map(|part| stated(part, &known)).filter(|(value, _)| fits(value, cell, &known)))
    };
    let marks = || {
        let parts = cell.parts.iter().zip(&cell.scopes).filter(|(_, scope)| **scope != Scope::Member);
        only(parts.filter_map(|(part, _)| marked(part, &known)).map(|value| (value, Ground::DefaultMark)))
    };
    let in_bullet = || own(true).map(|found| found.map(|(value, _)| (value, Ground::DefaultBullet)));
    let found = own(false).or_else(marks).or_else(in_bullet).flatten();
    // What is a document has no single value for its default: it is that of a member.
    found.filter(|(value, _)| !cell.example.starts_with('{') || value.starts_with('{'))
}

/// The allowed values, to be looked up.
struct Known<'v> {
    values: &'v [AllowedValue],
    names: HashSet<&'v str>,
}

impl Known<'_> {
    /// A value as the list spells it, if only capitals differ.
    fn spelling(&self, value: &str) -> Option<String> {
        const MOST: usize = 100;
        if self.names.contains(value) {
            return Some(value.to_owned());
        }
        let same = |name: &&AllowedValue| name.value.eq_ignore_ascii_case(value);
        self.values.iter().take(MOST).find(same).map(|listed| listed.value.clone())
    }
}

/// The only one of several statements, absent where there are none, and none where they differ.
fn only(mut stated: impl Iterator<Item = (String, Ground)>) -> Option<Option<(String, Ground)>> {
    let first = stated.next()?;
    Some(stated.all(|(other, _)| other == first.0).then_some(first))
}

/// The defaults that the phrases of a part state.
fn stated(part: &Part, known: &Known<'_>) -> Vec<(String, Ground)> {
    let mut found = Vec::new();
    for hit in part.hits.iter().filter(|hit| matches!(hit.cue, Cue::Default | Cue::BareDefault)) {
        let after = &part.text[hit.end..];
        let at_once = after.trim_start().starts_with(|c: char| c.is_ascii_alphanumeric() || c == '"');
        let rest = skip_links(after).trim_start_matches(['"', '`']);
        if hit.cue == Cue::BareDefault && !at_once {
            continue;
        }
        let spelled = value(rest);
        if let Some(named) = by_meaning(rest, known).filter(|_| !known.names.contains(spelled)) {
            found.push((named, Ground::DefaultMeaning));
        } else if is_token(spelled) && ends_well(spelled, &rest[spelled.len()..], known) {
            found.push((known.spelling(spelled).unwrap_or_else(|| spelled.to_owned()), Ground::StatedDefault));
        }
    }
    found
}

/// The token at the beginning of a text; a colon is part of it between digits, as in times.
fn value(text: &str) -> &str {
    let mut end = token(text).len();
    while text[end..].starts_with(':') && text[..end].ends_with(|c: char| c.is_ascii_digit()) {
        let more = token(&text[end + 1..]).len();
        if !text[end + 1..].starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        end += 1 + more;
    }
    &text[..end]
}

/// Whether what stands after a token leaves it a value, and not the beginning of a sentence.
fn ends_well(value: &str, after: &str, known: &Known<'_>) -> bool {
    let rest = after.trim_start_matches(['"', '\'', '`']);
    if known.spelling(value).is_some() {
        return true;
    }
    let is_number = number(value).is_some_and(|(_, end)| end == value.len());
    match rest.chars().next() {
        None => true,
        Some(' ') => {
            let next = rest.trim_start().chars().next();
            is_number
                || matches!(value, "true" | "false")
                || !(value.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                    || next.is_some_and(|c| c.is_ascii_lowercase()))
                || next.is_some_and(|c| !c.is_ascii())
        }
        Some(c) if c.is_alphabetic() => is_number,
        // `max{20, …}` is computed.
        Some(':' | '{' | '[') => false,
        // Where values are listed, another word in small letters goes on with the sentence: `the default value is used.`
        Some('.' | '。' | ',') if !known.names.is_empty() && value.bytes().all(|byte| byte.is_ascii_lowercase()) => {
            false
        }
        Some(_) => true,
    }
}

/// The value whose meaning is stated instead of it.
fn by_meaning(text: &str, known: &Known<'_>) -> Option<String> {
    const MOST: usize = 100;
    let stated = head(text, 60).split(['。', ',', '\n', ';', '.']).next().unwrap_or_default().trim();
    let means = |allowed: &&AllowedValue| {
        !stated.is_empty() && allowed.description.trim_end_matches(['。', '.']).eq_ignore_ascii_case(stated)
    };
    known.values.iter().take(MOST).find(means).map(|allowed| allowed.value.clone())
}

/// The value that a part marks as the default: the one that the bullet begins with, or the one before the mark.
fn marked(part: &Part, known: &Known<'_>) -> Option<String> {
    if let Some(value) = marked_first(part).filter(|value| known.names.contains(value.as_str())) {
        return Some(value);
    }
    let hit = part.hits.iter().find(|hit| hit.cue == Cue::DefaultMark)?;
    if let Some(value) = bullets::value(part).filter(|value| known.names.contains(value.as_str())) {
        return Some(value);
    }
    let before = part.text[..hit.start].trim_end();
    let word = before.rsplit(|c: char| !super::text::is_value_char(c)).next().unwrap_or_default();
    let alone = part.item && part.depth > 0 && word == before && is_token(word);
    let says_either = matches!(word, "true" | "false");
    (alone || says_either || known.names.contains(word)).then(|| word.to_owned())
}

/// The value of a bullet whose meaning begins with the word for a default, and with nothing else in that clause:
/// `true: default, …`.
fn marked_first(part: &Part) -> Option<String> {
    let value = bullets::value(part)?;
    let meaning = part.text.strip_prefix(value.as_str())?.strip_prefix(':')?.trim_start();
    let hit = part.hit_at(part.text.len() - meaning.len())?;
    let is_alone = part.text[hit.end..].chars().next().is_none_or(|c| matches!(c, ',' | ';' | '。' | '.' | ')'));
    (matches!(hit.cue, Cue::Default | Cue::BareDefault | Cue::DefaultMark) && is_alone).then_some(value)
}

/// Whether a field of the type can have the value.
fn fits(value: &str, cell: &Cell<'_>, known: &Known<'_>) -> bool {
    match cell.class {
        Class::Scalar(Type::Boolean) => {
            matches!(value.to_ascii_lowercase().as_str(), "true" | "false" | "0" | "1") || known.names.contains(value)
        }
        Class::Scalar(Type::Int32 | Type::Int64 | Type::Float | Type::Double) => {
            number(value).is_some() || known.names.contains(value)
        }
        _ => !cell.is_structure(),
    }
}
