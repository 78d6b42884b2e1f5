//! Cells: rows of error tables with too few or too many, lists that run into their sentence, values against their type.

use super::quote::quoted;
use super::request_example::is_placeholder;
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::infer::table::Class;
use crate::infer::table::{Row, check_shape};
use crate::ir::Type;
use crate::read::Page;
use crate::vocabulary::Role;

/// A row of an error table has too few or too many cells, or is never closed.
///
/// Evidence: the pipes of the row against those of the delimiter row.
pub fn error_rows(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    error_rows_of(subject.study.page, findings);
}

/// The same for a page that lists errors alone.
pub fn error_rows_of(page: &Page<'_>, findings: &mut Findings<'_>) {
    for table in page.sections(Role::Errors).flat_map(|section| section.tables()) {
        for row in &table.rows {
            check_shape(row, table.header.len(), findings);
        }
    }
}

/// The first item of a list stands on the line of the sentence before it, so it is no item to Markdown.
///
/// Evidence: `-` and three spaces, as the pages write items, behind a colon or a full stop, and an item on a line below.
pub fn bullets(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    const ITEM: &str = "-   ";
    for row in subject.all_parameters().chain(subject.all_fields()) {
        let text = row.description.raw;
        let ends_sentence = |at: usize| text[..at].trim_end_matches(' ').ends_with([':', '：', '。', '.']);
        let mut glued = text.match_indices(ITEM).filter(|&(at, _)| ends_sentence(at) && !text[..at].ends_with('\n'));
        if let Some((at, _)) = glued.next()
            && text[at..].contains("\n-   ")
        {
            let message = format!("the first item of a list of {} does not begin a line", quoted(&row.name));
            findings.at("bullet-in-text", row.description.at + at, message, "put a blank line before the item");
        }
    }
}

/// The example cell of a number or a boolean holds something else.
///
/// Evidence: a single word that is no value of the type. Several values, masks and units are not judged.
pub fn values(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    for row in subject.all_parameters().chain(subject.all_fields()) {
        let Class::Scalar(ty) = row.class else { continue };
        if let Some(what) = contradicts(row, ty) {
            let message = format!("{} is {what}, its example cell holds {}", quoted(&row.name), quoted(&row.example));
            findings.at("cell-against-type", row.at, message, "correct the type or the example");
        }
    }
}

/// What a value should be that its example cell contradicts.
fn contradicts(row: &Row<'_>, ty: Type) -> Option<&'static str> {
    let value = row.example.trim().trim_matches(['"', '\'', '“', '”']).trim();
    // Words and lists of values say something about the field, in whatever way.
    if is_placeholder(value) || value.contains([' ', ',', '，', '|', '/', '、', '~', '～', '；', ';', '=', ':', '：'])
    {
        return None;
    }
    let is_boolean = value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false");
    let is_number = value.parse::<f64>().is_ok();
    // A number with a unit behind it, and a sentence, say the type's value in their way.
    let is_word = value.starts_with(|c: char| c.is_ascii_alphabetic()) && value.is_ascii();
    match ty {
        Type::Boolean => (!is_boolean && (is_word || is_number && !matches!(value, "0" | "1"))).then_some("a boolean"),
        Type::Int32 | Type::Int64 | Type::Float | Type::Double => (is_boolean || is_word).then_some("a number"),
        _ => None,
    }
}
