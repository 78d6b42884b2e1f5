//! An operation as it is printed: how it is called, paged and waited for.

use serde::Serialize;

use crate::ir::{Literal, Location, PaginationKind};

use super::docs::{BuilderDocs, MethodDocs, PaginatorDocs, ParameterDocs, WaiterDocs};
use super::example::Example;
use super::packing::Packing;
use super::types::{Struct, Ty};
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name on the wire.
    pub wire: String,
    /// The module, and the file without its ending.
    pub module: String,
    /// The method of the client.
    pub method: String,
    pub builder: String,
    /// What a call hands out.
    pub output: Output,
    /// The HTTP method.
    pub http: Http,
    /// The path, piece by piece.
    pub path: Vec<PathPart>,
    /// The parameters, in the page's order.
    pub parameters: Vec<Parameter>,
    /// What the runtime is told about repeating a call.
    pub effect: Effect,
    /// The parameter, by its index, that makes a call safe to repeat.
    pub client_token: Option<usize>,
    /// The field at the root of the response that tells success, and its values that do; absent: the status tells it.
    pub success: Option<(String, Vec<String>)>,
    /// How a call asks for the parts of a long list, where it does.
    pub paging: Option<Paging>,
    /// What can be waited for by repeating the call.
    pub waiters: Vec<Waiter>,
    /// Where the specification comes from, for the first line of the file.
    pub source: String,
    /// Whether the page says that it is deprecated.
    pub deprecated: bool,
    /// The documentation of the client's method.
    pub docs: MethodDocs,
    /// The documentation of the builder.
    pub builder_docs: BuilderDocs,
    /// The page's example of a response, as text; empty: there is none.
    pub response_example: String,
    /// The places of the response that the specification knows, for the test.
    pub known: Vec<String>,
    /// Where the example of a response contradicts the specification, for the test.
    pub mismatches: Vec<Mismatch>,
}

/// A value of an example that is not what the specification says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// Where it stands, with the numbers of items: `Changes.Change[0].Id`.
    pub path: String,
    /// The kind of what stands there.
    pub found: &'static str,
}

/// What a call hands out.
#[derive(Clone, Debug)]
pub enum Output {
    /// The fields of a JSON document.
    Struct(Struct),
    /// A JSON list of such documents.
    List(Struct),
    /// The body as it came.
    Bytes,
    /// The body as text.
    Text,
    /// Nothing.
    Nothing,
}

/// What the runtime is told about repeating a call that may have arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// What follows from the HTTP method: GET and HEAD read, all others write.
    OfMethod,
    /// The call reads, whatever its method.
    Reads,
    /// The call writes, whatever its method.
    Writes,
}

/// The members that lead to a member of a response, by their identifiers.
pub type MemberPath = Vec<String>;

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
    /// The list in the response and the type of its items; absent where it is not known which of several it is.
    pub list: Option<(MemberPath, Ty)>,
    /// How many items there are in all.
    pub total: Option<MemberPath>,
    /// How many items a part has at most, as the service understood it.
    pub answered: Option<MemberPath>,
    /// The token of the next part.
    pub next: Option<MemberPath>,
    /// The documentation of what makes a paginator.
    pub docs: PaginatorDocs,
}

/// A method that repeats a call until its response shows an end; times in seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiter {
    pub method: String,
    pub interval: u64,
    pub max_interval: u64,
    /// How long to wait in all.
    pub deadline: u64,
    /// The ends; the first one counts whose conditions all hold.
    pub outcomes: Vec<Outcome>,
    /// The documentation of the method.
    pub docs: WaiterDocs,
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

/// A member of the response with the value that it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub member: MemberPath,
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
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub wire: String,
    /// The setter, argument and field.
    pub ident: String,
    pub ty: Ty,
    /// Where it travels.
    pub location: Location,
    /// How it is packed.
    pub packing: Packing,
    /// Whether it is an argument rather than a setter.
    pub is_argument: bool,
    /// The documentation of the setter.
    pub docs: ParameterDocs,
    /// A value for examples and tests.
    pub example: Example,
}

/// Arguments, the receiver among them, from which clippy says that they are too many.
const MANY_ARGUMENTS: usize = 8;

impl Operation {
    /// The parameters that are arguments, in the page's order.
    pub fn arguments(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_argument)
    }

    /// The parameters that have setters, in the page's order.
    pub fn setters(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| !parameter.is_argument)
    }

    /// Whether there is an example of a response.
    pub fn has_example(&self) -> bool {
        !self.response_example.is_empty()
    }

    /// Whether clippy says that the arguments are too many.
    pub fn has_many_arguments(&self) -> bool {
        self.arguments().count() + 1 >= MANY_ARGUMENTS
    }

    /// The name of its example's file: the wire name where that is an identifier.
    pub fn example_file(&self) -> String {
        let plain = self.wire.len() <= 64 && self.wire.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let name = if plain && !self.wire.is_empty() { &self.wire } else { &self.module };
        let ending = match self.output {
            Output::Struct(_) | Output::List(_) => "json",
            Output::Bytes | Output::Text | Output::Nothing => "txt",
        };
        format!("{name}.{ending}")
    }
}

impl Output {
    /// Whether the body is ignored.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// The struct that the response or each of its items is decoded into, if it is.
    pub fn structure(&self) -> Option<&Struct> {
        match self {
            Self::Struct(structure) | Self::List(structure) => Some(structure),
            Self::Bytes | Self::Text | Self::Nothing => None,
        }
    }
}

impl Http {
    /// The method on the wire.
    pub fn verb(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
            Self::Patch => "PATCH",
            Self::Head => "HEAD",
        }
    }
}
