//! Example values of parameters, and what the wire must show of them.

use serde_json::Value;

/// A value of a known type.
#[derive(Clone, Debug, PartialEq)]
pub enum Example {
    Text(String),
    /// An `int32` or `int64`.
    Integer(i64),
    /// A `float` or `double`.
    Number(f64),
    Boolean(bool),
    /// Any JSON value.
    Any(Value),
    List(Vec<Example>),
    Map(Vec<(String, Example)>),
    /// A struct with the fields that are set.
    Struct(String, Vec<Member>),
}

/// A field that is set.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub setter: String,
    /// The name on the wire.
    pub wire: String,
    /// The key of the wrapper around a list.
    pub wrapper: Option<String>,
    pub value: Example,
}

impl Example {
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
