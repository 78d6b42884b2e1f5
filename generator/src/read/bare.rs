//! Tables whose lines begin with no pipe, as Markdown allows: `Name | Type`.

use super::head::are_titles;
use super::pipes::{count_pipes, each_pipe};
use super::row::{Delimiter, Row, Table};
use super::source::Text;
use crate::diagnostic::Lines;

/// The table whose titles stand in a line.
///
/// Evidence: titles that lists of fields and errors have, and below them a line of dashes with as many pipes. Its rows end at
/// the first line without a pipe.
pub fn bare<'a>(lines: &Lines<'a>, line: usize, to: usize) -> Option<Table<'a>> {
    let below = (line + 1 < to).then(|| lines.line(line + 1).trim())?;
    let is_delimiter = below.contains("--") && below.chars().all(|c| matches!(c, '-' | ':' | '|' | ' ' | '\t'));
    if !is_delimiter || below.starts_with('|') {
        return None;
    }
    let titles = row(lines, line, usize::MAX);
    let columns = titles.written;
    if columns < 2 || count_pipes(below.trim_end_matches('|')) + 1 != columns || !are_titles(&titles.cells) {
        return None;
    }
    let is_row = |&line: &usize| count_pipes(lines.line(line)) > 0;
    let rows: Vec<Row<'a>> = (line + 2..to).take_while(is_row).map(|line| row(lines, line, columns)).collect();
    let end = line + 2 + rows.len();
    Some(Table { header: titles.cells, rows, lines: (line, end), delimiter: Delimiter::Sound })
}

/// Cuts a line into at most so many cells; what is too much belongs to the last one, what is missing is empty.
fn row<'a>(lines: &Lines<'a>, line: usize, columns: usize) -> Row<'a> {
    let text = lines.line(line);
    let raw = text.trim_end().strip_suffix('|').filter(|raw| !raw.ends_with('\\')).unwrap_or(text);
    let at = lines.start(line);
    let (mut cells, mut begin, mut written) = (Vec::new(), 0, 1);
    each_pipe(raw, |pipe| {
        written += 1;
        if written <= columns {
            cells.push(Text { raw: &raw[begin..pipe], at: at + begin }.trimmed());
            begin = pipe + 1;
        }
    });
    cells.push(Text { raw: &raw[begin..], at: at + begin }.trimmed());
    let end = Text { raw: "", at: at + raw.len() };
    cells.resize(if columns == usize::MAX { written } else { columns }, end);
    Row { cells, at, written, closed: true }
}

#[cfg(test)]
mod tests {
    use super::super::table::find;
    use super::*;

    fn cells(text: &str) -> Option<Vec<Vec<&str>>> {
        let lines = Lines::new(text);
        let table = find(&lines, 0, lines.len())?;
        Some(table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.raw).collect()).collect())
    }

    #[test]
    fn lines_may_begin_without_a_pipe() {
        let text =
            "Name | Type | Description\n:--- | --- | ---\nSail | String | one | or two\n`Oar` | Long |\n\nx | y\n";
        let expected = vec![vec!["Sail", "String", "one | or two"], vec!["`Oar`", "Long", ""]];
        assert_eq!(cells(text), Some(expected));
        assert_eq!(cells("Name | Type|\n--|--|\nSail | String|\n"), Some(vec![vec!["Sail", "String"]]));
    }

    #[test]
    fn texts_with_pipes_are_none() {
        for text in
            ["Sail | red | dark\n--- | --- | ---\na | b | c\n", "Name | Type\n---\na | b\n", "Name | Type\ntext\n"]
        {
            assert_eq!(cells(text), None, "{text}");
        }
    }
}
