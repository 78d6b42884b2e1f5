//! What of a line a finding is about: the word at its place.

use alicloud_generator::diagnostic::Position;

/// A line of a page, and the part of it that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region<'t> {
    /// The line.
    pub line: &'t str,
    /// The bytes of the line, first and past the last.
    pub bytes: (usize, usize),
    /// The columns, counted from 1 in characters, first and past the last.
    pub columns: (u32, u32),
}

impl<'t> Region<'t> {
    /// The region at a place of a text; none for a text as a whole.
    ///
    /// It reaches from the place to the end of the name, of the string in quotes or of the value that begins there, and has
    /// one character where none of these does.
    pub fn at(text: &'t str, position: Position) -> Option<Self> {
        let line = text.split('\n').nth((position.line as usize).checked_sub(1)?)?.trim_end_matches('\r');
        let column = (position.column as usize).checked_sub(1)?;
        let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let rest = &line[start..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '└');
        let length = match rest.chars().next() {
            None => 0,
            Some(quote @ ('"' | '\'')) => rest[1..].find(quote).map_or(1, |end| end + 2),
            Some(first) if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            Some(first) => first.len_utf8(),
        };
        let characters = line[start..start + length].chars().count() as u32;
        Some(Self { line, bytes: (start, start + length), columns: (position.column, position.column + characters) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, line: u32, column: u32) -> Option<&str> {
        Region::at(text, Position { line, column }).map(|region| &region.line[region.bytes.0..region.bytes.1])
    }

    #[test]
    fn a_region_is_the_word_at_its_place() {
        let text = "|船只Id|x|\r\n  \"A b\": 1.5,\n";
        assert_eq!(shown(text, 1, 1), Some("|"));
        assert_eq!(shown(text, 1, 2), Some("船只Id"));
        assert_eq!(shown(text, 2, 3), Some("\"A b\""));
        assert_eq!(shown(text, 2, 10), Some("1.5"));
        assert_eq!(shown(text, 2, 99), Some(""));
        assert_eq!(shown(text, 9, 1), None);
        assert_eq!(shown(text, 0, 0), None);
        let region = Region::at(text, Position { line: 1, column: 2 }).expect("a region");
        assert_eq!(region.columns, (2, 6));
    }
}
