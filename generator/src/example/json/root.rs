//! Where the value begins, after whatever stands before it.

use super::super::Cause;
use super::Reader;
use super::chars::{ascii, is_word};
use super::frame::{Frame, Shape};

impl Reader<'_> {
    /// Moves to the first character of the value. Members without braces open an object.
    pub(super) fn find_root(&mut self) -> bool {
        self.skip_space();
        let start = self.at;
        match self.peek() {
            None => {}
            Some(c) if matches!(ascii(c).0, '{' | '[') => return true,
            Some(_) if self.quote_at(start) => return true,
            // Only a lone word can be a value without brackets; anything else is a text about something else.
            Some(_) if self.text[start..].trim_end().chars().all(is_word) => return true,
            Some(_) => {
                if let Some(found) = self.find_bracket(start) {
                    let head = self.text[start..found].trim_end().len();
                    let message = "text stands before the value; it was skipped";
                    self.problems.push(start..start + head, Cause::LeadingText, message);
                    self.at = found;
                    if self.quote_at(found) {
                        self.imply_root();
                    }
                    return true;
                }
            }
        }
        let message = "the text holds no JSON value";
        self.problems.push(start..self.text.len(), Cause::NoValue, message);
        self.at = self.text.len();
        false
    }

    pub(super) fn imply_root(&mut self) {
        let message = "members have no braces around them; they were read as one object";
        self.problems.push(self.at..self.at, Cause::MissingBraces, message);
        let mut frame = Frame::new(Shape::Object, self.at);
        frame.implied = true;
        self.push(frame);
    }
}
