//! A description as the rules read it: plain paragraphs and bullets, with the phrases that stand in them.

use std::cmp::Reverse;
use std::iter;
use std::sync::LazyLock;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, Span, StartKind};

use crate::ir::Number;
use crate::read::Piece;
pub(super) use crate::read::head;
use crate::vocabulary::cues::{CUES, Cue, LINKS};
use crate::vocabulary::units::UNITS;

/// A paragraph or a bullet.
#[derive(Clone, Debug, Default)]
pub(super) struct Part {
    /// How deep it stands in lists; 0 for a paragraph.
    pub(super) depth: u8,
    /// Whether it begins an item of a list.
    pub(super) item: bool,
    /// Its text: punctuation of ASCII, single spaces, no marks. `。` and `、` stay, for ASCII has nothing like them.
    pub(super) text: String,
    /// What is marked at its beginning.
    pub(super) marked: String,
    /// The phrases in it, in their order.
    pub(super) hits: Vec<Hit>,
    /// Where its sentences end.
    ends: Vec<usize>,
}

/// A phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) cue: Cue,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Part {
    fn new(piece: &Piece) -> Self {
        let text = normalise(&piece.text);
        let (hits, ends) = (hits(&text), ends(&text));
        Self { depth: piece.depth, item: piece.item, marked: normalise(&piece.marked), text, hits, ends }
    }

    /// The sentence that a place lies in.
    pub(super) fn sentence(&self, at: usize) -> (usize, usize) {
        let next = self.ends.partition_point(|&end| end <= at);
        let start = next.checked_sub(1).map_or(0, |before| self.ends[before]);
        (start, self.ends.get(next).copied().unwrap_or(self.text.len()))
    }

    /// The phrases that lie between two places.
    pub(super) fn between(&self, start: usize, end: usize) -> &[Hit] {
        let first = self.hits.partition_point(|hit| hit.start < start);
        let last = self.hits.partition_point(|hit| hit.start < end);
        &self.hits[first..last.max(first)]
    }

    /// Whether a phrase lies between two places.
    pub(super) fn has(&self, cue: Cue, start: usize, end: usize) -> bool {
        self.between(start, end).iter().any(|hit| hit.cue == cue)
    }

    /// The phrase that begins at a place.
    pub(super) fn hit_at(&self, at: usize) -> Option<&Hit> {
        self.hits.get(self.hits.partition_point(|hit| hit.start < at)).filter(|hit| hit.start == at)
    }

    /// Whether the text speaks of something at all.
    pub(super) fn speaks(&self, cue: Cue) -> bool {
        self.hits.iter().any(|hit| hit.cue == cue)
    }

    /// Where the clause that a place lies in begins: behind the last comma, colon or end of a sentence.
    pub(super) fn clause(&self, at: usize) -> usize {
        let (start, _) = self.sentence(at);
        self.text[start..at].rfind([',', ':']).map_or(start, |comma| start + comma + 1)
    }
}

/// The paragraphs and bullets of a description.
pub(super) fn parts(pieces: &[Piece]) -> Vec<Part> {
    pieces.iter().map(Part::new).filter(|part| !part.text.is_empty()).collect()
}

/// Undoes what differs from page to page without a meaning: full-width punctuation, strayed marks, runs of spaces.
fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Most of a text is words, which stay as they are.
        let word = word_end(rest, 0);
        if word > 0 {
            out.push_str(&rest[..word]);
            rest = &rest[word..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let c = match c {
            '：' => ':',
            '，' => ',',
            '；' => ';',
            '（' => '(',
            '）' => ')',
            '【' | '［' => '[',
            '】' | '］' => ']',
            '～' | '〜' | '∼' => '~',
            '－' | '–' | '—' | '‐' | '−' => '-',
            '“' | '”' | '＂' | '「' | '」' => '"',
            '！' => '!',
            '？' => '?',
            '｜' => '|',
            '％' => '%',
            '．' => '.',
            '０'..='９' => char::from(b'0' + (c as u32 - '０' as u32) as u8),
            '\u{a0}' | '\u{3000}' | '\t' => ' ',
            '\u{200b}' | '\u{feff}' => continue,
            '*' if rest.starts_with('*') => {
                rest = &rest[1..];
                continue;
            }
            '\\' if rest.starts_with(|next: char| next.is_ascii_punctuation()) => continue,
            other => other,
        };
        let is_repeated = c == ' ' && out.ends_with([' ', '\n']);
        if !(is_repeated || out.is_empty() && c.is_whitespace()) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Where sentences end. A point ends one only before a space, for numbers and names have points too. What goes on for very
/// long is cut, so that looking around in a sentence takes bounded time.
fn ends(text: &str) -> Vec<usize> {
    const LONGEST: usize = 800;
    let mut ends: Vec<usize> = Vec::new();
    for (at, c) in text.char_indices() {
        let is_end = match c {
            '。' | '\n' | ';' | '!' | '?' => true,
            '.' => text[at + 1..].is_empty() || text[at + 1..].starts_with(' '),
            _ => false,
        };
        if is_end || at - ends.last().copied().unwrap_or_default() >= LONGEST {
            ends.push(at + c.len_utf8());
        }
    }
    ends
}

/// The phrases that announce something.
static PHRASES: LazyLock<Phrases<Cue>> = LazyLock::new(|| Phrases::new(CUES.iter().copied().flatten()));

/// The words for units, each with the unit's symbol.
static UNIT_WORDS: LazyLock<Phrases<&'static str>> = LazyLock::new(|| Phrases::new(UNITS));

/// Phrases, which are found all at once.
struct Phrases<T> {
    automaton: AhoCorasick,
    meanings: Vec<T>,
}

impl<T: Copy + 'static> Phrases<T> {
    fn new(table: impl IntoIterator<Item = &'static (&'static str, T)>) -> Self {
        let (phrases, meanings): (Vec<&str>, Vec<T>) = table.into_iter().copied().unzip();
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .start_kind(StartKind::Both)
            .ascii_case_insensitive(true)
            .build(phrases)
            .expect("the tables of phrases are small enough for an automaton");
        Self { automaton, meanings }
    }

    /// The phrases in a text; each consists of whole words. Those that overlap are all found.
    fn overlapping<'t>(&'t self, text: &'t str, anchored: Anchored) -> impl Iterator<Item = (Span, T)> + 't {
        let cuts_word = move |at: usize| {
            let is_letter = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_alphanumeric);
            at > 0 && is_letter(at - 1) && is_letter(at)
        };
        let (input, mut state) = (Input::new(text).anchored(anchored), OverlappingState::start());
        iter::from_fn(move || {
            self.automaton.find_overlapping(input.clone(), &mut state);
            state.get_match()
        })
        .filter(move |found| !cuts_word(found.start()) && !cuts_word(found.end()))
        .map(|found| (found.span(), self.meanings[found.pattern()]))
    }

    /// The longest phrase that a text begins with, and what stands after it.
    fn strip<'t>(&self, text: &'t str) -> Option<(T, &'t str)> {
        // An anchored search also finds what ends a phrase, such as the `s` of `Mbit/s`.
        let found = self.overlapping(text, Anchored::Yes).filter(|(span, _)| span.start == 0);
        let longest = found.max_by_key(|(span, _)| span.end);
        longest.map(|(span, meaning)| (meaning, &text[span.end..]))
    }
}

/// Finds the phrases of a text from the left, the longest where several begin.
fn hits(text: &str) -> Vec<Hit> {
    let found = PHRASES.overlapping(text, Anchored::No);
    let mut hits: Vec<Hit> = found.map(|(span, cue)| Hit { cue, start: span.start, end: span.end }).collect();
    hits.retain(|hit| hit.cue != Cue::Condition || !is_hour(text, hit));
    hits.sort_by_key(|hit| (hit.start, Reverse(hit.end)));
    let mut end = 0;
    hits.retain(|hit| {
        let is_next = hit.start >= end;
        if is_next {
            end = hit.end;
        }
        is_next
    });
    hits
}

/// Whether a phrase stands between digits, as the hour of a time does: `00时00分`.
fn is_hour(text: &str, hit: &Hit) -> bool {
    text[..hit.start].ends_with(|c: char| c.is_ascii_digit())
        && text[hit.end..].starts_with(|c: char| c.is_ascii_digit())
}

/// Where the word that a place lies in ends.
fn word_end(text: &str, at: usize) -> usize {
    at + text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count()
}

/// The symbol of the unit that a text begins with, and what stands after it.
pub(super) fn unit(text: &str) -> Option<(&'static str, &str)> {
    UNIT_WORDS.strip(text)
}

/// Steps over what may stand between a phrase and what it introduces: spaces, colons, quotes, linking words.
pub(super) fn skip_links(mut text: &str) -> &str {
    loop {
        let rest = text.trim_start_matches([' ', ':', '"', '\'', '`', '\n', '*']);
        let word = LINKS.iter().find(|word| {
            rest.starts_with(**word) && (!word.is_ascii() || rest[word.len()..].starts_with([' ', ':', '"', '\n']))
        });
        match word {
            Some(word) => text = &rest[word.len()..],
            None if rest.len() < text.len() => text = rest,
            None => return rest,
        }
    }
}

/// Steps over parentheses at the beginning of a text; they hold a sentence at most.
pub(super) fn skip_parentheses(text: &str) -> &str {
    let rest = text.trim_start();
    let Some(inner) = rest.strip_prefix('(') else { return text };
    match inner.char_indices().take(200).find(|&(_, c)| matches!(c, ')' | '\n')) {
        Some((end, ')')) => &inner[end + 1..],
        _ => text,
    }
}

/// The number that a text begins with, and how long it is. Thousands may be apart by commas.
pub(super) fn number(text: &str) -> Option<(Number, usize)> {
    parse_number(text, true)
}

/// The same of a number in a list, where a comma begins the next one.
pub(super) fn number_in_list(text: &str) -> Option<(Number, usize)> {
    parse_number(text, false)
}

fn parse_number(text: &str, thousands: bool) -> Option<(Number, usize)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let sign = usize::from(text.starts_with('-'));
    let mut end = sign;
    while digit(end) {
        end += 1;
    }
    if end == sign {
        return None;
    }
    if thousands && end - sign <= 3 {
        while bytes.get(end) == Some(&b',') && (1..=3).all(|next| digit(end + next)) && !digit(end + 4) {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && digit(end + 1) {
        end += 1;
        while digit(end) {
            end += 1;
        }
    }
    Number::parse(&text[..end].replace(',', "")).map(|number| (number, end))
}

/// Whether a character can stand in a value.
pub(super) fn is_value_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '_' | '-' | '.' | '/' | '+' | '%' | '$' | '@' | '#' | '&' | '<' | '>' | '=' | '!')
}

/// What of a text can be a value, from its beginning: up to a space, a comma, a parenthesis or a letter of prose.
pub(super) fn token(text: &str) -> &str {
    let mut end = text.find(|c: char| !is_value_char(c)).unwrap_or(text.len());
    // Two colons join the parts of a name.
    while let Some(rest) = text[end..].strip_prefix("::").filter(|_| end > 0) {
        let more = rest.find(|c: char| !is_value_char(c)).unwrap_or(rest.len());
        if more == 0 {
            break;
        }
        end += 2 + more;
    }
    text[..end].trim_end_matches(['.', '-', '/', '!', '&'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Part {
        Part::new(&Piece { text: text.to_owned(), ..Piece::default() })
    }

    #[test]
    fn the_longest_phrase_is_found_and_only_as_a_whole_word() {
        let cues = |text: &str| part(text).hits.iter().map(|hit| hit.cue).collect::<Vec<_>>();
        assert_eq!(cues("取值范围：1"), [Cue::Range]);
        assert_eq!(cues("Valid Values: x"), [Cue::Values]);
        assert_eq!(cues("unity, reunit"), []);
    }

    #[test]
    fn a_unit_is_the_longest_at_the_beginning() {
        let symbol = |text: &str| unit(text).map(|(symbol, rest)| (symbol, rest.len()));
        assert_eq!(symbol("Mbit/s."), Some(("Mbit/s", 1)));
        assert_eq!(symbol("seconds"), Some(("s", 0)));
        assert_eq!((symbol("sail"), symbol("x s"), symbol("")), (None, None, None));
    }

    #[test]
    fn sentences_end_at_points_before_spaces() {
        let part = part("Size 1.5 GB. Unit: GB.");
        assert_eq!(part.sentence(5), (0, 12));
        assert_eq!(part.sentence(15), (12, 22));
    }

    #[test]
    fn numbers_may_have_signs_points_and_thousands() {
        for (text, expected, len) in
            [("-1~2", "-1", 2), ("1,024 bytes", "1024", 5), ("0.5%", "0.5", 3), ("1,20", "1", 1)]
        {
            let (number, end) = number(text).expect("it begins with a number");
            assert_eq!((number.to_string().as_str(), end), (expected, len), "{text}");
        }
        assert!(number("-x").is_none() && number("").is_none());
    }
}
