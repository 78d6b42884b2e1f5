//! The inside of a cell: its plain text, and its paragraphs and bullets.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::{self, Tag as HtmlTag};
use super::source::is_blank;

/// A paragraph or a bullet of a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// How deep it stands in lists; 0 for a paragraph.
    pub depth: u8,
    /// Whether it begins an item of a list; what follows in the item does not.
    pub item: bool,
    /// Its text, without marks.
    pub text: String,
    /// What is marked as code or strong at its beginning; empty where nothing is.
    pub marked: String,
}

/// The text of a one-line cell: escapes and entities undone, emphasis and code marks and the tags that only format dropped,
/// links replaced by their text.
///
/// Names, types, flags and example values are read with it; a whole Markdown parse would cost more than the rest.
pub fn plain(raw: &str) -> Cow<'_, str> {
    let raw = raw.trim_matches(is_blank);
    if !raw.contains(['\\', '*', '`', '[', '&', '<', '\n']) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let after = &rest[c.len_utf8()..];
        match c {
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => {
                text.push_str(&after[..1]);
                rest = &after[1..];
                continue;
            }
            '*' if after.starts_with('*') => {
                rest = &after[1..];
                continue;
            }
            '[' => {
                if let Some((label, behind)) = link(after) {
                    text.push_str(&plain(label));
                    rest = behind;
                    continue;
                }
                text.push(c);
            }
            '`' => {}
            '&' => {
                if let Some((c, behind)) = html::entity(rest) {
                    text.push(c);
                    rest = behind;
                    continue;
                }
                text.push(c);
            }
            '<' => {
                if let Some((tag, behind)) = html::tag(rest) {
                    if tag == HtmlTag::Break && !text.ends_with(' ') {
                        text.push(' ');
                    }
                    rest = behind;
                    continue;
                }
                text.push(c);
            }
            '\n' => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            _ => text.push(c),
        }
        rest = after;
    }
    Cow::Owned(text.trim_matches(is_blank).to_owned())
}

/// Splits `label](target)rest`, where what follows an opening bracket is a link, into label and rest.
fn link(after: &str) -> Option<(&str, &str)> {
    // Only so much is looked at: a text of brackets alone would be searched to its end at each of them.
    let label = head(after, 200);
    let close = label.find("](").filter(|&close| !label[..close].contains('\n'))?;
    let end = head(&after[close..], 400).find(')')?;
    Some((&after[..close], &after[close + end + 1..]))
}

/// The first bytes of a text, at most so many.
pub(crate) fn head(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
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
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut depth, mut open, mut fence) = (0u8, false, false);
    // Of the open mark: whether nothing stands before it in its piece, and what it marks.
    let mut marking: Option<(bool, String)> = None;
    for event in Parser::new_ext(&text, Options::empty()) {
        match event {
            Event::Start(Tag::List(_)) => depth = depth.saturating_add(1),
            Event::End(TagEnd::List(_)) => {
                depth = depth.saturating_sub(1);
                open = false;
            }
            Event::Start(Tag::Item) => {
                pieces.push(Piece { depth, item: true, ..Piece::default() });
                open = true;
            }
            Event::Start(Tag::Paragraph) if !open => {
                pieces.push(Piece { depth, ..Piece::default() });
                open = true;
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => open = false,
            Event::Start(Tag::CodeBlock(_)) => fence = true,
            Event::End(TagEnd::CodeBlock) => fence = false,
            Event::Start(Tag::Strong) => {
                let begins = !open || pieces.last().is_none_or(|piece| piece.text.is_empty());
                marking = Some((begins, String::new()));
            }
            Event::End(TagEnd::Strong) => {
                if let (Some((true, marked)), Some(piece)) = (marking.take(), pieces.last_mut()) {
                    mark(piece, &marked);
                }
            }
            Event::Code(code) => {
                if let Some((_, marked)) = &mut marking {
                    marked.push_str(&code);
                } else if let Some(piece) = last(&mut pieces, depth, &mut open).filter(|piece| piece.text.is_empty()) {
                    mark(piece, &code);
                }
                push(&mut pieces, depth, &mut open, &code);
            }
            Event::InlineHtml(tag) if html::tag(&tag).is_some() => {}
            Event::Text(piece) | Event::Html(piece) | Event::InlineHtml(piece) if !fence => {
                if let Some((_, marked)) = &mut marking {
                    marked.push_str(&piece);
                }
                push(&mut pieces, depth, &mut open, &piece);
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, marked)) = &mut marking {
                    marked.push('\n');
                }
                push(&mut pieces, depth, &mut open, "\n");
            }
            _ => {}
        }
    }
    for piece in &mut pieces {
        piece.text.truncate(piece.text.trim_end_matches(is_blank).len());
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn last<'a>(pieces: &'a mut Vec<Piece>, depth: u8, open: &mut bool) -> Option<&'a mut Piece> {
    if !*open {
        pieces.push(Piece { depth, ..Piece::default() });
        *open = true;
    }
    pieces.last_mut()
}

/// Adds text to the open piece, which begins with its first character that is not blank: an empty piece has not begun.
fn push(pieces: &mut Vec<Piece>, depth: u8, open: &mut bool, text: &str) {
    if let Some(piece) = last(pieces, depth, open) {
        piece.text.push_str(if piece.text.is_empty() { text.trim_start_matches(is_blank) } else { text });
    }
}

/// Keeps marked text that begins the piece.
fn mark(piece: &mut Piece, marked: &str) {
    if piece.marked.is_empty() {
        piece.marked = marked.trim_matches(is_blank).to_owned();
    }
}

/// Takes away the one space that the pages put before a cell's first bullet and before the text behind a list.
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
    fn plain_undoes_escapes_and_drops_marks() {
        assert_eq!(plain("we-5d\\*\\*\\*"), "we-5d***");
        assert_eq!(plain("**Name**"), "Name");
        assert_eq!(plain("\\[\"a\"\\]"), "[\"a\"]");
        assert_eq!(plain("Array of [Item](#item)"), "Array of Item");
        assert_eq!(plain("a\\b"), "a\\b", "a backslash before a letter is itself");
        assert!(matches!(plain(" x "), Cow::Borrowed("x")));
    }

    #[test]
    fn plain_undoes_html_that_only_formats() {
        assert_eq!(plain("&nbsp;Id&nbsp;<br>"), "Id");
        assert_eq!(plain("<code>List&lt;String&gt;</code>"), "List<String>");
        assert_eq!(plain("one<br/>two"), "one two");
        assert_eq!(plain("<RegionId>&Id=1"), "<RegionId>&Id=1");
    }

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
