//! What the pages of one operation in two languages say of a field's values: which are allowed, the default, the bounds.

use std::fmt;

use crate::infer::facts::{Found, facts};
use crate::infer::table::Row;
use crate::ir::{Bounds, Number};

/// What a row says of its values.
#[derive(Debug)]
pub(super) struct Said {
    facts: Found,
    /// The description in lower case, without what marks or escapes its letters and without the commas within numbers.
    text: String,
    /// How many items of lists it has.
    bullets: usize,
}

impl Said {
    pub(super) fn new(row: &Row<'_>) -> Self {
        let bullets = row.description.raw.lines().filter(|line| line.trim_start().starts_with("- ")).count();
        let letters: Vec<char> = row.description.raw.chars().filter(|c| !matches!(c, '\\' | '*' | '`')).collect();
        let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
        let between_digits = |at: usize| letters[at] == ',' && digit(at.checked_sub(1)) && digit(Some(at + 1));
        let kept = (0..letters.len()).filter(|&at| !between_digits(at));
        Self { facts: facts(row), text: kept.flat_map(|at| letters[at].to_lowercase()).collect(), bullets }
    }

    /// Whether the description has a word, in whatever case.
    fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let joined = |c: char| c.is_ascii_alphanumeric() || c == '_';
        self.text
            .match_indices(&word)
            .any(|(at, _)| !self.text[..at].ends_with(joined) && !self.text[at + word.len()..].starts_with(joined))
    }
}

/// What the page at hand says, and what the other one says: the code of a finding and its words.
pub(super) type Difference = (&'static str, String);

/// Where two rows for one field contradict each other; `place` is that of the other row.
pub(super) fn differences(ours: &Said, theirs: &Said, place: &str) -> Vec<Difference> {
    let bounds = [
        bounds("values", (ours, ours.facts.range), (theirs, theirs.facts.range), Number::value),
        bounds("lengths", (ours, ours.facts.length), (theirs, theirs.facts.length), |count| count),
        bounds("numbers of values", (ours, ours.facts.size), (theirs, theirs.facts.size), |count| count),
    ];
    let of = |code, words: Option<String>| words.map(|words| (code, format!("{words} in {place}")));
    let bounds = bounds.into_iter().filter_map(|words| of("language-range", words));
    of("language-values", values(ours, theirs))
        .into_iter()
        .chain(of("language-default", default(ours, theirs)))
        .chain(bounds)
        .collect()
}

/// Values that one row lists and the other one does not.
///
/// Evidence: both rows list values. Against it: the description that does not list a value has it as a word, for then it
/// says the same in another way; a value of digits and marks, for such ones are spans of what the list is about; that a row
/// which lists fewer values has as many bullets, for then those of one page are values and those of the other are words of
/// its language.
fn values(ours: &Said, theirs: &Said) -> Option<String> {
    let only = |one: &Said, other: &Said| -> Vec<String> {
        let values = one.facts.allowed.iter().map(|one| one.value.as_str());
        let is_span =
            |value: &str| Number::parse(value).is_none() && !value.contains(|c: char| c.is_ascii_alphabetic());
        values.filter(|value| value.is_ascii() && !is_span(value) && !other.has(value)).map(str::to_owned).collect()
    };
    if ours.facts.allowed.is_empty() || theirs.facts.allowed.is_empty() {
        return None;
    }
    let is_translated = |one: &Said, other: &Said| {
        one.bullets > 0 && one.bullets <= other.bullets && one.facts.allowed.len() > other.facts.allowed.len()
    };
    if is_translated(ours, theirs) || is_translated(theirs, ours) {
        return None;
    }
    match (only(ours, theirs), only(theirs, ours)) {
        (here, there) if here.is_empty() && there.is_empty() => None,
        (here, there) if there.is_empty() => Some(format!("can be {} here and not", list(&here))),
        (here, there) if here.is_empty() => Some(format!("cannot be {} here and can be", list(&there))),
        (here, there) => Some(format!("can be {} here and {}", list(&here), list(&there))),
    }
}

/// Values in a sentence; a long list is cut.
fn list(values: &[String]) -> String {
    const MOST: usize = 5;
    let shown: Vec<String> = values.iter().take(MOST).map(|value| format!("`{value}`")).collect();
    let more = values.len().saturating_sub(MOST);
    if more == 0 { shown.join(", ") } else { format!("{} and {more} more", shown.join(", ")) }
}

/// Two defaults.
///
/// Evidence: both rows state one. Against it: they are the same number or truth, differently written.
fn default(ours: &Said, theirs: &Said) -> Option<String> {
    let (here, there) = (ours.facts.default.as_str(), theirs.facts.default.as_str());
    if here.is_empty() || there.is_empty() || meaning(here) == meaning(there) {
        return None;
    }
    Some(format!("is `{here}` by default here and `{there}`"))
}

/// A default in one spelling.
fn meaning(value: &str) -> String {
    let lower = value.to_lowercase();
    match Number::parse(&lower) {
        Some(number) => number.value().to_string(),
        None => lower,
    }
}

/// Two bounds.
///
/// Evidence: both rows state the same end and other numbers. Against it: another unit, or that each description has the
/// other's number as well, for then it states several bounds.
fn bounds<T: Copy + fmt::Display, V: PartialEq>(
    what: &str,
    (ours, here): (&Said, Bounds<T>),
    (theirs, there): (&Said, Bounds<T>),
    value: impl Fn(T) -> V,
) -> Option<String> {
    let differ = |here: Option<T>, there: Option<T>| match (here, there) {
        (Some(here), Some(there)) => {
            value(here) != value(there) && !(ours.has(&there.to_string()) && theirs.has(&here.to_string()))
        }
        _ => false,
    };
    let same_unit = ours.facts.unit == theirs.facts.unit || ours.facts.unit.is_empty() || theirs.facts.unit.is_empty();
    (same_unit && (differ(here.min, there.min) || differ(here.max, there.max)))
        .then(|| format!("has {what} of {here} here and of {there}"))
}
