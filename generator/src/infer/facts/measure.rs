//! The numbers that bound something, and what they bound: a value, a length, or how many values there are.

use crate::ir::{Bounds, Format, Number, Type};
use crate::vocabulary::cues::{Cue, TO};

use super::cell::Cell;
use super::comparison::{Comparison, comparisons};
use super::ground::Ground;
use super::scope::Scope;
use super::text::{Hit, Part, head, number, number_in_list, skip_parentheses};
use crate::infer::table::Class;

/// Numbers that bound something.
#[derive(Clone, Debug)]
pub(super) struct Measure {
    pub(super) bounds: Bounds<Number>,
    pub(super) what: What,
    pub(super) ground: Ground,
    /// How deep in lists it stands; what a paragraph says holds before what a bullet says.
    pub(super) depth: u8,
}

/// What numbers bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// The value.
    Value,
    /// The length of a text.
    Length,
    /// The number of values; of those that an index in the field's name counts, or of those in the value.
    Size {
        /// Whether it is the index.
        index: bool,
    },
}

/// Two numbers with a sign between them that makes them an interval.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    pub(super) bounds: Bounds<Number>,
    /// Where it ends, from the beginning of the text.
    pub(super) end: usize,
    /// What stands right before and after it, where those are brackets.
    brackets: (Option<char>, Option<char>),
}

/// The bounds that a description states.
pub(super) fn measures(cell: &Cell<'_>, format: Option<Format>) -> Vec<Measure> {
    let several = format == Some(Format::CommaList)
        || format == Some(Format::Json)
        || matches!(cell.class, Class::List(_) | Class::Json)
        || cell.name.contains(".N")
        || cell.own().any(|part| part.speaks(Cue::Several) || part.speaks(Cue::Commas))
        || cell.example.contains(',');
    let mut found = Vec::new();
    for (at, (part, scope)) in cell.parts.iter().zip(&cell.scopes).enumerate() {
        let is_listed = *scope == Scope::Value && part.item && is_interval(part);
        if *scope == Scope::Field || is_listed {
            // A list of values whose bullets are intervals introduces them, as the end of the part before may do.
            let before = at.checked_sub(1).map(|before| &cell.parts[before]);
            let introduced = is_listed
                || part.depth > 0 && is_interval(part) && before.is_some()
                || before.is_some_and(|before| {
                    before.hits.last().is_some_and(|hit| {
                        matches!(hit.cue, Cue::Range | Cue::Values) && before.text.len() - hit.end <= 4
                    })
                });
            of_part(part, introduced, several, cell, &mut found);
        }
    }
    found
}

/// Whether a part is an interval with its meaning. An interval that goes on in prose is a condition, such as a span of days.
pub(super) fn is_interval(part: &Part) -> bool {
    interval(&part.text).is_some_and(|interval| {
        let after = skip_parentheses(&part.text[interval.end..]).trim_start();
        after.is_empty() || after.starts_with([':', ',', '。', '.', '\n'])
    })
}

/// The bounds in one part: intervals, and single numbers after a phrase that says which end they are.
fn of_part(part: &Part, introduced: bool, several: bool, cell: &Cell<'_>, found: &mut Vec<Measure>) {
    let text = part.text.as_str();
    let mut at = 0;
    while let Some(next) = text[at..].find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '[' | '(')) {
        let start = at + next;
        let joined =
            text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '-' | '~'));
        let interval = if joined { None } else { interval(&text[start..]) };
        match interval {
            Some(interval) => {
                let end = start + interval.end;
                if let Some((what, ground)) =
                    subject(part, start, end, several).or_else(|| value(part, start, introduced && start == 0, cell))
                {
                    let bounds = in_bytes(closed(&interval, cell), &text[end..], what);
                    found.push(Measure { bounds, what, ground, depth: part.depth });
                }
                at = end;
            }
            None => at = start + text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len() - start).max(1),
        }
    }
    for Comparison { start, end, bounds } in comparisons(part, cell) {
        if subject(part, start, end, several).is_none() {
            found.push(Measure { bounds, what: What::Value, ground: Ground::Compared, depth: part.depth });
        }
    }
    for hit in &part.hits {
        let (is_least, is_value) = match hit.cue {
            Cue::Greatest => (false, true),
            Cue::Least => (true, true),
            Cue::AtMost | Cue::Longest => (false, false),
            Cue::AtLeast => (true, false),
            _ => continue,
        };
        let Some((bound, start, end)) = number_after(part, hit.end) else { continue };
        let what = subject(part, start, end, several);
        if let Some((what, ground)) = what.or_else(|| is_value.then_some((What::Value, Ground::SingleBound))) {
            let bounds =
                if is_least { Bounds { min: Some(bound), max: None } } else { Bounds { min: None, max: Some(bound) } };
            let bounds = in_bytes(bounds, &text[end..], what);
            found.push(Measure { bounds, what, ground, depth: part.depth });
        }
    }
}

/// An interval with both of its ends, as the specification has it: of whole numbers, the ones next to an end that a mixed
/// pair of brackets leaves out, as in `(0,100]`. Two round ones are only parentheses.
fn closed(interval: &Interval, cell: &Cell<'_>) -> Bounds<Number> {
    let is_fraction = matches!(cell.class, Class::Scalar(Type::Float | Type::Double));
    let moved = |end: Option<Number>, by: i64| match end {
        Some(Number::Whole(number)) if !is_fraction => Some(Number::Whole(number.saturating_add(by))),
        other => other,
    };
    match interval.brackets {
        (Some('('), Some(']')) => Bounds { min: moved(interval.bounds.min, 1), max: interval.bounds.max },
        (Some('['), Some(')')) => Bounds { min: interval.bounds.min, max: moved(interval.bounds.max, -1) },
        _ => interval.bounds,
    }
}

/// Lengths with a unit such as KB after them, in bytes; other bounds as they are.
fn in_bytes(bounds: Bounds<Number>, after: &str, what: What) -> Bounds<Number> {
    let factor = match super::text::unit(after.trim_start()) {
        Some(("KB", _)) => 1 << 10,
        Some(("MB", _)) => 1 << 20,
        _ => 1,
    };
    let scale = |number: Number| match number {
        Number::Whole(number) if what == What::Length => Number::Whole(number.saturating_mul(factor)),
        other => other,
    };
    Bounds { min: bounds.min.map(scale), max: bounds.max.map(scale) }
}

/// The number shortly after a place, and where it begins and ends. It belongs to no interval, date or name.
fn number_after(part: &Part, at: usize) -> Option<(Number, usize, usize)> {
    const FAR: usize = 40;
    let text = &part.text[at..];
    let next = head(text, FAR).find(|c: char| c.is_ascii_digit() || matches!(c, '。' | '\n' | ';' | ',' | '('))?;
    if text[..next].contains(". ")
        || text[..next].ends_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '~'))
    {
        return None;
    }
    let (number, len) = number(&text[next..])?;
    let after = &text[next + len..];
    let is_whole = !after.starts_with(['.', ':', '/', '~', '-']) || after.starts_with(". ") || after == ".";
    is_whole.then_some((number, at + next, at + next + len))
}

/// What numbers are about, by the words around them: characters after them or a length before them; an index before
/// them; pieces after them, where there are several values.
fn subject(part: &Part, start: usize, end: usize, several: bool) -> Option<(What, Ground)> {
    const NEAR: usize = 30;
    let (sentence, sentence_end) = part.sentence(start);
    let clause = part.clause(start);
    let is_length = part.has(Cue::Length, sentence, start) || part.has(Cue::Longest, sentence, start);
    let near = (end + NEAR).min(sentence_end);
    let after = part.between(end, near);
    let counts = |cue: Cue| after.iter().any(|hit| hit.cue == cue);
    if counts(Cue::Characters) || (counts(Cue::Bytes) && (is_length || part.has(Cue::Length, end, near + 10))) {
        return Some((What::Length, Ground::Characters));
    }
    if (part.has(Cue::Length, clause, start) || part.has(Cue::Longest, clause, start)) && !counts(Cue::Pieces) {
        return Some((What::Length, Ground::LengthBefore));
    }
    if has_index(part.text.get(sentence..start).unwrap_or_default()) {
        return Some((What::Size { index: true }, Ground::Index));
    }
    let is_count = part.has(Cue::AtMost, sentence, start)
        || after.first().is_some_and(|hit| hit.cue == Cue::Pieces && hit.start <= end + 1);
    let unit =
        super::text::unit(part.text[end..].trim_start()).is_some_and(|(symbol, _)| symbol != "count" && symbol != "h");
    let is_amount = part.has(Cue::Amount, clause, start);
    let is_bound = !part.has(Cue::Range, clause, start) || counts(Cue::Pieces) || is_amount;
    (several && (is_count || is_amount) && is_bound && !unit).then_some((What::Size { index: false }, Ground::Several))
}

/// Whether a text speaks of the index `N`.
fn has_index(text: &str) -> bool {
    const FAR: usize = 60;
    text.match_indices(['N', 'n', 'M']).any(|(at, letter)| {
        let joined = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
        text.len() - at <= FAR && !text[..at].ends_with(joined) && !text[at + letter.len()..].starts_with(joined)
    })
}

/// Whether an interval bounds the value: a phrase that says so stands before it in its sentence, and nothing between them
/// says something else. Against it: the phrase is about something else that it names, or about a condition.
fn value(part: &Part, start: usize, introduced: bool, cell: &Cell<'_>) -> Option<(What, Ground)> {
    if introduced {
        return Some((What::Value, Ground::IntroducedInterval));
    }
    let (sentence, _) = part.sentence(start);
    let mut before = part.between(sentence, start).iter().rev();
    let near = before.find(|hit| {
        !matches!(
            hit.cue,
            Cue::And
                | Cue::Word
                | Cue::Time
                | Cue::Listing
                | Cue::Title
                | Cue::Condition
                | Cue::Bytes
                | Cue::Unit
                | Cue::Pieces
        )
    })?;
    let between = part.text[near.end..start].chars().filter(|c| !c.is_whitespace()).count();
    let is_about_field = !is_of_another(part, near, cell) && !is_in_condition(part, near);
    (matches!(near.cue, Cue::Range | Cue::Values) && between <= 24 && is_about_field)
        .then_some((What::Value, Ground::Interval))
}

/// Whether a phrase names what its values are of, and that is not the field: `R, G and B的取值`, `valid values of the port`.
fn is_of_another(part: &Part, hit: &Hit, cell: &Cell<'_>) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let is_field = |name: &str| name.eq_ignore_ascii_case(cell.last_name()) || name.eq_ignore_ascii_case(cell.name);
    let before = part.text[part.clause(hit.start)..hit.start].trim_end();
    let owner = before.strip_suffix('的').map(without_parentheses).map(|owner| {
        let name = owner.rsplit(|c: char| !is_word(c)).next().unwrap_or_default();
        // Before a Chinese phrase a word of letters is a name.
        !name.is_empty() && !is_field(name)
    });
    let after = part.text[hit.end..].strip_prefix(" of ").map(|after| {
        let name = after.split(|c: char| !is_word(c)).next().unwrap_or_default();
        name.chars().any(|c| c.is_ascii_uppercase()) && !is_field(name)
    });
    owner.unwrap_or(false) || after.unwrap_or(false)
}

/// A text without the parentheses at its end.
fn without_parentheses(text: &str) -> &str {
    let text = text.trim_end();
    text.strip_suffix(')').and_then(|inner| inner.rfind('(')).map_or(text, |open| &text[..open]).trim_end()
}

/// Whether a phrase stands in a condition: `if the time range is 3 to 31 days`.
fn is_in_condition(part: &Part, hit: &Hit) -> bool {
    part.between(part.clause(hit.start), hit.start)
        .iter()
        .any(|before| before.cue == Cue::Condition && part.text[before.start..before.end].is_ascii())
}

/// The interval that a text begins with: `1~20`, `1-20`, `[1,20]`, `1 to 20`, `1到20`. A date or a time is none.
pub(super) fn interval(text: &str) -> Option<Interval> {
    const BRACKETS: usize = 3;
    let mut rest = text;
    for _ in 0..BRACKETS {
        rest = rest.strip_prefix(['[', '(', ' ']).unwrap_or(rest);
    }
    let open = rest.len() < text.len();
    let (min, len) = if open { number_in_list(rest)? } else { number(rest)? };
    rest = &rest[len..];
    rest = symbol(rest);
    rest = skip_parentheses(rest).trim_start();
    let separator = TO.iter().copied().find(|separator| rest.starts_with(separator));
    let separator = separator.or_else(|| (open && rest.starts_with(',')).then_some(","))?;
    rest = rest[separator.len()..].trim_start_matches([' ', '~']);
    let (max, len) = number(rest)?;
    rest = &rest[len..];
    let after_colon = rest.strip_prefix(':').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_date = after_colon
        || rest.starts_with(['-', '/', '_'])
        || (rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit()));
    if is_date || min.value() >= max.value() || (separator == "," && !rest.trim_start().starts_with([']', ')'])) {
        return None;
    }
    let end = text.len() - rest.len();
    let opened = open.then(|| text.trim_start().chars().next()).flatten();
    let brackets = (opened, rest.trim_start().chars().next().filter(|c| matches!(c, ']' | ')')));
    Some(Interval { bounds: Bounds { min: Some(min), max: Some(max) }, end, brackets })
}

/// Steps over a unit that is written after the first number of an interval.
fn symbol(text: &str) -> &str {
    let rest = text.trim_start();
    super::text::unit(rest).map_or(text, |(_, after)| after)
}

/// The one statement among several: those of paragraphs come before those of bullets, and where they contradict each other,
/// none holds. Ends that are stated apart are joined.
pub(super) fn agreed(measures: &[Measure], wanted: impl Fn(What) -> bool) -> Option<(Bounds<Number>, Ground)> {
    for is_bullet in [false, true] {
        let here = || measures.iter().filter(|measure| wanted(measure.what) && (measure.depth > 0) == is_bullet);
        let bounds = || here().map(|measure| measure.bounds);
        let ground = here().map(|measure| measure.ground).reduce(Ground::weaker);
        let whole = common(bounds().filter(|bounds| bounds.min.is_some() && bounds.max.is_some()));
        if let Some(bounds) = whole {
            return bounds.zip(ground);
        }
        let max = common(bounds().filter(|bounds| bounds.min.is_none()));
        let min = common(bounds().filter(|bounds| bounds.max.is_none()));
        if max.is_some() || min.is_some() {
            let (max, min) = (max.flatten().unwrap_or_default(), min.flatten().unwrap_or_default());
            return Some(Bounds { min: min.min, max: max.max }).filter(|bounds| !bounds.is_open()).zip(ground);
        }
    }
    None
}

/// The only one of several, absent where there are none, and none where they differ.
fn common(mut bounds: impl Iterator<Item = Bounds<Number>>) -> Option<Option<Bounds<Number>>> {
    let first = bounds.next()?;
    Some(bounds.all(|other| other == first).then_some(first))
}

/// Bounds as counts.
pub(super) fn counts((bounds, ground): (Bounds<Number>, Ground)) -> Option<(Bounds<u64>, Ground)> {
    let count = |number: Option<Number>| match number {
        Some(Number::Whole(number)) => u64::try_from(number).ok(),
        _ => None,
    };
    let bounds = Bounds { min: count(bounds.min), max: count(bounds.max) };
    (!bounds.is_open()).then_some((bounds, ground))
}
