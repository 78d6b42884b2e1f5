//! What can be waited for: an operation that is polled, and the ends that its answer shows. Declared by a person in
//! `overrides.yaml`, for no page says it.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::shape::Type;

/// Something that can be waited for by repeating the operation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiter {
    /// What is waited for, such as `finished`; the method is `wait_until_finished`.
    pub name: String,
    /// The first delay between two calls, in seconds; each one after it is twice as long.
    pub interval: u64,
    /// The longest delay, in seconds.
    pub max_interval: u64,
    /// How long to wait in all, in seconds.
    pub deadline: u64,
    /// The ends; the first one whose conditions all hold counts. While none does, the wait goes on.
    pub outcomes: Vec<Outcome>,
}

/// A state in which the wait ends.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// What the state is called, such as `aborted`.
    pub state: String,
    /// Whether it is what was waited for.
    #[serde(rename = "is")]
    pub end: End,
    /// The wire paths of fields, each with the value that it must have.
    pub when: BTreeMap<String, Literal>,
}

/// How a wait ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// As it was meant to.
    #[default]
    Success,
    /// In another way, so that waiting on would be in vain.
    Failure,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Whole(i64),
    /// A text.
    Text(String),
}

impl Literal {
    /// Whether a field of the type can have the value.
    pub fn fits(&self, ty: Type) -> bool {
        match self {
            Self::Boolean(_) => ty == Type::Boolean,
            Self::Whole(value) => ty == Type::Int64 || ty == Type::Int32 && i32::try_from(*value).is_ok(),
            Self::Text(_) => ty == Type::String,
        }
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Whole(value) => value.fmt(f),
            Self::Text(value) => write!(f, "{value:?}"),
        }
    }
}
