//! Emits Rust from the specification: IR → annotation, where everything is decided → text.
//!
//! Items come from `quote`, files and sentences from the templates in `templates/`, which are part of the binary. There
//! is no file IO here: what is emitted is handed back as texts by path.

mod annotate;
mod error;
mod literal;
mod markdown;
mod model;
mod names;
mod place;
mod print;
mod registry;
mod templates;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::ir;

pub use error::Error;
pub use registry::TypeRegistry;
use templates::Templates;

/// What is emitted for a product.
#[derive(Clone, Debug, Default)]
pub struct Emission {
    /// The texts of all files, by path relative to `generated/`.
    pub files: BTreeMap<String, String>,
    /// The registry of types with new places added and vanished ones dropped.
    pub registry: TypeRegistry,
    /// Findings about the specification, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The operations that errors among the findings concern: they, or parts of them, are left out.
    pub refused: BTreeSet<String>,
}

/// Emits one product. The order of `operations` does not matter; `specs` is the folder of the product's specification
/// relative to the workspace, such as `specs/webplus-2019-03-20`, which headers, messages and tests name.
///
/// # Errors
///
/// Only defects of the emission: what is wrong with the specification is among the diagnostics, and what it concerns is
/// left out.
pub fn emit(
    product: &ir::Product,
    operations: &[ir::Operation],
    common: &ir::CommonErrors,
    types: &TypeRegistry,
    specs: &str,
) -> Result<Emission, Error> {
    let annotated = annotate::annotate(product, operations, common, types, specs);
    let files = print::product_files(&annotated.product, &Templates::new()?)?;
    let annotate::Annotated { registry, diagnostics, refused, .. } = annotated;
    Ok(Emission { files, registry, diagnostics, refused })
}

/// Emits the files that all products share: `Cargo.toml` with a feature for each product, `src/lib.rs`, the guide and the
/// examples.
///
/// # Errors
///
/// Only defects of the emission.
pub fn emit_crate<'a>(products: impl IntoIterator<Item = &'a ir::Product>) -> Result<BTreeMap<String, String>, Error> {
    print::crate_files(&annotate::entries(products), &Templates::new()?)
}

/// The Rust module and cargo feature of a product: the stated one, else its name, as an identifier.
pub fn module(product: &ir::Product) -> String {
    annotate::module(product)
}

#[cfg(test)]
mod tests;
