//! Error tables: rows and codes that repeat, codes with spaces in them.

use std::collections::HashMap;

use super::Subject;
use super::report::{Report, quoted};
use crate::infer::page::errors::{ErrorRow, rows};
use crate::read::Page;
use crate::vocabulary::Role;

/// A row of an error table repeats another one, or its code.
///
/// Evidence: status, code and message. The same code with another message is not wrong by itself, so it is a note, and one
/// for each code.
pub fn repeated(_: &Subject<'_, '_>, report: &mut Report<'_, '_>) {
    for table in report.page.sections(Role::Errors).flat_map(|section| section.tables()) {
        repeated_in(&rows(table), report);
    }
}

fn repeated_in(rows: &[ErrorRow], report: &mut Report<'_, '_>) {
    let mut known: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut codes: HashMap<&str, (usize, usize)> = HashMap::new();
    for row in rows.iter().filter(|row| !row.code.is_empty()) {
        let code = quoted(&row.code);
        if let Some(&same) = known.get(&(&*row.code, &*row.status, &*row.message)) {
            let message = format!("the row of {code} repeats the one at {}", report.places([same]));
            report.add("error-row-repeated", row.code_at, message, "keep one of the rows");
            continue;
        }
        known.insert((&row.code, &row.status, &row.message), row.code_at);
        let (first, count) = codes.entry(&row.code).or_insert((row.code_at, 0));
        *count += 1;
        if *count == 2 {
            let message = format!("{code} has a row with another message or status at {}", report.places([*first]));
            report.add("error-code-repeated", row.code_at, message, "say in one row what the code means");
        }
    }
}

/// A code has white space in it, which no service sends.
///
/// Evidence: words that would be one code without the space: a dot stands at it.
pub fn spaces(_: &Subject<'_, '_>, report: &mut Report<'_, '_>) {
    for table in report.page.sections(Role::Errors).flat_map(|section| section.tables()) {
        spaces_in(&rows(table), report);
    }
}

fn spaces_in(rows: &[ErrorRow], report: &mut Report<'_, '_>) {
    for row in rows {
        if [". ", " ."].iter().any(|gap| row.code.contains(gap)) && row.code.is_ascii() {
            let message = format!("the code {} has a space in it", quoted(&row.code));
            report.add("error-code-space", row.code_at, message, format!("write `{}`", row.code.replace(' ', "")));
        }
    }
}

/// The checks of error tables, for a page that lists errors alone.
pub fn of_page(page: &Page<'_>, report: &mut Report<'_, '_>) {
    super::cells::error_rows_of(page, report);
    for table in page.sections.iter().flat_map(|section| section.tables()) {
        let rows = rows(table);
        repeated_in(&rows, report);
        spaces_in(&rows, report);
    }
}
