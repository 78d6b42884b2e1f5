//! How a check reports: the page it looks at, and the findings with the severity that the table of codes gives them.

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::infer::table::shorten;
use crate::read::Page;

/// Collects the findings of one page.
#[derive(Debug)]
pub struct Report<'r, 'a> {
    /// The page.
    pub page: &'r Page<'a>,
    /// What was found.
    pub found: &'r mut Vec<Diagnostic>,
}

impl Report<'_, '_> {
    /// Adds a finding at an offset of the page.
    pub fn add(&mut self, code: &'static str, at: usize, message: String, help: impl Into<String>) {
        self.found.push(Diagnostic {
            file: self.page.file.clone(),
            position: self.page.lines.position(at),
            severity: codes::find(code).map_or(Severity::Warning, |code| code.severity),
            code,
            message,
            help: help.into(),
        });
    }

    /// Where offsets lie, as `line:column` in a list.
    pub fn places(&self, offsets: impl IntoIterator<Item = usize>) -> String {
        let mut offsets: Vec<usize> = offsets.into_iter().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let place = |&at: &usize| {
            let position = self.page.lines.position(at);
            format!("{}:{}", position.line, position.column)
        };
        offsets.iter().map(place).collect::<Vec<_>>().join(", ")
    }
}

/// A name or value of the page as a message shows it.
pub fn quoted(text: &str) -> String {
    format!("`{}`", shorten(text))
}

/// A list of names as a message shows it: the first few, and how many there are beyond.
pub fn list(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| quoted(name)).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
