//! Structs and types as they are printed.

use super::docs::{FieldDocs, StructDocs};
#[derive(Clone, Debug)]
pub struct Struct {
    pub name: String,
    pub fields: Vec<StructField>,
    /// Whether values of the type are sent, so that it needs setters.
    pub sent: bool,
    pub docs: StructDocs,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct StructField {
    /// The name on the wire.
    pub wire: String,
    pub ident: String,
    /// The setter, where the struct has any.
    pub setter: String,
    pub ty: Ty,
    /// The key of the wrapper around the list, where the wire has one.
    pub wrapper: Option<String>,
    /// The page's example, as text.
    pub example: String,
    /// Whether some place of the struct requires it, so that an example without it would be refused there.
    pub needed: bool,
    /// Whether the value is boxed, because the type holds itself.
    pub boxed: bool,
    /// Whether the value is a secret, which `Debug` hides.
    pub sensitive: bool,
    pub docs: FieldDocs,
}

/// A Rust type; structs by their resolved names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    Text,
    Int32,
    Int64,
    Float,
    Double,
    Boolean,
    Any,
    Struct(String),
    List(Box<Ty>),
    Map(Box<Ty>),
}

impl Ty {
    /// The struct that a value of the type holds directly or in lists and maps.
    pub fn inner_struct(&self) -> Option<&str> {
        match self {
            Self::Struct(name) => Some(name),
            Self::List(inner) | Self::Map(inner) => inner.inner_struct(),
            _ => None,
        }
    }
}
