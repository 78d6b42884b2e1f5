//! The shape of what travels: parameters, fields, their types and constraints.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Bounds, Fact, Format, Number, is_default};

/// A request parameter or a response field, with everything below it. Of a list, `allowed`, `range`, `length`, `format` and
/// `unit` are about its items, `size` about itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name on the wire, exactly.
    pub name: String,
    /// Where a parameter travels; absent below the top level and in responses.
    #[serde(rename = "in", default, skip_serializing_if = "is_default")]
    pub location: Option<Location>,
    /// The type; of a parameter with an [`Encoding`], the type of what is inside.
    #[serde(rename = "type")]
    pub ty: Type,
    /// How a list or an object is packed into one string; absent: flattened as `Name.1`, `Name.Field`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub encoding: Option<Encoding>,
    /// Whether the page says that the parameter must be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// Whether the page says that the parameter must be given under a condition, which its prose tells.
    #[serde(default, skip_serializing_if = "is_default")]
    pub conditional: bool,
    /// Whether the page says that it is not to be used any more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deprecated: bool,
    /// Whether the page says that it is in a preview, so that not everybody can use it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub preview: bool,
    /// Whether the value is a secret, such as a password, which no log and no debug output may show.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensitive: bool,
    /// The page's example value, as text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub example: String,
    /// What the page says of it, as Markdown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
    /// The values that the page lists, in its order. The list is open: a service may know more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub allowed: Vec<AllowedValue>,
    /// The value that the service takes where none is given, as text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: String,
    /// The least and the greatest number that the page names, both included. Values in `allowed` may lie outside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub range: Bounds<Number>,
    /// The least and the greatest length of a text, in characters or, where the page counts so, in bytes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub length: Bounds<u64>,
    /// The least and the greatest number of values: of the items of a list, or of the values in a text that holds several.
    #[serde(default, skip_serializing_if = "is_default")]
    pub size: Bounds<u64>,
    /// How a text or a number is to be read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub format: Option<Format>,
    /// What a number counts: a usual symbol such as `s`, `ms`, `GB`, `Mbit/s`, `%`; empty: the page does not say.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: String,
    /// How sure the place in the tree is, 0 to 1; absent: sure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub confidence: Option<f32>,
    /// How sure the facts are that were guesses, 0 to 1, by their keys; a fact that is not named here is sure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub guessed: BTreeMap<Fact, f32>,
    /// What an array holds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Option<Box<Items>>,
    /// What an object holds, in the page's order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
}

impl Field {
    /// Whether a fact is stated.
    pub fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::Allowed => !self.allowed.is_empty(),
            Fact::Default => !self.default.is_empty(),
            Fact::Range => !self.range.is_open(),
            Fact::Length => !self.length.is_open(),
            Fact::Size => !self.size.is_open(),
            Fact::Format => self.format.is_some(),
            Fact::Unit => !self.unit.is_empty(),
            Fact::Deprecated => self.deprecated,
            Fact::Preview => self.preview,
            Fact::Conditional => self.conditional,
            Fact::Sensitive => self.sensitive,
        }
    }

    /// Whether a parameter can be the one by which a service knows that a call is a repetition: a text outside the path, for
    /// the client makes one up where the caller gives none.
    pub fn can_be_client_token(&self) -> bool {
        self.ty == Type::String && self.location != Some(Location::Path)
    }
}

/// What an array holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Items {
    /// The type of one item.
    #[serde(rename = "type")]
    pub ty: Type,
    /// What an item holds, where it is an array itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Option<Box<Items>>,
    /// What an item holds, where it is an object.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
}

/// The types of the specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum Type {
    #[default]
    String,
    Int32,
    Int64,
    Float,
    Double,
    Boolean,
    Object,
    Array,
    /// An object whose keys are data.
    Map,
    /// Not known: any JSON value.
    Any,
}

impl Type {
    /// Whether values of the type hold other values.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Object | Self::Array | Self::Map)
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::String => "string",
            Self::Int32 => "int32",
            Self::Int64 => "int64",
            Self::Float => "float",
            Self::Double => "double",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
            Self::Map => "map",
            Self::Any => "any",
        })
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the path, in the place of `{Name}`.
    Path,
    /// In the query string.
    Query,
    /// As a header.
    Header,
    /// In a form body, `application/x-www-form-urlencoded`.
    Form,
    /// In a JSON body, as a member of its root object.
    Json,
}

/// How a list or an object is packed into one string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// As JSON text.
    Json,
    /// As values joined by commas.
    Comma,
}

/// One value of a list of allowed ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowedValue {
    /// The value, as text.
    pub value: String,
    /// What the page says of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub description: String,
}
