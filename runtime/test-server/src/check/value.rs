//! Single values: text of a scalar type, text with an encoding, JSON.

use serde_json::Value;

use crate::expected::{Encoding, Field, Shape, Type};
use crate::refusal::Refusal;

/// Checks a parameter that travels as one piece of text.
pub(super) fn check_text(field: &Field, name: &str, text: &str) -> Result<(), Refusal> {
    match field.encoding {
        None => check_scalar(field.shape.ty, name, text),
        Some(Encoding::Json) => {
            let value = serde_json::from_str(text);
            let value = value.map_err(|error| Refusal::invalid(format!("{name} is not JSON: {error}.")))?;
            check_json(&field.shape, name, &value)
        }
        Some(Encoding::Comma) => match field.shape.items.as_deref() {
            Some(items) if field.shape.ty == Type::Array => {
                let mut parts = text.split(',');
                parts.try_for_each(|part| check_scalar(items.ty, name, part))
            }
            _ => Ok(()),
        },
    }
}

pub(super) fn check_json_field(field: &Field, name: &str, value: &Value) -> Result<(), Refusal> {
    match (field.encoding, value) {
        (None, value) => check_json(&field.shape, name, value),
        (Some(_), Value::String(text)) => check_text(field, name, text),
        (Some(_), other) => Err(wrong(name, "a string", other)),
    }
}

/// Checks a JSON value. A client that has no value for a member leaves it out, so that null is none either.
fn check_json(shape: &Shape, name: &str, value: &Value) -> Result<(), Refusal> {
    match (shape.ty, value) {
        (Type::Any, _) | (Type::String, Value::String(_)) | (Type::Boolean, Value::Bool(_)) => Ok(()),
        (Type::Float | Type::Double, Value::Number(_)) => Ok(()),
        (Type::Int32, Value::Number(number)) if number.as_i64().is_some_and(|number| i32::try_from(number).is_ok()) => {
            Ok(())
        }
        (Type::Int64, Value::Number(number)) if number.is_i64() => Ok(()),
        (Type::Array, Value::Array(values)) => match shape.items.as_deref() {
            Some(items) => {
                let mut values = values.iter().enumerate();
                values.try_for_each(|(index, value)| check_json(items, &format!("{name}[{index}]"), value))
            }
            None => Ok(()),
        },
        (Type::Map, Value::Object(members)) => match shape.items.as_deref() {
            Some(items) => {
                members.iter().try_for_each(|(key, value)| check_json(items, &format!("{name}.{key}"), value))
            }
            None => Ok(()),
        },
        (Type::Object, Value::Object(members)) => {
            for (key, value) in members {
                let path = format!("{name}.{key}");
                match shape.fields.iter().find(|field| field.name == *key) {
                    Some(field) => check_json_field(field, &path, value)?,
                    None if shape.fields.is_empty() => {}
                    None => return Err(Refusal::unexpected(format!("{path} is not in the specification."))),
                }
            }
            match shape.fields.iter().find(|field| field.required && !members.contains_key(&field.name)) {
                Some(field) => Err(Refusal::missing(format!("{name}.{} is required.", field.name))),
                None => Ok(()),
            }
        }
        (ty, other) => Err(wrong(name, &ty.to_string(), other)),
    }
}

pub(super) fn check_scalar(ty: Type, name: &str, text: &str) -> Result<(), Refusal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let decimal = digits.bytes().all(|byte| byte.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    let valid = match ty {
        Type::String | Type::Any => true,
        Type::Int32 => decimal && text.parse::<i32>().is_ok(),
        Type::Int64 => decimal && text.parse::<i64>().is_ok(),
        // Rust also reads `inf` and `nan`, which no service does.
        Type::Float | Type::Double => {
            text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) && text.parse::<f64>().is_ok()
        }
        // The vendor's client for Python writes `True`.
        Type::Boolean => ["true", "false"].iter().any(|known| text.eq_ignore_ascii_case(known)),
        Type::Object | Type::Array | Type::Map => false,
    };
    match valid {
        true => Ok(()),
        false => Err(Refusal::invalid(format!("{name} must be of type {ty}, not {:?}.", excerpt(text)))),
    }
}

fn wrong(name: &str, wanted: &str, found: &Value) -> Refusal {
    Refusal::invalid(format!("{name} must be of type {wanted}, not {}.", excerpt(&found.to_string())))
}

fn excerpt(text: &str) -> String {
    text.chars().take(80).collect()
}
