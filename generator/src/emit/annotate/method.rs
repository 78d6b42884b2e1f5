//! What the documentation says of an operation: of the client's method and of the builder.

use crate::emit::markdown::{code, rustdoc};
use crate::emit::model::{ArgumentDocs, BuilderDocs, Http, MethodDocs, Pages, Parameter};
use crate::ir::{self, Style};

use super::context::Context;
use super::docs::{excerpt, first_line, name_code, optional_code, reference};
use super::errors;
use super::layout::Layout;
use super::output::{output_docs, without_fields};

/// What is said of the client's method. Whether there is a paginator is not yet known.
pub fn method_docs(
    context: &Context<'_>,
    operation: &ir::Operation,
    builder: &str,
    layout: &Layout<'_>,
    parameters: &[Parameter],
) -> MethodDocs {
    let arguments = parameters.iter().zip(&layout.parameters).filter(|(parameter, _)| parameter.is_argument);
    let arguments = arguments.map(|(parameter, layout)| {
        let text = first_line(&layout.field.description);
        let text = if text.is_empty() { name_code(&layout.field.name) } else { text };
        ArgumentDocs { ident: parameter.ident.clone(), text }
    });
    MethodDocs {
        summary: rustdoc(&operation.summary),
        code: name_code(&operation.operation),
        description: rustdoc(&operation.description),
        deprecated: operation.deprecated,
        preview: operation.preview,
        pages: operation.pagination.as_ref().filter(|_| without_fields(operation).is_none()).map(pages),
        paginates: false,
        module: context.module.clone(),
        builder: builder.to_owned(),
        request_line: request_line(operation, layout.http),
        link: reference(&operation.link),
        arguments: arguments.collect(),
        errors: errors::of_operation(operation),
    }
}

fn pages(pagination: &ir::Pagination) -> Pages {
    Pages {
        position: optional_code(&pagination.position),
        size: optional_code(&pagination.size),
        total: optional_code(&pagination.total),
        next: optional_code(&pagination.next),
    }
}

fn request_line(operation: &ir::Operation, http: Http) -> String {
    let verb = http.verb();
    let path = if operation.path.is_empty() { "/" } else { &operation.path };
    match operation.style {
        Style::Roa => code(&excerpt(&format!("{verb} {path}"))),
        Style::Rpc => code(&excerpt(&format!("{verb} / ({})", operation.operation))),
    }
}

/// What is said of the builder that the client's method `method` makes.
pub fn builder_docs(
    context: &Context<'_>,
    operation: &ir::Operation,
    method: &str,
    parameters: &[Parameter],
    client_token: Option<usize>,
) -> BuilderDocs {
    let token = client_token.map(|index| &parameters[index]).filter(|token| !token.is_argument);
    BuilderDocs {
        code: name_code(&operation.operation),
        module: context.module.clone(),
        method: method.to_owned(),
        setters: parameters.iter().any(|parameter| !parameter.is_argument),
        reads: operation.reads,
        success: operation.success.as_ref().map_or_else(String::new, |success| name_code(&success.field)),
        client_token: token.map_or_else(String::new, |token| token.ident.clone()),
        output: output_docs(operation),
    }
}
