//! The error tables: status, code, message, description, whatever the order of the columns.

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::infer::table::{Columns, shorten};
use crate::ir::ErrorCode;
use crate::read::{self, Page, Table, plain};
use crate::vocabulary::{Column, Role};

use super::transient::is_transient;

/// What to do about a row that cannot be what it says.
const CORRECT_ROW: &str = "correct the row of the error table";

/// Where the values of an error table stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Layout {
    status: Option<usize>,
    code: Option<usize>,
    message: Option<usize>,
    description: Option<usize>,
}

/// A row of an error table, as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorRow {
    /// The HTTP status.
    pub status: String,
    pub code: String,
    pub message: String,
    pub description: String,
    /// The row's place.
    pub at: usize,
    /// The code's place.
    pub code_at: usize,
}

/// The rows of an error table.
pub fn rows(table: &Table<'_>) -> Vec<ErrorRow> {
    let layout = layout(table);
    let read = |row: &read::Row<'_>| {
        let cell = |column: Option<usize>| column.and_then(|column| row.cells.get(column));
        let text = |column| cell(column).map(|cell| plain(cell.raw).into_owned()).unwrap_or_default();
        ErrorRow {
            status: text(layout.status),
            code: text(layout.code),
            message: text(layout.message),
            description: text(layout.description),
            at: row.at,
            code_at: cell(layout.code).map_or(row.at, |cell| cell.at),
        }
    };
    table.rows.iter().map(read).collect()
}

/// Reads the error tables in the sections of a role.
pub fn tables(page: &Page<'_>, role: Role) -> Vec<Vec<ErrorRow>> {
    page.sections(role).flat_map(|section| section.tables()).map(rows).collect()
}

/// The errors that tables list. A row that repeats another one says nothing new and is left out.
pub fn errors(tables: &[Vec<ErrorRow>], findings: &mut Findings<'_>) -> Vec<ErrorCode> {
    let mut errors: Vec<ErrorCode> = Vec::new();
    let mut seen: HashSet<(Option<u16>, &str, &str, &str)> = HashSet::new();
    for row in tables.iter().flatten() {
        if !is_code(&row.code) {
            let message = format!("the row is left out: {:?} is no error code", shorten(&row.code));
            findings.at("error-without-code", row.at, message, CORRECT_ROW);
            continue;
        }
        let status = row.status.parse().ok().filter(|status| (100..600).contains(status));
        if status.is_none() && !row.status.is_empty() {
            let message = format!("{:?} is no HTTP status; the error is kept without one", shorten(&row.status));
            findings.at("error-status-invalid", row.at, message, CORRECT_ROW);
        }
        let ErrorRow { code, message, description, .. } = row;
        if seen.insert((status, code, message, description)) {
            let transient = is_transient(code, [message, description]);
            let (code, message, description) = (code.clone(), message.clone(), description.clone());
            errors.push(ErrorCode { status, code, transient, message, description });
        }
    }
    errors
}

/// Finds the columns by their titles, and what the titles leave open by the content: three digits are a status.
fn layout(table: &Table<'_>) -> Layout {
    let columns = Columns::of(table);
    let mut layout = Layout::default();
    for (index, column) in columns.iter().enumerate() {
        match column {
            Some(Column::Status) => layout.status = layout.status.or(Some(index)),
            Some(Column::Code) => layout.code = layout.code.or(Some(index)),
            Some(Column::Message) => layout.message = layout.message.or(Some(index)),
            Some(Column::Description) if layout.description.is_none() => layout.description = Some(index),
            // Of two columns of prose the first is the message.
            Some(Column::Description) if layout.message.is_none() => {
                layout.message = layout.description.replace(index);
            }
            _ => {}
        }
    }
    // A table without a title that says code has its codes under one that says name, or under the one unknown title.
    layout.code = layout.code.or_else(|| columns.position(Column::Name));
    if layout.status.is_none() {
        let all_statuses = |&column: &usize| {
            !table.rows.is_empty()
                && table.rows.iter().all(|row| {
                    row.cells.get(column).is_some_and(|cell| cell.raw.len() == 3 && cell.raw.parse::<u16>().is_ok())
                })
        };
        layout.status = (0..table.header.len()).filter(|&column| Some(column) != layout.code).find(all_statuses);
    }
    layout
}

/// Whether a text can be an error code. Some have inner spaces or placeholders; a sentence is none.
fn is_code(code: &str) -> bool {
    !code.is_empty() && code.len() <= 120 && code.is_ascii() && code.split_whitespace().count() <= 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    fn errors_of(table: &str) -> (Vec<ErrorCode>, Vec<&'static str>) {
        let page = format!("# X\n\n## Error codes\n\n{table}");
        let page = read("p.md", &page);
        let mut findings = page.findings();
        let errors = errors(&tables(&page, Role::Errors), &mut findings);
        (errors, findings.into_iter().map(|diagnostic| diagnostic.code).collect())
    }

    #[test]
    fn columns_are_found_in_any_order() {
        let expected = ErrorCode {
            status: Some(403),
            code: "A.B".into(),
            message: "m".into(),
            description: "d".into(),
            ..ErrorCode::default()
        };
        for table in [
            "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n|403|A.B|m|d|\n",
            "|错误代码|错误信息|HTTP 状态码|说明|\n|--|--|--|--|\n|A.B|m|403|d|\n",
            "|错误代码|描述|HTTP状态码|语义|\n|--|--|--|--|\n|A.B|m|403|d|\n",
        ] {
            assert_eq!(errors_of(table).0, std::slice::from_ref(&expected), "{table}");
        }
    }

    #[test]
    fn what_passes_is_told_by_the_row() {
        let (errors, _) = errors_of(
            "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n|400|A|m|Try again later.|\n|400|B|m|d|\n|503|ServiceUnavailable|m|d|\n",
        );
        assert_eq!(errors.iter().map(|error| error.transient).collect::<Vec<_>>(), [true, false, true]);
    }

    #[test]
    fn bad_rows_are_reported_and_repeated_ones_left_out() {
        let (errors, codes) = errors_of(
            "|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n|4003|A|m|d|\n|400|B|m|d|\n|400|B|m|d|\n|400||m|d|\n",
        );
        assert_eq!(
            errors.iter().map(|error| (error.status, error.code.as_str())).collect::<Vec<_>>(),
            [(None, "A"), (Some(400), "B")]
        );
        assert_eq!(codes, ["error-status-invalid", "error-without-code"]);
    }
}
