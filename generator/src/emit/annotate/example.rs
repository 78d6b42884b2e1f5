//! Makes example values of parameters: from the page's example text to a value of the parameter's type.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::emit::model::{Example, Member, Struct, StructField, Ty};

/// How deep examples of types that hold themselves go.
const MAX_DEPTH: usize = 8;

/// How many fields of a struct an example sets. Each is a call in a chain, which the parser of Rust goes down one by one and
/// its stack ends some thousands below.
const MAX_MEMBERS: usize = 200;

/// Makes examples of a product's types.
#[derive(Clone, Copy, Debug)]
pub struct Examples<'a> {
    /// The structs by name.
    pub types: &'a BTreeMap<String, Struct>,
}

impl Examples<'_> {
    /// A value from the page's text; what does not fit the type is replaced by a plain value of it. `fallback` is the
    /// text where a string is needed and the page has none.
    pub fn of(&self, ty: &Ty, text: &str, fallback: &str) -> Example {
        self.of_at(ty, text, fallback, 0)
    }

    fn of_at(&self, ty: &Ty, text: &str, fallback: &str, depth: usize) -> Example {
        let parsed = match ty {
            Ty::Text => Some(Value::String(text.to_owned())),
            // Other notations of containers than JSON: single values, or values joined by commas.
            Ty::List(_) => serde_json::from_str(text).ok().filter(|value: &Value| !value.is_string()).or_else(|| {
                let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                Some(Value::Array(parts.map(|part| Value::String(part.to_owned())).collect()))
            }),
            Ty::Any => Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()))),
            _ => serde_json::from_str(text).ok().or_else(|| Some(Value::String(text.to_owned()))),
        };
        self.build(ty, parsed.as_ref(), fallback, depth)
    }

    fn build(&self, ty: &Ty, value: Option<&Value>, fallback: &str, depth: usize) -> Example {
        match ty {
            Ty::Text => Example::Text(match value {
                Some(Value::String(text)) if !text.is_empty() => text.clone(),
                Some(Value::Null) | Some(Value::String(_)) | None => fallback.to_owned(),
                Some(other) => other.to_string(),
            }),
            Ty::Int32 => Example::Integer(plain(value).parse::<i32>().map_or(1, i64::from)),
            Ty::Int64 => Example::Integer(plain(value).parse().unwrap_or(1)),
            // With the digits that a number of single precision is sent with.
            Ty::Float => {
                let single = plain(value).parse::<f32>().ok().filter(|x| x.is_finite());
                Example::Number(single.and_then(|x| x.to_string().parse().ok()).unwrap_or(1.5))
            }
            Ty::Double => Example::Number(plain(value).parse().ok().filter(|x: &f64| x.is_finite()).unwrap_or(1.5)),
            Ty::Boolean => Example::Boolean(!plain(value).eq_ignore_ascii_case("false")),
            Ty::Any => Example::Any(match value {
                None | Some(Value::Null) => Value::String(fallback.to_owned()),
                Some(value) => value.clone(),
            }),
            Ty::List(item) => {
                let items: Vec<Example> = match value {
                    Some(Value::Array(items)) if depth < MAX_DEPTH => {
                        items.iter().map(|value| self.build(item, Some(value), fallback, depth + 1)).collect()
                    }
                    Some(value @ Value::Object(_)) => vec![self.build(item, Some(value), fallback, depth + 1)],
                    _ => vec![],
                };
                Example::List(if items.is_empty() { vec![self.build(item, None, fallback, depth + 1)] } else { items })
            }
            Ty::Map(item) => Example::Map(match value {
                Some(Value::Object(members)) if !members.is_empty() => members
                    .iter()
                    .map(|(name, value)| (name.clone(), self.build(item, Some(value), fallback, depth + 1)))
                    .collect(),
                _ => vec![("Key".to_owned(), self.build(item, None, fallback, depth + 1))],
            }),
            Ty::Struct(name) => Example::Struct(name.clone(), self.members(name, value, depth)),
        }
    }

    /// The fields that the example has, and those that the service requires; where it has none that the type knows, every
    /// field that is not a struct.
    fn members(&self, name: &str, value: Option<&Value>, depth: usize) -> Vec<Member> {
        let Some(definition) = self.types.get(name).filter(|_| depth < MAX_DEPTH) else { return vec![] };
        let member = |field: &StructField, value: Option<&Value>| {
            let value = match &field.wrapper {
                Some(wrapper) => value.and_then(|value| value.get(wrapper)).or(value),
                None => value,
            };
            Member {
                setter: field.setter.clone(),
                wire: field.wire.clone(),
                wrapper: field.wrapper.clone(),
                value: match value {
                    Some(_) => self.build(&field.ty, value, &field.wire, depth + 1),
                    None => self.of_at(&field.ty, &field.example, &field.wire, depth + 1),
                },
            }
        };
        let given =
            |field: &StructField| value.and_then(|value| value.get(&field.wire)).filter(|value| !value.is_null());
        if definition.fields.iter().any(|field| given(field).is_some()) {
            let set = definition.fields.iter().map(|field| (field, given(field)));
            let set = set.filter(|(field, given)| given.is_some() || field.needed);
            return set.take(MAX_MEMBERS).map(|(field, given)| member(field, given)).collect();
        }
        let plain = definition.fields.iter().filter(|field| field.needed || field.ty.inner_struct().is_none());
        plain.take(MAX_MEMBERS).map(|field| member(field, None)).collect()
    }
}

/// A scalar as text.
fn plain(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.trim().to_owned(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
