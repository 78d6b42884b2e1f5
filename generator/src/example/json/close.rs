//! Closing brackets, and what stands after the value or has no name.

use super::super::{Cause, Kind, Node};
use super::Reader;
use super::chars::ascii;
use super::frame::{Frame, Shape};

impl Reader<'_> {
    /// A closing bracket of `width` bytes where a name or an item is expected.
    pub(super) fn close(&mut self, closer: char, width: usize) {
        let (start, end) = (self.at, self.at + width);
        self.at = end;
        self.wide(start, width > 1, closer);
        let Some(top) = self.stack.last() else { return };
        let shape = if closer == '}' { Shape::Object } else { Shape::Array };
        if top.shape == shape || (top.braced && closer == '}') {
            return self.pop(end);
        }
        let parent = self.stack.len().checked_sub(2).map(|index| self.stack[index].shape);
        if top.implied && parent == Some(shape) {
            self.pop(start);
            return self.pop(end);
        }
        let next = self.space_end(end);
        let rest = &self.text[next..];
        let is_root = self.stack.len() == 1;
        let mistyped = match parent {
            None => rest.is_empty(),
            Some(parent) if parent != shape => true,
            // `[{"a": 1], {` goes on as an array, so the bracket was meant for the object.
            Some(_) if closer == ']' => self.after_comma(next).is_some_and(|rest| rest.starts_with('{')),
            Some(_) => self.stack.len() == 2 && !rest.is_empty() && !rest.starts_with(['}', ']']),
        };
        let missing = if closer == '}' { ']' } else { '}' };
        if mistyped {
            let message = format!("`{closer}` closes what was opened by another bracket; it was read as `{missing}`");
            self.problems.push(start..end, Cause::BracketMismatch, message);
            self.pop(end);
        } else if is_root {
            let message = format!("`{closer}` closes nothing; it was skipped");
            self.problems.push(start..end, Cause::ExtraCloser, message);
        } else {
            let message = format!("`{missing}` is missing before `{closer}`; it was added");
            self.problems.push(start..start, Cause::BracketMismatch, message);
            self.pop(start);
            self.pop(end);
        }
    }

    /// An opening bracket where an object has a name.
    pub(super) fn nameless(&mut self) {
        let start = self.at;
        let width = self.peek().map_or(0, char::len_utf8);
        let Some(top) = self.stack.last() else { return };
        if top.implied && self.stack.len() > 1 {
            // `["a": 1, {` : the object without braces ends before the next item.
            let comma = self.stack.last_mut().and_then(|frame| frame.comma.take());
            self.pop(start);
            if let Some(frame) = self.stack.last_mut() {
                frame.comma = comma;
            }
            return;
        }
        if top.is_empty() {
            // `{ {…}, {…} }` is a list in the wrong brackets; in `{ { "a": … }` one of the two is too many.
            let list = self.matching_end(start).is_some_and(|end| {
                let next = self.space_end(end);
                let rest = &self.text[next..];
                rest.starts_with('}') || self.after_comma(next).is_some_and(|rest| rest.starts_with(['{', '}']))
            });
            if list {
                let text = self.text;
                if let Some(frame) = self.stack.last_mut() {
                    frame.shape = Shape::Array;
                    frame.braced = true;
                    let width = text[frame.start..].chars().next().map_or(0, char::len_utf8);
                    let span = frame.start..frame.start + width;
                    self.open_objects -= 1;
                    self.open_arrays += 1;
                    let message = "braces stand around values without names; they were read as an array";
                    self.problems.push(span, Cause::BracketMismatch, message);
                }
                return;
            }
            let message = "an opening bracket is doubled; it was skipped";
            self.problems.push(start..start + width, Cause::ExtraOpener, message);
            self.at += width;
            return;
        }
        self.at = self.skip_value(start);
        if let Some(frame) = self.stack.last_mut() {
            frame.comma = None;
        }
        let message = "a value has no name although it stands in an object; it was skipped";
        self.problems.push(start..self.at, Cause::MissingKey, message);
    }

    /// The text from the first character after the comma that stands at `at`, if one does.
    fn after_comma(&self, at: usize) -> Option<&str> {
        let comma = self.text[at..].chars().next().filter(|c| ascii(*c).0 == ',')?;
        Some(&self.text[self.space_end(at + comma.len_utf8())..])
    }

    /// What follows the complete value. True: the root goes on.
    pub(super) fn after_root(&mut self) -> bool {
        let Some(c) = self.peek() else { return false };
        let start = self.at;
        if matches!(ascii(c).0, '}' | ']') {
            self.at += c.len_utf8();
            let message = format!("`{c}` closes nothing; it was skipped");
            self.problems.push(start..self.at, Cause::ExtraCloser, message);
            return true;
        }
        let comma = ascii(c).0 == ',';
        let next = if comma { self.space_end(start + c.len_utf8()) } else { start };
        let goes_on = self.is_name(next) == Some(true);
        match self.root.take() {
            Some(Node { kind: Kind::Object(members), span }) if goes_on => {
                let message = "a closing bracket stands before the last members; it was skipped";
                self.problems.push(span.end.saturating_sub(1)..span.end, Cause::ExtraCloser, message);
                let mut frame = Frame::new(Shape::Object, span.start);
                frame.members = members;
                frame.end = span.end;
                // The bracket that closed the root too early is one that its end need not have.
                frame.implied = true;
                self.push(frame);
                true
            }
            root => {
                self.root = root;
                let end = self.text.trim_end().len();
                self.problems.push(start..end, Cause::TrailingText, "text stands after the value; it was skipped");
                self.at = self.text.len();
                false
            }
        }
    }
}
