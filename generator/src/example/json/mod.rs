//! Reads JSON as people type it: every text gives the value that its author meant, as far as one can tell.
//!
//! One pass over the text with a stack of open objects and arrays; nothing recurses. Where a place can be read in two
//! ways, a look ahead decides, and a budget proportional to the text bounds all such looks together, so that time stays
//! linear for any input.
//!
//! It is written by hand because no parser for lenient JSON tells the place of each value and the cause of each repair.

mod bare;
mod chars;
mod close;
mod frame;
mod item;
mod look;
mod member;
mod nest;
mod root;
mod string;

use super::problem::Problems;
use super::steps::count;
use super::{Cause, Kind, Node, Read};

use chars::ascii;
use frame::{Frame, Place, Shape};

/// The deepest nesting of values that is read: that of `serde_json`.
const DEPTH: usize = 127;

/// Reads a text that is meant to be JSON. No problems: `serde_json` reads it too, and as the same value.
pub fn read(text: &str) -> Read {
    let mut reader = Reader {
        text,
        at: 0,
        stack: Vec::new(),
        open_objects: 0,
        open_arrays: 0,
        root: None,
        budget: text.len().saturating_mul(8),
        problems: Problems::default(),
    };
    reader.run();
    Read { root: reader.root, problems: reader.problems.into_sorted() }
}

struct Reader<'a> {
    text: &'a str,
    /// The offset of the next character.
    at: usize,
    /// The objects and arrays that are open, the root first.
    stack: Vec<Frame>,
    open_objects: usize,
    open_arrays: usize,
    /// The value that is complete.
    root: Option<Node>,
    /// The bytes that looks ahead may still cost.
    budget: usize,
    problems: Problems,
}

impl Reader<'_> {
    fn run(&mut self) {
        if !self.find_root() {
            return;
        }
        loop {
            count(1);
            self.skip_space();
            if self.stack.is_empty() && self.root.is_some() && !self.after_root() {
                return;
            }
            let Some(c) = self.peek() else { break };
            let Some(frame) = self.stack.last() else {
                if self.root.is_none() {
                    self.value(c, Place::Root);
                }
                continue;
            };
            match (frame.expects_name(), frame.shape) {
                (true, _) => self.member(c),
                (false, Shape::Object) => self.value(c, Place::MemberValue),
                (false, Shape::Array) => self.item(c),
            }
        }
        self.finish();
    }

    fn value(&mut self, c: char, place: Place) {
        let start = self.at;
        match ascii(c) {
            ('{', wide) => {
                self.wide(start, wide, '{');
                self.open(Shape::Object, c.len_utf8());
            }
            ('[', wide) => {
                self.wide(start, wide, '[');
                self.open(Shape::Array, c.len_utf8());
            }
            (',' | '}' | ']', _) => self.missing_value(),
            (':', _) => {
                let message = "a second colon follows a name; it was skipped";
                self.problems.push(start..start + c.len_utf8(), Cause::StrayText, message);
                self.at += c.len_utf8();
            }
            _ if self.quote_at(start) => {
                let before = self.problems.len();
                let (text, span) = self.string(place);
                let next = self.space_end(self.at);
                if place == Place::Root && self.text[next..].starts_with([':', '：']) {
                    // It is a name; the object reads it again.
                    self.problems.truncate(before);
                    self.at = start;
                    self.imply_root();
                } else {
                    self.deliver(Node { kind: Kind::String(text), span });
                }
            }
            _ if place == Place::MemberValue && self.ellipsis() => {
                self.deliver(Node { kind: Kind::Null, span: start..self.at });
            }
            _ => self.bare_value(place),
        }
    }

    fn comma(&mut self, c: char) {
        let span = self.at..self.at + c.len_utf8();
        self.at = span.end;
        self.wide(span.start, !c.is_ascii(), ',');
        if c == ';' {
            let message = "a semicolon stands between two values; it was read as a comma";
            self.problems.push(span.clone(), Cause::MissingComma, message);
        }
        let Some(frame) = self.stack.last_mut() else { return };
        if frame.is_empty() || frame.comma.is_some() {
            self.problems.push(span, Cause::ExtraComma, "a comma has no value before it; it was skipped");
        } else {
            frame.comma = Some(span);
        }
    }

    /// Reports that the value which starts here lacks the comma before it.
    fn expect_comma(&mut self, start: usize) {
        let Some(frame) = self.stack.last() else { return };
        if !frame.is_empty() && frame.comma.is_none() {
            let end = frame.end.min(start);
            self.problems.push(end..end, Cause::MissingComma, "two values have no comma between them; it was added");
        }
    }

    fn wide(&mut self, at: usize, wide: bool, meant: char) {
        if wide {
            let end = at + self.text[at..].chars().next().map_or(0, char::len_utf8);
            let message = format!("full-width punctuation was read as `{meant}`");
            self.problems.push(at..end, Cause::FullWidthPunctuation, message);
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}
