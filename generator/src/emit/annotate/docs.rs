//! What the documentation says of fields: the facts of the specification that the page's own text does not tell.

use crate::emit::markdown::{code, inline, link, rustdoc};
use crate::emit::model::{Ends, FieldDocs, OfType, Ty, ValueDocs};
use crate::ir::{self, Fact, Format};
use crate::vocabulary::told;

/// What is said of a parameter or of a field.
pub fn field_docs(field: &ir::Field, ty: &Ty) -> FieldDocs {
    FieldDocs {
        text: rustdoc(&field.description),
        code: name_code(&field.name),
        of_type: of_type(ty),
        allowed: if tells_values(field) { Vec::new() } else { field.allowed.iter().map(value).collect() },
        required: field.required,
        range: ends(&field.range, &field.description),
        length: ends(&field.length, &field.description),
        size: ends(&field.size, &field.description),
        format: field.format.filter(|format| !tells_format(*format, &field.description)),
        facts: Fact::FLAGS
            .iter()
            .chain(Fact::VALUES)
            .filter_map(|&fact| Some((fact.key(), plain_fact(field, fact)?)))
            .collect(),
        example: optional_code(&field.example),
    }
}

/// A fact that a word says, empty where the page's own text tells it; none of those that have a member of their own.
fn plain_fact(field: &ir::Field, fact: Fact) -> Option<String> {
    let is_told = match fact {
        Fact::Allowed | Fact::Range | Fact::Length | Fact::Size | Fact::Format => return None,
        Fact::Deprecated | Fact::Sensitive => false,
        // That a condition or a preview exists says little where the text says which.
        Fact::Conditional => field.required || !field.description.is_empty(),
        Fact::Default => tells_default(field),
        _ => !field.description.is_empty(),
    };
    Some(match field.text(fact) {
        _ if is_told => String::new(),
        text if fact.words().is_empty() => optional_code(&text),
        text => text,
    })
}

/// The name of what may have a long one, as code.
pub fn name_code(name: &str) -> String {
    code(&excerpt(name))
}

/// A text as code; empty where there is none.
pub fn optional_code(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { name_code(text) }
}

/// The ends of bounds; none where the text tells them.
fn ends<T: std::fmt::Display>(bounds: &ir::Bounds<T>, text: &str) -> Ends {
    let end = |end: &Option<T>| end.as_ref().map(ToString::to_string).unwrap_or_default();
    let (min, max) = (end(&bounds.min), end(&bounds.max));
    let plain = text.replace(',', "");
    if !text.is_empty() && plain.contains(&min) && plain.contains(&max) { Ends::default() } else { Ends { min, max } }
}

/// Whether the description lists the allowed values itself: the facts were read from it, and once is enough.
fn tells_values(field: &ir::Field) -> bool {
    field.allowed.iter().all(|allowed| field.description.contains(allowed.value.as_str()))
}

/// Whether the description states the default itself.
fn tells_default(field: &ir::Field) -> bool {
    let text = field.description.to_lowercase();
    told::speaks_of_default(&text) && text.contains(&field.default.to_lowercase())
}

/// Whether the description says itself how values are to be read.
fn tells_format(format: Format, description: &str) -> bool {
    told::tells_format(&description.to_lowercase(), format)
}

/// The first block of a text on one line; what is more than a sentence or two is cut.
pub fn first_line(text: &str) -> String {
    let rendered = rustdoc(text);
    let first = rendered.split("\n\n").next().unwrap_or_default();
    if is_plain_block(first) { first.replace("\\\n", " ").replace('\n', " ") } else { inline(&excerpt(text)) }
}

/// The link to the page of an operation on the vendor's site.
pub fn reference(address: &str) -> String {
    link("reference", address).unwrap_or_default()
}

/// The start of a text that may be long.
pub fn excerpt(text: &str) -> String {
    const MOST: usize = 200;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What a type is; nothing where it is plain from the Rust type.
fn of_type(ty: &Ty) -> Option<OfType> {
    match ty {
        Ty::Any => Some(OfType::Any),
        Ty::Map(_) => Some(OfType::Map),
        _ => None,
    }
}

fn value(value: &ir::AllowedValue) -> ValueDocs {
    ValueDocs { code: name_code(&value.value), text: first_line(&value.description) }
}

/// Whether a block of Markdown may be joined to one line.
fn is_plain_block(block: &str) -> bool {
    !block.lines().any(|line| {
        let line = line.trim_start();
        ["- ", "> ", "|", "```", "\\-"].iter().any(|start| line.starts_with(start))
            || line.split_once(". ").is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
