//! The request example against the request table.

use std::collections::{HashMap, HashSet};

use super::quote::{list, quoted};
use super::request_example::pairs;
use super::sample::words;
use super::similar::{Likeness, comparable, likeness};
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::infer::table::Row;
use crate::ir::{Location, Style};
use crate::vocabulary::{ACTION, Position, is_parameter_of_any_call};

/// A parameter of the request example is not in the table: in another case, one letter off, or not at all.
///
/// Evidence: the names of the address, indices aside, against those of all request tables. What every call has is no
/// parameter of the operation.
pub fn names(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(request) = subject.study.examples.request else { return };
    let rows: Vec<(&Row<'_>, String)> = subject.all_parameters().map(|row| (row, without_indices(&row.name))).collect();
    if rows.is_empty() {
        return;
    }
    let known: HashSet<&str> = rows.iter().map(|(_, name)| name.as_str()).collect();
    let pairs = pairs(request);
    let shown: HashSet<String> = pairs.iter().map(|pair| without_indices(pair.name.raw)).collect();
    let missing: Vec<&(&Row<'_>, String)> = rows.iter().filter(|(_, name)| !shown.contains(name)).collect();
    let is_small = comparable(missing.len(), shown.len());
    let (mut seen, mut strangers): (HashSet<String>, Vec<(usize, &str)>) = Default::default();
    for pair in &pairs {
        let name = without_indices(pair.name.raw);
        let first = name.split('.').next().unwrap_or_default();
        // A part of a parameter that has a row may be described in words.
        let is_part = first != name && known.contains(first);
        if known.contains(name.as_str())
            || is_part
            || !seen.insert(name.clone())
            || is_parameter_of_any_call(pair.name.raw)
        {
            continue;
        }
        let slip = missing
            .iter()
            .filter(|_| is_small)
            .filter_map(|(row, known)| Some((likeness(&name, known)?, row)))
            .filter(|&(how, _)| how != Likeness::Close)
            .min_by_key(|&(how, _)| how);
        match slip {
            Some((how, row)) => {
                let code = if how == Likeness::Case { "name-case" } else { "name-misspelt" };
                let message = format!(
                    "the parameter {} is {} in the request example ({})",
                    quoted(&row.name),
                    quoted(pair.name.raw),
                    findings.places([pair.name.at])
                );
                findings.at(code, row.at, message, "write the name as the service does, in both places");
            }
            None => strangers.push((pair.name.at, pair.name.raw)),
        }
    }
    if let Some(&(at, _)) = strangers.first() {
        let names: Vec<&str> = strangers.iter().map(|&(_, name)| name).collect();
        let message = format!("no row of the request table describes {}", list(&names));
        findings.at("parameter-not-in-table", at, message, "add the row, or take the parameter out of the example");
    }
}

/// A required parameter is not in the request example.
///
/// Evidence: the name stands nowhere in the example, in no case and no part of it. Headers, and what fills the path, need
/// not be shown by name; neither do the parts of a parameter.
pub fn required(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(request) = subject.study.examples.request else { return };
    let operation = subject.study.operation;
    let Some(first) = subject.parameters.first() else { return };
    let lower = request.raw.to_ascii_lowercase();
    let words: HashSet<&str> = words(&lower).collect();
    let shown: Vec<String> = pairs(request).iter().map(|pair| without_indices(pair.name.raw)).collect();
    let is_small = comparable(first.len(), shown.len());
    let places: HashMap<&str, Option<Location>> =
        operation.request.iter().map(|field| (field.name.as_str(), field.location)).collect();
    let is_elsewhere = |row: &Row<'_>| {
        matches!(row.position, Some(Position::Header | Position::Path))
            || matches!(places.get(row.name.as_str()), Some(Some(Location::Path | Location::Header)))
    };
    for row in first.iter().filter(|row| row.required == Some(true) && row.marks == 0 && !is_elsewhere(row)) {
        let name = without_indices(&row.name);
        let is_action = row.name == ACTION && operation.style == Style::Roa;
        let is_slip = || is_small && shown.iter().any(|shown| likeness(shown, &name) == Some(Likeness::Letter));
        if name.contains('.') || is_action || words.contains(name.to_ascii_lowercase().as_str()) || is_slip() {
            continue;
        }
        let message = format!("the parameter {} is required, and the request example lacks it", quoted(&row.name));
        findings.at("required-not-in-example", row.at, message, "add it to the example, or say that it is optional");
    }
}

/// The address of the request example separates parameters with `$`, or its query begins with `&`.
///
/// Evidence: `$` before a name and an equals sign, behind another parameter; `&` in an address without `?`, where a name
/// follows.
pub fn separators(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(request) = subject.study.examples.request else { return };
    for pair in pairs(request).iter().filter(|pair| pair.mark == '$') {
        let message = format!("`$` stands before the parameter {}", quoted(pair.name.raw));
        findings.at("address-separator", pair.name.at - 1, message, "write `&`");
    }
    let address = request.raw.split_whitespace().find(|word| word.contains('/')).unwrap_or_default();
    if let Some(at) = address.find('&').filter(|&at| !address[..at].contains('?')) {
        let offset = request.raw.find(address).unwrap_or(0) + at;
        let message = "the query of the request example begins with `&`".to_owned();
        findings.at("address-separator", request.at + offset, message, "write `?` before the first parameter");
    }
}

/// A name without the numbers of items and the letters that stand for them: `Tag.N.Key` as `Tag.Key`.
fn without_indices(name: &str) -> String {
    let is_index = |part: &str| {
        let part = part.trim_matches(['{', '}', '[', ']', '#']);
        part.is_empty()
            || part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphanumeric())
            || part.bytes().all(|b| b.is_ascii_digit())
    };
    let parts: Vec<&str> = name.split('.').map(|part| part.trim_end_matches("[]")).collect();
    let kept = parts.iter().enumerate().filter(|&(index, part)| index == 0 || !is_index(part));
    kept.map(|(_, part)| *part).collect::<Vec<_>>().join(".")
}
