//! The plain text of a cell of one line.

use std::borrow::Cow;

use super::html::{self, Tag};
use super::source::{head, is_blank};

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
                if let Some((label, _, behind)) = link(after) {
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
                    if tag == Tag::Break && !text.ends_with(' ') {
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

/// The target of the first link in a one-line cell.
pub fn link_target(raw: &str) -> Option<&str> {
    raw.match_indices('[').find_map(|(at, _)| link(&raw[at + 1..])).map(|(_, target, _)| target.trim_matches(is_blank))
}

/// Splits `label](target)rest`, where what follows an opening bracket is a link, into label, target and rest.
fn link(after: &str) -> Option<(&str, &str, &str)> {
    // Only so much is looked at: a text of brackets alone would be searched to its end at each of them.
    let label = head(after, 200);
    let close = label.find("](").filter(|&close| !label[..close].contains('\n'))?;
    let end = head(&after[close..], 400).find(')')?;
    Some((&after[..close], &after[close + 2..close + end], &after[close + end + 1..]))
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
    fn the_target_of_a_link_is_found() {
        assert_eq!(link_target("Array of [`Boat`](../data types/Boat.md#)"), Some("../data types/Boat.md#"));
        assert_eq!((link_target("\\[[Boat]()\\]"), link_target("Boat[]"), link_target("[](")), (Some(""), None, None));
    }

    #[test]
    fn plain_undoes_html_that_only_formats() {
        assert_eq!(plain("&nbsp;Id&nbsp;<br>"), "Id");
        assert_eq!(plain("<code>List&lt;String&gt;</code>"), "List<String>");
        assert_eq!(plain("one<br/>two"), "one two");
        assert_eq!(plain("<RegionId>&Id=1"), "<RegionId>&Id=1");
    }
}
