//! From the specification to what is printed: every decision of the emission is made here.

mod errors;
mod operation;
mod paging;
mod types;
mod waiter;
mod way;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Position, Severity};
use crate::ir;

use super::Error;
use super::docs;
use super::markdown::one_line;
use super::model::{Product, Struct, Wrapper};
use super::names::{Case, MAX_WIRE, assign, ident};
use super::registry::TypeRegistry;
use super::templates::Templates;
use super::uses::{Use, collect};

/// A product ready for printing, the registry as it then is, and what is worth saying.
pub struct Annotated {
    /// What is printed.
    pub product: Product,
    /// The places and their types.
    pub registry: TypeRegistry,
    /// Findings.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the annotation of one product shares.
pub(super) struct Scope<'a> {
    /// The words.
    pub templates: &'a Templates,
    /// The Rust module.
    pub module: String,
    /// The folder of the specification, as messages and headers name it.
    pub specs: &'a str,
    /// The places and their types, up to date.
    pub registry: TypeRegistry,
    /// The parameter that carries the region.
    pub region: Option<&'a str>,
    /// How the product lays out its calls.
    pub style: ir::Style,
    /// Findings so far.
    pub diagnostics: Vec<Diagnostic>,
}

impl Scope<'_> {
    pub fn report(&mut self, severity: Severity, code: &'static str, file: String, message: String, help: &str) {
        let (position, help) = (Position::default(), help.to_owned());
        self.diagnostics.push(Diagnostic { file, position, severity, code, message, help });
    }

    /// The file of an operation's specification.
    pub fn operation_file(&self, operation: &str) -> String {
        one_line(&format!("{}/operations/{operation}.yaml", self.specs))
    }
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
    templates: &Templates,
    specs: &str,
) -> Result<Annotated, Error> {
    let mut scope = Scope {
        templates,
        module: module(product),
        specs,
        registry: TypeRegistry::default(),
        region: product.region.as_ref().map(|region| region.name.as_str()),
        style: product.style,
        diagnostics: Vec::new(),
    };
    let operations = unique(&mut scope, operations);
    let (uses, wrappers) = uses(&operations, registry);
    let (next, diagnostics) = registry.update(&uses, &wrappers, &format!("{specs}/types.yaml"));
    scope.registry = next;
    scope.diagnostics.extend(diagnostics);
    let mut types = types::annotate(&mut scope, &uses)?;
    let (sources, mut annotated) = operation::annotate(&mut scope, &operations, &types)?;
    let errors = errors::annotate(&scope, sources.iter().copied(), common)?;
    let wrappers = name_wrappers(types.values_mut().chain(annotated.iter_mut().map(|operation| &mut operation.output)));
    let endpoints = &product.endpoints;
    let product = Product {
        module: scope.module,
        title: one_line(product.title()),
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
        operations: annotated,
        types: types.into_values().collect(),
        wrappers,
        errors,
    };
    scope.diagnostics.sort();
    Ok(Annotated { product, registry: scope.registry, diagnostics: scope.diagnostics })
}

/// Gives each key that wraps lists its module.
fn name_wrappers<'a>(structs: impl Iterator<Item = &'a mut Struct>) -> Vec<Wrapper> {
    let mut wrappers: Vec<&mut Wrapper> =
        structs.flat_map(|one| &mut one.fields).filter_map(|field| field.wrapper.as_mut()).collect();
    let keys: BTreeSet<String> = wrappers.iter().map(|wrapper| wrapper.wire.clone()).collect();
    let modules = assign(keys.iter().map(String::as_str), Case::Snake, &[]);
    let modules: BTreeMap<String, String> = keys.into_iter().zip(modules).collect();
    for wrapper in &mut wrappers {
        wrapper.module = modules[&wrapper.wire].clone();
    }
    modules.into_iter().map(|(wire, module)| Wrapper { module, wire }).collect()
}

/// The operations by name, each once, without fields that come twice.
fn unique(scope: &mut Scope<'_>, operations: &[ir::Operation]) -> Vec<ir::Operation> {
    let mut sorted: Vec<ir::Operation> = operations.to_vec();
    // Equal names would leave the choice to the order of the input, were it not for the rest of the key.
    sorted.sort_by(|a, b| (&a.operation, &a.source, &a.path).cmp(&(&b.operation, &b.source, &b.path)));
    let mut seen = BTreeSet::new();
    sorted.retain_mut(|operation| {
        let file = scope.operation_file(docs::excerpt(&operation.operation).as_str());
        if is_too_long(&operation.operation) {
            let message = "the name of the operation is too long; the operation is left out".to_owned();
            scope.report(Severity::Error, "name-too-long", file, message, "correct the specification");
            return false;
        }
        if !seen.insert(operation.operation.clone()) {
            let message = format!("the operation {:?} comes twice; the second is left out", operation.operation);
            scope.report(Severity::Error, "operation-twice", file, message, "keep one of its pages");
            return false;
        }
        // To a caller, a member of the body is a parameter like any other.
        let body = std::mem::take(&mut operation.body);
        operation
            .request
            .extend(body.into_iter().map(|field| ir::Field { location: Some(ir::Location::Json), ..field }));
        for fields in [&mut operation.request, &mut operation.response] {
            drop_unusable(scope, &file, fields);
        }
        true
    });
    sorted
}

/// Two fields of one name in one object are not JSON; the first stays. Names beyond all measure go too.
fn drop_unusable(scope: &mut Scope<'_>, file: &str, fields: &mut Vec<ir::Field>) {
    let mut seen = BTreeSet::new();
    fields.retain(|field| {
        if is_too_long(&field.name) {
            let message = format!("the field {:?} is left out: its name is too long", docs::excerpt(&field.name));
            scope.report(Severity::Error, "name-too-long", file.to_owned(), message, "correct the specification");
            return false;
        }
        let new = seen.insert(field.name.clone());
        if !new {
            let message = format!("the field {:?} comes twice in one object; the second is left out", field.name);
            scope.report(Severity::Error, "field-twice", file.to_owned(), message, "correct the specification");
        }
        new
    });
    for field in fields {
        drop_unusable(scope, file, &mut field.fields);
        let mut items = field.items.as_deref_mut();
        while let Some(inner) = items {
            drop_unusable(scope, file, &mut inner.fields);
            items = inner.items.as_deref_mut();
        }
    }
}

fn is_too_long(name: &str) -> bool {
    name.chars().nth(MAX_WIRE).is_some()
}

fn uses<'a>(operations: &'a [ir::Operation], registry: &TypeRegistry) -> (Vec<Use<'a>>, Vec<String>) {
    let (mut uses, mut wrappers) = (Vec::new(), Vec::new());
    for operation in operations {
        let (more_uses, more_wrappers) = collect(operation, registry);
        uses.extend(more_uses);
        wrappers.extend(more_wrappers);
    }
    (uses, wrappers)
}

#[cfg(test)]
mod tests;
