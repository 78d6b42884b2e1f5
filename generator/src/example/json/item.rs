//! The items of arrays, and members among them.

use super::super::{Cause, Kind, Node};
use super::chars::ascii;
use super::frame::{Frame, Place, Shape};
use super::{DEPTH, Reader};

impl Reader<'_> {
    /// An item of an array, or what stands between two of them.
    pub(super) fn item(&mut self, c: char) {
        match ascii(c).0 {
            ',' => self.comma(c),
            closer @ ('}' | ']') => self.close(closer, c.len_utf8()),
            ':' => self.pair_in_array(c),
            _ => {
                let start = self.at;
                if self.ellipsis() {
                    return;
                }
                self.expect_comma(start);
                if let Some(frame) = self.stack.last_mut() {
                    frame.comma = None;
                }
                self.value(c, Place::Item);
            }
        }
    }

    /// `["a": 1, "b": 2]`: an object has lost its braces.
    pub(super) fn pair_in_array(&mut self, colon: char) {
        let at = self.at;
        self.at += colon.len_utf8();
        // An object without braces lies as deep as one with them.
        let deep = self.stack.len() >= DEPTH;
        let Some(frame) = self.stack.last_mut() else { return };
        let name = match frame.items.pop() {
            Some(Node { kind: Kind::String(name), span }) if frame.comma.is_none() && !deep => Some((name, span)),
            Some(other) => {
                frame.items.push(other);
                None
            }
            None => None,
        };
        let Some((name, span)) = name else {
            let message = "a colon has no name before it; it was skipped";
            self.problems.push(at..self.at, Cause::MissingKey, message);
            return;
        };
        let message = "members stand in an array with no braces around them; they were read as one object";
        self.problems.push(span.start..span.start, Cause::MissingBraces, message);
        let mut object = Frame::new(Shape::Object, span.start);
        object.implied = true;
        object.name = Some((name, span));
        self.push(object);
    }
}
