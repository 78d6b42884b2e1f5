//! The shape of what travels: parameters, fields, their types and constraints.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::constraint::{AllowedValue, Bounds, Format, Number};
use super::default::is_default;
use super::fact::{Fact, facts};

macro_rules! define {
    (
        flags { $($(#[$flag_doc:meta])* $flag:ident: $Flag:ident, $words:literal;)* }
        values { $($(#[$doc:meta])* $value:ident: $Value:ident, $ty:ty;)* }
    ) => {
        /// A request parameter or a response field, with everything below it. Of a list, `allowed`, `range`, `length`, `format`
        /// and `unit` are about its items, `size` about itself.
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
            $(
                $(#[$flag_doc])*
                #[serde(default, skip_serializing_if = "is_default")]
                pub $flag: bool,
            )*
            /// The page's example value, as text.
            #[serde(default, skip_serializing_if = "is_default")]
            pub example: String,
            /// What the page says of it, as Markdown.
            #[serde(default, skip_serializing_if = "is_default")]
            pub description: String,
            $(
                $(#[$doc])*
                #[serde(default, skip_serializing_if = "is_default")]
                pub $value: $ty,
            )*
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
    };
}
facts!(define);

impl Field {
    /// Whether a parameter can be the one by which a service knows that a call is a repetition: a text outside the address, for
    /// the client makes one up where the caller gives none.
    pub fn can_be_client_token(&self) -> bool {
        let is_message = !matches!(self.location, Some(Location::Path | Location::Body | Location::Host));
        self.ty == Type::String && is_message
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
    /// As the whole JSON body, such as a list; the name does not travel.
    Body,
    /// In the host, as a label before those of the endpoint.
    Host,
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
