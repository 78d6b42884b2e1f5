//! Where types are needed: walks requests and responses and names every place that holds an object.
//!
//! A place is written `Operation:request:Wire.Path[]` or `Operation:response:Wire.Path[]`; `[]` steps into the items of
//! a list, `{}` into the values of a map. A backslash stands before a character of a wire name that has a meaning here.

use crate::ir::{Field, Items, Operation, Type};

use super::names::{Case, ident, singular};
use super::registry::TypeRegistry;

/// What travels in which direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// In parameters.
    Request,
    /// In the answer.
    Response,
}

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

/// A place that holds an object which becomes a struct.
#[derive(Clone, Debug)]
pub struct Use<'a> {
    /// The place, as the registry writes it.
    pub place: String,
    /// The operation.
    pub operation: &'a str,
    /// Whether values of the type are sent or received.
    pub direction: Direction,
    /// What the object is called on the wire, in the singular and as a type name.
    pub container: String,
    /// The same of the object that holds this one; absent at the top.
    pub parent: Option<String>,
    /// The place of the struct that holds this one, and the way from there; absent at the top.
    pub inside: Option<(String, String)>,
    /// How many structs hold this one.
    pub depth: usize,
    /// What the page says of the field that holds the object.
    pub description: &'a str,
    /// The fields, in the page's order.
    pub fields: &'a [Field],
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
    pub fn node(self, place: &str, registry: &TypeRegistry) -> Node<'a> {
        match self.ty {
            Type::Any => Node::Any,
            Type::Map => Node::Map(self.items.map_or(Self::ANY, Self::from)),
            Type::Array => Node::List(self.items.map_or(Self::ANY, Self::from)),
            Type::Object => match self.fields {
                [] => Node::Map(Self::ANY),
                [only] if only.ty == Type::Array && is_hideable(place) && registry.type_of(place).is_none() => {
                    Node::Wrapper(only)
                }
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

/// The place of a parameter or of a field of the answer.
pub fn root(operation: &str, direction: Direction, name: &str) -> String {
    let direction = match direction {
        Direction::Request => "request",
        Direction::Response => "response",
    };
    format!("{}:{direction}:{}", escape(operation), escape(name))
}

/// The place of a field below a place.
pub fn member(place: &str, name: &str) -> String {
    format!("{place}.{}", escape(name))
}

/// Every place of an operation that becomes a struct, and every wrapper, from the top down.
pub fn collect<'a>(operation: &'a Operation, registry: &TypeRegistry) -> (Vec<Use<'a>>, Vec<String>) {
    let mut walk = Walk {
        operation: &operation.operation,
        direction: Direction::Request,
        registry,
        uses: vec![],
        wrappers: vec![],
    };
    for direction in [Direction::Request, Direction::Response] {
        walk.direction = direction;
        let fields = match direction {
            Direction::Request => &operation.request,
            Direction::Response => &operation.response,
        };
        for field in fields {
            let place = root(&operation.operation, direction, &field.name);
            walk.view(
                field.into(),
                &place,
                &Around { name: &field.name, parent: None, inside: None, depth: 0, description: &field.description },
            );
        }
    }
    (walk.uses, walk.wrappers)
}

struct Walk<'a, 'r> {
    operation: &'a str,
    direction: Direction,
    registry: &'r TypeRegistry,
    uses: Vec<Use<'a>>,
    wrappers: Vec<String>,
}

/// What surrounds a place.
#[derive(Clone)]
struct Around<'a> {
    name: &'a str,
    parent: Option<String>,
    inside: Option<String>,
    depth: usize,
    description: &'a str,
}

impl<'a> Walk<'a, '_> {
    fn view(&mut self, view: View<'a>, place: &str, around: &Around<'a>) {
        match view.node(place, self.registry) {
            Node::Scalar(_) | Node::Any => {}
            Node::Map(values) => self.view(values, &format!("{place}{{}}"), around),
            Node::List(items) => self.view(items, &format!("{place}[]"), around),
            Node::Wrapper(list) => {
                self.wrappers.push(place.to_owned());
                self.view(list.into(), &member(place, &list.name), &Around { name: &list.name, ..around.clone() });
            }
            Node::Struct(fields) => {
                let listed = place.ends_with("[]") || place.ends_with("{}");
                let name = if listed { singular(around.name) } else { around.name.to_owned() };
                let container = ident(&name, Case::Camel);
                for field in fields {
                    let inner = Around {
                        name: &field.name,
                        parent: Some(container.clone()),
                        inside: Some(place.to_owned()),
                        depth: around.depth + 1,
                        description: &field.description,
                    };
                    self.view(field.into(), &member(place, &field.name), &inner);
                }
                self.uses.push(Use {
                    place: place.to_owned(),
                    operation: self.operation,
                    direction: self.direction,
                    container,
                    parent: around.parent.clone(),
                    inside: around.inside.as_ref().map(|outer| (outer.clone(), place[outer.len()..].to_owned())),
                    depth: around.depth,
                    description: around.description,
                    fields,
                });
            }
        }
    }
}

/// Whether a wrapper at a place can be hidden: it must be a field, which can name it. A parameter is none, nor is an item.
fn is_hideable(place: &str) -> bool {
    let is_item = place.ends_with("[]") || place.ends_with("{}");
    !is_item && !is_parameter(place)
}

/// Whether a place is a parameter itself.
fn is_parameter(place: &str) -> bool {
    place.split_once(":request:").is_some_and(|(_, path)| {
        let mut escaped = false;
        !path.chars().any(|char| {
            let special = !escaped && matches!(char, '.' | '[' | '{');
            escaped = char == '\\' && !escaped;
            special
        })
    })
}

/// A wire name as a step of a place.
pub fn escape(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in name.chars() {
        if matches!(char, '.' | '[' | ']' | '{' | '}' | ':' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}
