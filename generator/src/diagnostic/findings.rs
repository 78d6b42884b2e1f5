//! The findings of one page, as they are collected.

use super::finding::Diagnostic;
use super::place::Lines;

/// Collects the findings of one page. How severe each is follows from its code.
#[derive(Clone, Debug)]
pub struct Findings<'p> {
    file: &'p str,
    lines: &'p Lines<'p>,
    found: Vec<Diagnostic>,
}

impl<'p> Findings<'p> {
    /// None yet, about a file of these lines.
    pub fn new(file: &'p str, lines: &'p Lines<'p>) -> Self {
        Self { file, lines, found: Vec::new() }
    }

    /// Adds a finding at a byte offset of the page.
    pub fn at(&mut self, code: &'static str, offset: usize, message: impl Into<String>, help: impl Into<String>) {
        let position = self.lines.position(offset);
        self.found.push(Diagnostic::new(self.file, code, message, help).at(position));
    }

    /// Adds findings that were made elsewhere.
    pub fn extend(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(found);
    }

    /// Where offsets lie, as `line:column` in a list.
    pub fn places(&self, offsets: impl IntoIterator<Item = usize>) -> String {
        let mut offsets: Vec<usize> = offsets.into_iter().collect();
        offsets.sort_unstable();
        offsets.dedup();
        let place = |&offset: &usize| {
            let position = self.lines.position(offset);
            format!("{}:{}", position.line, position.column)
        };
        offsets.iter().map(place).collect::<Vec<_>>().join(", ")
    }
}

impl IntoIterator for Findings<'_> {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}
