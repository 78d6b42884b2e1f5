//! The truth: what the vendor's own SDKs and metadata say of the operations of a product, a JSON file each.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::paths::{Kind, Node, Paths, Place, dotted};
use crate::diagnostic::Diagnostic;

/// The truths of products.
#[derive(Debug)]
pub struct Truths {
    by_product: HashMap<(String, String), Truth>,
    /// Whether only some products are asked about.
    pub(super) chosen: bool,
}

/// What is true of a product.
#[derive(Debug, Deserialize)]
pub struct Truth {
    /// The product.
    pub product: String,
    /// The version of its API.
    pub version: String,
    /// `rpc` or `roa`.
    pub style: String,
    /// Whether nothing is known of the responses.
    #[serde(default)]
    pub request_only: bool,
    /// The operations by name.
    pub operations: BTreeMap<String, TrueOperation>,
}

/// What is true of an operation.
#[derive(Debug, Deserialize)]
pub struct TrueOperation {
    /// The method that the SDK sends.
    pub method: Option<String>,
    /// The methods that the metadata allow, joined by `|`.
    pub meta_method: Option<String>,
    /// The path.
    pub path: Option<String>,
    request: Vec<Parameter>,
    response: Option<Vec<Member>>,
}

#[derive(Debug, Deserialize)]
struct Parameter {
    name: String,
    #[serde(rename = "type")]
    ty: String,
    #[serde(rename = "in")]
    place: Option<String>,
    required: Option<bool>,
    meta_required: Option<bool>,
    #[serde(default)]
    encoding: Option<String>,
    #[serde(default)]
    under_encoding: Option<String>,
    #[serde(default)]
    variant: Value,
    #[serde(default)]
    in_from: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Member {
    path: String,
    #[serde(rename = "type")]
    ty: String,
}

impl Truths {
    /// Reads all truths of a folder, or those of some products, each named with its version or without.
    ///
    /// # Errors
    ///
    /// The folder cannot be read, holds no truth, a file that is none, or no truth of a product that is named.
    pub fn load(folder: &Path, products: &[String]) -> Result<Self, Diagnostic> {
        let failure = |message: String| {
            let help =
                "name a folder that holds truths: a JSON file a product, with product, version, style and operations";
            Diagnostic::new(folder.display().to_string(), "truth-unreadable", message, help)
        };
        let entries = fs::read_dir(folder).map_err(|cause| failure(format!("the truths cannot be read: {cause}")))?;
        let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
        let files: Vec<_> =
            paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
        if files.is_empty() {
            return Err(failure("the folder holds no truth (.json)".to_owned()));
        }
        let read = |path: &PathBuf| {
            let text = fs::read_to_string(path).map_err(|cause| cause.to_string());
            let truth = text.and_then(|text| serde_json::from_str::<Truth>(&text).map_err(|cause| cause.to_string()));
            truth.map_err(|cause| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                failure(format!("{name} holds no truth: {cause}"))
            })
        };
        let mut truths: Vec<Truth> = files.par_iter().map(read).collect::<Result<_, _>>()?;
        if let Some(name) = products.iter().find(|name| !truths.iter().any(|truth| truth.is_called(name))) {
            return Err(failure(format!("the folder holds no truth of {name}")));
        }
        truths.retain(|truth| products.is_empty() || products.iter().any(|name| truth.is_called(name)));
        Ok(Self { chosen: !products.is_empty(), ..truths.into_iter().collect() })
    }

    /// The truth of a product, if there is one.
    pub fn of(&self, product: &str, version: &str) -> Option<&Truth> {
        self.by_product.get(&key(product, version))
    }
}

impl FromIterator<Truth> for Truths {
    fn from_iter<I: IntoIterator<Item = Truth>>(truths: I) -> Self {
        let by_product = truths.into_iter().map(|truth| (key(&truth.product, &truth.version), truth)).collect();
        Self { by_product, chosen: false }
    }
}

/// Names of products differ in case between pages and SDKs.
fn key(product: &str, version: &str) -> (String, String) {
    (product.to_lowercase(), version.to_owned())
}

impl Truth {
    /// The name of the product with its version.
    pub fn name(&self) -> String {
        format!("{}-{}", self.product, self.version)
    }

    /// Whether a product has a name, with its version or without.
    fn is_called(&self, name: &str) -> bool {
        name.eq_ignore_ascii_case(&self.product) || name.eq_ignore_ascii_case(&self.name())
    }

    /// The fields of an operation's response; absent where nothing is known of them.
    pub fn response(&self, operation: &str) -> Option<Paths> {
        let members = self.operations.get(operation)?.response.as_ref().filter(|_| !self.request_only)?;
        let node = |member: &Member| Node { kind: Kind::named(&member.ty), ..Node::default() };
        Some(members.iter().map(|member| (member.path.clone(), node(member))).collect())
    }
}

impl TrueOperation {
    /// The parameters of the request. Whether they are required is the SDK's word, else the metadata's.
    pub fn request(&self) -> Paths {
        let node = |parameter: &Parameter| Node {
            kind: Kind::named(&parameter.ty),
            place: parameter.place.as_deref().and_then(Place::named),
            required: parameter.required.or(parameter.meta_required),
            encoded: parameter.encoding.is_some(),
            json: parameter.encoding.as_deref() == Some("json"),
            under: parameter.under_encoding.is_some() || parameter.variant == Value::Bool(true),
            implied: false,
            from_sdk: parameter.in_from.as_deref() == Some("sdk"),
        };
        self.request.iter().map(|parameter| (dotted(&parameter.name), node(parameter))).collect()
    }
}
