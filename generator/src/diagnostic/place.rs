//! Places in a file: the lines and columns that people count, and how byte offsets become them.

/// A place in a file; lines and columns count from 1, columns count characters. 0: the file as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// Finds line and column of a byte offset.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<u32>,
}

impl<'a> Lines<'a> {
    /// Indexes a text. Offsets beyond 4 GiB are not addressable; the reader refuses such pages.
    pub fn new(text: &'a str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(at, _)| at as u32 + 1));
        Self { text, starts }
    }

    /// The whole text.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many lines there are.
    #[expect(clippy::len_without_is_empty, reason = "a text has at least one line")]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The number of the line, from 0, that holds an offset.
    pub fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= at) - 1
    }

    /// Where a line begins; past the last line, the text's end.
    pub fn start(&self, line: usize) -> usize {
        self.starts.get(line).map_or(self.text.len(), |&start| start as usize)
    }

    /// A line without its end.
    pub fn line(&self, line: usize) -> &'a str {
        let end = self.start(line + 1);
        self.text[self.start(line).min(end)..end].trim_end_matches(['\n', '\r'])
    }

    /// The text between two offsets.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Line and column of an offset, counted from 1 in characters.
    pub fn position(&self, at: usize) -> Position {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_of(at);
        let column = self.text[self.start(line)..at].chars().count();
        Position { line: line as u32 + 1, column: column as u32 + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_characters_from_one() {
        let lines = Lines::new("ab\n中文x\n");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position(9), Position { line: 2, column: 3 });
        assert_eq!(lines.position(4), Position { line: 2, column: 1 }, "an offset inside a character is its start");
        assert_eq!(lines.position(99), Position { line: 3, column: 1 });
        assert_eq!((lines.line(1), lines.line(7)), ("中文x", ""));
    }
}
