//! What calls must look like, read from the specification's YAML files.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What a call of one operation must look like, and what it is answered with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Expected {
    /// The operation's name.
    pub operation: String,
    /// The product's name.
    pub product: String,
    /// The version of the product's API.
    pub version: String,
    /// How calls are laid out.
    pub style: Style,
    /// The HTTP methods that are taken.
    pub methods: Vec<String>,
    /// The path, with parameters as `{Name}`; `/` for RPC.
    pub path: String,
    /// The body of an ordinary answer.
    pub response_example: String,
    /// The query parameter that carries the region in every call of the product.
    pub(crate) region: Option<String>,
    /// The parameters.
    pub(crate) request: Vec<Field>,
}

/// How a call is laid out on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// One path, the operation named by the call.
    Rpc,
    /// A path and a method for each operation.
    Roa,
}

/// Why a specification cannot be used: which file, and what is wrong with it.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    problem: String,
}

/// A parameter, or a field below one.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(rename = "in")]
    pub(crate) location: Option<Location>,
    pub(crate) encoding: Option<Encoding>,
    #[serde(default)]
    pub(crate) required: bool,
    #[serde(flatten)]
    pub(crate) shape: Shape,
}

/// What a value is made of.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Shape {
    #[serde(rename = "type")]
    pub(crate) ty: Type,
    pub(crate) items: Option<Box<Shape>>,
    #[serde(default)]
    pub(crate) fields: Vec<Field>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Type {
    String,
    Int32,
    Int64,
    Float,
    Double,
    Boolean,
    Object,
    Array,
    Map,
    Any,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Location {
    Path,
    Query,
    Header,
    Form,
    Json,
    Body,
    Host,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Encoding {
    Json,
    Comma,
}

/// The part of `product.yaml` that calls show.
#[derive(Deserialize)]
struct Product {
    product: String,
    version: String,
    region: Option<Region>,
}

#[derive(Deserialize)]
struct Region {
    name: String,
}

/// The part of an operation's file that calls show.
#[derive(Deserialize)]
struct Operation {
    operation: String,
    style: Style,
    #[serde(default)]
    method: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    request: Vec<Field>,
    /// The members of a JSON body that the page describes apart from the parameters.
    #[serde(default)]
    body: Vec<Field>,
    #[serde(default)]
    response_kind: String,
    #[serde(default)]
    response_example: String,
}

impl Expected {
    /// The operations of the product whose specification is in `folder`, by name; see [`Expected::read`].
    ///
    /// # Panics
    ///
    /// When the specification cannot be read, as a test should.
    #[track_caller]
    pub fn load(folder: impl AsRef<Path>) -> Vec<Self> {
        Self::read(folder).unwrap_or_else(|error| panic!("{error}"))
    }

    /// Reads `product.yaml` and `operations/*.yaml` in `folder`.
    ///
    /// # Errors
    ///
    /// A file that is absent or is not a specification, a folder without operations, an operation without method or
    /// path.
    pub fn read(folder: impl AsRef<Path>) -> Result<Vec<Self>, LoadError> {
        let folder = folder.as_ref();
        let product: Product = parse(&folder.join("product.yaml"))?;
        let operations = folder.join("operations");
        let listed = fs::read_dir(&operations).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
        let listed = listed.map_err(|error| LoadError::new(&operations, error.to_string()))?;
        let mut files: Vec<PathBuf> = listed.iter().map(|entry| entry.path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "yaml"));
        files.sort();
        if files.is_empty() {
            return Err(LoadError::new(&operations, "holds no operation".into()));
        }
        files.iter().map(|file| Self::of(&product, file)).collect()
    }

    fn of(product: &Product, file: &Path) -> Result<Self, LoadError> {
        let operation: Operation = parse(file)?;
        let is_rpc = operation.style == Style::Rpc;
        if !is_rpc && (operation.method.is_empty() || !operation.path.starts_with('/')) {
            return Err(LoadError::new(file, "a ROA operation needs a method and a path".into()));
        }
        // Where the specification leaves the method of an RPC operation open, the service takes both.
        let method = if operation.method.is_empty() { "GET|POST" } else { operation.method.as_str() };
        let path = if operation.path.is_empty() { "/".into() } else { operation.path };
        let response_example = operation.response_example;
        let in_body = |field: &Field| field.location.filter(|location| *location == Location::Body);
        let members = operation.body.into_iter();
        let members = members.map(|field| Field { location: Some(in_body(&field).unwrap_or(Location::Json)), ..field });
        Ok(Self {
            operation: operation.operation,
            product: product.product.clone(),
            version: product.version.clone(),
            style: operation.style,
            methods: method.split('|').map(|method| method.trim().to_owned()).collect(),
            path,
            response_example: match (response_example.trim(), operation.response_kind.as_str()) {
                ("", "list") => "[]".into(),
                ("", _) => "{}".into(),
                _ => response_example,
            },
            region: product.region.as_ref().map(|region| region.name.clone()),
            request: operation.request.into_iter().chain(members).collect(),
        })
    }
}

impl Shape {
    /// Whether values hold other values.
    pub(crate) fn is_container(&self) -> bool {
        matches!(self.ty, Type::Object | Type::Array | Type::Map)
    }
}

impl LoadError {
    fn new(path: &Path, problem: String) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; `cargo xtask regen` writes the specification", self.path.display(), self.problem)
    }
}

impl std::error::Error for LoadError {}

fn parse<T: DeserializeOwned>(file: &Path) -> Result<T, LoadError> {
    let text = fs::read_to_string(file).map_err(|error| LoadError::new(file, error.to_string()))?;
    serde_yaml::from_str(&text).map_err(|error| LoadError::new(file, error.to_string()))
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

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Form => "form body",
            Self::Json => "JSON body",
            Self::Body => "body",
            Self::Host => "host",
        })
    }
}
