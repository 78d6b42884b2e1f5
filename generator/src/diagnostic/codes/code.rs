//! One code of findings, and how it is explained.

use std::fmt::Write as _;

use crate::diagnostic::severity::Severity;

/// A code of findings.
#[derive(Clone, Copy, Debug)]
pub struct Code {
    /// The code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it means, in a sentence or two.
    pub meaning: &'static str,
    /// A piece of a page that shows it, or several pages, each below a line `==> NAME`; empty where no page does.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

impl Code {
    /// The code explained, as `cargo xtask lint --explain CODE` prints it.
    pub fn explain(&self) -> String {
        let mut text = format!("{} ({})\n\n{}\n", self.code, self.severity, self.meaning);
        if !self.example.is_empty() {
            text.push_str("\nFor example:\n\n");
            for line in self.example.trim_end().lines() {
                text.push_str(if line.is_empty() { "" } else { "    " });
                text.push_str(line);
                text.push('\n');
            }
        }
        let _ = write!(text, "\nWhat to do: {}\n", self.remedy);
        text
    }
}

/// A row of the table of codes, with the example of its name.
macro_rules! code {
    ($code:literal, $severity:ident, $meaning:literal, $remedy:literal) => {
        $crate::diagnostic::codes::Code {
            code: $code,
            severity: $severity,
            meaning: $meaning,
            example: include_str!(concat!("../examples/", $code, ".md")),
            remedy: $remedy,
        }
    };
}

pub(super) use code;
