//! Operations: how each is called, with its parameters, and what it hands out.

use std::collections::BTreeMap;

use crate::emit::markdown::one_line;
use crate::emit::model::{Effect, Http, Operation, Struct, StructField};
use crate::emit::names::{Case, RESERVED_METHODS, RESERVED_MODULES, RESERVED_TYPES, assign};
use crate::emit::place::{Direction, Place};
use crate::ir;

use super::context::Context;
use super::known::known;
use super::layout::{Layout, layout};
use super::member::Members;
use super::method::{builder_docs, method_docs};
use super::mismatch::mismatches;
use super::output::{decoded, example, output};
use super::parameters::{self, client_token};
use super::{paging, types, waiter};

/// The identifiers of an operation.
struct Idents {
    module: String,
    method: String,
    builder: String,
    output: String,
}

/// The operations that can be called, with their sources; what is wrong with the others is reported.
pub fn annotate<'a>(
    context: &mut Context<'_>,
    operations: &'a [ir::Operation],
    types: &BTreeMap<String, Struct>,
) -> (Vec<&'a ir::Operation>, Vec<Operation>) {
    let (mut sources, mut annotated) = (Vec::new(), Vec::new());
    for (operation, idents) in operations.iter().zip(idents(operations)) {
        let layout = if operation.style == context.style {
            layout(context.region, operation)
        } else {
            Err("its style is not that of the product, by which the client lays out every call".to_owned())
        };
        match layout {
            Ok(layout) => {
                sources.push(operation);
                annotated.push(callable(context, operation, idents, layout, types));
            }
            Err(problem) => {
                let message = format!("{problem}; the operation is left out");
                let help = "correct the page, or the operation by an override";
                context.refuse(&operation.operation, "operation-not-callable", message, help);
            }
        }
    }
    (sources, annotated)
}

fn idents(operations: &[ir::Operation]) -> Vec<Idents> {
    let wires = || operations.iter().map(|operation| operation.operation.as_str());
    let modules = assign(wires(), Case::Snake, RESERVED_MODULES);
    let methods = assign(wires(), Case::Snake, RESERVED_METHODS);
    let builders = assign(wires(), Case::Camel, RESERVED_TYPES);
    let outputs: Vec<String> = builders
        .iter()
        .map(|builder| {
            let mut output = format!("{builder}Output");
            while builders.contains(&output) {
                output.push_str("Value");
            }
            output
        })
        .collect();
    let idents = modules.into_iter().zip(methods).zip(builders).zip(outputs);
    idents.map(|(((module, method), builder), output)| Idents { module, method, builder, output }).collect()
}

fn callable(
    context: &mut Context<'_>,
    operation: &ir::Operation,
    idents: Idents,
    layout: Layout<'_>,
    types: &BTreeMap<String, Struct>,
) -> Operation {
    let file = context.operation_file(&operation.operation);
    for (field, assumption) in &layout.assumed {
        let message = format!("the parameter {:?} {assumption}", field.name);
        context.report("parameter-odd", file.clone(), message, "correct it by an override");
    }
    let parameters = parameters::annotate(context, operation, &layout, types);
    let client_token = client_token(context, operation, &layout);
    let fields = response(context, operation);
    let members = Members { fields: decoded(operation), output: &fields, types };
    let paging = paging::annotate(context, operation, &layout, &parameters, &members);
    let waiters = waiter::annotate(context, operation, &members);
    let is_list = operation.response_kind == ir::ResponseKind::List;
    let mismatches = if decoded(operation).is_empty() {
        Vec::new()
    } else {
        mismatches(&operation.response_example, is_list, &fields, types)
    };
    let mut docs = method_docs(context, operation, &idents.builder, &layout, &parameters);
    docs.paginates = paging.is_some();
    Operation {
        wire: operation.operation.clone(),
        module: idents.module,
        builder_docs: builder_docs(context, operation, &idents.method, &parameters, client_token),
        method: idents.method,
        builder: idents.builder,
        output: output(operation, idents.output, fields),
        effect: effect(operation, layout.http),
        http: layout.http,
        path: layout.path,
        parameters,
        client_token,
        success: operation.success.as_ref().map(|success| (success.field.clone(), success.equals.clone())),
        paging,
        waiters,
        source: source(file, operation),
        deprecated: operation.deprecated,
        docs,
        response_example: example(operation),
        known: known(decoded(operation)),
        mismatches,
    }
}

/// The members of the response.
fn response(context: &Context<'_>, operation: &ir::Operation) -> Vec<StructField> {
    let sources = decoded(operation).iter().map(|field| {
        let place = Place::top(&operation.operation, Direction::Response, &field.name);
        let (ty, wrapper) = types::resolve(&context.registry, field.into(), &place);
        (field, ty, wrapper)
    });
    types::fields(sources.collect())
}

/// The runtime takes calls with GET and HEAD for ones that read, and all others for ones that write.
fn effect(operation: &ir::Operation, http: Http) -> Effect {
    match (operation.reads, matches!(http, Http::Get | Http::Head)) {
        (true, false) => Effect::Reads,
        (false, true) => Effect::Writes,
        _ => Effect::OfMethod,
    }
}

/// The file of the specification, and the page that it comes from.
fn source(file: String, operation: &ir::Operation) -> String {
    match operation.source.as_str() {
        "" => file,
        page => format!("{file} (page {})", one_line(page)),
    }
}
