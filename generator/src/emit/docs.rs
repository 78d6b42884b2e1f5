//! The documentation of every item: facts of the specification, put into words by the templates.

use serde::Serialize;

use crate::ir::{self, Format};

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
    /// Whether the service requires it under a condition.
    pub conditional: bool,
    /// Whether the page says that it is deprecated.
    pub deprecated: bool,
    /// Whether the page says that it is in a preview.
    pub preview: bool,
    /// Whether the value is a secret.
    pub sensitive: bool,
    /// Numbers; an end is empty where it is open or where the text names it.
    pub range: Ends,
    /// Characters, alike.
    pub length: Ends,
    /// Values, alike.
    pub size: Ends,
    /// How values are to be read, in words; empty where the text says it.
    pub format: &'static str,
    /// The unit as code; empty where the text names it.
    pub unit: String,
    /// The default as code; empty where the text states it.
    pub default: String,
    /// The example as code.
    pub example: String,
}

/// The ends of bounds as texts.
#[derive(Debug, Default, Serialize)]
pub struct Ends {
    /// The least value.
    pub min: String,
    /// The greatest value.
    pub max: String,
}

impl Ends {
    /// The ends of bounds; none where the text tells them.
    fn new<T: std::fmt::Display>(bounds: &ir::Bounds<T>, text: &str) -> Self {
        let end = |end: &Option<T>| end.as_ref().map(ToString::to_string).unwrap_or_default();
        let (min, max) = (end(&bounds.min), end(&bounds.max));
        let plain = text.replace(',', "");
        if !text.is_empty() && plain.contains(&min) && plain.contains(&max) {
            Self::default()
        } else {
            Self { min, max }
        }
    }
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
            // That a condition, a preview or a replacement exists says little where the text says which.
            conditional: field.conditional && !field.required && field.description.is_empty(),
            deprecated: field.deprecated,
            preview: field.preview && field.description.is_empty(),
            sensitive: field.sensitive,
            range: Ends::new(&field.range, &field.description),
            length: Ends::new(&field.length, &field.description),
            size: Ends::new(&field.size, &field.description),
            format: field
                .format
                .filter(|format| !tells_format(*format, &field.description))
                .map_or("", format_in_words),
            unit: if field.description.is_empty() { optional(&field.unit) } else { String::new() },
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

/// Whether the description says itself how values are to be read.
fn tells_format(format: Format, description: &str) -> bool {
    let text = description.to_lowercase();
    let words: &[&str] = match format {
        Format::Json => &["json"],
        Format::CommaList => &["comma"],
        Format::EpochSeconds => &["seconds since"],
        Format::EpochMillis => &["millisecond"],
        _ => &["yyyy", "hh:mm", "iso 8601", "iso8601"],
    };
    words.iter().any(|word| text.contains(word))
}

/// How values of a format are to be read, with what 2006-01-02 15:04:05 is in it.
fn format_in_words(format: Format) -> &'static str {
    match format {
        Format::DateTime => "date and time in UTC, as `2006-01-02T15:04:05Z`",
        Format::DateTimeMinutes => "date and time in UTC without seconds, as `2006-01-02T15:04Z`",
        Format::LocalDateTime => "date and time, as `2006-01-02 15:04:05`",
        Format::LocalDateTimeMinutes => "date and time without seconds, as `2006-01-02 15:04`",
        Format::Date => "date, as `2006-01-02`",
        Format::CompactDate => "date, as `20060102`",
        Format::Month => "month, as `2006-01`",
        Format::Time => "time of day in UTC, as `15:04:05Z`",
        Format::TimeMinutes => "time of day in UTC without seconds, as `15:04Z`",
        Format::LocalTime => "time of day, as `15:04:05`",
        Format::LocalTimeMinutes => "time of day without seconds, as `15:04`",
        Format::EpochSeconds => "seconds since 1970-01-01T00:00Z",
        Format::EpochMillis => "milliseconds since 1970-01-01T00:00Z",
        Format::Json => "JSON text",
        Format::CommaList => "values joined by commas",
    }
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
