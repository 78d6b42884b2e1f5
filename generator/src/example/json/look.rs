//! Spaces, comments and the looks ahead that decide between two readings.

use super::super::Cause;
use super::super::steps::count;
use super::Reader;
use super::chars::{ascii, is_odd_space, is_quote, is_space};
use super::frame::Place;

/// The longest name that is looked for.
const NAME: usize = 256;

/// The confidence that a quote is the end of a string, judged by what follows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    None,
    Weak,
    Strong,
}

impl Reader<'_> {
    /// Moves over spaces and comments and reports those that JSON does not know.
    pub(super) fn skip_space(&mut self) {
        loop {
            let (begun, bytes) = (self.at, self.text.as_bytes());
            while self.at < bytes.len() && matches!(bytes[self.at], b' ' | b'\t' | b'\r' | b'\n') {
                self.at += 1;
            }
            let start = self.at;
            count(start - begun);
            let rest = &self.text[start..];
            let odd = rest.len() - rest.trim_start_matches(is_odd_space).len();
            if odd > 0 {
                let code = rest.chars().next().map_or(0, u32::from);
                let message = format!("a space that JSON does not know, U+{code:04X}, was read as a space");
                self.at += odd;
                self.problems.push(start..self.at, Cause::OddSpace, message);
            } else if let Some(end) = comment_end(self.text, start) {
                self.at = end;
                self.problems.push(start..end, Cause::Comment, "a comment, which JSON does not have, was skipped");
            } else {
                return count(1);
            }
            count(self.at - start);
        }
    }

    /// The offset of the first character from `at` on that is no space.
    pub(super) fn space_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        count(spaces + 1);
        at + spaces
    }

    /// Whether a string starts at `at`: with a quote of any kind, or with an escaped one.
    pub(super) fn quote_at(&self, at: usize) -> bool {
        let rest = &self.text[at..];
        rest.starts_with(is_quote) || rest.starts_with('\'') || rest.starts_with("\\\"")
    }

    /// Whether a name and a colon start at `at`. None: it has not ended within a sensible length.
    pub(super) fn is_name(&self, at: usize) -> Option<bool> {
        if !self.quote_at(at) {
            return Some(false);
        }
        let rest = &self.text[at..];
        let single = rest.starts_with('\'');
        let escaped = rest.starts_with('\\');
        let mut chars = rest.char_indices();
        chars.nth(usize::from(escaped));
        while let Some((offset, c)) = chars.next() {
            count(c.len_utf8());
            if offset > NAME {
                return None;
            }
            match c {
                '\n' => return Some(false),
                '\\' if chars.next().is_some_and(|(_, next)| escaped && next == '"') => break,
                '\'' if single => break,
                '"' if !single => break,
                // A name that starts with ASCII can end full-width; what follows tells.
                _ if !single
                    && is_quote(c)
                    && (!rest.starts_with('"')
                        || self.text[self.space_end(at + offset + c.len_utf8())..].starts_with([':', '：'])) =>
                {
                    break;
                }
                _ => {}
            }
        }
        for (offset, c) in chars {
            count(c.len_utf8());
            if offset > NAME {
                return None;
            }
            if !is_space(c) {
                return Some(matches!(c, ':' | '：'));
            }
        }
        Some(false)
    }

    /// Judges whether the string can end right before `after`.
    pub(super) fn fit(&self, after: usize, place: Place) -> Fit {
        let next = self.space_end(after);
        let new_line = self.text[after..next].contains('\n');
        let Some(c) = self.text[next..].chars().next() else { return Fit::Strong };
        let symbol = ascii(c).0;
        if place == Place::Name {
            return match symbol {
                ':' => Fit::Strong,
                ',' | '{' | '}' | '[' | ']' | '=' => Fit::Weak,
                _ if new_line || self.quote_at(next) => Fit::Weak,
                _ => Fit::None,
            };
        }
        match symbol {
            ',' => self.fit_before_comma(next + c.len_utf8(), place),
            '}' | ']' => self.fit_before_closer(next + c.len_utf8()),
            ':' if place != Place::MemberValue => Fit::Strong,
            _ if new_line || starts_comment(&self.text[next..]) => Fit::Strong,
            _ if place == Place::Item && starts_ellipsis(&self.text[next..]) => Fit::Strong,
            _ if self.quote_at(next) => match place {
                Place::MemberValue if self.is_name(next) == Some(true) => Fit::Strong,
                Place::Item => Fit::Weak,
                _ => Fit::None,
            },
            _ => Fit::None,
        }
    }

    fn fit_before_comma(&self, after: usize, place: Place) -> Fit {
        let next = self.space_end(after);
        let rest = &self.text[next..];
        let Some(c) = rest.chars().next() else { return Fit::Strong };
        if self.text[after..next].contains('\n')
            || matches!(ascii(c).0, '}' | ']')
            || starts_comment(rest)
            || starts_ellipsis(rest)
        {
            return Fit::Strong;
        }
        let fits = match place {
            Place::Item => {
                self.quote_at(next)
                    || matches!(ascii(c).0, '{' | '[' | '-' | '0'..='9')
                    || ["true", "false", "null"].iter().any(|word| rest.starts_with(word))
            }
            Place::MemberValue => {
                let pairs = self.stack.last().is_some_and(|frame| frame.comma_pairs);
                self.quote_at(next) && (pairs || self.is_name(next) != Some(false))
            }
            Place::Root | Place::Name => false,
        };
        if fits { Fit::Strong } else { Fit::Weak }
    }

    fn fit_before_closer(&self, after: usize) -> Fit {
        let next = self.space_end(after);
        let Some(c) = self.text[next..].chars().next() else { return Fit::Strong };
        let fits = self.text[after..next].contains('\n')
            || matches!(ascii(c).0, ',' | '{' | '}' | '[' | ']')
            || starts_comment(&self.text[next..])
            || self.is_name(next) == Some(true);
        if fits { Fit::Strong } else { Fit::Weak }
    }

    /// The offset after the bracket that closes the one at `start`; what stands in quotes is passed over. None: there is
    /// none, or the budget is used up.
    pub(super) fn matching_end(&mut self, start: usize) -> Option<usize> {
        let limit = self.budget.min(self.text.len() - start);
        let found = matching_end(&self.text.as_bytes()[start..start + limit]);
        self.budget -= found.unwrap_or(limit);
        found.map(|length| start + length)
    }

    /// The offset after the value whose bracket stands at `start`, or the end of the text.
    pub(super) fn skip_value(&self, start: usize) -> usize {
        matching_end(&self.text.as_bytes()[start..]).map_or(self.text.len(), |length| start + length)
    }

    /// Finds the value in a text that starts with something else: at a bracket that looks like one, or at a line
    /// that starts with a name.
    pub(super) fn find_bracket(&self, start: usize) -> Option<usize> {
        let mut line_start = false;
        for (offset, c) in self.text[start..].char_indices() {
            count(c.len_utf8());
            let at = start + offset;
            match ascii(c).0 {
                '{' | '[' if self.opens_value(at + c.len_utf8(), c, line_start) => return Some(at),
                _ if line_start && self.quote_at(at) && self.is_name(at) == Some(true) => return Some(at),
                _ => line_start = c == '\n' || (line_start && is_space(c)),
            }
        }
        None
    }

    fn opens_value(&self, after: usize, bracket: char, line_start: bool) -> bool {
        let next = self.space_end(after);
        let Some(c) = self.text[next..].chars().next() else { return line_start };
        self.text[after..next].contains('\n')
            || self.quote_at(next)
            || starts_comment(&self.text[next..])
            || match ascii(bracket).0 {
                '{' => matches!(ascii(c).0, '}' | '{'),
                _ => matches!(ascii(c).0, '{' | '[') || (line_start && matches!(c, ']' | '-' | '0'..='9')),
            }
    }
}

/// The number of bytes up to the end of the bracket that the text starts with.
fn matching_end(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut quoted, mut index) = (0_usize, false, 0);
    while index < bytes.len() {
        count(1);
        match bytes[index] {
            b'\\' => index += 1,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(index + 1);
                }
            }
            _ => {}
        }
        index += 1;
    }
    None
}

pub(super) fn starts_comment(rest: &str) -> bool {
    rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#')
}

/// Whether dots begin a text that stand for what was left out.
pub(super) fn starts_ellipsis(rest: &str) -> bool {
    rest.starts_with("..") || rest.starts_with('…')
}

/// The end of the comment that starts at `at`, if one does.
fn comment_end(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let length = if rest.starts_with("//") || rest.starts_with('#') {
        rest.find('\n').unwrap_or(rest.len())
    } else if rest.starts_with("/*") {
        rest.find("*/").map_or(rest.len(), |end| end + 2)
    } else {
        return None;
    };
    Some(at + length)
}
