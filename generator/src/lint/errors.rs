//! Error tables: rows and codes that repeat, codes with spaces in them.

use std::collections::HashMap;

use super::quote::quoted;
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::infer::page::errors::{ErrorRow, rows};
use crate::read::Page;

/// A row of an error table repeats another one, or its code.
///
/// Evidence: status, code and message. The same code with another message is not wrong by itself, so it is a note, and one
/// for each code.
pub fn repeated(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for rows in subject.study.error_tables {
        repeated_in(rows, findings);
    }
}

fn repeated_in(rows: &[ErrorRow], findings: &mut Findings<'_>) {
    let mut known: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut codes: HashMap<&str, (usize, usize)> = HashMap::new();
    for row in rows.iter().filter(|row| !row.code.is_empty()) {
        let code = quoted(&row.code);
        if let Some(&same) = known.get(&(&*row.code, &*row.status, &*row.message)) {
            let message = format!("the row of {code} repeats the one at {}", findings.places([same]));
            findings.at("error-row-repeated", row.code_at, message, "keep one of the rows");
            continue;
        }
        known.insert((&row.code, &row.status, &row.message), row.code_at);
        let (first, count) = codes.entry(&row.code).or_insert((row.code_at, 0));
        *count += 1;
        if *count == 2 {
            let message = format!("{code} has a row with another message or status at {}", findings.places([*first]));
            findings.at("error-code-repeated", row.code_at, message, "say in one row what the code means");
        }
    }
}

/// A code has white space in it, which no service sends.
///
/// Evidence: words that would be one code without the space: a dot stands at it.
pub fn spaces(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for rows in subject.study.error_tables {
        spaces_in(rows, findings);
    }
}

fn spaces_in(rows: &[ErrorRow], findings: &mut Findings<'_>) {
    for row in rows {
        if [". ", " ."].iter().any(|gap| row.code.contains(gap)) && row.code.is_ascii() {
            let message = format!("the code {} has a space in it", quoted(&row.code));
            findings.at("error-code-space", row.code_at, message, format!("write `{}`", row.code.replace(' ', "")));
        }
    }
}

/// The checks of error tables, for a page that lists errors alone.
pub fn of_page(page: &Page<'_>, findings: &mut Findings<'_>) {
    super::cells::error_rows_of(page, findings);
    for table in page.sections.iter().flat_map(|section| section.tables()) {
        let rows = rows(table);
        repeated_in(&rows, findings);
        spaces_in(&rows, findings);
    }
}
