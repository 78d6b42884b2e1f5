//! The facts of the documentation; the templates in `templates/docs/` make sentences of them. All texts are Markdown that
//! rustdoc accepts, and `code` is what stands in backticks.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::emit::place::Direction;
use crate::ir::{Format, Location, ResponseKind};

use super::packing::Packing;

/// What is said of a product.
#[derive(Clone, Debug, Serialize)]
pub struct ProductDocs {
    /// The name for people.
    pub title: String,
    /// The version of the API.
    pub version: String,
}

/// What is said of an operation where the client calls it.
#[derive(Clone, Debug, Serialize)]
pub struct MethodDocs {
    /// The page's first sentence; empty: it has none.
    pub summary: String,
    /// The name on the wire as code.
    pub code: String,
    /// What the page says beyond that.
    pub description: String,
    /// Whether the page says that it is deprecated.
    pub deprecated: bool,
    /// Whether the page says that it is in a preview.
    pub preview: bool,
    /// How a long list comes in parts; absent: it does not.
    pub pages: Option<Pages>,
    /// Whether there is a paginator.
    pub paginates: bool,
    /// The Rust module of the product.
    pub module: String,
    pub builder: String,
    /// Method and path as code.
    pub request_line: String,
    /// The link to the page on the vendor's site; empty: there is none.
    pub link: String,
    /// What the service requires.
    pub arguments: Vec<ArgumentDocs>,
    /// The errors that the page lists.
    pub errors: Vec<ErrorDocs>,
}

/// How a long list comes in several responses: names and paths as code, empty where there is none.
#[derive(Clone, Debug, Serialize)]
pub struct Pages {
    /// The parameter that says which part is meant.
    pub position: String,
    /// The parameter that says how many items a part has at most.
    pub size: String,
    /// The field that says how many items there are in all.
    pub total: String,
    /// The field that says which part is next.
    pub next: String,
}

/// What is said of an argument.
#[derive(Clone, Debug, Serialize)]
pub struct ArgumentDocs {
    pub ident: String,
    /// What it is, on one line.
    pub text: String,
}

/// What an operation says of one of its errors.
#[derive(Clone, Debug, Serialize)]
pub struct ErrorDocs {
    pub code: String,
    /// The HTTP status, where the page states one.
    pub status: Option<u16>,
    /// The message or the cause, on one line.
    pub text: String,
}

/// What is said of a builder.
#[derive(Clone, Debug, Serialize)]
pub struct BuilderDocs {
    /// The name of the operation as code.
    pub code: String,
    /// The Rust module of the product.
    pub module: String,
    /// The method of the client that makes the builder.
    pub method: String,
    /// Whether anything can be left out.
    pub setters: bool,
    /// Whether a call changes nothing.
    pub reads: bool,
    /// The field of the response that tells success, as code; empty: the status tells it.
    pub success: String,
    /// The setter of the parameter that makes a call safe to repeat; empty: there is none.
    pub client_token: String,
    /// What a call hands out.
    pub output: OutputDocs,
}

/// What is said of what a call hands out.
#[derive(Clone, Debug, Serialize)]
pub struct OutputDocs {
    /// The name of the operation as code.
    pub code: String,
    /// What the response is.
    pub kind: ResponseKind,
    /// The fields that an XML document has, by their wire paths as code.
    pub fields: Vec<String>,
}

/// What is said of what makes a paginator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaginatorDocs {
    /// The parameter that says which part is meant, as code.
    pub position: String,
    /// Whether it is known which list of the response pages.
    pub list: bool,
}

/// What is said of a waiter; times in seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WaiterDocs {
    /// What it is called.
    pub name: String,
    /// The states that were waited for, as code.
    pub success: Vec<String>,
    /// The states that end the wait with an error, as code.
    pub failure: Vec<String>,
    pub interval: u64,
    pub max_interval: u64,
    /// How long to wait in all.
    pub deadline: u64,
}

/// What is said of a parameter.
#[derive(Clone, Debug, Serialize)]
pub struct ParameterDocs {
    /// What is said of every field.
    #[serde(flatten)]
    pub field: FieldDocs,
    /// Where it travels.
    pub location: Location,
    /// How it is packed.
    pub packing: Packing,
}

/// What is said of a parameter or of a field.
#[derive(Clone, Debug, Serialize)]
pub struct FieldDocs {
    /// What the page says.
    pub text: String,
    /// The wire name as code.
    pub code: String,
    /// The type, where its Rust type does not say it.
    pub of_type: Option<OfType>,
    /// The values that the page lists; none where the text tells them.
    pub allowed: Vec<ValueDocs>,
    /// Whether the service requires it.
    pub required: bool,
    /// Numbers; an end is empty where it is open or where the text names it.
    pub range: Ends,
    /// Characters, alike.
    pub length: Ends,
    /// Values, alike.
    pub size: Ends,
    /// How values are to be read; absent where the text says it.
    pub format: Option<Format>,
    /// All other facts by their keys, values as code; empty where there is none or the text tells it.
    #[serde(flatten)]
    pub facts: BTreeMap<&'static str, String>,
    /// The example as code.
    pub example: String,
}

/// A type of which the Rust type does not say what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum OfType {
    /// Any JSON value.
    Any,
    /// A map, its keys being data.
    Map,
}

/// What is said of a value of a list of known ones.
#[derive(Clone, Debug, Serialize)]
pub struct ValueDocs {
    /// The value as code.
    pub code: String,
    /// What it means, on one line.
    pub text: String,
}

/// The ends of bounds as texts.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Ends {
    pub min: String,
    pub max: String,
}

/// What is said of a struct.
#[derive(Clone, Debug)]
pub enum StructDocs {
    /// Of a type that parameters or responses hold.
    Type(TypeDocs),
    /// Of the output of an operation.
    Output(OutputDocs),
}

/// What is said of a type.
#[derive(Clone, Debug, Serialize)]
pub struct TypeDocs {
    /// What the page says.
    pub text: String,
    /// The wire name as code.
    pub code: String,
    /// Whether it stands in parameters.
    pub is_sent: bool,
    /// Whether it stands in responses.
    pub is_received: bool,
    /// The first of its places.
    pub uses: Vec<PlaceDocs>,
    /// How many more there are.
    pub more: usize,
}

/// Where a type stands.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceDocs {
    /// In parameters or in a response.
    pub direction: Direction,
    /// The wire path as code.
    pub path: String,
    /// The operation as code.
    pub operation: String,
}

/// What is said of a code of the error enum.
#[derive(Clone, Debug, Serialize)]
pub struct CodeDocs {
    pub code: String,
    /// The statuses and messages with which it comes.
    pub reasons: Vec<ReasonDocs>,
}

/// A status and a message with which an error code comes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ReasonDocs {
    /// The HTTP status, where the page states one.
    pub status: Option<u16>,
    /// The message or the cause, on one line.
    pub text: String,
}
