//! The rows of request and response tables: names and type words read, rows that are no fields left out with a reason.

use std::ops::AddAssign;

use crate::diagnostic::Findings;
use crate::read::{self, Table, Text, link_target, plain};
use crate::vocabulary::{self, Column, Position};
use crate::words::case::capitalised;

use super::class::Class;
use super::columns::Columns;
use super::name_cell::{self, NameCell};
use super::type_word;

/// A row of a request or response table.
#[derive(Clone, Debug, Default)]
pub struct Row<'a> {
    /// The name as the wire has it; dots and indices are kept.
    pub name: String,
    /// How many levels down the marks before the name put it, such as `└`.
    pub marks: usize,
    /// What the type cell says.
    pub class: Class,
    /// The target of the link in the type cell.
    pub link: Option<&'a str>,
    /// What the required cell says; absent where there is no such column.
    pub required: Option<bool>,
    /// What the position cell says.
    pub position: Option<Position>,
    /// The example cell, escapes undone.
    pub example: String,
    /// The description cell.
    pub description: Text<'a>,
    /// The row's place.
    pub at: usize,
}

/// Counts that must balance: rows read = fields + rows left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct RowCounts {
    /// Rows of the tables that were read.
    pub rows: usize,
    /// Rows that became fields or parameters, or that say again what the operation's page in another language says.
    pub fields: usize,
    /// Rows that were left out, each with a diagnostic or because it names what every call has.
    pub skipped: usize,
}

impl AddAssign for RowCounts {
    fn add_assign(&mut self, more: Self) {
        self.rows += more.rows;
        self.fields += more.fields;
        self.skipped += more.skipped;
    }
}

/// Reads the rows of a table that lists fields.
pub fn rows<'a>(
    table: &Table<'a>,
    columns: &Columns,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) -> Vec<Row<'a>> {
    let name_at = columns.position(Column::Name);
    let name_cell =
        |row: &read::Row<'_>| name_at.and_then(|at| row.cells.get(at)).map(|cell| name_cell::read(cell.raw));
    let names: Vec<NameCell> = table.rows.iter().map(|row| name_cell(row).unwrap_or_default()).collect();
    let levels = name_cell::levels(&names);
    let mut rows = Vec::with_capacity(table.rows.len());
    for ((raw, NameCell { mut name, required, .. }), marks) in table.rows.iter().zip(names).zip(levels) {
        counts.rows += 1;
        check_shape(raw, columns.count(), findings);
        let cell = |column: Column| raw.cells.get(columns.position(column)?).copied();
        let text = |column: Column| cell(column).map(|cell| plain(cell.raw).into_owned()).unwrap_or_default();
        if columns.has(Column::Setter) {
            // The field of an SDK's class begins in lower case, as its language wants, the wire name in upper.
            name = capitalised(&name);
        }
        if vocabulary::is_common_row(&name) {
            counts.skipped += 1;
            continue;
        }
        if !is_name(&name) {
            counts.skipped += 1;
            let message = format!("the row is left out: {:?} is no name of a field", shorten(&name));
            findings.at(
                "row-without-name",
                raw.at,
                message,
                "put the field's wire name into the first cell of the row",
            );
            continue;
        }
        rows.push(Row {
            marks,
            class: type_word::class(&text(Column::Type)),
            link: cell(Column::Type).and_then(|cell| link_target(cell.raw)),
            required: flag(&cell).or(required),
            position: cell(Column::Position).and_then(|cell| vocabulary::position(&plain(cell.raw))),
            example: text(Column::Example),
            description: cell(Column::Description).unwrap_or_default(),
            at: cell(Column::Name).map_or(raw.at, |cell| cell.at),
            name,
        });
    }
    rows
}

/// Reports a row whose cells are too few or too many, or that was never closed.
pub(crate) fn check_shape(row: &read::Row<'_>, columns: usize, findings: &mut Findings<'_>) {
    if !row.closed {
        findings.at("row-unfinished", row.at, "the row is never closed", "end the row with `|`");
    } else if row.written > columns
        && let Some(pipe) = pipe_in_text(row)
    {
        findings.at(
            "pipe-unescaped",
            pipe,
            format!("a pipe stands in a text, so the row has {} cells and the table {columns}", row.written),
            "write a pipe that belongs to a text as `\\|`",
        );
    } else if row.written > columns {
        findings.at(
            "row-surplus-cells",
            row.at,
            format!("the row has {} cells, the table {columns}; the rest is read as part of the last one", row.written),
            "take the surplus cells out, or give the table their columns",
        );
    } else if row.written < columns {
        findings.at(
            "row-missing-cells",
            row.at,
            format!("the row has {} cells, the table {columns}; the missing ones are read as empty", row.written),
            "write an empty cell as `| |`",
        );
    }
}

/// Where the first pipe stands that makes a last cell too many out of a text.
///
/// Evidence: words on both sides of it on its line. A cell of its own begins a line, or is empty.
fn pipe_in_text(row: &read::Row<'_>) -> Option<usize> {
    let last = row.cells.last()?;
    let at = read::first_pipe(last.raw)?;
    let before = last.raw[..at].rsplit('\n').next().unwrap_or_default();
    let after = last.raw[at + 1..].split(['\n', '|']).next().unwrap_or_default();
    let has_words = |text: &str| text.contains(|c: char| !read::is_blank(c));
    (has_words(before) && has_words(after)).then_some(last.at + at)
}

/// Whether the row must be given, by the column that says so, or by the one that says what can be left out.
fn flag<'a>(cell: &impl Fn(Column) -> Option<Text<'a>>) -> Option<bool> {
    let required = cell(Column::Required).map(|cell| vocabulary::is_required(&plain(cell.raw)));
    required.or_else(|| cell(Column::Optional).map(|cell| vocabulary::is_not_optional(&plain(cell.raw))))
}

/// Whether a text can be a wire name: without white space, and with a letter or digit in it.
fn is_name(name: &str) -> bool {
    name.len() <= 128 && !name.contains(char::is_whitespace) && name.chars().any(char::is_alphanumeric)
}

/// A text short enough for a message.
pub fn shorten(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostic;

    /// A row's name, marks and required flag.
    type Shown = (String, usize, Option<bool>);

    fn read_rows(text: &str) -> (Vec<Shown>, RowCounts, Vec<Diagnostic>) {
        let page = read::read("p.md", text);
        let table = page.sections[0].tables().next().expect("the page has a table");
        let (mut counts, mut findings) = (RowCounts::default(), page.findings());
        let rows = rows(table, &Columns::of(table), &mut counts, &mut findings);
        (
            rows.into_iter().map(|row| (row.name, row.marks, row.required)).collect(),
            counts,
            findings.into_iter().collect(),
        )
    }

    #[test]
    fn names_lose_their_decoration() {
        let (rows, counts, findings) = read_rows(
            "|Parameter|Type|Required|Description|\n|--|--|--|--|\n|**A**|String|Yes|x|\n|└ B:|String|No|x|\n\
             |<Common request parameters\\>| | |x|\n|‹公共返回参数\\>| | |x|\n|a long text|String|No|x|\n",
        );
        assert_eq!(rows, [("A".to_owned(), 0, Some(true)), ("B".to_owned(), 1, Some(false))]);
        assert_eq!((counts.rows, counts.skipped), (5, 3));
        assert_eq!(findings.iter().map(|d| (d.code, d.position.line)).collect::<Vec<_>>(), [("row-without-name", 7)]);
    }

    #[test]
    fn a_table_of_setters_lists_the_fields_of_a_class() {
        let (rows, ..) = read_rows("|字段名称|字段类型|设置方法|备注|\n|--|--|--|--|\n|boatId|String|setBoatId|x|\n");
        assert_eq!(rows[0].0, "BoatId");
        let (rows, ..) = read_rows("|字段名称|字段类型|备注|\n|--|--|--|\n|boatId|String|x|\n");
        assert_eq!(rows[0].0, "boatId");
    }

    #[test]
    fn the_shape_of_rows_is_checked() {
        let rows = "|A|String|a|b|\n|C|String|a\n|b|\n|D|String|a\\|b|\n|B|String|\n";
        let (_, _, findings) = read_rows(&format!("|Name|Type|Description|\n|--|--|--|\n{rows}"));
        let found: Vec<_> = findings.iter().map(|found| (found.code, found.position.column)).collect();
        assert_eq!(found, [("pipe-unescaped", 12), ("row-surplus-cells", 1), ("row-missing-cells", 1)]);
    }
}
