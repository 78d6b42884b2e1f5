//! Whether two pages state the same facts, whatever language they state them in.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::entry::{self, Entry};
use super::fields::{encoding, location};
use crate::ir::{Fact, Field, Operation, Side, WirePath};

/// From how many words on a text is prose, which each language has its own of.
const PROSE: usize = 6;

/// A fact that two operations do not share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is about: a key of the operation, such as `method`, or `request`, `response`, `errors` or
    /// `response_example` and a wire path in it.
    pub path: String,
    /// The two facts.
    pub text: String,
}

/// `path: text`.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.text)
    }
}

/// The facts in which two operations differ; none: they differ in prose alone.
///
/// Prose is what a translation changes: summaries, descriptions, messages, sources, links, and example values that are
/// sentences or contain Chinese. Of response examples the structure counts, however many items its lists show. How sure
/// the inference is of a place is no fact about the API either.
pub fn facts_equal(a: &Operation, b: &Operation) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut compare = |path: &str, a: String, b: String| {
        if a != b {
            differences.push(Difference { path: path.to_owned(), text: format!("{a} and {b}") });
        }
    };
    compare("operation", a.operation.clone(), b.operation.clone());
    compare("style", format!("{:?}", a.style), format!("{:?}", b.style));
    compare("method", quoted(&a.method), quoted(&b.method));
    compare("path", quoted(&a.path), quoted(&b.path));
    compare("deprecated", a.deprecated.to_string(), b.deprecated.to_string());
    compare("preview", a.preview.to_string(), b.preview.to_string());
    compare("reads", a.reads.to_string(), b.reads.to_string());
    compare("client_token", quoted(&a.client_token), quoted(&b.client_token));
    compare("success", super::success(a), super::success(b));
    compare("response_kind", a.response_kind.name().to_owned(), b.response_kind.name().to_owned());
    compare("pagination", super::pagination(a.pagination.as_ref()), super::pagination(b.pagination.as_ref()));
    for (side, name) in [(Side::Request, "request"), (Side::Response, "response")] {
        compare_fields(name, &entry::of_side(a, side), &entry::of_side(b, side), &mut differences);
    }
    compare_errors(a, b, &mut differences);
    compare_examples(&a.response_example, &b.response_example, &mut differences);
    differences
}

fn compare_fields(side: &str, a: &[Entry<'_>], b: &[Entry<'_>], differences: &mut Vec<Difference>) {
    let by_path = |entries: &[Entry<'_>]| -> BTreeMap<WirePath, usize> {
        entries.iter().enumerate().map(|(index, entry)| (entry.path.clone(), index)).collect()
    };
    let (in_a, in_b) = (by_path(a), by_path(b));
    for entry in a {
        let path = format!("{side} {}", entry.path);
        match in_b.get(&entry.path) {
            None => differences.push(only(path, "first")),
            Some(&index) => compare_entry(&path, entry, &b[index], differences),
        }
    }
    for entry in b.iter().filter(|entry| !in_a.contains_key(&entry.path)) {
        differences.push(only(format!("{side} {}", entry.path), "second"));
    }
    let order = |entries: &'_ [Entry<'_>], other: &BTreeMap<WirePath, usize>| -> Vec<WirePath> {
        entries.iter().map(|entry| entry.path.clone()).filter(|path| other.contains_key(path)).collect()
    };
    let (order_a, order_b) = (order(a, &in_b), order(b, &in_a));
    if let Some((a, b)) = order_a.iter().zip(&order_b).find(|(a, b)| a != b) {
        differences.push(Difference { path: side.to_owned(), text: format!("the order differs: {a} and {b}") });
    }
}

fn compare_entry(path: &str, a: &Entry<'_>, b: &Entry<'_>, differences: &mut Vec<Difference>) {
    let mut compare = |key: &str, a: String, b: String| {
        if a != b {
            differences.push(Difference { path: path.to_owned(), text: format!("{key} {a} and {b}") });
        }
    };
    compare("type", a.ty.to_string(), b.ty.to_string());
    let (Some(a), Some(b)) = (a.field, b.field) else { return };
    compare("in", location(a.location), location(b.location));
    compare("encoding", encoding(a.encoding), encoding(b.encoding));
    compare("required", a.required.to_string(), b.required.to_string());
    for &fact in Fact::FLAGS {
        compare(fact.key(), a.has(fact).to_string(), b.has(fact).to_string());
    }
    let text = |field: &Field, fact| match fact {
        Fact::Allowed => field.allowed.iter().map(|allowed| quoted(&allowed.value)).collect::<Vec<_>>().join(", "),
        _ => quoted(&field.text(fact)),
    };
    for &fact in Fact::VALUES {
        compare(fact.key(), text(a, fact), text(b, fact));
    }
    if !is_prose(&a.example) && !is_prose(&b.example) {
        compare("example", quoted(&a.example), quoted(&b.example));
    }
}

fn compare_errors(a: &Operation, b: &Operation, differences: &mut Vec<Difference>) {
    let keys = |operation: &Operation| -> BTreeSet<String> {
        let title =
            |status: Option<u16>| status.map_or_else(|| "without status".to_owned(), |status| status.to_string());
        operation.errors.iter().map(|error| format!("{} {}", error.code, title(error.status))).collect()
    };
    let transient = (super::passing(a), super::passing(b));
    let (a, b) = (keys(a), keys(b));
    differences.extend(a.difference(&b).map(|key| only(format!("errors {key}"), "first")));
    differences.extend(b.difference(&a).map(|key| only(format!("errors {key}"), "second")));
    for (code, passes) in transient.0 {
        if let Some(other) = transient.1.get(code).filter(|other| **other != passes) {
            let text = format!("transient {passes} and {other}");
            differences.push(Difference { path: format!("errors {code}"), text });
        }
    }
}

fn compare_examples(a: &str, b: &str, differences: &mut Vec<Difference>) {
    let key = "response_example";
    let mut difference = |path: String, text: String| differences.push(Difference { path, text });
    if a.trim().is_empty() || b.trim().is_empty() {
        if a.trim().is_empty() != b.trim().is_empty() {
            let which = if b.trim().is_empty() { "first" } else { "second" };
            difference(key.to_owned(), format!("only the {which} has one"));
        }
        return;
    }
    let (Ok(a), Ok(b)) = (serde_json::from_str(a), serde_json::from_str(b)) else {
        return difference(key.to_owned(), "at least one is not JSON".to_owned());
    };
    let (a, b) = (Shape::of(&a), Shape::of(&b));
    for path in a.kinds.keys().chain(b.kinds.keys()).collect::<BTreeSet<_>>() {
        match (a.kinds.get(path), b.kinds.get(path)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => difference(format!("{key} {path}"), format!("{} and {}", join(a), join(b))),
            (Some(_), None) => difference(format!("{key} {path}"), "only the first has it".to_owned()),
            _ => difference(format!("{key} {path}"), "only the second has it".to_owned()),
        }
    }
    for (path, a) in &a.strings {
        if let Some(b) = b.strings.get(path).filter(|b| *b != a && !is_prose(a) && !is_prose(b)) {
            difference(format!("{key} {path}"), format!("{} and {}", quoted(a), quoted(b)));
        }
    }
}

/// The structure of an example.
#[derive(Default)]
struct Shape {
    /// The kinds of values at each path, whichever item of a list they are in.
    kinds: BTreeMap<String, BTreeSet<&'static str>>,
    /// The texts by exact path.
    strings: BTreeMap<String, String>,
}

impl Shape {
    fn of(value: &Value) -> Self {
        let mut shape = Self::default();
        shape.visit(value, "", "");
        shape
    }

    /// `path` has no numbers of items, `exact` has them.
    fn visit(&mut self, value: &Value, path: &str, exact: &str) {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "number",
            Value::String(text) => {
                self.strings.insert(exact.to_owned(), text.clone());
                "string"
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.visit(item, &format!("{path}[]"), &format!("{exact}[{index}]"));
                }
                "array"
            }
            Value::Object(members) => {
                for (name, member) in members {
                    let join = |path: &str| if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    self.visit(member, &join(path), &join(exact));
                }
                "object"
            }
        };
        self.kinds.entry(path.to_owned()).or_default().insert(kind);
    }
}

/// Whether a text is one that a translation changes: a sentence, the beginning of one, or anything in Chinese.
fn is_prose(text: &str) -> bool {
    let is_cut = text.contains('…');
    is_cut
        || text.split_whitespace().nth(PROSE - 1).is_some()
        || text.contains(|c| matches!(c, '\u{3400}'..='\u{9fff}'))
}

fn only(path: String, which: &str) -> Difference {
    Difference { path, text: format!("only the {which} has it") }
}

fn quoted(text: &str) -> String {
    format!("`{text}`")
}

fn join(kinds: &BTreeSet<&'static str>) -> String {
    kinds.iter().copied().collect::<Vec<_>>().join(" or ")
}
