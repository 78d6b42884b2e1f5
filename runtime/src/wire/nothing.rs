//! What stands for nothing: null, a text of white space, an empty list in the place of an object.

use super::reader::Reader;

impl Reader<'_> {
    /// Whether null follows, or a text of white space; passes over it.
    pub(super) fn nothing(&mut self) -> bool {
        let begin = match self.peek() {
            Some(b'"' | b'n') => self.at,
            _ => return false,
        };
        let is_nothing = if self.bytes[begin] == b'n' {
            self.word() == b"null"
        } else {
            self.quoted().is_some_and(|text| text.text().trim().is_empty())
        };
        if !is_nothing && !self.is_broken() {
            self.at = begin;
        }
        is_nothing
    }

    /// The same, also for an empty list.
    pub(super) fn nothing_or_empty(&mut self) -> bool {
        if self.peek() != Some(b'[') {
            return self.nothing();
        }
        let begin = self.at;
        self.at += 1;
        let is_empty = self.peek() == Some(b']');
        self.at = if is_empty { self.at + 1 } else { begin };
        is_empty
    }

    /// Passes over a value, and notes that it is not what was expected.
    pub(super) fn misfit(&mut self, expected: &'static str) -> bool {
        let kind = self.skip();
        self.note(expected, kind);
        false
    }
}
