//! What the cell of a name says: the name on the wire, how far it is indented, and whether a remark calls it required.

use crate::read::{is_blank, plain};
use crate::vocabulary;

/// What the cell of a name says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCell {
    /// The name, without what decorates it.
    pub name: String,
    /// How wide the marks or blanks are that put the row below another one; 0 for none.
    pub indent: usize,
    /// Whether there are marks among them.
    pub marked: bool,
    /// Whether a remark after the name says that it must be given; absent where there is none.
    pub required: Option<bool>,
}

/// What indents a name: the corners that the reference has, and the characters that stand for them elsewhere.
const INDENTS: &[char] =
    &['└', '├', '│', '─', '┗', '┣', '┃', '━', '╰', '∟', '↳', '→', '»', '>', '＞', '-', '–', '—', '·', '•', '+'];

/// What remarks stand in.
const BRACKETS: &[(char, char)] = &[('（', '）'), ('(', ')'), ('【', '】'), ('[', ']'), ('<', '>')];

/// Reads the cell of a name, as it stands.
pub fn read(raw: &str) -> NameCell {
    let text = plain(raw);
    let indented = text.trim_start_matches(|c| INDENTS.contains(&c) || is_blank(c));
    let prefix = &text[..text.len() - indented.len()];
    // Blanks alone indent only where they are written as entities: others stray before many names.
    let marks = prefix.trim_end_matches(is_blank).chars().count();
    let indent = if marks > 0 { marks } else { entities(raw) };
    let (name, required) = match remark(undecorated(indented)) {
        Some((name, remark)) => (name, Some(vocabulary::is_required(remark)).filter(|_| vocabulary::is_flag(remark))),
        None => (undecorated(indented), None),
    };
    let name = if is_emphasised(raw) { name.trim_matches('_') } else { name };
    NameCell { name: with_plain_dots(name), indent, marked: marks > 0, required }
}

/// A dotted name without blanks beside its dots, which are those of the wire: `Tag. N. Key`, `Tag．N．Key`.
fn with_plain_dots(name: &str) -> String {
    let name = name.replace('．', ".");
    let parts: Vec<&str> = name.split('.').map(|part| part.trim_matches(is_blank)).collect();
    // A sentence ends in a dot too, and has blanks elsewhere.
    if parts.iter().all(|part| !part.is_empty() && !part.contains(is_blank)) { parts.join(".") } else { name }
}

/// How many blanks are written as entities at the beginning of a cell.
fn entities(raw: &str) -> usize {
    const BLANKS: &[&str] = &["&nbsp;", "&ensp;", "&emsp;"];
    let (mut rest, mut count) = (raw, 0);
    while let Some(after) = BLANKS.iter().find_map(|blank| rest.strip_prefix(blank)) {
        (rest, count) = (after.trim_start(), count + 1);
    }
    count
}

/// Whether underscores emphasise the whole name, as they do in Markdown; those of a name itself are escaped.
fn is_emphasised(raw: &str) -> bool {
    raw.len() > 2 && raw.starts_with('_') && raw.ends_with('_') && !raw.ends_with("\\_")
}

/// A name without the emphasis, the quotes and the punctuation around it.
fn undecorated(name: &str) -> &str {
    let quote = |c| matches!(c, '*' | '"' | '“' | '”' | '\'' | '‘' | '’') || is_blank(c);
    let end = |c| matches!(c, ':' | '：' | ',' | '，' | '。' | ';' | '；') || quote(c);
    name.trim_start_matches(quote).trim_end_matches(end)
}

/// Splits a name from the remark after it: `Id（必选）`, `Id (the boat)`.
///
/// Evidence: brackets around all that follows an identifier. An index such as `Tag(N)` is no remark.
fn remark(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '#')))?;
    let (name, rest) = text.split_at(end);
    let after = undecorated(rest);
    let apart = !rest.starts_with(after);
    let (open, close) = *BRACKETS.iter().find(|(open, _)| after.starts_with(*open))?;
    let inner = after.strip_prefix(open)?.strip_suffix(close)?;
    // Square and angle brackets right after a name belong to it.
    let may_index = matches!(open, '[' | '<') || inner.len() <= 1 || inner.bytes().all(|b| b.is_ascii_digit());
    let is_remark = !name.is_empty() && (apart || !may_index) && !inner.contains(open);
    is_remark.then_some((name, inner.trim_matches(is_blank)))
}

/// How many levels down each row stands, by the widths of their marks: the narrowest are one level down. Blanks that stand
/// before every name of a table indent nothing.
pub fn levels(cells: &[NameCell]) -> Vec<usize> {
    let narrowest = cells.iter().map(|cell| cell.indent).min().unwrap_or(0);
    let none = if cells.iter().any(|cell| cell.marked) { 0 } else { narrowest };
    let mut widths: Vec<usize> = cells.iter().map(|cell| cell.indent).chain([none]).collect();
    widths.sort_unstable();
    widths.dedup();
    cells.iter().map(|cell| widths.partition_point(|&width| width < cell.indent)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(raw: &str) -> (String, usize, Option<bool>) {
        let NameCell { name, indent, required, .. } = read(raw);
        (name, indent, required)
    }

    #[test]
    fn marks_of_every_kind_indent() {
        for (raw, name, indent) in [
            ("└Id", "Id", 1),
            ("└ Id", "Id", 1),
            ("└└Id", "Id", 2),
            ("├─ Id", "Id", 2),
            ("│ └─Id", "Id", 4),
            ("\\>Id", "Id", 1),
            ("&gt;&gt; Id", "Id", 2),
            ("- Id", "Id", 1),
            ("--Id", "Id", 2),
            ("&nbsp;&nbsp;Id", "Id", 2),
            ("\u{a0}\u{a0}Id", "Id", 0),
            ("X-Acs-Id", "X-Acs-Id", 0),
        ] {
            assert_eq!(shown(raw), (name.to_owned(), indent, None), "{raw}");
        }
    }

    #[test]
    fn names_lose_what_stands_around_them() {
        for raw in
            ["**Id**", "*Id*", "***Id***", "_Id_", "`Id`", "\"Id\"", "“Id”", "\\*Id", "Id\\*", "Id:", "[Id](#id)"]
        {
            assert_eq!(shown(raw).0, "Id", "{raw}");
        }
        assert_eq!(shown("\\_Id\\_").0, "_Id_", "what is escaped is the name's own");
        assert_eq!(shown("thing\\_id").0, "thing_id");
    }

    #[test]
    fn remarks_after_a_name_are_no_part_of_it() {
        for (raw, name, required) in [
            ("Id（必选）", "Id", Some(true)),
            ("*Id* (optional)", "Id", Some(false)),
            ("Id（船的编号）", "Id", None),
            ("Tag.N.Key\n\n（必填）", "Tag.N.Key", Some(true)),
            ("Tag(N).Key", "Tag(N).Key", None),
            ("Tag(N)", "Tag(N)", None),
            ("Tag\\[\\]", "Tag[]", None),
            ("Id 或 Name", "Id 或 Name", None),
            ("（必选）", "（必选）", None),
        ] {
            assert_eq!(shown(raw), (name.to_owned(), 0, required), "{raw}");
        }
    }

    #[test]
    fn widths_of_marks_become_levels() {
        let of = |names: &[&str]| levels(&names.iter().map(|name| read(name)).collect::<Vec<_>>());
        assert_eq!(of(&["A", "├─B", "└──└─C", "└──└─D", "├─E", "F"]), [0, 1, 2, 2, 1, 0]);
        assert_eq!(of(&["└A", "└B", "└└C"]), [1, 1, 2], "the table may say what another row holds");
        assert_eq!(of(&["&nbsp;A", "&nbsp;&nbsp;B", "&nbsp;C"]), [0, 1, 0]);
        assert_eq!(of(&[]), [0; 0]);
    }
}
