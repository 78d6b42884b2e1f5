//! What is printed: every name, type, path and line of documentation decided. The printers only arrange it.

use crate::ir::{EndpointRule, Literal, Location, PaginationKind, Style};

use super::example::Example;

/// A product.
#[derive(Clone, Debug)]
pub struct Product {
    /// The Rust module and the cargo feature.
    pub module: String,
    /// The name for people, without markup.
    pub title: String,
    /// The name on the wire.
    pub wire: String,
    /// The version of the API.
    pub version: String,
    /// How calls are laid out.
    pub style: Style,
    /// The parameter that carries the region.
    pub region: Option<String>,
    /// The first label of the hosts.
    pub prefix: String,
    /// How hosts are formed.
    pub rule: EndpointRule,
    /// Public hosts by region.
    pub public: Vec<(String, String)>,
    /// Private hosts by region.
    pub vpc: Vec<(String, String)>,
    /// The location service's code of the product; empty: there is none.
    pub location: String,
    /// The operations, by name.
    pub operations: Vec<Operation>,
    /// The types, by name.
    pub types: Vec<Struct>,
    /// The wrappers of lists, by module.
    pub wrappers: Vec<Wrapper>,
    /// The error codes, by code.
    pub errors: Vec<ErrorCode>,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name on the wire.
    pub wire: String,
    /// The module, and the file without its ending.
    pub module: String,
    /// The method of the client.
    pub method: String,
    /// The builder.
    pub builder: String,
    /// The answer.
    pub output: Struct,
    /// The HTTP method.
    pub http: Http,
    /// The path, piece by piece.
    pub path: Vec<PathPart>,
    /// The parameters, in the page's order.
    pub parameters: Vec<Parameter>,
    /// Whether a call changes nothing.
    pub reads: bool,
    /// The parameter, by its index, that makes a call safe to repeat.
    pub client_token: Option<usize>,
    /// How a call asks for the parts of a long list, where it does.
    pub paging: Option<Paging>,
    /// The documentation of what makes a paginator of the call.
    pub paginator_docs: String,
    /// What can be waited for by repeating the call.
    pub waiters: Vec<Waiter>,
    /// Where the specification comes from, for the first line of the file.
    pub source: String,
    /// Whether the page says that it is deprecated.
    pub deprecated: bool,
    /// The documentation of the client's method.
    pub docs: String,
    /// The documentation of the builder.
    pub builder_docs: String,
    /// The page's example of an answer, as JSON text; empty: there is none.
    pub response_example: String,
    /// The places of the answer that the specification knows, for the test.
    pub known: Vec<String>,
}

/// The members that lead to a member of an answer, by their identifiers.
pub type Way = Vec<String>;

/// How a call asks for the parts of a long list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// What the next part is asked for by.
    pub kind: PaginationKind,
    /// The number of the first page or item.
    pub first: i64,
    /// The parameter that says which part is meant, by its index.
    pub position: usize,
    /// The parameter that says how many items a part has at most, by its index.
    pub size: Option<usize>,
    /// The list in the answer and the type of its items; absent where it is not known which of several it is.
    pub list: Option<(Way, Ty)>,
    /// How many items there are in all.
    pub total: Option<Way>,
    /// How many items a part has at most, as the service understood it.
    pub answered: Option<Way>,
    /// The token of the next part.
    pub next: Option<Way>,
}

/// A method that repeats a call until its answer shows an end; times in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The method.
    pub method: String,
    /// The first delay.
    pub interval: u64,
    /// The longest delay.
    pub max_interval: u64,
    /// How long to wait in all.
    pub deadline: u64,
    /// The ends; the first one counts whose conditions all hold.
    pub outcomes: Vec<Outcome>,
    /// The documentation of the method.
    pub docs: String,
}

/// An end of a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What the state is called.
    pub state: String,
    /// Whether it is what was waited for.
    pub is_success: bool,
    /// What must hold.
    pub conditions: Vec<Condition>,
}

/// A member of the answer with the value that it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The member.
    pub way: Way,
    /// The value, which its type can hold.
    pub value: Literal,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Http {
    Get,
    Post,
    Put,
    Delete,
    Patch,
    Head,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text, encoded.
    Text(String),
    /// The value of the parameter at this index.
    Parameter(usize),
}

/// A request parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub wire: String,
    /// The setter, argument and field.
    pub ident: String,
    /// The type.
    pub ty: Ty,
    /// Where it travels.
    pub location: Location,
    /// How it is packed.
    pub packing: Packing,
    /// Whether it is an argument rather than a setter.
    pub required: bool,
    /// Whether it is a secret, which `Debug` hides.
    pub sensitive: bool,
    /// The documentation of the setter.
    pub docs: String,
    /// A value for examples and tests.
    pub example: Example,
}

/// How a parameter is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// As it is; lists and objects flattened.
    Plain,
    /// As JSON text.
    Json,
    /// Joined by commas.
    Comma,
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name.
    pub name: String,
    /// The fields.
    pub fields: Vec<StructField>,
    /// Whether values of the type are sent, so that it needs setters.
    pub sent: bool,
    /// The documentation.
    pub docs: String,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct StructField {
    /// The name on the wire.
    pub wire: String,
    /// The field.
    pub ident: String,
    /// The setter, where the struct has any.
    pub setter: String,
    /// The type.
    pub ty: Ty,
    /// The wrapper around the list, where the wire has one.
    pub wrapper: Option<Wrapper>,
    /// The page's example, as text.
    pub example: String,
    /// Whether the value is boxed, because the type holds itself.
    pub boxed: bool,
    /// Whether the value is a secret, which `Debug` hides.
    pub sensitive: bool,
    /// The documentation.
    pub docs: String,
}

/// A wrapper of lists: one key around the items.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wrapper {
    /// The module that reads and writes it.
    pub module: String,
    /// The key.
    pub wire: String,
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

/// A code of the error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorCode {
    /// The code on the wire.
    pub wire: String,
    /// The variant.
    pub ident: String,
    /// The documentation.
    pub docs: String,
}

impl Operation {
    /// The name of its example's file, without the ending: the wire name where that is an identifier.
    pub fn file(&self) -> &str {
        let plain = self.wire.len() <= 64 && self.wire.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if plain && !self.wire.is_empty() { &self.wire } else { &self.module }
    }
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
