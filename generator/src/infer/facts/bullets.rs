//! The bullets of a description: which are values, which are members of a structure, and which are prose.

use crate::ir::AllowedValue;
use crate::vocabulary::cues::{Cue, NO_VALUE, SEVERAL};

use super::cell::Cell;
use super::ground::Ground;
use super::scope::Scope;
use super::text::{self, Part, token};

/// The bullets of one list, by their places among the parts.
#[derive(Clone, Debug, Default)]
struct Group {
    /// The part above the list.
    introduction: Option<usize>,
    items: Vec<usize>,
}

/// What the part above a list says that the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Introduction {
    Values,
    Silent,
    Other,
}

/// How a bullet begins.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Head {
    /// With a value or the name of a member, or with several that mean the same; whether they are set off from what follows
    /// by more than a space.
    Token(Vec<AllowedValue>, bool),
    /// With an interval, or with a phrase that says something about the field.
    Remark,
    /// With prose.
    Prose,
}

/// The values that the bullets list; says of every part what it speaks of.
///
/// Evidence for values: all bullets but remarks begin with a token, and the part above says that values follow; or they are
/// set off by marks or by a colon, and the part above says nothing. Against it: the part above speaks of fields, formats or
/// notes; the example is a structure with members of these names; the field is a structure.
pub(super) fn values(cell: &mut Cell<'_>) -> Option<(Vec<AllowedValue>, Ground)> {
    cell.scopes = vec![Scope::Field; cell.parts.len()];
    let mut values: Option<(Vec<AllowedValue>, Ground)> = None;
    let mut is_whole = true;
    let mut groups = joined(groups(&cell.parts), &cell.parts);
    groups.extend(paragraphs(&cell.parts));
    for group in &groups {
        let above = group
            .introduction
            .map_or(Scope::Field, |above| if cell.parts[above].depth > 0 { cell.scopes[above] } else { Scope::Field });
        if above != Scope::Field {
            group.items.iter().for_each(|&item| cell.scopes[item] = above);
            continue;
        }
        let (scope, found) = read(group, cell);
        group.items.iter().for_each(|&item| cell.scopes[item] = scope);
        let Some((found, ground)) = found else {
            is_whole &= !is_mostly_values(group, cell);
            continue;
        };
        // Several lists are as sure as the least sure of them.
        values = Some(match values {
            Some((mut all, known)) => {
                all.extend(found);
                (all, known.weaker(ground))
            }
            None => (found, ground),
        });
    }
    inherit(cell);
    // A part of the values would look like all of them.
    values.filter(|_| is_whole)
}

/// Whether a list that is none of values for the sake of single bullets is introduced as one.
fn is_mostly_values(group: &Group, cell: &Cell<'_>) -> bool {
    let is_introduced =
        group.introduction.is_some_and(|above| introduction(&cell.parts[above]) == Introduction::Values);
    let values = group.items.iter().filter(|&&item| matches!(head(&cell.parts[item]), Head::Token(..))).count();
    is_introduced && !cell.is_structure() && values * 2 > group.items.len()
}

/// What the bullets of a list are, with the values where they are values, and what says so.
fn read(group: &Group, cell: &Cell<'_>) -> (Scope, Option<(Vec<AllowedValue>, Ground)>) {
    let introduction = group.introduction.map_or(Introduction::Silent, |above| introduction(&cell.parts[above]));
    let heads: Vec<Head> = group.items.iter().map(|&item| head(&cell.parts[item])).collect();
    let tokens = |apart: bool| heads.iter().filter(|head| matches!(head, Head::Token(_, by)  if *by || !apart)).count();
    let remarks = heads.iter().filter(|head| matches!(head, Head::Remark)).count();
    let all = heads.len() - remarks;
    let found: Vec<AllowedValue> = heads
        .iter()
        .flat_map(|head| if let Head::Token(values, _) = head { values.as_slice() } else { &[] })
        .cloned()
        .collect();
    let (alike, apart) = (tokens(false), tokens(true));
    let is_marked = || group.items.iter().all(|&item| !cell.parts[item].marked.is_empty());
    let is_values = !cell.is_structure()
        && !are_members(&found, cell.example)
        && match introduction {
            // A single value is marked as one, and has its meaning.
            Introduction::Values => {
                let is_lone = || alike == 1 && (remarks > 0 || apart == 1 && is_marked());
                alike == all && (differ(&found) || is_lone())
            }
            Introduction::Silent => {
                let shown = || found.iter().any(|value| value.value == cell.example);
                alike >= 2 && (apart == all || alike == all && apart * 2 >= all && shown())
            }
            Introduction::Other => false,
        };
    if is_values {
        let ground = match introduction {
            _ if group.items.iter().all(|&item| !cell.parts[item].item) => Ground::Paragraphs,
            Introduction::Values => Ground::IntroducedBullets,
            Introduction::Silent | Introduction::Other => Ground::SilentBullets,
        };
        (Scope::Value, Some((found, ground)))
    } else if introduction != Introduction::Values && apart * 2 > heads.len() || are_parts(group, cell) {
        (Scope::Member, None)
    } else {
        (Scope::Field, None)
    }
}

/// Whether all bullets begin with a placeholder, and so speak of a part of the value each: `{region}: where it lies`.
fn are_parts(group: &Group, cell: &Cell<'_>) -> bool {
    group.items.iter().all(|&item| cell.parts[item].text.starts_with(['{', '$']))
}

/// Whether there are several values. Bullets that all begin with the same word go on in prose.
fn differ(values: &[AllowedValue]) -> bool {
    values.iter().skip(1).any(|value| value.value != values[0].value)
}

/// The lists of a description. A list ends where a part stands that is less deep.
fn groups(parts: &[Part]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        open.retain(|&(depth, _)| depth <= part.depth);
        if part.depth == 0 || !part.item {
            continue;
        }
        match open.iter().find(|(depth, _)| *depth == part.depth) {
            Some(&(_, group)) => groups[group].items.push(at),
            None => {
                open.push((part.depth, groups.len()));
                groups.push(Group { introduction: at.checked_sub(1), items: vec![at] });
            }
        }
    }
    groups
}

/// The paragraphs after one that introduces values, as long as each begins with something marked and its meaning: a list
/// that has lost its bullets.
fn paragraphs(parts: &[Part]) -> Option<Group> {
    let above = parts.iter().position(|part| part.depth == 0 && ends_with_cue(part))?;
    let is_item =
        |part: &&Part| part.depth == 0 && !part.marked.is_empty() && matches!(head(part), Head::Token(_, true));
    let items = parts[above + 1..].iter().take_while(is_item).count();
    (items >= 1).then(|| Group { introduction: Some(above), items: (above + 1..=above + items).collect() })
}

/// Joins lists of one bullet each to one list: a paragraph that is not indented cuts a list apart.
fn joined(groups: Vec<Group>, parts: &[Part]) -> Vec<Group> {
    let is_cut =
        groups.len() > 1 && groups.iter().all(|group| group.items.len() == 1 && parts[group.items[0]].depth == 1);
    if !is_cut {
        return groups;
    }
    let introduction = groups.first().and_then(|first| first.introduction);
    vec![Group { introduction, items: groups.into_iter().flat_map(|group| group.items).collect() }]
}

/// Parts that continue an item speak of what the item speaks of.
fn inherit(cell: &mut Cell<'_>) {
    let mut last: Vec<(u8, Scope)> = Vec::new();
    for (part, scope) in cell.parts.iter().zip(&mut cell.scopes) {
        last.retain(|&(depth, _)| depth < part.depth + u8::from(!part.item) && part.depth > 0);
        if part.depth > 0 && !part.item {
            *scope = last.last().map_or(*scope, |&(_, scope)| scope);
        } else {
            last.push((part.depth, *scope));
        }
    }
}

/// What the end of the part above a list says. The last word counts: of a format whose values follow, the values.
fn introduction(part: &Part) -> Introduction {
    const TAIL: usize = 90;
    let from = part.text.len().saturating_sub(TAIL);
    let said = part.hits.iter().rev().take_while(|hit| hit.start >= from).find_map(|hit| match hit.cue {
        Cue::Values | Cue::Range | Cue::Listing | Cue::Title => Some(Introduction::Values),
        Cue::NoValues | Cue::Example => Some(Introduction::Other),
        // What is the default in which case.
        Cue::Default if part.text[hit.end..].trim_matches([':', ' ']).is_empty() => Some(Introduction::Other),
        _ => None,
    });
    let is_open = part.text.ends_with([':', ',']) || part.text.len() < TAIL;
    match said {
        // In the middle of a sentence that ends, a word such as `type` introduces nothing.
        Some(Introduction::Values) if !part.text.ends_with(':') && !ends_with_cue(part) => Introduction::Silent,
        Some(said) if is_open => said,
        _ => Introduction::Silent,
    }
}

/// Whether a text ends with the phrase that introduces values, a point or a word apart.
fn ends_with_cue(part: &Part) -> bool {
    part.hits.iter().rev().take(3).any(|hit| {
        matches!(hit.cue, Cue::Values | Cue::Range)
            && text::skip_links(&part.text[hit.end..]).trim_matches(['。', '.', ' ']).is_empty()
    })
}

/// Whether values are rather the names of members: most stand as keys in the example.
fn are_members(values: &[AllowedValue], example: &str) -> bool {
    const LOOKED_AT: usize = 4000;
    const MOST: usize = 50;
    let example = text::head(example, LOOKED_AT);
    if !example.contains(['{', '=']) {
        return false;
    }
    let values = &values[..values.len().min(MOST)];
    let keys = values.iter().filter(|value| {
        example.match_indices(value.value.as_str()).take(8).any(|(at, _)| {
            let after = example[at + value.value.len()..].trim_start_matches(['\\', '"', ' ']);
            after.starts_with(':') || after.starts_with('=')
        })
    });
    keys.count() * 2 >= values.len().max(1)
}

/// The value that a part begins with, where it begins with one.
pub(super) fn value(part: &Part) -> Option<String> {
    match head(part) {
        Head::Token(values, _) => values.into_iter().next().map(|value| value.value),
        Head::Remark | Head::Prose => None,
    }
}

/// How a bullet begins.
fn head(part: &Part) -> Head {
    let text = part.text.as_str();
    if part.hits.first().is_some_and(|hit| {
        hit.start == 0
            && matches!(
                hit.cue,
                Cue::Default | Cue::BareDefault | Cue::Values | Cue::Range | Cue::Unit | Cue::Example | Cue::Condition
            )
            && (!text.is_ascii() || text[hit.end..].chars().next().is_none_or(|c| !c.is_ascii_alphanumeric()))
            && !is_named_default(text)
    }) || super::measure::is_interval(part)
        || part.marked.is_empty() && NO_VALUE.iter().any(|word| text.starts_with(word))
    {
        return Head::Remark;
    }
    if let Some((values, gloss)) = several(text) {
        let value = |value: &str| AllowedValue { value: value.to_owned(), description: gloss.to_owned() };
        return Head::Token(values.into_iter().map(value).collect(), true);
    }
    let (value, rest) = if part.marked.is_empty() { split(text) } else { marked(part) };
    let (value, rest) = (without_mark(value.trim()), rest);
    // A number with a unit right after it is a span: `3天以内`.
    let is_span =
        text::number(value).is_some() && text::unit(rest).is_some_and(|(_, after)| !after.starts_with([':', ',']));
    if !is_token(value) || is_span {
        return Head::Prose;
    }
    let gloss = gloss(rest);
    let spaced = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(|c: char| !c.is_ascii()));
    let apart = !part.marked.is_empty() || spaced || rest.trim_start().starts_with([':', ',', '(', '-', '。', '.']);
    let is_prose = part.marked.is_empty()
        && !apart
        && !rest.trim().is_empty()
        && !rest.trim_start().starts_with(|c: char| !c.is_ascii())
        && !part.hits.iter().any(|hit| hit.cue == Cue::Means && hit.start <= value.len() + 2);
    if is_prose {
        return Head::Prose;
    }
    Head::Token(vec![AllowedValue { value: value.to_owned(), description: gloss.to_owned() }], apart)
}

/// Whether a bullet begins with a value that is called `default`, and not with the word for a default and its value.
fn is_named_default(text: &str) -> bool {
    let meaning = text.strip_prefix("default").map(text::skip_parentheses).and_then(|rest| rest.strip_prefix(':'));
    meaning.is_some_and(|meaning| meaning.starts_with(' ') || !is_token(meaning.trim_end_matches(['。', '.', ';'])))
}

/// The values of a bullet that lists several, and what all of them mean: `auto or timer: made by a plan`.
///
/// Evidence: nothing but tokens of one word stands between the separators, up to the end or to a colon. Against it: it is
/// one number, whose thousands are apart by commas.
fn several(text: &str) -> Option<(Vec<&str>, &str)> {
    // A colon within a value has a letter of it after it.
    let is_end = |at: &usize| !text[at + 1..].starts_with(|c: char| c.is_ascii() && c != ' ');
    let colon = text.match_indices(':').map(|(at, _)| at).find(is_end);
    let (listed, rest) = text.split_at(colon.unwrap_or(text.len()));
    let mut values = vec![listed.trim_end_matches(['。', '.', ';', ','])];
    if text::number(listed).is_some_and(|(_, end)| end == listed.len()) {
        return None;
    }
    for separator in SEVERAL {
        values = values.into_iter().flat_map(|value| value.split(separator)).map(str::trim).collect();
    }
    let are_values = values.len() > 1 && values.iter().all(|value| is_token(value) && !value.contains(' '));
    are_values.then(|| (values, gloss(rest)))
}

/// The value that is marked, and what follows.
fn marked(part: &Part) -> (&str, &str) {
    let value = part.marked.trim_end_matches([':', ' ']);
    (value, part.text.strip_prefix(value).unwrap_or_default())
}

/// A bullet as value and meaning: at `: `, else at the first colon, else where the token ends.
fn split(text: &str) -> (&str, &str) {
    let words = |value: &str| value.split(' ').count();
    let looks_named = |value: &str| {
        value.split(':').skip(1).all(|part| part.is_empty() || part.starts_with(|c: char| c.is_ascii_uppercase()))
    };
    if let Some(at) = text.find(": ")
        && words(&text[..at]) == 1
        && looks_named(&text[..at])
    {
        return text.split_at(at);
    }
    if let Some(at) = text.find(':')
        && words(without_mark(&text[..at])) <= 2
    {
        return text.split_at(at);
    }
    if let Some(at) = text.find(". ")
        && words(&text[..at]) == 1
    {
        return text.split_at(at);
    }
    // A name of two words, such as `Client Library`, is set off by their first letters alone.
    let begins = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase()) && !word.contains(['-', '_']);
    let is_name = words(text) == 2 && text.split(' ').all(begins);
    let token = token(text);
    if !token.is_empty() && token.len() < text.len() && !is_name {
        return text.split_at(token.len());
    }
    (text.trim_end_matches(['。', '.', ';', ',']), "")
}

/// A value without the mark of the default after it.
fn without_mark(value: &str) -> &str {
    match value.find('(') {
        Some(at) if value.ends_with(')') => value[..at].trim_end(),
        _ => value,
    }
}

/// What follows a value, without what sets it off.
fn gloss(rest: &str) -> &str {
    let after = text::skip_parentheses(rest);
    // A parenthesis is the meaning where nothing else is.
    let rest = if after.trim_matches([':', ' ', '。', '.']).is_empty() { rest } else { after };
    rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '-')).trim()
}

/// Whether a text can be a value: short, ASCII, no sentence.
pub(super) fn is_token(text: &str) -> bool {
    let is_comparison = !text.is_empty() && text.chars().all(|c| matches!(c, '<' | '>' | '=' | '!'));
    is_comparison
        || !text.is_empty()
            && text.len() <= 60
            && text.is_ascii()
            && text.split(' ').count() <= 2
            && !text.ends_with(['.', ':', ','])
            && !text.contains(['*', '~', '"', '(', ','])
            && !text.starts_with('$')
            && !is_class(text)
            && !is_comparison_of_number(text)
            && text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Whether a text stands for a class of numbers, such as `2xx`.
fn is_class(text: &str) -> bool {
    text.len() == 3 && text.starts_with(|c: char| c.is_ascii_digit()) && text[1..].eq_ignore_ascii_case("xx")
}

/// Whether a text compares with a number, as `>0` does, and so bounds values.
fn is_comparison_of_number(text: &str) -> bool {
    let number = text.trim_start_matches(['<', '>', '=', '!']);
    number.len() < text.len() && text::number(number).is_some_and(|(_, end)| end == number.len())
}
