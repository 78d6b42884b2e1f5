//! The text of elements: entities, and `<` and `&` that are no markup.

use std::ops::Range;

use super::super::Cause;
use super::super::steps::count;
use super::Reader;
use super::syntax::entity;

impl Reader<'_> {
    pub(super) fn angle(&mut self, at: usize) {
        let message = "`<` stands in text, where XML has `&lt;`; it was read as text";
        self.problems.push(at..at + 1, Cause::BareAngleBracket, message);
    }

    /// Text between tags.
    pub(super) fn characters(&mut self, start: usize, end: usize) {
        count(end - start);
        let mut at = start;
        let mut text = String::with_capacity(end - start);
        while let Some(length) = self.text[at..end].find('&') {
            text.push_str(&self.text[at..at + length]);
            at += length;
            match entity(&self.text[at..end]) {
                Some((c, length)) => {
                    text.push(c);
                    at += length;
                }
                None => {
                    let message = "`&` stands in text, where XML has `&amp;`; it was read as text";
                    self.problems.push(at..at + 1, Cause::BareAmpersand, message);
                    text.push('&');
                    at += 1;
                }
            }
        }
        text.push_str(&self.text[at..end]);
        self.add_text(&text, start..end);
    }

    pub(super) fn add_text(&mut self, text: &str, span: Range<usize>) {
        let Some(element) = self.stack.last_mut() else { return };
        count(text.len());
        element.text.push_str(text);
        if !text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            let source = &self.text[span.clone()];
            element.words_first |= element.children.members.is_empty() && text.contains(char::is_alphanumeric);
            let start = span.start + (source.len() - source.trim_start().len());
            let end = span.start + source.trim_end().len();
            let first = element.text_span.as_ref().map_or(start, |span| span.start);
            element.text_span = Some(first..end.max(first));
        }
    }
}
