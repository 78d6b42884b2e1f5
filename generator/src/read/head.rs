//! The head of a table: the titles of its columns, and the line of dashes below them, be it sound, broken or missing.

use crate::diagnostic::Lines;
use crate::vocabulary;

use super::cell::plain;
use super::pipes::{count_pipes, ends_with_pipe};
use super::row::{Delimiter, split};
use super::source::{Text, is_blank};

/// The head of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head<'a> {
    /// The titles of the columns.
    pub titles: Vec<Text<'a>>,
    /// Its lines, the first and the one past the last.
    pub lines: (usize, usize),
    /// What parts it from the rows.
    pub delimiter: Delimiter,
}

/// Columns that a table may have: beyond that, a line of dashes is no table. The reference has at most 6; every row takes
/// as many cells, however short it is.
const MOST_COLUMNS: usize = 64;

/// How long the titles of a table can be whose delimiter is unsound: a longer line is text, and need not be looked at.
const LONGEST_TITLES: usize = 400;

/// How many lines titles may take that stand on lines of their own.
const TITLE_LINES: usize = 24;

/// The head that a line shows: one whose titles begin there, or one whose sound delimiter it is.
pub fn head<'a>(lines: &Lines<'a>, from: usize, line: usize, to: usize) -> Option<Head<'a>> {
    match delimiter_columns(lines.line(line)) {
        Some(columns) => above(lines, from, line, columns),
        None => named(lines, line, to),
    }
}

/// How many columns a delimiter row has, where the line is one: `|--|:-:|`.
pub fn delimiter_columns(line: &str) -> Option<usize> {
    let line = line.trim();
    if !line.starts_with('|') || !line.contains('-') {
        return None;
    }
    let inner = line.strip_prefix('|')?.strip_suffix('|').unwrap_or(&line[1..]);
    let is_delimiter = |cell: &str| {
        let cell = cell.trim();
        let dashes = cell.strip_prefix(':').unwrap_or(cell);
        let dashes = dashes.strip_suffix(':').unwrap_or(dashes);
        !dashes.is_empty() && dashes.bytes().all(|b| b == b'-')
    };
    let columns = inner.split('|').count();
    (columns <= MOST_COLUMNS && inner.split('|').all(is_delimiter)).then_some(columns)
}

/// Collects the titles above a delimiter row. They may stand on lines of their own, so they are found by walking back until
/// there are as many pipes as the delimiter row has.
fn above<'a>(lines: &Lines<'a>, from: usize, delimiter: usize, columns: usize) -> Option<Head<'a>> {
    let mut pipes = 0;
    for line in (from..delimiter).rev().take(4 * columns + 4) {
        let text = lines.line(line);
        let found = count_pipes(text);
        // The pipe that closes the titles may be missing.
        pipes += found + usize::from(pipes == 0 && found > 0 && !ends_with_pipe(text));
        if pipes > columns && text.trim_start().starts_with('|') {
            let titles = split(slice(lines, line, delimiter), columns).cells;
            return Some(Head { titles, lines: (line, delimiter + 1), delimiter: Delimiter::Sound });
        }
    }
    None
}

/// A head that its titles tell, whatever stands between them and the rows.
///
/// Evidence: a line of titles that name what lists of fields and errors have columns for; and below it a delimiter of any
/// kind, or a row.
fn named<'a>(lines: &Lines<'a>, line: usize, to: usize) -> Option<Head<'a>> {
    let (titles, end) = titles(lines, line, to)?;
    let below = (end..to).find(|&line| !lines.line(line).trim_matches(is_blank).is_empty())?;
    let text = lines.line(below);
    let (rows, delimiter) = match delimiter_columns(text) {
        Some(columns) if columns == titles.len() => (below + 1, Delimiter::Sound),
        _ if is_rule(text) => (below + 1, Delimiter::Broken),
        _ if text.trim_start().starts_with('|') => (end, Delimiter::Missing),
        _ => return None,
    };
    Some(Head { titles, lines: (line, rows), delimiter })
}

/// Whether titles begin at a line that lists of fields and errors have.
pub fn begins_table(lines: &Lines<'_>, line: usize, to: usize) -> bool {
    titles(lines, line, to).is_some()
}

/// The titles that begin at a line, on one line or on several, and the line past them.
fn titles<'a>(lines: &Lines<'a>, line: usize, to: usize) -> Option<(Vec<Text<'a>>, usize)> {
    if !lines.line(line).trim_start().starts_with('|') {
        return None;
    }
    let (mut pipes, mut length) = (0, 0);
    for next in line..to.min(line + TITLE_LINES) {
        let text = lines.line(next);
        length += text.len();
        let is_part = text.trim_start().starts_with('|') || text.trim_matches(is_blank).is_empty();
        if length > LONGEST_TITLES || !is_part {
            return None;
        }
        pipes += count_pipes(text);
        let open = !ends_with_pipe(text);
        // Two titles on the line show that those of this table do not stand on lines of their own.
        if !open || next == line && pipes > 1 {
            let columns = pipes - 1 + usize::from(open);
            let titles = split(slice(lines, line, next + 1), columns).cells;
            return ((2..=MOST_COLUMNS).contains(&columns) && are_titles(&titles)).then_some((titles, next + 1));
        }
    }
    None
}

/// Whether texts are the titles of columns: each is known, one apart, and together they list fields or errors. A last one may
/// be empty.
pub fn are_titles(titles: &[Text<'_>]) -> bool {
    let titles =
        titles.strip_suffix(&[Text { raw: "", at: titles.last().map_or(0, |last| last.at) }]).unwrap_or(titles);
    let columns: Vec<_> = titles.iter().map(|title| vocabulary::exact_column(&plain(title.raw))).collect();
    let unknown = columns.iter().filter(|column| column.is_none()).count();
    unknown <= 1 && unknown + 2 <= columns.len() && vocabulary::make_a_list(&columns)
}

/// Whether a line can only part titles from rows: `|——|——|`, `--|--`, `+---+---+`, `|===|`, `|-|-|-|-|`.
fn is_rule(line: &str) -> bool {
    const DASHES: &[char] = &['-', '–', '—', '―', '－', '─', '━', '=', '_', '~'];
    let line = line.trim();
    let marks = line.chars().filter(|c| DASHES.contains(c)).count();
    marks > 1 && line.chars().all(|c| DASHES.contains(&c) || matches!(c, '|' | ':' | '+' | '：') || is_blank(c))
}

fn slice<'a>(lines: &Lines<'a>, from: usize, to: usize) -> Text<'a> {
    let (start, end) = (lines.start(from), lines.start(to));
    Text { raw: lines.slice(start, end), at: start }
}

#[cfg(test)]
mod tests {
    use super::super::table::find;
    use super::*;

    /// The titles of the first table, what parts them from the rows, and the names.
    fn shown(text: &str) -> Option<(Vec<String>, Delimiter, Vec<String>)> {
        let lines = Lines::new(text);
        let table = find(&lines, 0, lines.len())?;
        let titles = table.header.iter().map(|title| title.raw.to_owned()).collect();
        Some((titles, table.delimiter, table.rows.iter().map(|row| row.cells[0].raw.to_owned()).collect()))
    }

    fn check(text: &str, delimiter: Delimiter) {
        let titles = ["Name", "Type", "Description"].map(str::to_owned).to_vec();
        let names = vec!["Sail".to_owned(), "Oar".to_owned()];
        assert_eq!(shown(text), Some((titles, delimiter, names)), "{text}");
    }

    const ROWS: &str = "|Sail|String|one|\n|Oar|String|two\n\n -   `x`: y\n\n |\n";

    #[test]
    fn rows_right_below_known_titles_are_a_table_without_a_delimiter() {
        check(&format!("|Name|Type|Description|\n{ROWS}"), Delimiter::Missing);
        check(&format!("|Name |Type|Description\n{ROWS}"), Delimiter::Missing);
        check(&format!("|Name\n\n|Type\n\n|Description |\n{ROWS}"), Delimiter::Missing);
        let bold = shown("|**Parameters**|Type|\n|Sail|String|\n");
        assert_eq!(bold.map(|(_, _, names)| names), Some(vec!["Sail".to_owned()]));
        let errors = shown("|Error code|Description|\n|A.B|text|\n");
        assert_eq!(errors.map(|(.., codes)| codes), Some(vec!["A.B".to_owned()]));
    }

    #[test]
    fn a_delimiter_of_another_kind_is_one() {
        for rule in ["|——|——|——|", "--|--|--", "+---+---+", "|===|===|===|", "|--|--|", "|--|--|--|--|", "----"]
        {
            check(&format!("|Name|Type|Description|\n{rule}\n{ROWS}"), Delimiter::Broken);
        }
        check(&format!("|Name|Type|Description|\n\n|--|--|--|\n\n{ROWS}"), Delimiter::Sound);
        check(&format!("|Name|Type|Description\n|--|--|--|\n{ROWS}"), Delimiter::Sound);
        check(&format!("|--|--|--|\n|Name|Type|Description|\n{ROWS}"), Delimiter::Missing);
    }

    #[test]
    fn what_lists_no_fields_needs_its_delimiter() {
        for text in [
            "|Sail|String|one|\n|Oar|String|two|\n",
            "|Name|Colour|Shade|\n|Sail|red|dark|\n",
            "|Code|String|a description of it|\n|Message|String|another one|\n",
            "|Name|Type|Description|\n\ntext\n",
            "|Name|Type|Description|\n",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
        assert_eq!(delimiter_columns("|a|-|"), None);
    }

    #[test]
    fn tables_without_a_delimiter_end_where_the_next_one_begins() {
        let text = "|Name|Type|\n|Sail|String|\n\n|Name|Type|\n|Oar|String|\n|Name|Type|\n|--|--|\n|Keel|String|\n";
        let lines = Lines::new(text);
        let (mut from, mut names) = (0, Vec::new());
        while let Some(table) = find(&lines, from, lines.len()) {
            names.push(table.rows.iter().map(|row| row.cells[0].raw).collect::<Vec<_>>());
            from = table.lines.1;
        }
        assert_eq!(names, [["Sail"], ["Oar"], ["Keel"]]);
    }
}
