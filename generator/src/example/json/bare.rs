//! What stands without quotes: numbers and words, and the texts, names and dots that should not.

use std::ops::Range;

use super::super::steps::count;
use super::super::{Cause, Kind, Node};
use super::Reader;
use super::chars::{ascii, is_quote, is_space};
use super::frame::Place;
use super::look::{starts_comment, starts_ellipsis};

impl Reader<'_> {
    /// A number, `true`, `false` or `null`, or a text without quotes.
    pub(super) fn bare_value(&mut self, place: Place) {
        let start = self.at;
        let rest = &self.text[start..];
        let word = &rest[..rest.find(|c| ends_bare(c) || c == ';' || is_space(c) || is_quote(c)).unwrap_or(rest.len())];
        count(word.len());
        if let Some(kind) = scalar(word) {
            let end = start + word.len();
            if self.ends_scalar(end) {
                self.at = end;
                let span = start..end;
                if matches!(&kind, Kind::Number(text) if !text.parse::<f64>().is_ok_and(f64::is_finite)) {
                    let message = "a number is beyond what number types hold; it was read as a text";
                    self.problems.push(span.clone(), Cause::NumberRange, message);
                    return self.deliver(Node { kind: Kind::String(word.to_owned()), span });
                }
                return self.deliver(Node { kind, span });
            }
        }
        let end = self.bare_end(start);
        let text = self.text[start..end].trim_end_matches(is_space);
        if text.is_empty() || place == Place::Root && start + text.len() < self.text.trim_end().len() {
            return self.stray(start + rest.chars().next().map_or(0, char::len_utf8).max(end - start));
        }
        let span = start..start + text.len();
        self.at = end;
        let text = text.trim_end_matches(is_quote);
        let kind = match text.to_ascii_lowercase().as_str() {
            "true" => Kind::Boolean(true),
            "false" => Kind::Boolean(false),
            "null" | "none" | "nil" => Kind::Null,
            _ => Kind::String(text.to_owned()),
        };
        let message = "a value is not JSON and has no quotes around it; it was read as it stands";
        self.problems.push(span.clone(), Cause::BareValue, message);
        self.deliver(Node { kind, span });
    }

    /// A name without its quotes, and the colon after it. None: it is no name, and was skipped.
    pub(super) fn bare_name(&mut self) -> Option<(String, Range<usize>)> {
        let start = self.at;
        if self.ellipsis() {
            return None;
        }
        let rest = &self.text[start..];
        let length =
            rest.find(|c| matches!(c, '\n' | '=') || is_quote(c) || is_bracket_or(c, ":,")).unwrap_or(rest.len());
        count(length);
        let name = rest[..length].trim_matches(is_space);
        let mut end = start + length;
        if self.text[end..].starts_with(is_quote) {
            end += self.text[end..].chars().next().map_or(0, char::len_utf8);
        }
        let next = self.space_end(end);
        let c = self.text[next..].chars().next().map_or('\0', |c| ascii(c).0);
        if name.is_empty() || !matches!(c, ':' | '=' | '{' | '[') {
            self.stray(end.max(start + rest.chars().next().map_or(0, char::len_utf8)));
            return None;
        }
        let span = start..end;
        self.at = end;
        self.problems.push(
            span.clone(),
            Cause::UnquotedKey,
            "a name has no quotes around it; it was read as it stands",
        );
        self.colon();
        Some((name.to_owned(), span))
    }

    /// Dots that stand for what was left out, and the remark after them; a value after them is none. False: there are none.
    pub(super) fn ellipsis(&mut self) -> bool {
        let start = self.at;
        let rest = &self.text[start..];
        if !starts_ellipsis(rest) {
            return false;
        }
        let dots = rest.len() - rest.trim_start_matches(['.', '…', ' ']).len();
        let next = self.space_end(start + dots);
        let is_value = self.text[next..].starts_with(|c| is_quote(c) || matches!(ascii(c).0, '{' | '['));
        self.at = if is_value { next } else { self.bare_end(start + dots) };
        let end = start + self.text[start..self.at].trim_end_matches(is_space).len();
        self.problems.push(start..end, Cause::Ellipsis, "dots stand for what was left out; they were skipped");
        true
    }

    fn stray(&mut self, end: usize) {
        let message = "text belongs to no value; it was skipped";
        self.problems.push(self.at..end, Cause::StrayText, message);
        self.at = end;
    }

    /// The end of a text without quotes: punctuation, a comment or the end of the line.
    fn bare_end(&self, start: usize) -> usize {
        let rest = &self.text[start..];
        let mut space = false;
        for (offset, c) in rest.char_indices() {
            count(c.len_utf8());
            if ends_bare(c) || c == '\n' || (space && starts_comment(&rest[offset..])) {
                return start + offset;
            }
            space = is_space(c);
        }
        self.text.len()
    }

    /// Whether a number or word can end here, with no further words on the line.
    fn ends_scalar(&self, end: usize) -> bool {
        let next = self.space_end(end);
        let Some(c) = self.text[next..].chars().next() else { return true };
        self.text[end..next].contains('\n')
            || ends_bare(c)
            || is_bracket_or(c, ":,")
            || starts_comment(&self.text[next..])
            || (self.quote_at(next) && self.is_name(next) == Some(true))
    }
}

/// The number or word that JSON knows by that text.
fn scalar(word: &str) -> Option<Kind> {
    match word {
        "true" => Some(Kind::Boolean(true)),
        "false" => Some(Kind::Boolean(false)),
        "null" => Some(Kind::Null),
        _ => is_number(word).then(|| Kind::Number(word.to_owned())),
    }
}

/// `-`? digits without a leading zero, a fraction, an exponent.
fn is_number(word: &str) -> bool {
    fn digits(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < text.len()).then_some(rest)
    }
    let unsigned = word.strip_prefix('-').unwrap_or(word);
    let Some(mut rest) = digits(unsigned) else { return false };
    if unsigned.starts_with('0') && unsigned.len() - rest.len() > 1 {
        return false;
    }
    if let Some(fraction) = rest.strip_prefix('.') {
        let Some(after) = digits(fraction) else { return false };
        rest = after;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let Some(after) = digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)) else { return false };
        rest = after;
    }
    rest.is_empty()
}

fn ends_bare(c: char) -> bool {
    matches!(c, ',' | '，' | '}' | ']' | '｝' | '］')
}

fn is_bracket_or(c: char, others: &str) -> bool {
    let c = ascii(c).0;
    matches!(c, '{' | '}' | '[' | ']') || others.contains(c)
}
