//! Where and why a body is not JSON.

use std::fmt;

/// The first place at which a body is not JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    problem: &'static str,
    line: usize,
    column: usize,
}

impl Syntax {
    /// The byte at `at` is wrong, or missing where the body ends.
    pub(super) fn new(problem: &'static str, body: &[u8], at: usize) -> Self {
        let before = &body[..body.len().min(at + 1)];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let begin = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        Self { problem, line, column: before.len() - begin }
    }
}

/// As serde_json says it.
impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at line {} column {}", self.problem, self.line, self.column)
    }
}

impl std::error::Error for Syntax {}
