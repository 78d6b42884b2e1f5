//! Pages that name another operation than theirs: in the title, in the row `Action`, in the request example.

use super::quote::quoted;
use super::request_example::pairs;
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::infer::is_operation_name;
use crate::ir::Style;
use crate::vocabulary::ACTION;

/// The title is the operation's name in another case, or begins with the name of another operation.
///
/// Evidence: an identifier as the title, or one in camel case at its beginning with words in brackets behind it.
pub fn title(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let (title, name) = (subject.study.page.title.trim(), subject.study.operation.operation.as_str());
    let end = title.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(title.len());
    let (first, rest) = title.split_at(end);
    if !is_operation_name(first) || first == name {
        return;
    }
    let whole = rest.is_empty();
    let is_camel = first.len() > 6 && first[1..].contains(|c: char| c.is_ascii_uppercase());
    let at = subject.study.page.lines.text().find(title).unwrap_or(0);
    let message = format!("the title says {}, the operation is {name}", quoted(first));
    if first.eq_ignore_ascii_case(name) {
        findings.at("title-case", at, message, format!("write the title as {name}"));
    } else if !whole && is_camel && rest.trim_start().starts_with(['(', '（', '-']) {
        findings.at("title-of-another-operation", at, message, format!("let the title name {name}"));
    }
}

/// The row `Action` has another operation's name as its value.
///
/// Evidence: an identifier in the example cell of that row. A page for several operations has none.
pub fn in_table(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let name = subject.study.operation.operation.as_str();
    for row in subject.all_parameters().filter(|row| row.name == ACTION && subject.study.operation.style == Style::Rpc)
    {
        let value = row.example.trim();
        if is_operation_name(value) && value != name {
            let message = format!("the row `Action` says {}, the operation is {name}", quoted(value));
            findings.at("action-in-table", row.at, message, format!("write {name}"));
        }
    }
}

/// The request example calls another operation.
///
/// Evidence: the value of `Action` in an address. An example of several calls may name others beside this one.
pub fn in_example(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let name = subject.study.operation.operation.as_str();
    let Some(request) = subject.study.examples.request else { return };
    let actions: Vec<_> = pairs(request)
        .into_iter()
        .filter(|pair| pair.name.raw.eq_ignore_ascii_case(ACTION) && is_operation_name(pair.value.raw))
        .collect();
    if subject.study.operation.style == Style::Rpc
        && let Some(first) = actions.first().filter(|_| actions.iter().all(|pair| pair.value.raw != name))
    {
        let message = format!("the request example calls {}, the operation is {name}", quoted(first.value.raw));
        findings.at("action-in-example", first.value.at, message, format!("show a call of {name}"));
    }
}
