//! Values of the examples against the types of the tables.

use std::collections::{HashMap, HashSet};

use super::quote::{list, quoted};
use super::request_example::{is_placeholder, pairs};
use super::sample::{MOST_VALUES, values};
use super::subject::Subject;
use crate::diagnostic::Findings;
use crate::example::{Kind, Node};
use crate::infer::table::Class;
use crate::infer::table::Row;
use crate::ir::Type;

/// How a value stands to the type of its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fit {
    Fits,
    /// A number or a boolean in quotes.
    Quoted,
    /// A text without quotes.
    Bare,
    /// A whole number that 32 bits do not hold.
    Overflow,
    /// Something else.
    Contradiction,
}

/// A value of the JSON example is not of the type that the table says.
///
/// Evidence: the literal at the field's place. Quoted numbers and booleans, and texts without quotes, are so frequent that
/// a page has one note for each of the two; masks and empty texts say nothing.
pub fn response(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(json) = &subject.study.examples.json else { return };
    let Some(root) = &json.read.root else { return };
    let (mut quotes, mut bare) = (Vec::new(), Vec::new());
    let mut budget = MOST_VALUES;
    for field in &subject.fields {
        let (Some(row), Some(path)) = (field.row, &field.path) else { continue };
        let judged = values(root, path, &mut budget).into_iter().map(|value| (fit(&row.class, value), value));
        let Some((fit, value)) = judged.max_by_key(|&(fit, _)| rank(fit)) else { continue };
        let at = json.text.at + value.span.start;
        match fit {
            Fit::Fits => {}
            Fit::Quoted => quotes.push((row.at, field.name)),
            Fit::Bare => bare.push((row.at, field.name)),
            Fit::Overflow => {
                let message = format!(
                    "{} is an Integer, its value {} ({}) needs more than 32 bits",
                    quoted(field.name),
                    quoted(&show(value)),
                    findings.places([at])
                );
                findings.at("integer-overflow", row.at, message, "write Long");
            }
            Fit::Contradiction => {
                let message = format!(
                    "{} is {}, the response example shows {} ({})",
                    quoted(field.name),
                    said(&row.class),
                    show(value),
                    findings.places([at])
                );
                findings.at("literal-against-type", row.at, message, "correct the type or the example");
            }
        }
    }
    summary("literal-quoted", quotes, "in quotes although the table says numbers or booleans", findings);
    summary("literal-unquoted", bare, "without quotes although the table says strings", findings);
}

/// A number or a boolean of the request example's address is none.
///
/// Evidence: a plain word where the table says number or boolean. What stands for a value is not judged.
pub fn request(subject: &Subject<'_, '_>, findings: &mut Findings<'_>) {
    let Some(example) = subject.study.examples.request else { return };
    let mut rows: HashMap<&str, Vec<&Row<'_>>> = HashMap::new();
    for row in subject.all_parameters() {
        rows.entry(&row.name).or_default().push(row);
    }
    for pair in pairs(example) {
        let Some(&[row]) = rows.get(pair.name.raw).map(Vec::as_slice) else { continue };
        let Class::Scalar(ty) = row.class else { continue };
        let value = pair.value.raw.trim_matches(['"', '\'']);
        let is_plain =
            !is_placeholder(value) && value.is_ascii() && !value.contains([' ', '(', '|', '/', ',', ';', ':']);
        if is_plain && !is_of_type(ty, value) {
            let message = format!(
                "{} is {}, the request example has {} ({})",
                quoted(&row.name),
                said(&row.class),
                quoted(value),
                findings.places([pair.value.at])
            );
            findings.at("literal-against-type", row.at, message, "correct the type or the example");
        }
    }
}

fn summary(code: &'static str, fields: Vec<(usize, &str)>, what: &str, findings: &mut Findings<'_>) {
    if let Some(&(at, _)) = fields.first() {
        let mut seen = HashSet::new();
        let names: Vec<&str> = fields.iter().map(|&(_, name)| name).filter(|name| seen.insert(*name)).collect();
        let message = format!("the response example shows {} {what}", list(&names));
        findings.at(code, at, message, "write the values as the service sends them");
    }
}

fn rank(fit: Fit) -> u8 {
    match fit {
        Fit::Fits => 0,
        Fit::Quoted | Fit::Bare => 1,
        Fit::Overflow => 2,
        Fit::Contradiction => 3,
    }
}

fn fit(class: &Class, value: &Node) -> Fit {
    match (class, &value.kind) {
        (_, Kind::Null) => Fit::Fits,
        (Class::Scalar(ty), kind) => scalar_fit(*ty, kind),
        (Class::Object | Class::Map(_), Kind::Number(_) | Kind::Boolean(_)) => Fit::Contradiction,
        (class, Kind::Number(_) | Kind::Boolean(_)) if class.is_list() => Fit::Contradiction,
        (class, Kind::String(text)) if class.is_list() || matches!(class, Class::Object | Class::Map(_)) => {
            // A container that travels as text is written as JSON, or shown empty or by dots.
            let is_text = !is_placeholder(text) && !text.contains([',', '，', ';', '|']);
            if is_text && !text.trim_start().starts_with(['[', '{']) { Fit::Contradiction } else { Fit::Fits }
        }
        _ => Fit::Fits,
    }
}

fn scalar_fit(ty: Type, kind: &Kind) -> Fit {
    match (ty, kind) {
        (_, Kind::Object(members)) if members.is_empty() => Fit::Fits,
        (_, Kind::Array(items)) if items.is_empty() => Fit::Fits,
        (_, Kind::Object(_) | Kind::Array(_)) => Fit::Contradiction,
        (Type::String, Kind::Number(_) | Kind::Boolean(_)) => Fit::Bare,
        (Type::String, _) => Fit::Fits,
        (Type::Boolean, Kind::Boolean(_)) => Fit::Fits,
        (Type::Boolean, Kind::Number(number)) if matches!(number.as_str(), "0" | "1") => Fit::Fits,
        (_, Kind::Boolean(_)) => Fit::Contradiction,
        (_, Kind::Number(number)) if !is_of_type(ty, number) => {
            let is_whole = number.parse::<i64>().is_ok();
            if ty == Type::Int32 && is_whole { Fit::Overflow } else { Fit::Contradiction }
        }
        (_, Kind::String(text)) if is_placeholder(text) => Fit::Fits,
        (_, Kind::String(text)) if is_of_type(ty, text.trim()) => Fit::Quoted,
        (Type::Int32, Kind::String(text)) if text.trim().parse::<i64>().is_ok() => Fit::Overflow,
        (_, Kind::String(_)) => Fit::Contradiction,
        _ => Fit::Fits,
    }
}

/// Whether a text is a value of a scalar type.
fn is_of_type(ty: Type, value: &str) -> bool {
    match ty {
        Type::Boolean => value.eq_ignore_ascii_case("true") || value.eq_ignore_ascii_case("false"),
        Type::Int32 => value.parse::<i32>().is_ok(),
        Type::Int64 => value.parse::<i64>().is_ok() || value.parse::<u64>().is_ok(),
        Type::Float | Type::Double => value.parse::<f64>().is_ok(),
        _ => true,
    }
}

/// A type in words.
fn said(class: &Class) -> &'static str {
    match class {
        Class::Scalar(Type::String) => "a string",
        Class::Scalar(Type::Int32 | Type::Int64) => "a whole number",
        Class::Scalar(Type::Boolean) => "a boolean",
        Class::Scalar(_) => "a number",
        Class::Object | Class::Map(_) => "an object",
        _ => "a list",
    }
}

/// A value in words.
fn show(value: &Node) -> String {
    match &value.kind {
        Kind::Object(_) => "an object".to_owned(),
        Kind::Array(_) => "a list".to_owned(),
        Kind::String(text) => quoted(&format!("{text:?}")),
        Kind::Number(text) => quoted(text),
        Kind::Boolean(value) => quoted(&value.to_string()),
        Kind::Null => quoted("null"),
    }
}
