//! One finding: what was found where, and what to do about it.

use std::fmt;

use super::codes;
use super::{Position, Severity};

/// A finding about a page, an override or a specification.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, as it was given.
    pub file: String,
    /// Where in the file.
    pub position: Position,
    /// How bad it is.
    pub severity: Severity,
    /// The stable code of its kind, such as `example-not-json`.
    pub code: &'static str,
    /// What was found, in one sentence.
    pub message: String,
    /// What the reader can do about it; may be several lines.
    pub help: String,
}

impl Diagnostic {
    /// A finding about a file as a whole, as severe as the table of codes says.
    pub fn new(
        file: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        let (position, severity) = (Position::default(), codes::severity(code));
        Self { file: file.into(), position, severity, code, message: message.into(), help: help.into() }
    }

    /// The same about a place in the file.
    #[must_use]
    pub fn at(self, position: Position) -> Self {
        Self { position, ..self }
    }
}

/// `file:line:column: severity[code]: message`, the help below it.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.position.line > 0 {
            write!(f, ":{}:{}", self.position.line, self.position.column)?;
        }
        write!(f, ": {}[{}]: {}", self.severity, self.code, self.message)?;
        for line in self.help.lines() {
            write!(f, "\n  help: {line}")?;
        }
        Ok(())
    }
}
