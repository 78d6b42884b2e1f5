//! The HTML that stands in a cell: entities, and the tags that break lines or format and say nothing of the interface.

use std::borrow::Cow;

use super::source::head;

/// Entities by name. Markdown knows two thousand; these are the ones that tables are written with.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("vert", '|'),
    ("lowbar", '_'),
    ("ast", '*'),
    ("lsqb", '['),
    ("rsqb", ']'),
    ("lbrack", '['),
    ("rbrack", ']'),
    ("lcub", '{'),
    ("rcub", '}'),
    ("rarr", '→'),
];

/// Tags that only format. Others, such as `<String>` and `<RegionId>`, stand for themselves.
const FORMATS: &[&str] =
    &["a", "b", "code", "del", "div", "em", "font", "i", "mark", "p", "small", "span", "strong", "sub", "sup", "u"];

/// A tag that only formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// `<br>`.
    Break,
    /// Any other.
    Format,
}

/// The longest entity and tag that are looked for: a text of openings alone would be searched to its end at each of them.
const LONGEST: usize = 200;

/// The character that an entity at the beginning of a text stands for, and what follows it.
pub fn entity(text: &str) -> Option<(char, &str)> {
    let body = text.strip_prefix('&')?;
    let end = head(body, 10).find(';')?;
    let (name, rest) = (&body[..end], &body[end + 1..]);
    let number = match name.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        },
        None => return ENTITIES.iter().find(|(known, _)| *known == name).map(|&(_, c)| (c, rest)),
    };
    number.and_then(char::from_u32).filter(|c| !c.is_control()).map(|c| (c, rest))
}

/// The tag at the beginning of a text, where it only formats, and what follows it.
pub fn tag(text: &str) -> Option<(Tag, &str)> {
    let body = text.strip_prefix('<')?;
    let end = head(body, LONGEST).find('>')?;
    let (inner, rest) = (&body[..end], &body[end + 1..]);
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let name = name.split([' ', '/']).next().unwrap_or_default().to_ascii_lowercase();
    // An attribute follows a space and has a value; `<a b>` is text.
    let has_text = inner.contains(' ') && !inner.contains('=') && !inner.trim_end().ends_with('/');
    if name == "br" {
        Some((Tag::Break, rest))
    } else if FORMATS.contains(&name.as_str()) && !has_text {
        Some((Tag::Format, rest))
    } else {
        None
    }
}

/// A text whose breaks are ends of lines, so that a bullet after one begins a line.
pub fn with_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains("<br") {
        return text;
    }
    let mut lines = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find("<br") {
        lines.push_str(&rest[..at]);
        rest = &rest[at..];
        match tag(rest) {
            Some((Tag::Break, behind)) => {
                lines.push('\n');
                rest = behind;
            }
            _ => {
                lines.push('<');
                rest = &rest[1..];
            }
        }
    }
    lines.push_str(rest);
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_stand_for_their_characters() {
        assert_eq!(entity("&gt;Id"), Some(('>', "Id")));
        assert_eq!(entity("&#95;"), Some(('_', "")));
        assert_eq!(entity("&#x5f;x"), Some(('_', "x")));
        for text in ["&", "&Id=1;", "&nothing;", "& amp;", "&#10;", "&#xD800;", "&#;", "x&gt;"] {
            assert_eq!(entity(text), None, "{text}");
        }
    }

    #[test]
    fn breaks_are_ends_of_lines() {
        assert_eq!(with_lines("a<br>- b<br />c<brig>".into()), "a\n- b\nc<brig>");
        assert!(matches!(with_lines("a<b>c".into()), Cow::Borrowed(_)));
    }

    #[test]
    fn only_tags_that_format_are_tags() {
        for (text, expected) in [
            ("<br>x", Some((Tag::Break, "x"))),
            ("<br />x", Some((Tag::Break, "x"))),
            ("<BR/>", Some((Tag::Break, ""))),
            ("<code>Id", Some((Tag::Format, "Id"))),
            ("</code>", Some((Tag::Format, ""))),
            ("<a name=\"x\">Id", Some((Tag::Format, "Id"))),
            ("<String>", None),
            ("<RegionId>", None),
            ("<a b>", None),
            ("<", None),
        ] {
            assert_eq!(tag(text), expected, "{text}");
        }
    }
}
