//! A product as it is printed, and its error codes.

use serde::Serialize;

use crate::ir::{EndpointRule, Style};

use super::docs::{CodeDocs, ProductDocs};
use super::operation::Operation;
use super::types::Struct;
#[derive(Clone, Debug)]
pub struct Product {
    /// The Rust module and the cargo feature.
    pub module: String,
    /// The folder of the specification.
    pub specs_folder: String,
    /// The same on one line, for the first line of each file.
    pub source: String,
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
    /// The error codes, by code.
    pub errors: Vec<ErrorCode>,
    pub docs: ProductDocs,
}

/// A product as the files that all products share name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ProductEntry {
    /// The Rust module and the cargo feature.
    pub module: String,
    /// The name for people.
    pub title: String,
    /// The version of the API.
    pub version: String,
}

/// A code of the error enum.
#[derive(Clone, Debug)]
pub struct ErrorCode {
    /// The code on the wire.
    pub wire: String,
    pub ident: String,
    /// Whether the reference says wherever it lists the code that it passes by itself.
    pub transient: bool,
    pub docs: CodeDocs,
}
