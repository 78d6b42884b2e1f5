//! Writes YAML for people to review and for any tool to read.
//!
//! `yaml_serde` writes `yes`, `12:30` and `2019-03-20` without quotes, because they are strings by the rules of YAML 1.2.
//! Readers that follow YAML 1.1, Python's and Ruby's among them, take them for a boolean, a number and a date. Here
//! whatever any of them could take for something else is quoted.

use std::fmt::Write;

use serde_yaml::Value;

/// The words that some reader takes for something other than a string.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "nan", "inf"];

/// The text of a document, block style, two spaces to a level, in the order of the value's keys.
pub(super) fn write(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Mapping(mapping) if !mapping.is_empty() => entries(mapping, 0, &mut out),
        Value::Sequence(items) if !items.is_empty() => sequence(items, 0, &mut out),
        other => {
            scalar(other, 2, &mut out);
        }
    }
    out
}

/// The entries of a mapping whose first line is already indented.
fn entries(mapping: &serde_yaml::Mapping, indent: usize, out: &mut String) {
    for (index, (key, value)) in mapping.iter().enumerate() {
        if index > 0 {
            pad(indent, out);
        }
        key_text(key, out);
        out.push(':');
        match value {
            Value::Mapping(inner) if !inner.is_empty() => {
                out.push('\n');
                pad(indent + 2, out);
                entries(inner, indent + 2, out);
            }
            // The dash of an item stands below its key, as is usual.
            Value::Sequence(items) if !items.is_empty() => {
                out.push('\n');
                pad(indent, out);
                sequence(items, indent, out);
            }
            other => {
                out.push(' ');
                scalar(other, indent + 2, out);
            }
        }
    }
}

/// The items of a sequence whose first line is already indented.
fn sequence(items: &[Value], indent: usize, out: &mut String) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            pad(indent, out);
        }
        out.push_str("- ");
        match item {
            Value::Mapping(inner) if !inner.is_empty() => entries(inner, indent + 2, out),
            Value::Sequence(inner) if !inner.is_empty() => sequence(inner, indent + 2, out),
            other => scalar(other, indent + 2, out),
        }
    }
}

/// A value on one line, or a block of lines indented by `indent`; with its line break.
fn scalar(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number_text(number)),
        Value::String(text) if is_block(text) => return block(text, indent, out),
        Value::String(text) => string(text, out),
        Value::Sequence(_) => out.push_str("[]"),
        Value::Mapping(_) => out.push_str("{}"),
        Value::Tagged(tagged) => return scalar(&tagged.value, indent, out),
    }
    out.push('\n');
}

fn key_text(key: &Value, out: &mut String) {
    match key {
        Value::String(text) => string(text, out),
        other => {
            let mut text = String::new();
            scalar(other, 0, &mut text);
            out.push_str(text.trim_end());
        }
    }
}

/// A number as it was before it became a 64-bit one: `0.9`, not `0.8999999761581421`.
fn number_text(number: &serde_yaml::Number) -> String {
    match number.as_f64() {
        #[expect(clippy::cast_possible_truncation, reason = "what is lost is compared")]
        Some(wide) if number.is_f64() && f64::from(wide as f32) == wide && wide.is_finite() => {
            let text = format!("{:?}", wide as f32);
            // YAML 1.1 knows an exponent only after a point.
            if text.contains('e') && !text.contains('.') { text.replacen('e', ".0e", 1) } else { text }
        }
        _ => number.to_string(),
    }
}

/// A text of several lines, line by line.
fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(match text.strip_suffix('\n') {
        None => "|-\n",
        Some(rest) if rest.ends_with('\n') => "|+\n",
        Some(_) => "|\n",
    });
    for line in text.split_terminator('\n') {
        if !line.is_empty() {
            pad(indent, out);
            out.push_str(line);
        }
        out.push('\n');
    }
}

/// Whether a text has several lines and a block says exactly what it says.
fn is_block(text: &str) -> bool {
    text.contains('\n')
        && !text.starts_with([' ', '\n', '\t'])
        && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c))
        && text.lines().all(|line| line.is_empty() || !line.trim().is_empty())
}

fn string(text: &str, out: &mut String) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.chars().all(is_printable) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        double_quoted(text, out);
    }
}

/// Whether a text is taken for a string, and for this one, without quotes.
fn is_plain(text: &str) -> bool {
    let Some(first) = text.chars().next() else { return false };
    let starts = first.is_alphabetic() || first.is_ascii_digit() || matches!(first, '/' | '_' | '(' | '$' | '^' | ';');
    starts
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
        && !is_numeric(text)
}

/// Whether a text could be a number, a date or a time in some reader's eyes; generous, since quotes cost nothing.
fn is_numeric(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_ascii_hexdigit() || matches!(c, '.' | '_' | ':' | '-' | '+' | ' ' | ',') || "xXoOtTzZ".contains(c)
        })
}

fn is_printable(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

fn double_quoted(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_printable(c) => out.push(c),
            c => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
}

fn pad(indent: usize, out: &mut String) {
    out.extend(std::iter::repeat_n(' ', indent));
}
