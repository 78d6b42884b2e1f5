//! The documentation of every item: facts of the specification, put into words by the templates.

use serde::Serialize;

use crate::ir;

use super::Error;
use super::markdown::{code, inline, link, rustdoc};
use super::model::Ty;
use super::templates::Templates;

/// A value of a list of known ones.
#[derive(Debug, Serialize)]
pub struct Value {
    /// The value as code.
    pub code: String,
    /// What it means, on one line.
    pub text: String,
}

/// What is said of a parameter or of a field.
#[derive(Debug, Serialize)]
pub struct Facts {
    /// What the page says.
    pub text: String,
    /// The wire name as code.
    pub code: String,
    /// The type in words, where its Rust type does not say it.
    pub of_type: String,
    /// Where a parameter travels, in words.
    pub place: String,
    /// The values that the page lists; none where the text tells them.
    pub allowed: Vec<Value>,
    /// Whether the service requires it.
    pub required: bool,
    /// The default as code; empty where the text states it.
    pub default: String,
    /// The example as code.
    pub example: String,
}

impl Facts {
    /// The facts of a field.
    pub fn new(field: &ir::Field, ty: &Ty) -> Self {
        let optional = |text: &str| if text.trim().is_empty() { String::new() } else { code(&excerpt(text)) };
        Self {
            text: rustdoc(&field.description),
            code: code(&excerpt(&field.name)),
            of_type: in_words(ty),
            place: String::new(),
            allowed: if tells_values(field) { Vec::new() } else { field.allowed.iter().map(value).collect() },
            required: field.required,
            default: if tells_default(field) { String::new() } else { optional(&field.default) },
            example: optional(&field.example),
        }
    }
}

/// Whether the description lists the allowed values itself: the facts were read from it, and once is enough.
fn tells_values(field: &ir::Field) -> bool {
    field.allowed.iter().all(|allowed| field.description.contains(allowed.value.as_str()))
}

/// Whether the description states the default itself.
fn tells_default(field: &ir::Field) -> bool {
    let text = field.description.to_lowercase();
    text.contains("default") && text.contains(&field.default.to_lowercase())
}

/// Fills a template of documentation and tidies the result.
pub fn render(templates: &Templates, name: &str, facts: &impl Serialize) -> Result<String, Error> {
    Ok(templates.render(name, facts)?.trim().to_owned())
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

/// The type in words; nothing where it is plain from the Rust type.
fn in_words(ty: &Ty) -> String {
    match ty {
        Ty::Any => "any JSON value".to_owned(),
        Ty::Map(_) => "a map, its keys being data".to_owned(),
        _ => String::new(),
    }
}

fn value(value: &ir::AllowedValue) -> Value {
    Value { code: code(&excerpt(&value.value)), text: first_line(&value.description) }
}

/// Whether a block of Markdown may be joined to one line.
fn is_plain_block(block: &str) -> bool {
    !block.lines().any(|line| {
        let line = line.trim_start();
        ["- ", "> ", "|", "```", "\\-"].iter().any(|start| line.starts_with(start))
            || line.split_once(". ").is_some_and(|(number, _)| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}
