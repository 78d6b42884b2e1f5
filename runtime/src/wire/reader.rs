//! The reader: a body, the place in it, the path that leads there, and what did not fit so far.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::mismatch::{Mismatch, Mismatches};
use super::syntax::Syntax;
use super::text::{Quoted, end_of_text, is_of_word};

/// So deep may values be nested that somebody asked for.
const DEEPEST: usize = 127;

/// What was found where a name differs from the known one in case only.
pub(super) const OTHER_CASE: &str = "a name in another case";

/// The longest name that a path shows.
const LONGEST_NAME: usize = 60;

/// Reads a body of JSON from its beginning to its end, value by value.
///
/// Where the body is no JSON, the reader remembers that and stands at the end.
pub struct Reader<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    /// The name under which the list that is read next may stand in an object of its own.
    pub(super) wrapper: &'static str,
    /// The bytes that may yet be read twice, to look at what follows.
    pub(super) twice: usize,
    pub(super) mismatches: Mismatches,
    /// How many bytes were passed over, those that were passed over twice counted twice.
    #[cfg(test)]
    pub(super) passed: usize,
    path: Vec<Step>,
    syntax: Option<Syntax>,
}

/// One step of the path to a value.
#[derive(Clone, Copy)]
pub(super) enum Step {
    /// The member whose name begins here in the body.
    Member(usize),
    /// The item of this index.
    Item(usize),
}

impl<'a> Reader<'a> {
    /// Stands before the value that `body` is.
    pub(crate) fn new(body: &'a [u8]) -> Self {
        Self {
            bytes: body,
            at: 0,
            wrapper: "",
            twice: body.len().saturating_mul(4),
            mismatches: Mismatches::default(),
            #[cfg(test)]
            passed: 0,
            path: Vec::new(),
            syntax: None,
        }
    }

    /// What did not fit, if nothing follows the value that was read.
    pub(crate) fn finish(mut self) -> Result<Mismatches, Syntax> {
        if self.peek().is_some() {
            self.fail("trailing characters");
        }
        self.syntax.map_or(Ok(self.mismatches), Err)
    }

    /// The first byte of what follows, after white space.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        loop {
            match self.bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                byte => return byte.copied(),
            }
        }
    }

    /// Says that the body is no JSON. The first place counts.
    #[cold]
    pub(super) fn fail(&mut self, problem: &'static str) {
        self.syntax.get_or_insert_with(|| Syntax::new(problem, self.bytes, self.at));
        self.at = self.bytes.len();
    }

    pub(super) fn is_broken(&self) -> bool {
        self.syntax.is_some()
    }

    /// Enters the list or object that the reader stands before; where it is nested too deep, skips it.
    pub(super) fn enter(&mut self, step: Step) -> bool {
        let fits = self.path.len() < DEEPEST;
        if fits {
            self.at += 1;
            self.path.push(step);
        } else {
            self.skip();
            self.note(format!("no more than {DEEPEST} levels"), "nested too deep");
        }
        fits
    }

    /// Says which member or item follows.
    #[inline]
    pub(super) fn step(&mut self, step: Step) {
        if let Some(last) = self.path.last_mut() {
            *last = step;
        }
    }

    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// Whether a member or an item follows; leaves the object or list that `closing` ends where none does.
    #[inline]
    pub(super) fn more(&mut self, is_first: bool, closing: u8) -> bool {
        match self.peek() {
            Some(byte) if byte == closing => {
                self.at += 1;
                return false;
            }
            Some(b',') if !is_first => {
                self.at += 1;
                if self.peek() != Some(closing) {
                    return true;
                }
                self.fail("trailing comma");
            }
            Some(_) if is_first => return true,
            found => self.fail(match (found, closing) {
                (None, b'}') => "EOF while parsing an object",
                (None, _) => "EOF while parsing a list",
                (_, b'}') => "expected `,` or `}`",
                _ => "expected `,` or `]`",
            }),
        }
        false
    }

    /// The name of a member and where it begins; then stands before the value.
    pub(super) fn name(&mut self) -> Option<(usize, Cow<'a, str>)> {
        if self.peek() != Some(b'"') {
            self.fail("key must be a string");
            return None;
        }
        let begin = self.at;
        let name = self.quoted()?;
        if self.peek() != Some(b':') {
            self.fail(if self.at < self.bytes.len() { "expected `:`" } else { "EOF while parsing an object" });
            return None;
        }
        self.at += 1;
        Some((begin, name.text()))
    }

    /// The text that the reader stands before.
    #[inline]
    pub(super) fn quoted(&mut self) -> Option<Quoted<'a>> {
        let begin = self.at + 1;
        let Some((end, has_escape)) = end_of_text(self.bytes, begin) else {
            self.at = self.bytes.len();
            self.fail("EOF while parsing a string");
            return None;
        };
        self.at = end + 1;
        Some(Quoted { bytes: &self.bytes[begin..end], has_escape })
    }

    /// The word that the reader stands before: all that is no text, list or object. Empty where no value can begin so.
    pub(super) fn word(&mut self) -> &'a [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !is_of_word(*byte)).unwrap_or(rest.len());
        if length == 0 {
            self.fail(if rest.is_empty() { "EOF while parsing a value" } else { "expected value" });
        } else {
            self.at += length;
        }
        &rest[..length]
    }

    /// Notes a mismatch where the path leads.
    #[cold]
    pub(super) fn note(&mut self, expected: impl Into<Cow<'static, str>>, found: &'static str) {
        let (path, bytes) = (&self.path, self.bytes);
        self.mismatches.add(|| Mismatch { path: shown(path, bytes), expected: expected.into(), found });
    }

    /// Forgets what was noted, after the first `before`, about an earlier member of the name that the path ends with.
    #[cold]
    pub(super) fn forget(&mut self, before: usize, name: &str) {
        if self.mismatches.may_name(before, name) {
            self.mismatches.forget(before, &shown(&self.path, self.bytes));
        }
    }
}

/// A path as `Instances.Instance[3].Cpu`; `.` where it has no step.
fn shown(path: &[Step], bytes: &[u8]) -> String {
    let mut out = String::new();
    for step in path {
        match *step {
            Step::Item(index) => drop(write!(out, "[{index}]")),
            Step::Member(begin) => {
                let Some((end, has_escape)) = end_of_text(bytes, begin + 1) else { continue };
                let name = Quoted { bytes: &bytes[begin + 1..end], has_escape }.text();
                if !out.is_empty() {
                    out.push('.');
                }
                out.extend(name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST_NAME));
            }
        }
    }
    if out.is_empty() { ".".to_owned() } else { out }
}
