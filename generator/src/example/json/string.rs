//! Strings: where one ends when its quotes are wrong, and what it says.

use std::ops::Range;

use super::super::Cause;
use super::super::steps::count;
use super::Reader;
use super::chars::{ascii, is_quote};
use super::frame::Place;
use super::look::Fit;

/// The end of a string.
struct End {
    /// The end of what it says.
    content: usize,
    /// The offset after its closing quote.
    after: usize,
    /// Its fault.
    cause: Option<Cause>,
}

/// The kinds of opening quotes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opener {
    Plain,
    Single,
    Wide,
    Escaped,
}

impl Reader<'_> {
    /// The string that starts here: what it says, and its place with the quotes.
    pub(super) fn string(&mut self, place: Place) -> (String, Range<usize>) {
        let start = self.at;
        let (opener, width) = match self.peek() {
            Some('\'') => (Opener::Single, 1),
            Some('\\') => (Opener::Escaped, 2),
            Some('"') | None => (Opener::Plain, 1),
            Some(c) => (Opener::Wide, c.len_utf8()),
        };
        let content = start + width;
        let end =
            if opener == Opener::Plain { self.plain_end(content, place) } else { self.odd_end(content, place, opener) };
        self.at = end.after;
        let span = start..end.after;
        let cause = end.cause.or(match opener {
            Opener::Plain => None,
            Opener::Single => Some(Cause::SingleQuotes),
            Opener::Wide => Some(Cause::FullWidthPunctuation),
            Opener::Escaped => Some(Cause::EscapedQuotes),
        });
        if let Some(cause) = cause {
            self.problems.push(span.clone(), cause, message(cause));
        }
        let raw = &self.text[content..end.content];
        // JSON inside a string whose quotes are not escaped is written as the service is to see it.
        if cause == Some(Cause::UnescapedQuote) && raw.trim_start().starts_with(['[', '{']) {
            return (raw.to_owned(), span);
        }
        (self.unescape(content, end.content), span)
    }

    /// The end of a string that starts with an ASCII quote.
    fn plain_end(&mut self, content: usize, place: Place) -> End {
        let bytes = self.text.as_bytes();
        let mut at = content;
        let mut line = content;
        loop {
            count(1);
            match bytes.get(at) {
                None => return self.cut_end(line.max(content), content),
                Some(b'\\') => at += if bytes.get(at + 1).is_some_and(|next| *next != b'\n') { 2 } else { 1 },
                Some(b'"') => break,
                Some(b'\n') => {
                    if let Some(end) = self.end_at_line(content, line, at, place) {
                        return end;
                    }
                    at += 1;
                    line = at;
                }
                Some(_) => at += 1,
            }
        }
        if self.fit(at + 1, place) == Fit::Strong {
            return End { content: at, after: at + 1, cause: None };
        }
        if place != Place::Name
            && self.text[content..at].trim_start().starts_with(['[', '{'])
            && let Some(end) = self.embedded_end(content, place)
        {
            return end;
        }
        if place == Place::Name && self.fit(at + 1, place) == Fit::Weak && !self.text[content..at].contains(is_quote) {
            return End { content: at, after: at + 1, cause: None };
        }
        self.best_end(line, at, place)
    }

    /// The end of JSON text in a string whose quotes are not escaped.
    fn embedded_end(&mut self, content: usize, place: Place) -> Option<End> {
        let inner = self.matching_end(self.space_end(content))?;
        let close = self.space_end(inner);
        let fits = self.text[close..].starts_with('"') && self.fit(close + 1, place) == Fit::Strong;
        fits.then_some(End { content: close, after: close + 1, cause: Some(Cause::UnescapedQuote) })
    }

    /// The quote of the line that can best end the string; `first` is the first ASCII quote.
    fn best_end(&mut self, line: usize, first: usize, place: Place) -> End {
        let mut weak = None;
        let mut last = None;
        let mut escaped = false;
        for (offset, c) in self.text[line..].char_indices() {
            count(c.len_utf8());
            if self.budget == 0 || c == '\n' {
                break;
            }
            self.budget -= 1;
            let at = line + offset;
            if escaped || c == '\\' {
                escaped = !escaped;
                continue;
            }
            if !is_quote(c) {
                continue;
            }
            let after = at + c.len_utf8();
            let cause = match (c, last) {
                ('"', None) => None,
                ('"', Some(_)) => Some(Cause::UnescapedQuote),
                _ => Some(Cause::FullWidthPunctuation),
            };
            let end = End { content: at, after, cause };
            self.budget = self.budget.saturating_sub(self.space_end(after) - after);
            match self.fit(after, place) {
                Fit::Strong => return end,
                Fit::Weak if c == '"' && weak.is_none() => weak = Some(end),
                _ => {}
            }
            if c == '"' {
                last = Some(at);
            }
        }
        if let Some(end) = weak {
            return end;
        }
        // Quotes in the middle of text belong to it; whatever follows the last one does not.
        match last {
            Some(at) if place != Place::Name && at > first => {
                End { content: at, after: at + 1, cause: Some(Cause::UnescapedQuote) }
            }
            _ => End { content: first, after: first + 1, cause: None },
        }
    }

    /// The end of a string that has no ASCII quote in the line from `line` to the line break at `end`, if it ends there.
    fn end_at_line(&mut self, content: usize, line: usize, end: usize, place: Place) -> Option<End> {
        count(end - line);
        let wide = self.text[line..end].char_indices().rev().find(|(_, c)| is_quote(*c) && *c != '"');
        if let Some((offset, c)) = wide {
            let at = line + offset;
            if self.fit(at + c.len_utf8(), place) == Fit::Strong {
                return Some(End { content: at, after: at + c.len_utf8(), cause: Some(Cause::FullWidthPunctuation) });
            }
        }
        let next = self.space_end(end);
        let Some(c) = self.text[next..].chars().next() else { return Some(self.cut_end(line, content)) };
        let goes_on = match ascii(c).0 {
            '}' | ']' => false,
            _ if place == Place::Item => !self.quote_at(next),
            _ => self.is_name(next) != Some(true),
        };
        // A text that never ends would swallow everything; the budget ends it.
        let cost = next - line;
        if goes_on && self.budget > cost && place != Place::Name {
            self.budget -= cost;
            return None;
        }
        Some(self.line_end(content, end))
    }

    /// A string without a closing quote ends with its line, before the comma.
    fn line_end(&self, content: usize, end: usize) -> End {
        let text = self.text[content..end].trim_end();
        let text = text.strip_suffix([',', '，']).unwrap_or(text);
        let end = content + text.len();
        End { content: end, after: end, cause: Some(Cause::UnterminatedString) }
    }

    /// The end of a string that the end of the text cuts off.
    fn cut_end(&self, line: usize, content: usize) -> End {
        let end = self.text.len();
        let length = self.text[line..].trim_end().len();
        End { content: (line + length).max(content), after: end, cause: Some(Cause::Truncated) }
    }

    /// The end of a string that starts with a quote that JSON does not know.
    fn odd_end(&mut self, content: usize, place: Place, opener: Opener) -> End {
        let mut first = None;
        let mut escaped = false;
        let mut limit = self.text.len();
        for (offset, c) in self.text[content..].char_indices() {
            count(c.len_utf8());
            let at = content + offset;
            if c == '\n' {
                limit = at;
                break;
            }
            let closes = match opener {
                Opener::Single => c == '\'' && !escaped,
                Opener::Escaped => c == '"',
                Opener::Plain | Opener::Wide => is_quote(c) && !escaped,
            };
            let before = at - usize::from(escaped && opener == Opener::Escaped);
            escaped = c == '\\' && !escaped;
            if !closes {
                continue;
            }
            let after = at + c.len_utf8();
            let cost = self.space_end(after) - after + (at - content);
            if self.fit(after, place) == Fit::Strong {
                return End { content: before, after, cause: None };
            }
            first = first.or(Some((before, after)));
            if self.budget <= cost {
                break;
            }
            self.budget -= cost;
        }
        match first {
            Some((content, after)) => End { content, after, cause: None },
            None if limit == self.text.len() => self.cut_end(content, content),
            None => self.line_end(content, limit),
        }
    }

    /// The text between two quotes, with its escapes undone.
    fn unescape(&mut self, start: usize, end: usize) -> String {
        count(end - start);
        let raw = &self.text[start..end];
        let mut out = String::with_capacity(raw.len());
        let mut rest = raw;
        let mut control = None;
        while let Some(index) = rest.find(|c: char| c == '\\' || c < ' ') {
            out.push_str(&rest[..index]);
            let at = end - rest.len() + index;
            rest = &rest[index..];
            if let Some(escape) = rest.strip_prefix('\\') {
                match escape_value(escape) {
                    Some((c, length)) => {
                        out.push(c);
                        rest = &escape[length..];
                    }
                    None => {
                        let length = escape.chars().next().map_or(0, char::len_utf8);
                        let message = "a backslash has no meaning here; it was read as itself";
                        self.problems.push(at..at + 1 + length, Cause::InvalidEscape, message);
                        out.push('\\');
                        rest = escape;
                    }
                }
            } else {
                control = control.or(Some(at));
                out.push_str(&rest[..1]);
                rest = &rest[1..];
            }
        }
        out.push_str(rest);
        if let Some(at) = control {
            let message = "a string contains a control character or a line break; it was kept";
            self.problems.push(at..at + 1, Cause::ControlCharacter, message);
        }
        out
    }
}

/// The character that an escape stands for, and the length of the escape without its backslash.
fn escape_value(escape: &str) -> Option<(char, usize)> {
    let simple = match escape.bytes().next()? {
        byte @ (b'"' | b'\\' | b'/') => char::from(byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(escape),
        _ => return None,
    };
    Some((simple, 1))
}

fn unicode_escape(escape: &str) -> Option<(char, usize)> {
    let unit = |text: &str| -> Option<u32> {
        let digits = text.strip_prefix('u')?.get(..4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    };
    let first = unit(escape)?;
    if let Some(c) = char::from_u32(first) {
        return Some((c, 5));
    }
    let second = unit(escape.get(5..)?.strip_prefix('\\')?)?;
    let pair = (0xd800..0xdc00).contains(&first) && (0xdc00..0xe000).contains(&second);
    pair.then(|| char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00)).map(|c| (c, 11)))?
}

fn message(cause: Cause) -> &'static str {
    match cause {
        Cause::UnescapedQuote => "quotes inside a string have no backslash; they were read as part of it",
        Cause::FullWidthPunctuation => "full-width quotes were read as `\"`",
        Cause::SingleQuotes => "single quotes were read as double quotes",
        Cause::EscapedQuotes => "quotes have a backslash although no string is open; they were read without it",
        Cause::Truncated => "the text ends inside a string; it was closed there",
        _ => "a string has no closing quote; it was closed at the end of its line",
    }
}
