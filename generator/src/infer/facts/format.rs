//! How a value is to be read: points in time, JSON text, values joined by commas.

use std::collections::BTreeSet;

use crate::ir::{AllowedValue, Format, Type};
use crate::vocabulary::cues::Cue;
use crate::vocabulary::units::PATTERNS;

use super::cell::Cell;
use super::ground::Ground;
use super::text::Part;
use crate::infer::table::Class;

/// The format of a field.
pub(super) fn format(cell: &Cell<'_>, allowed: &[AllowedValue]) -> Option<(Format, Ground)> {
    if cell.class.is_structure() || *cell.class == Class::Scalar(Type::Boolean) {
        return None;
    }
    if let Some(ground) = json(cell, allowed) {
        return Some((Format::Json, ground));
    }
    if is_comma_list(cell) {
        return Some((Format::CommaList, Ground::Commas));
    }
    if !allowed.is_empty() {
        return None;
    }
    epoch(cell).or_else(|| time(cell))
}

/// Whether values are JSON text.
///
/// Evidence: the type says so; or the example of a text is one whole list or object; or the description speaks of JSON and
/// the example begins like it or is missing. Against it: JSON is one of the values.
fn json(cell: &Cell<'_>, allowed: &[AllowedValue]) -> Option<Ground> {
    if *cell.class == Class::Json {
        return Some(Ground::JsonShown);
    }
    if !matches!(cell.class, Class::Scalar(Type::String) | Class::Named(_)) {
        return None;
    }
    let begins = |texts: &[&str]| texts.iter().any(|text| cell.example.starts_with(text));
    let shown =
        begins(&["{\"", "{\\\"", "[\"", "[{\"", "[\\\"", "[{\\\"", "[{ \""]) && cell.example.ends_with(['}', ']']);
    let like = begins(&["{", "[", "\"{", "\"["]) || cell.example.is_empty();
    let said = cell.own().any(|part| part.speaks(Cue::Json));
    let is_value = allowed.iter().any(|allowed| allowed.value.eq_ignore_ascii_case("json"));
    let ground = if shown { Ground::JsonShown } else { Ground::JsonSaid };
    ((shown || like && said) && !is_value).then_some(ground)
}

/// Whether a text holds values that are joined by commas.
///
/// Evidence: the description says that commas separate several values, or that several are separated so. Against it: the
/// type is a list, which has its own way of travelling; the example has equal signs, so that the commas separate members.
fn is_comma_list(cell: &Cell<'_>) -> bool {
    let is_text = matches!(cell.class, Class::Scalar(Type::String) | Class::Named(_));
    is_text
        && !cell.name.ends_with(".N")
        && !cell.example.trim_start().starts_with(['{', '['])
        && !cell.example.contains('=')
        && cell.own().any(|part| part.speaks(Cue::Commas))
}

/// Whether a number counts from 1970 on.
///
/// Evidence: the description speaks of a timestamp or a time, and the example has 13 digits or 10, or the description says
/// milliseconds or seconds of a timestamp.
fn epoch(cell: &Cell<'_>) -> Option<(Format, Ground)> {
    let is_possible = matches!(cell.class, Class::Scalar(Type::String | Type::Int32 | Type::Int64));
    let speaks = |cue: Cue| cell.own().any(|part| part.speaks(cue));
    let (stamp, moment) = (speaks(Cue::Timestamp), speaks(Cue::Time));
    if !is_possible || !(stamp || moment) {
        return None;
    }
    let digits = cell.example.len();
    let is_number =
        digits > 0 && cell.example.bytes().all(|byte| byte.is_ascii_digit()) && cell.example.starts_with(['1', '2']);
    match digits {
        13 if is_number => Some((Format::EpochMillis, Ground::EpochShown)),
        10 if is_number && (stamp || cell.class == &Class::Scalar(Type::Int64)) && !cell.example.starts_with("20") => {
            Some((Format::EpochSeconds, Ground::EpochShown))
        }
        _ if is_number || cell.example.is_empty() => {
            if !stamp {
                return None;
            }
            let units: Vec<&str> = cell.own().flat_map(|part| units(part)).collect();
            match units.as_slice() {
                ["ms", ..] => Some((Format::EpochMillis, Ground::EpochSaid)),
                ["s", ..] if digits != 13 => Some((Format::EpochSeconds, Ground::EpochSaid)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The units of time after the phrases that say unit, or after a timestamp.
fn units(part: &Part) -> Vec<&'static str> {
    let stated = part.hits.iter().filter(|hit| matches!(hit.cue, Cue::Unit | Cue::Timestamp));
    stated
        .filter_map(|hit| {
            super::text::unit(super::text::skip_links(&part.text[hit.end..]).trim_start_matches(['(', ' ']))
        })
        .map(|(symbol, _)| symbol)
        .collect()
}

/// The format of a point in time.
///
/// Evidence: a pattern such as `yyyy-MM-dd` in the description; where there are several, or none, the form of the example.
/// ISO 8601 alone means the usual form.
fn time(cell: &Cell<'_>) -> Option<(Format, Ground)> {
    if !matches!(cell.class, Class::Scalar(Type::String) | Class::Named(_) | Class::Blank) {
        return None;
    }
    let found: BTreeSet<Format> = cell.own().flat_map(patterns).collect();
    let shown = form(cell.example);
    let said = |cue: Cue| cell.own().any(|part| part.speaks(cue));
    match (found.len(), shown) {
        (1, _) => Some((*found.first()?, Ground::TimePattern)),
        (0, Some(Format::LocalTime | Format::LocalTimeMinutes | Format::CompactDate)) if !said(Cue::Time) => None,
        (0, Some(Format::LocalTimeMinutes | Format::CompactDate)) if said(Cue::NoValues) => None,
        (0, Some(shown)) => Some((shown, Ground::TimeShown)),
        (0, None) => (said(Cue::Iso) && cell.example.is_empty()).then_some((Format::DateTime, Ground::TimeNamed)),
        (_, Some(shown)) => found.contains(&shown).then_some((shown, Ground::TimePattern)),
        _ => None,
    }
}

/// The time patterns in a part, the longest at each place.
fn patterns(part: &Part) -> Vec<Format> {
    let lower = part.text.to_ascii_lowercase();
    // Few descriptions speak of times: what no pattern begins like is not taken apart.
    if !PATTERNS.iter().any(|(pattern, _)| lower.contains(&pattern[..2])) {
        return Vec::new();
    }
    let is_pattern = |c: char| PATTERNS.iter().any(|(pattern, _)| pattern.contains(c));
    let mut found = Vec::new();
    for piece in lower.split(|c: char| !is_pattern(c)) {
        let words: Vec<&str> = piece.split_ascii_whitespace().collect();
        let mut words = words.as_slice();
        // A pattern has two words at most; letters of a word before it, such as the `s` of `as`, are in the way of neither.
        while !words.is_empty() {
            let longest = (1..=words.len().min(2)).rev().find_map(|len| Some((len, pattern(&words[..len].join(" "))?)));
            found.extend(longest.map(|(_, format)| format));
            words = &words[longest.map_or(1, |(len, _)| len)..];
        }
    }
    found
}

/// The pattern that a text is, but for what sets it off.
fn pattern(text: &str) -> Option<Format> {
    let text = text.trim_matches([' ', ':', '-', '.']);
    let text = text.strip_suffix('\'').filter(|_| !text.contains("'t'")).unwrap_or(text);
    // `HH:mmZ-HH:mmZ` is an interval, and no pattern of one point in time.
    PATTERNS.iter().find(|(pattern, _)| *pattern == text).map(|(_, format)| *format)
}

/// The form of an example, where it is a point in time.
fn form(example: &str) -> Option<Format> {
    let shape: String = example.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let form = match shape.as_str() {
        "0000-00-00T00:00:00Z" => Format::DateTime,
        "0000-00-00T00:00Z" => Format::DateTimeMinutes,
        "0000-00-00 00:00:00" | "0000-00-00T00:00:00" => Format::LocalDateTime,
        "0000-00-00 00:00" | "0000-00-00T00:00" => Format::LocalDateTimeMinutes,
        "0000-00-00" => Format::Date,
        "00000000" if example.trim().starts_with("20") => Format::CompactDate,
        "00:00:00Z" => Format::Time,
        "00:00Z" => Format::TimeMinutes,
        "00:00:00" => Format::LocalTime,
        "00:00" => Format::LocalTimeMinutes,
        _ => return None,
    };
    Some(form)
}
