//! The members of objects: names, colons, and names without a value.

use super::super::{Cause, Kind, Node};
use super::Reader;
use super::chars::ascii;
use super::frame::Place;

impl Reader<'_> {
    /// A member of an object, or what stands between two of them.
    pub(super) fn member(&mut self, c: char) {
        match ascii(c).0 {
            ',' => self.comma(c),
            closer @ ('}' | ']') => self.close(closer, c.len_utf8()),
            '{' | '[' => self.nameless(),
            ':' => {
                let message = "a colon has no name before it; it was skipped";
                self.problems.push(self.at..self.at + c.len_utf8(), Cause::MissingKey, message);
                self.at += c.len_utf8();
            }
            _ => {
                let start = self.at;
                let name = if self.quote_at(start) {
                    let (name, span) = self.string(Place::Name);
                    self.colon().then_some((name, span))
                } else {
                    self.bare_name()
                };
                if let Some((name, span)) = name {
                    self.expect_comma(start);
                    if let Some(frame) = self.stack.last_mut() {
                        frame.name = Some((name, span));
                        frame.comma = None;
                    }
                }
            }
        }
    }

    /// The colon after a name. False: the text ends inside the name.
    pub(super) fn colon(&mut self) -> bool {
        let end = self.at;
        self.skip_space();
        let at = self.at;
        let Some(c) = self.peek() else { return self.text[..end].ends_with(['"', '”', '“', '\'']) };
        match ascii(c) {
            (':', wide) => {
                self.at += c.len_utf8();
                self.wide(at, wide, ':');
            }
            ('=', _) => {
                let message = "`=` stands between a name and its value; it was read as a colon";
                self.problems.push(at..at + 1, Cause::MissingColon, message);
                self.at += if self.text[at..].starts_with("=>") { 2 } else { 1 };
            }
            (',', _) => {
                let after = self.space_end(at + c.len_utf8());
                let value =
                    self.text[after..].chars().next().is_some_and(|next| !matches!(ascii(next).0, '}' | ']' | ','));
                if value && self.is_name(after) != Some(true) {
                    let message = "a comma stands between a name and its value; it was read as a colon";
                    self.problems.push(at..at + c.len_utf8(), Cause::MissingColon, message);
                    self.at += c.len_utf8();
                    if let Some(frame) = self.stack.last_mut() {
                        frame.comma_pairs = true;
                    }
                }
            }
            ('}' | ']', _) => {}
            _ => {
                let message = "a name and its value have no colon between them; it was added";
                self.problems.push(end..end, Cause::MissingColon, message);
            }
        }
        true
    }

    /// The name that was read last has no value.
    pub(super) fn missing_value(&mut self) {
        let at = self.stack.last().and_then(|frame| frame.name.as_ref()).map_or(self.at, |(_, span)| span.end);
        self.problems.push(at..at, Cause::MissingValue, "a name has no value; it was read as null");
        self.deliver(Node { kind: Kind::Null, span: at..at });
    }
}
