//! A table as the page has it, and its rows, cut into their cells.

use super::pipes::each_pipe;
use super::source::{Text, is_blank};

/// A table as the page has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table<'a> {
    /// The column titles.
    pub header: Vec<Text<'a>>,
    /// The rows, in the page's order.
    pub rows: Vec<Row<'a>>,
    /// The lines that it takes, first and past the last, from 0.
    pub lines: (usize, usize),
    /// What parts the column titles from the rows.
    pub delimiter: Delimiter,
}

/// The line between the titles of a table and its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Delimiter {
    /// As Markdown wants it.
    #[default]
    Sound,
    /// There is one, with other dashes or another number of cells.
    Broken,
    /// There is none.
    Missing,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    /// Exactly as many cells as the table has columns, each without the white space around it.
    pub cells: Vec<Text<'a>>,
    /// Its offset in the page.
    pub at: usize,
    /// The number of cells that the page wrote.
    pub written: usize,
    /// Whether the row's last cell was closed.
    pub closed: bool,
}

/// Cuts a row into its cells; what is too much belongs to the last one, what is missing is empty.
pub fn split<'a>(row: Text<'a>, columns: usize) -> Row<'a> {
    let mut pipes = Vec::with_capacity(columns + 1);
    let (mut offset, mut fence) = (0, false);
    for line in row.raw.split_inclusive('\n') {
        if is_fence(line) {
            // Only a fence that is closed within the row hides pipes; the opening mark itself hides none.
            fence = !fence && row.raw[offset + line.len()..].lines().any(is_fence);
        }
        if !fence || is_fence(line) {
            each_pipe(line, |at| pipes.push(offset + at));
        }
        offset += line.len();
    }
    let mut end = row.raw.trim_end_matches(is_blank).len();
    // The pipe that closes the row, and any lone ones below it, begin no cell.
    let written = pipes.len();
    while pipes.len() > columns && pipes.last().is_some_and(|&last| last + 1 == end) {
        pipes.pop();
        end = row.raw[..end - 1].trim_end_matches(is_blank).len();
    }
    let closes_short = written == pipes.len()
        && written <= columns
        && written > 1
        && pipes.last().is_some_and(|&last| last + 1 == end);
    let cell = |column: usize| {
        let start = pipes.get(column).map_or(end, |&pipe| pipe + 1);
        let next = if column + 1 < columns { pipes.get(column + 1) } else { None };
        Text { raw: &row.raw[start..next.map_or(end, |&pipe| pipe)], at: row.at + start }.trimmed()
    };
    Row {
        cells: (0..columns).map(cell).collect(),
        at: row.at,
        written: pipes.len() - usize::from(closes_short),
        closed: true,
    }
}

/// Whether a line opens or closes a fence.
pub fn is_fence(line: &str) -> bool {
    line.trim_start().starts_with("```")
}
