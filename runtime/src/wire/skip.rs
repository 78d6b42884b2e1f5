//! Passes over values that nobody asked for, without understanding them, without recursion and without memory.

use super::reader::Reader;
use super::text::{end_of_text, is_number};

/// The kinds of values, as mismatches name them.
pub(super) const NULL: &str = "null";
pub(super) const BOOLEAN: &str = "a Boolean";
pub(super) const NUMBER: &str = "a number";
pub(super) const TEXT: &str = "a text";
pub(super) const LIST: &str = "a list";
pub(super) const OBJECT: &str = "an object";
/// `NaN`, or digits that are masked.
pub(super) const WORD: &str = "a word that is no JSON";

impl Reader<'_> {
    /// Passes over the value that the reader stands before, and says what kind it is of.
    pub(super) fn skip(&mut self) -> &'static str {
        #[cfg(test)]
        let begin = self.at;
        let kind = self.pass();
        #[cfg(test)]
        {
            self.passed += self.at - begin;
        }
        kind
    }

    fn pass(&mut self) -> &'static str {
        match self.peek() {
            Some(b'"') => {
                self.quoted();
                TEXT
            }
            Some(b'{') => {
                self.skip_brackets(0);
                OBJECT
            }
            Some(b'[') => {
                self.skip_brackets(0);
                LIST
            }
            _ => kind_of(self.word()),
        }
    }

    /// Passes over what is left of the object that the reader stands in.
    pub(super) fn skip_rest(&mut self) {
        self.skip_brackets(1);
    }

    /// Passes over everything until no bracket is open, where `open` are now, those of objects. That each is closed by
    /// its like is checked for the first 64 levels.
    fn skip_brackets(&mut self, open: usize) {
        let (mut at, mut depth, mut objects) = (self.at, open, 1_u64);
        while let Some(&byte) = self.bytes.get(at) {
            at += 1;
            match byte {
                b'"' => match end_of_text(self.bytes, at) {
                    Some((end, _)) => at = end + 1,
                    None => {
                        self.at = self.bytes.len();
                        return self.fail("EOF while parsing a string");
                    }
                },
                b'{' | b'[' => {
                    if depth < 64 {
                        objects = objects & !(1 << depth) | u64::from(byte == b'{') << depth;
                    }
                    depth += 1;
                }
                b'}' | b']' => {
                    depth -= 1;
                    if depth < 64 && (objects >> depth & 1 == 1) != (byte == b'}') {
                        self.at = at - 1;
                        return self.fail("expected another bracket");
                    }
                    if depth == 0 {
                        self.at = at;
                        return;
                    }
                }
                _ => {}
            }
        }
        self.at = self.bytes.len();
        let in_object = objects >> depth.saturating_sub(1).min(63) & 1 == 1;
        self.fail(if in_object { "EOF while parsing an object" } else { "EOF while parsing a list" });
    }
}

/// What kind of value a word is.
pub(super) fn kind_of(word: &[u8]) -> &'static str {
    match word {
        b"null" => NULL,
        b"true" | b"false" => BOOLEAN,
        word if is_number(word) => NUMBER,
        _ => WORD,
    }
}
