//! Says how two sets of operations differ, in the terms of the API: parameters, fields, types, error codes.
//!
//! A text diff of the specifications shows that lines moved; whoever reviews a regeneration wants to know that a
//! parameter became required, or that a field went one level down.

mod change;
mod entry;
mod facts;
mod fields;
#[cfg(test)]
mod tests;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Operation, Pagination, Waiter};

pub use change::{Change, Kind, List};
pub use facts::{Difference, facts_equal};
use text::{count, shown};

/// What changed from the operations `old` to the operations `new`: by operation, then in the order of the page.
pub fn compare(old: &[Operation], new: &[Operation]) -> Vec<Change> {
    let (old, new) = (by_name(old), by_name(new));
    let codes: BTreeSet<&str> =
        new.values().flat_map(|operation| &operation.errors).map(|error| error.code.as_str()).collect();
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let mut changes = Vec::new();
    for name in names {
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => compare_operation(old, new, &codes, &mut changes),
            (None, Some(new)) => {
                let text = format!(
                    "operation added, {} and {}",
                    count(new.request.len(), "parameter", "parameters"),
                    count(new.response.len(), "field of the response", "fields of the response")
                );
                changes.push(Change::new(name, "", Kind::OperationAdded, false, text));
            }
            _ => changes.push(Change::new(name, "", Kind::OperationRemoved, true, "operation removed".to_owned())),
        }
    }
    changes
}

fn by_name(operations: &[Operation]) -> BTreeMap<&str, &Operation> {
    operations.iter().map(|operation| (operation.operation.as_str(), operation)).collect()
}

fn compare_operation(old: &Operation, new: &Operation, codes: &BTreeSet<&str>, changes: &mut Vec<Change>) {
    let name = &new.operation;
    let mut push = |path: &str, kind, breaking, text| changes.push(Change::new(name, path, kind, breaking, text));
    if old.style != new.style {
        push("", Kind::StyleChanged, true, format!("style changed: {:?} to {:?}", old.style, new.style).to_lowercase());
    }
    if old.method != new.method {
        push(
            "",
            Kind::MethodChanged,
            true,
            format!("method changed: {} to {}", shown(&old.method), shown(&new.method)),
        );
    }
    if old.path != new.path {
        push("", Kind::PathChanged, true, format!("path changed: {} to {}", shown(&old.path), shown(&new.path)));
    }
    if old.deprecated != new.deprecated {
        let text = if new.deprecated { "operation deprecated" } else { "operation no longer deprecated" };
        push("", Kind::DeprecationChanged, false, text.to_owned());
    }
    if old.preview != new.preview {
        let text = if new.preview { "operation is now in a preview" } else { "operation is no longer in a preview" };
        push("", Kind::PreviewChanged, false, text.to_owned());
    }
    // Clients that were made before repeat calls as they were told then: a write that no service recognises is made twice.
    if old.reads != new.reads {
        let text = if new.reads {
            "operation only reads now: a call without an answer is repeated"
        } else {
            "operation no longer only reads: a call without an answer may have changed something"
        };
        push("", Kind::EffectChanged, old.reads, text.to_owned());
    }
    if old.client_token != new.client_token {
        let text = format!("client token changed: {} to {}", shown(&old.client_token), shown(&new.client_token));
        push("", Kind::ClientTokenChanged, !old.client_token.is_empty(), text);
    }
    if old.success != new.success {
        let text = format!("success is told otherwise: {} to {}", success(old), success(new));
        push("", Kind::SuccessChanged, old.success.is_some(), text);
    }
    if old.response_kind != new.response_kind {
        let text = format!("response changed: {} to {}", old.response_kind.name(), new.response_kind.name());
        push("", Kind::ResponseKindChanged, true, text);
    }
    if old.pagination != new.pagination {
        let (before, after) = (pagination(old.pagination.as_ref()), pagination(new.pagination.as_ref()));
        push("", Kind::PaginationChanged, false, format!("pagination changed: {before} to {after}"));
    }
    compare_waiters(old, new, changes);
    fields::compare(old, new, changes);
    compare_errors(old, new, codes, changes);
    compare_prose(old, new, changes);
}

/// `by Code = OK`.
fn success(operation: &Operation) -> String {
    operation.success.as_ref().map_or_else(|| "by the status alone".to_owned(), |success| format!("by {success}"))
}

/// `by number with PageNumber and PageSize, items in Changes.Change, total in TotalCount`.
fn pagination(pagination: Option<&Pagination>) -> String {
    let Some(Pagination { kind, position, size, items, total, next }) = pagination else { return "none".to_owned() };
    let mut text = format!("by {} with {position}", format!("{kind:?}").to_lowercase());
    for (word, value) in [(" and", size), (", items in", items), (", total in", total), (", next in", next)] {
        if !value.is_empty() {
            text += &format!("{word} {value}");
        }
    }
    text
}

/// A waiter is a method, so one that is gone breaks callers.
fn compare_waiters(old: &Operation, new: &Operation, changes: &mut Vec<Change>) {
    fn find<'a>(operation: &'a Operation, name: &str) -> Option<&'a Waiter> {
        operation.waiters.iter().find(|one| one.name == name)
    }
    let mut push = |waiter: &Waiter, kind, breaking, what: &str| {
        changes.push(Change::new(&new.operation, "", kind, breaking, format!("waiter {} {what}", waiter.name)));
    };
    for waiter in &old.waiters {
        match find(new, &waiter.name) {
            None => push(waiter, Kind::WaiterRemoved, true, "removed"),
            Some(after) if after != waiter => push(waiter, Kind::WaiterChanged, false, "changed"),
            Some(_) => {}
        }
    }
    for waiter in new.waiters.iter().filter(|waiter| find(old, &waiter.name).is_none()) {
        push(waiter, Kind::WaiterAdded, false, "added");
    }
}

/// Whether the errors of a code pass, by code; each of its rows must.
fn passing(operation: &Operation) -> BTreeMap<&str, bool> {
    let mut passing = BTreeMap::new();
    for error in &operation.errors {
        *passing.entry(error.code.as_str()).or_insert(true) &= error.transient;
    }
    passing
}

/// Compares the codes of errors; messages are prose. A code that some operation still has stays a name in the client.
fn compare_errors(old: &Operation, new: &Operation, codes: &BTreeSet<&str>, changes: &mut Vec<Change>) {
    let statuses = |operation: &'_ Operation| {
        let mut statuses: BTreeMap<String, BTreeSet<u16>> = BTreeMap::new();
        for error in &operation.errors {
            statuses.entry(error.code.clone()).or_default().extend(error.status);
        }
        statuses
    };
    let passing = (passing(old), passing(new));
    let (old, new, name) = (statuses(old), statuses(new), &new.operation);
    for (code, before) in &old {
        match new.get(code) {
            None => {
                let gone = !codes.contains(code.as_str());
                let text = format!("error {code} removed{}", if gone { ", from the product too" } else { "" });
                changes.push(Change::new(name, code, Kind::ErrorRemoved, gone, text));
            }
            Some(after) if after != before => {
                let list = |statuses: &BTreeSet<u16>| {
                    let texts: Vec<_> = statuses.iter().map(ToString::to_string).collect();
                    if texts.is_empty() { "none".to_owned() } else { texts.join(", ") }
                };
                let text = format!("error {code}: status changed: {} to {}", list(before), list(after));
                changes.push(Change::new(name, code, Kind::ErrorStatusChanged, false, text));
            }
            Some(_) => {}
        }
    }
    for (code, passes) in &passing.1 {
        if passing.0.get(code).is_some_and(|before| before != passes) {
            let text = format!("error {code} is {} transient", if *passes { "now" } else { "no longer" });
            changes.push(Change::new(name, code, Kind::ErrorTransienceChanged, false, text));
        }
    }
    for code in new.keys().filter(|code| !old.contains_key(*code)) {
        changes.push(Change::new(name, code, Kind::ErrorAdded, false, format!("error {code} added")));
    }
}

/// Counts what changed without changing the API.
fn compare_prose(old: &Operation, new: &Operation, changes: &mut Vec<Change>) {
    let descriptions = changed(&prose(old), &prose(new));
    if descriptions > 0 {
        let text = format!("{} changed", count(descriptions, "description", "descriptions"));
        changes.push(Change::new(&new.operation, "", Kind::DescriptionChanged, false, text));
    }
    let examples = changed(&examples(old), &examples(new));
    if examples > 0 {
        let text = format!("{} changed", count(examples, "example", "examples"));
        changes.push(Change::new(&new.operation, "", Kind::ExampleChanged, false, text));
    }
}

/// How many texts of both differ; what only one has comes with a change of its own.
fn changed(old: &BTreeMap<String, String>, new: &BTreeMap<String, String>) -> usize {
    old.iter().filter(|(place, text)| new.get(*place).is_some_and(|other| other != *text)).count()
}

fn prose(operation: &Operation) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::from([
        ("summary".to_owned(), operation.summary.clone()),
        ("description".to_owned(), operation.description.clone()),
    ]);
    for entry in entry::all(operation) {
        if let Some(field) = entry.field {
            texts.insert(format!("field {}", entry.place()), field.description.clone());
            for allowed in &field.allowed {
                texts.insert(format!("allowed {} {}", entry.place(), allowed.value), allowed.description.clone());
            }
        }
    }
    let mut seen: BTreeMap<(&str, Option<u16>), usize> = BTreeMap::new();
    for error in &operation.errors {
        let number = seen.entry((&error.code, error.status)).or_default();
        *number += 1;
        let place = format!("{} {:?} {number}", error.code, error.status);
        texts.insert(format!("message {place}"), error.message.clone());
        texts.insert(format!("cause {place}"), error.description.clone());
    }
    texts
}

fn examples(operation: &Operation) -> BTreeMap<String, String> {
    let mut texts = BTreeMap::from([("response".to_owned(), operation.response_example.clone())]);
    for entry in entry::all(operation) {
        if let Some(field) = entry.field {
            texts.insert(format!("field {}", entry.place()), field.example.clone());
        }
    }
    texts
}
