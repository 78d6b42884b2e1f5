//! Finds the tables of a page by their heads, and the rows of a table by counting pipes.
//!
//! A row of the reference spans several lines: a cell holds blank lines, lists, notes and fences, and the row ends at
//! the line whose unescaped pipe closes the last cell. GFM ends a table at the first blank line and would lose most rows.

use super::bare::bare;
use super::head::{Head, begins_table, delimiter_columns, head};
use super::pipes::{count_pipes, ends_with_pipe};
use super::row::{Delimiter, Row, Table, is_fence, split};
use super::source::{Text, is_blank};
use crate::diagnostic::Lines;

/// Lines that a fence inside a cell may take before it counts as no fence.
const FENCE_LINES: usize = 200;

/// Finds the table that begins in `from..to` first.
pub fn find<'a>(lines: &Lines<'a>, from: usize, to: usize) -> Option<Table<'a>> {
    (from..to).find_map(|line| {
        let Some(head) = head(lines, from, line, to) else { return bare(lines, line, to) };
        let (rows, end) = rows(lines, head.lines.1, to, head.titles.len());
        // Titles alone are a table only where Markdown says so.
        let is_table = head.delimiter == Delimiter::Sound || !rows.is_empty();
        let Head { titles: header, lines: (first, _), delimiter } = head;
        is_table.then_some(Table { header, rows, lines: (first, end), delimiter })
    })
}

/// Reads the rows that follow the head of a table; the line past the last one comes second.
fn rows<'a>(lines: &Lines<'a>, from: usize, to: usize, columns: usize) -> (Vec<Row<'a>>, usize) {
    let (mut rows, mut line) = (Vec::new(), from);
    loop {
        let next = skip_blank(lines, line, to);
        if next >= to || !lines.line(next).trim_start().starts_with('|') {
            break;
        }
        // A blank line between rows is rare; after one, only a whole row on one line continues the table.
        if next > line
            && !rows.is_empty()
            && (count_pipes(lines.line(next)) <= columns || begins_table(lines, next, to))
        {
            break;
        }
        if delimiter_columns(lines.line(next)).is_some() || starts_table(lines, next, to) {
            break;
        }
        let (end, closed) = row_end(lines, next, to, columns);
        let end = swallow_lone_pipes(lines, end, to);
        let start = lines.start(next);
        let mut row = split(Text { raw: lines.slice(start, lines.start(end)), at: start }, columns);
        row.closed = closed;
        rows.push(row);
        line = end;
    }
    (rows, line)
}

/// Whether the titles of a further table stand in a line, and its delimiter below them.
fn starts_table(lines: &Lines<'_>, line: usize, to: usize) -> bool {
    line + 1 < to && delimiter_columns(lines.line(line + 1)).is_some()
}

fn skip_blank(lines: &Lines<'_>, mut line: usize, to: usize) -> usize {
    while line < to && lines.line(line).trim_matches(is_blank).is_empty() {
        line += 1;
    }
    line
}

/// The line past a row's last one, and whether the row was closed there.
///
/// The row ends at the first line that ends with an unescaped pipe once there are enough pipes. A row that is too short
/// but complete in itself, with the next row right below it, ends there too. A title ends an unclosed row.
fn row_end(lines: &Lines<'_>, from: usize, to: usize, columns: usize) -> (usize, bool) {
    let (mut pipes, mut line) = (0, from);
    // A first line that is a short row in itself, should the row turn out to be never closed.
    let mut alone = false;
    while line < to {
        let text = lines.line(line);
        if line > from && text.starts_with('#') && text.trim_start_matches('#').starts_with(' ') {
            break;
        }
        // A mark with the pipe after it that ends the cell closes a fence; it opens none.
        if is_fence(text)
            && !ends_with_pipe(text)
            && let Some(end) = fence_end(lines, line, to)
        {
            line = end;
            continue;
        }
        pipes += count_pipes(text);
        line += 1;
        let ends = ends_with_pipe(text);
        if ends && pipes > columns {
            return (line, true);
        }
        // As many pipes again in the next line: this row lacks the one that closes it.
        let begins_row = |text: &str| text.starts_with('|') && count_pipes(text) >= columns;
        if !ends && pipes == columns && columns > 1 && line < to && begins_row(lines.line(line)) {
            return (line, false);
        }
        let short = ends && line == from + 1 && pipes >= 3;
        alone |= short;
        if short && line < to && lines.line(line).starts_with('|') && count_pipes(lines.line(line)) > columns {
            return (line, true);
        }
    }
    if alone { (from + 1, true) } else { (line, false) }
}

/// Lines that hold a single pipe, or nothing before such a line, close a row that already ended.
fn swallow_lone_pipes(lines: &Lines<'_>, end: usize, to: usize) -> usize {
    let next = skip_blank(lines, end, to);
    if next < to && lines.line(next).trim_matches(is_blank) == "|" { next + 1 } else { end }
}

/// The line past the one that closes the fence opened at `from`.
fn fence_end(lines: &Lines<'_>, from: usize, to: usize) -> Option<usize> {
    let close = (from + 1..to.min(from + FENCE_LINES)).find(|&line| is_fence(lines.line(line)))?;
    // What follows the closing mark on its line, such as the pipe that ends the cell, is not the fence's.
    let rest = lines.line(close).trim_start().trim_start_matches('`');
    rest.trim().is_empty().then_some(close + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table<'_> {
        let lines = Lines::new(text);
        find(&lines, 0, lines.len()).expect("the text has a table")
    }

    fn cells<'a>(table: &Table<'a>) -> Vec<Vec<&'a str>> {
        table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.raw).collect()).collect()
    }

    #[test]
    fn a_cell_holds_blank_lines_and_lists() {
        let text =
            "|Name|Description|\n|--|--|\n|A|first\n\n -   `x`: one\n-   `y`: two\n\n |\n|B|second\n\n |\n\nafter\n";
        let table = table(text);
        assert_eq!(cells(&table), [vec!["A", "first\n\n -   `x`: one\n-   `y`: two"], vec!["B", "second"]]);
        assert!(table.rows.iter().all(|row| row.written == 2 && row.closed));
        assert_eq!(&text[table.rows[1].at..][..3], "|B|");
    }

    #[test]
    fn surplus_cells_belong_to_the_last_column() {
        let table = table("|Name|Description|\n|--|--|\n|A|one | two | three|\n");
        assert_eq!(cells(&table), [vec!["A", "one | two | three"]]);
        assert_eq!(table.rows[0].written, 4);
    }

    #[test]
    fn escaped_pipes_and_pipes_in_code_separate_nothing() {
        let table = table("|Name|Description|\n|--|--|\n|A|a\\|b and `c|d`|\n|B|a stray ` here|\n");
        assert_eq!(cells(&table), [vec!["A", "a\\|b and `c|d`"], vec!["B", "a stray ` here"]]);
    }

    #[test]
    fn cells_may_stand_on_lines_of_their_own() {
        let text = "|Code\n\n|Message\n\n|Status |\n|---|---|---|\n|A\n\n|text\n\n|404 |\n|B\n\n| |400 |\n";
        let table = table(text);
        assert_eq!(table.header.iter().map(|cell| cell.raw).collect::<Vec<_>>(), ["Code", "Message", "Status"]);
        assert_eq!(cells(&table), [vec!["A", "text", "404"], vec!["B", "", "400"]]);
    }

    #[test]
    fn a_short_row_does_not_swallow_the_next_one() {
        let table = table("|N|T|D|\n|--|--|--|\n|A|words|\n|B|String|text|\n|C|String| |\n");
        assert_eq!(cells(&table), [vec!["A", "words", ""], vec!["B", "String", "text"], vec!["C", "String", ""]]);
        assert_eq!(table.rows.iter().map(|row| row.written).collect::<Vec<_>>(), [2, 3, 3]);
    }

    #[test]
    fn a_lone_pipe_closes_the_row_above() {
        let table = table("|N|D|\n|--|--|\n|A|one |\n\n|\n|B|two|\n");
        assert_eq!(cells(&table).len(), 2);
        assert_eq!(cells(&table)[1], ["B", "two"]);
    }

    #[test]
    fn a_fence_in_a_cell_hides_its_pipes() {
        let table = table("|N|D|\n|--|--|\n|A|chars\n\n ```\n a|b\n```\n\n |\n|B|two|\n");
        assert_eq!(table.rows.len(), 2);
        assert!(cells(&table)[0][1].contains("a|b"));
    }

    #[test]
    fn a_fence_that_ends_with_its_cell_opens_no_other() {
        let fenced = |name: &str| format!("|{name}|chars\n\n```\na\n\n``` |\n");
        let text = format!("|N|D|\n|--|--|\n{}{}|C|three|\n", fenced("A"), fenced("B"));
        let table = table(&text);
        assert_eq!(table.rows.iter().map(|row| row.cells[0].raw).collect::<Vec<_>>(), ["A", "B", "C"]);
    }

    #[test]
    fn an_unclosed_row_ends_at_the_next_title() {
        let text = "|N|D|\n|--|--|\n|A|one\n\n## Title\n\n|x|y|\n";
        let table = table(text);
        assert_eq!(cells(&table), [vec!["A", "one"]]);
        assert!(!table.rows[0].closed);
    }

    #[test]
    fn rows_that_are_never_closed_end_where_the_next_one_begins() {
        let table = table("|N|T|D|\n|--|--|--|\n|A|String|one\n|B|String|two\n|C|String|three, and\nfour |\n");
        assert_eq!(cells(&table).iter().map(|cells| cells[0]).collect::<String>(), "ABC");
        assert_eq!(table.rows.iter().map(|row| row.closed).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(cells(&table)[2][2], "three, and\nfour");
    }

    #[test]
    fn a_line_of_dashes_is_no_table() {
        let lines = Lines::new("text\n\n|---|\n");
        assert_eq!(find(&lines, 0, lines.len()), None);
    }
}
