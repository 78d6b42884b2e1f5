//! From the specification to what is printed: every decision of the emission is made here.

mod assign;
mod context;
mod docs;
mod errors;
mod example;
mod known;
mod layout;
mod member;
mod method;
mod mismatch;
mod objects;
mod operation;
mod output;
mod paging;
mod parameters;
mod types;
mod usable;
mod view;
mod waiter;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::ir;

use super::markdown::{inline, one_line};
use super::model::{Product, ProductDocs, ProductEntry};
use super::names::{Case, ident};
use super::registry::TypeRegistry;

use context::Context;

/// A product ready for printing, the registry as it then is, and what is worth saying.
pub struct Annotated {
    /// What is printed.
    pub product: Product,
    /// The places and their types.
    pub registry: TypeRegistry,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
    /// The operations that errors concern.
    pub refused: BTreeSet<String>,
}

/// The products as the shared files name them, by module.
pub fn entries<'a>(products: impl IntoIterator<Item = &'a ir::Product>) -> Vec<ProductEntry> {
    let entry = |product: &ir::Product| ProductEntry {
        module: module(product),
        title: inline(product.title()),
        version: inline(&product.version),
    };
    let mut entries: Vec<ProductEntry> = products.into_iter().map(entry).collect();
    entries.sort();
    entries.dedup_by(|a, b| a.module == b.module);
    entries
}

/// The module and cargo feature of a product.
pub fn module(product: &ir::Product) -> String {
    let name = if product.module.is_empty() { product.product.to_ascii_lowercase() } else { product.module.clone() };
    ident(&name, Case::Snake)
}

/// Decides everything about a product. The order of `operations` does not matter.
pub fn annotate(
    product: &ir::Product,
    operations: &[ir::Operation],
    common: &ir::CommonErrors,
    registry: &TypeRegistry,
    specs: &str,
) -> Annotated {
    let mut context = Context {
        module: module(product),
        specs,
        registry: TypeRegistry::default(),
        region: product.region.as_ref().map(|region| region.name.as_str()),
        style: product.style,
        diagnostics: Vec::new(),
        refused: BTreeSet::new(),
    };
    let operations = usable::unique(&mut context, operations);
    let (objects, wrappers) = objects::collect(&operations, registry);
    let (next, diagnostics) = assign::assign(registry, &objects, &wrappers, &context.types_file());
    context.registry = next;
    context.diagnostics.extend(diagnostics);
    let types = types::annotate(&mut context, &objects);
    let (sources, annotated) = operation::annotate(&mut context, &operations, &types);
    let errors = errors::annotate(sources.iter().copied(), common);
    let mut product = described(product, &context);
    product.errors = errors;
    product.types = types.into_values().collect();
    product.operations = annotated;
    context.diagnostics.sort();
    let Context { registry, diagnostics, refused, .. } = context;
    Annotated { product, registry, diagnostics, refused }
}

/// The product itself, without what is made of its operations.
fn described(product: &ir::Product, context: &Context<'_>) -> Product {
    let endpoints = &product.endpoints;
    Product {
        module: context.module.clone(),
        specs_folder: context.specs.to_owned(),
        source: one_line(context.specs),
        wire: product.product.clone(),
        version: product.version.clone(),
        style: product.style,
        region: product.region.as_ref().map(|region| region.name.clone()),
        prefix: match endpoints.prefix.as_str() {
            "" => product.product.to_lowercase(),
            prefix => prefix.to_owned(),
        },
        rule: endpoints.rule,
        public: endpoints.public.clone().into_iter().collect(),
        vpc: endpoints.vpc.clone().into_iter().collect(),
        location: endpoints.location.clone(),
        docs: ProductDocs { title: inline(product.title()), version: inline(&product.version) },
        operations: Vec::new(),
        types: Vec::new(),
        errors: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
