//! The paragraphs and bullets of a cell.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::source::is_blank;

/// A paragraph or a bullet of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its depth in lists; 0 for a paragraph.
    pub depth: u8,
    /// Whether it begins an item of a list; what follows in the item does not.
    pub item: bool,
    /// Its text, without marks.
    pub text: String,
    /// The text at its beginning that is marked as code or strong; empty where none is.
    pub marked: String,
}

/// The paragraphs and bullets of a cell, in order.
pub fn pieces(raw: &str) -> Vec<Piece> {
    if is_plain(raw) {
        return vec![Piece { text: raw.trim_end_matches(is_blank).to_owned(), ..Piece::default() }];
    }
    marked_pieces(raw)
}

/// Whether a text is one line in which nothing can be a mark of Markdown, as most cells are: parsing it would give itself.
fn is_plain(raw: &str) -> bool {
    // What begins a line can be a mark that it is not elsewhere; so can what follows a bracket, or a colon in a name.
    raw.starts_with(|c: char| c.is_alphabetic())
        && raw.bytes().all(|b| !matches!(b, 0..=31 | b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&'))
}

/// The paragraphs and bullets of a text with marks.
fn marked_pieces(raw: &str) -> Vec<Piece> {
    let text = html::with_lines(dedent(raw));
    let mut writer = Writer::default();
    for event in Parser::new_ext(&text, Options::empty()) {
        match event {
            Event::Start(tag) => writer.start(&tag),
            Event::End(tag) => writer.end(tag),
            Event::Code(code) => writer.code(&code),
            Event::InlineHtml(tag) if html::tag(&tag).is_some() => {}
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) if !writer.fence => writer.text(&text),
            Event::SoftBreak | Event::HardBreak => writer.text("\n"),
            _ => {}
        }
    }
    writer.finish()
}

/// Writes the pieces of a text, mark by mark.
#[derive(Default)]
struct Writer {
    pieces: Vec<Piece>,
    /// The number of open lists.
    depth: u8,
    /// Whether the last piece goes on.
    open: bool,
    /// Whether the text is that of a fence, which is no prose.
    fence: bool,
    /// Of the open mark: whether nothing stands before it in its piece, and what it marks.
    marking: Option<(bool, String)>,
}

impl Writer {
    fn start(&mut self, tag: &Tag) {
        match tag {
            Tag::List(_) => self.depth = self.depth.saturating_add(1),
            Tag::Item => self.begin(true),
            Tag::Paragraph if !self.open => self.begin(false),
            Tag::CodeBlock(_) => self.fence = true,
            Tag::Strong => {
                let begins = !self.open || self.pieces.last().is_none_or(|piece| piece.text.is_empty());
                self.marking = Some((begins, String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::List(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.open = false;
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) => self.open = false,
            TagEnd::CodeBlock => self.fence = false,
            TagEnd::Strong => {
                if let (Some((true, marked)), Some(piece)) = (self.marking.take(), self.pieces.last_mut()) {
                    piece.mark(&marked);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, item: bool) {
        self.pieces.push(Piece { depth: self.depth, item, ..Piece::default() });
        self.open = true;
    }

    fn code(&mut self, code: &str) {
        if let Some((_, marked)) = &mut self.marking {
            marked.push_str(code);
        } else if let Some(piece) = self.last().filter(|piece| piece.text.is_empty()) {
            piece.mark(code);
        }
        self.push(code);
    }

    fn text(&mut self, text: &str) {
        if let Some((_, marked)) = &mut self.marking {
            marked.push_str(text);
        }
        self.push(text);
    }

    /// Adds text to the open piece, which begins with its first character that is not blank: an empty piece has not begun.
    fn push(&mut self, text: &str) {
        if let Some(piece) = self.last() {
            piece.text.push_str(if piece.text.is_empty() { text.trim_start_matches(is_blank) } else { text });
        }
    }

    /// The open piece.
    fn last(&mut self) -> Option<&mut Piece> {
        if !self.open {
            self.begin(false);
        }
        self.pieces.last_mut()
    }

    fn finish(mut self) -> Vec<Piece> {
        for piece in &mut self.pieces {
            piece.text.truncate(piece.text.trim_end_matches(is_blank).len());
        }
        self.pieces.retain(|piece| !piece.text.is_empty());
        self.pieces
    }
}

impl Piece {
    /// Keeps marked text that begins the piece.
    fn mark(&mut self, marked: &str) {
        if self.marked.is_empty() {
            self.marked = marked.trim_matches(is_blank).to_owned();
        }
    }
}

/// Takes away the one space that the pages put before a cell's first bullet and before the text after a list.
pub(crate) fn dedent(raw: &str) -> Cow<'_, str> {
    if !raw.contains("\n ") {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    for line in raw.split_inclusive('\n') {
        let bare = line.strip_prefix(' ').filter(|rest| !rest.starts_with(' ')).unwrap_or(line);
        text.push_str(bare);
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_ends_a_line_so_that_a_bullet_can_follow() {
        let found = pieces("Valid values:<br>- **a**: one<br/>- b: <u>two</u>");
        let found: Vec<_> = found.iter().map(|piece| (piece.item, piece.text.as_str())).collect();
        assert_eq!(found, [(false, "Valid values:"), (true, "a: one"), (true, "b: two")]);
    }

    #[test]
    fn bullets_and_paragraphs_come_apart() {
        let found =
            pieces("Kind of it. Valid values:\n\n -   `HighAvailability`: two\n-   **StandAlone**: one\n\n end");
        let expected = [
            (0, "Kind of it. Valid values:", ""),
            (1, "HighAvailability: two", "HighAvailability"),
            (1, "StandAlone: one", "StandAlone"),
            (0, "end", ""),
        ];
        let found: Vec<_> = found.iter().map(|p| (p.depth, p.text.as_str(), p.marked.as_str())).collect();
        assert_eq!(found, expected);
    }

    proptest::proptest! {
        #[test]
        fn a_plain_text_is_what_parsing_gives(text in "[a-zA-Z中。0-9 .:;,!?(){}>#+|~='\"/$%@^-]{0,40}[ \u{a0}\u{200b}]{0,2}") {
            if is_plain(&text) {
                proptest::prop_assert_eq!(pieces(&text), marked_pieces(&text));
            }
        }
    }

    #[test]
    fn nested_bullets_keep_their_depth() {
        let found = pieces("x\n\n -   outer\n    -   inner\n");
        assert_eq!(found.iter().map(|p| p.depth).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn marks_in_the_middle_do_not_count() {
        assert_eq!(pieces("see `x` there")[0].marked, "");
    }

    #[test]
    fn a_mark_over_two_lines_is_what_the_piece_begins_with() {
        let piece = &pieces("**one\ntwo** three")[0];
        assert_eq!((piece.marked.as_str(), piece.text.as_str()), ("one\ntwo", "one\ntwo three"));
    }
}
