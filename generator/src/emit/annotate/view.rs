//! What becomes of a value in Rust: a scalar, a list, a map, a struct, or a list whose wrapper is hidden.

use crate::emit::place::Place;
use crate::emit::registry::TypeRegistry;
use crate::ir::{Field, Items, Type};

/// A type of the specification with what is below it, of a field or of an item alike.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The type.
    pub ty: Type,
    /// What an array or a map holds.
    pub items: Option<&'a Items>,
    /// What an object holds.
    pub fields: &'a [Field],
}

/// What becomes of a place in Rust.
#[derive(Clone, Copy, Debug)]
pub enum Node<'a> {
    /// A string, number or boolean.
    Scalar(Type),
    /// Any JSON value.
    Any,
    /// A map of the view's values.
    Map(View<'a>),
    /// A list of the view's items.
    List(View<'a>),
    /// An object that only wraps the list in its one field; Rust sees the list alone.
    Wrapper(&'a Field),
    /// A struct of its own.
    Struct(&'a [Field]),
}

impl<'a> From<&'a Field> for View<'a> {
    fn from(field: &'a Field) -> Self {
        Self { ty: field.ty, items: field.items.as_deref(), fields: &field.fields }
    }
}

impl<'a> From<&'a Items> for View<'a> {
    fn from(items: &'a Items) -> Self {
        Self { ty: items.ty, items: items.items.as_deref(), fields: &items.fields }
    }
}

impl<'a> View<'a> {
    /// A value of which nothing is known.
    pub const ANY: Self = Self { ty: Type::Any, items: None, fields: &[] };

    /// What the value at a place becomes. A place that the registry knows as a struct stays one.
    pub fn node(self, place: &Place, registry: &TypeRegistry) -> Node<'a> {
        match self.ty {
            Type::Any => Node::Any,
            Type::Map => Node::Map(self.items.map_or(Self::ANY, Self::from)),
            Type::Array => Node::List(self.items.map_or(Self::ANY, Self::from)),
            Type::Object => match self.fields {
                [] => Node::Map(Self::ANY),
                [only] if only.ty == Type::Array && place.is_field() && !registry.knows(place) => Node::Wrapper(only),
                fields => Node::Struct(fields),
            },
            scalar => Node::Scalar(scalar),
        }
    }

    /// The shape as a text: equal for equal wire names and types, whatever the order of the rows.
    pub fn shape(self) -> String {
        match self.ty {
            Type::Object => shape(self.fields),
            Type::Array | Type::Map => {
                format!(
                    "{}<{}>",
                    self.ty,
                    self.items.map_or_else(|| "any".to_owned(), |items| Self::from(items).shape())
                )
            }
            ty => ty.to_string(),
        }
    }
}

/// The shape of an object's fields.
pub fn shape(fields: &[Field]) -> String {
    let mut parts: Vec<String> =
        fields.iter().map(|field| format!("{:?}:{}", field.name, View::from(field).shape())).collect();
    parts.sort();
    format!("{{{}}}", parts.join(","))
}
