//! Example values of parameters: from the page's example text to a value of the parameter's type, and from there to
//! Rust, to JSON and to what the wire must show.

use std::collections::BTreeMap;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::quote;
use serde_json::Value;

use super::literal::string;
use super::model::{Struct, Ty};

/// How deep examples of types that hold themselves go.
const MAX_DEPTH: usize = 8;

/// How many fields of a struct an example sets. Each is a call in a chain, which the parser of Rust goes down one by one and
/// its stack ends some thousands below.
const MAX_MEMBERS: usize = 200;

/// A value of a known type.
#[derive(Clone, Debug, PartialEq)]
pub enum Example {
    /// A string.
    Text(String),
    /// An `int32` or `int64`.
    Integer(i64),
    /// A `float` or `double`.
    Number(f64),
    /// A boolean.
    Boolean(bool),
    /// Any JSON value.
    Any(Value),
    /// A list.
    List(Vec<Example>),
    /// A map.
    Map(Vec<(String, Example)>),
    /// A struct with the fields that are set.
    Struct(String, Vec<Member>),
}

/// A field that is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The setter.
    pub setter: String,
    /// The name on the wire.
    pub wire: String,
    /// The key of the wrapper around a list.
    pub wrapper: Option<String>,
    /// The value.
    pub value: Example,
}

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
            Ty::Float => {
                Example::Number(plain(value).parse::<f32>().ok().filter(|x| x.is_finite()).map_or(1.5, f64::from))
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

    /// The fields that the example has; where it has none that the type knows, every field that is not a struct.
    fn members(&self, name: &str, value: Option<&Value>, depth: usize) -> Vec<Member> {
        let Some(definition) = self.types.get(name).filter(|_| depth < MAX_DEPTH) else { return vec![] };
        let member = |field: &super::model::StructField, value: Option<&Value>| {
            let value = match &field.wrapper {
                Some(wrapper) => value.and_then(|value| value.get(&wrapper.wire)).or(value),
                None => value,
            };
            Member {
                setter: field.setter.clone(),
                wire: field.wire.clone(),
                wrapper: field.wrapper.as_ref().map(|wrapper| wrapper.wire.clone()),
                value: match value {
                    Some(_) => self.build(&field.ty, value, &field.wire, depth + 1),
                    None => self.of_at(&field.ty, &field.example, &field.wire, depth + 1),
                },
            }
        };
        let given: Vec<Member> = definition
            .fields
            .iter()
            .filter_map(|field| Some((field, value?.get(&field.wire).filter(|value| !value.is_null())?)))
            .take(MAX_MEMBERS)
            .map(|(field, value)| member(field, Some(value)))
            .collect();
        if !given.is_empty() {
            return given;
        }
        let plain = definition.fields.iter().filter(|field| field.ty.inner_struct().is_none());
        plain.take(MAX_MEMBERS).map(|field| member(field, None)).collect()
    }
}

impl Example {
    /// The Rust expression, for a place where the type is known; `types` is the path to the module of the structs.
    ///
    /// ```text
    /// [types::OptionSetting::new().path_name("jdk").option_name("version")]
    /// ```
    pub fn expression(&self, types: &TokenStream) -> TokenStream {
        match self {
            Self::Text(text) => {
                let text = string(text);
                quote!(#text)
            }
            Self::Integer(number) => {
                let digits = Literal::u64_unsuffixed(number.unsigned_abs());
                if *number < 0 { quote!(-#digits) } else { quote!(#digits) }
            }
            Self::Number(number) => {
                let digits = Literal::f64_unsuffixed(number.abs());
                if *number < 0.0 { quote!(-#digits) } else { quote!(#digits) }
            }
            Self::Boolean(value) => quote!(#value),
            Self::Any(Value::String(text)) => {
                let text = string(text);
                quote!(#text)
            }
            Self::Any(value) => {
                let text = string(&value.to_string());
                quote!(#text.parse::<alicloud::Value>().unwrap_or_default())
            }
            Self::List(items) => {
                let items = items.iter().map(|item| item.expression(types));
                quote!([#(#items),*])
            }
            Self::Map(members) => {
                let members = members.iter().map(|(name, value)| {
                    let (name, value) = (string(name), value.expression(types));
                    quote!((#name, #value))
                });
                quote!([#(#members),*])
            }
            Self::Struct(name, members) => {
                let name = Ident::new(name, Span::call_site());
                let setters = members.iter().map(|member| {
                    let (setter, value) =
                        (Ident::new(&member.setter, Span::call_site()), member.value.expression(types));
                    quote!(.#setter(#value))
                });
                quote!(#types::#name::new()#(#setters)*)
            }
        }
    }

    /// The value as JSON, as the client writes it.
    pub fn json(&self) -> Value {
        match self {
            Self::Text(text) => Value::String(text.clone()),
            Self::Integer(number) => Value::from(*number),
            Self::Number(number) => Value::from(*number),
            Self::Boolean(value) => Value::Bool(*value),
            Self::Any(value) => value.clone(),
            Self::List(items) => Value::Array(items.iter().map(Self::json).collect()),
            Self::Map(members) => {
                Value::Object(members.iter().map(|(name, value)| (name.clone(), value.json())).collect())
            }
            Self::Struct(_, members) => {
                let member = |member: &Member| {
                    let value = member.value.json();
                    let value = match &member.wrapper {
                        Some(key) => Value::Object([(key.clone(), value)].into_iter().collect()),
                        None => value,
                    };
                    (member.wire.clone(), value)
                };
                Value::Object(members.iter().map(member).collect())
            }
        }
    }

    /// The names and values on the wire: `Name.1`, `Name.Field`.
    pub fn flatten(&self, name: &str, out: &mut Vec<(String, String)>) {
        match self {
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.flatten(&format!("{name}.{}", index + 1), out);
                }
            }
            Self::Map(members) => {
                for (key, value) in members {
                    value.flatten(&format!("{name}.{key}"), out);
                }
            }
            Self::Struct(_, members) => {
                for member in members {
                    let wrapper = member.wrapper.as_ref().map(|key| format!(".{key}")).unwrap_or_default();
                    member.value.flatten(&format!("{name}.{}{wrapper}", member.wire), out);
                }
            }
            scalar => out.push((name.to_owned(), scalar.plain())),
        }
    }

    /// A scalar as the wire shows it.
    pub fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Any(Value::String(text)) => text.clone(),
            Self::Number(number) => number.to_string(),
            other => other.json().to_string(),
        }
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
