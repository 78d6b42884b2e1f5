//! Pieces of a text, each with its byte offset.

/// A piece of a page, and where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// The piece as the page has it.
    pub raw: &'a str,
    /// Its byte offset in the page.
    pub at: usize,
}

impl<'a> Text<'a> {
    /// The piece without the white space around it, of every kind that the pages use.
    pub fn trimmed(self) -> Self {
        let start = self.raw.trim_start_matches(is_blank);
        Self { raw: start.trim_end_matches(is_blank), at: self.at + self.raw.len() - start.len() }
    }
}

/// White space, and the invisible characters that the pages use as such.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' | '\u{2060}')
}

/// The first bytes of a text, at most so many.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trimming_moves_the_offset() {
        let text = Text { raw: "\u{a0}\u{200b}x ", at: 10 }.trimmed();
        assert_eq!(text, Text { raw: "x", at: 15 });
    }
}
