//! Objects and arrays open, take in their values, and are complete.

use super::super::{Cause, Kind, Member, Node};
use super::frame::{Frame, Shape};
use super::{DEPTH, Reader};

impl Reader<'_> {
    pub(super) fn open(&mut self, shape: Shape, width: usize) {
        let start = self.at;
        self.at += width;
        if self.stack.len() < DEPTH {
            self.push(Frame::new(shape, start));
            return;
        }
        self.at = self.skip_value(start);
        let message = format!("values lie in each other more than {DEPTH} levels deep; this one was read as null");
        self.problems.push(start..self.at, Cause::TooDeep, message);
        self.deliver(Node { kind: Kind::Null, span: start..self.at });
    }

    pub(super) fn push(&mut self, frame: Frame) {
        match frame.shape {
            Shape::Object => self.open_objects += 1,
            Shape::Array => self.open_arrays += 1,
        }
        self.stack.push(frame);
    }

    /// Completes the innermost object or array, which ends at `end`.
    pub(super) fn pop(&mut self, end: usize) {
        let Some(frame) = self.stack.pop() else { return };
        if let Some(comma) = frame.comma {
            self.problems.push(comma, Cause::TrailingComma, "a comma has no value after it; it was skipped");
        }
        let kind = match frame.shape {
            Shape::Object => {
                self.open_objects -= 1;
                Kind::Object(frame.members)
            }
            Shape::Array => {
                self.open_arrays -= 1;
                Kind::Array(frame.items)
            }
        };
        // What the end of the text cut off reaches to that end, spaces and all.
        self.deliver(Node { kind, span: frame.start..end.max(frame.end) });
    }

    /// Puts a complete value where it belongs.
    pub(super) fn deliver(&mut self, node: Node) {
        let Some(frame) = self.stack.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.end = node.span.end;
        match frame.name.take() {
            Some((name, name_span)) => frame.members.push(Member { name, name_span, value: node }),
            None => frame.items.push(node),
        }
    }

    /// Closes what the end of the text leaves open.
    pub(super) fn finish(&mut self) {
        let end = self.text.trim_end().len();
        let open = self.stack.iter().filter(|frame| !frame.implied).count();
        if open > 0 {
            let what = if open == 1 { "a bracket is".to_owned() } else { format!("{open} brackets are") };
            let message = format!("the text ends while {what} open; it was closed there");
            self.problems.push(end..end, Cause::Truncated, message);
        }
        while let Some(frame) = self.stack.last() {
            if frame.name.is_some() {
                self.missing_value();
            }
            self.pop(end);
        }
    }
}
