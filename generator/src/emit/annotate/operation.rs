//! Operations: how each is called, with its parameters, its answer and the words about it.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;

use crate::diagnostic::Severity;
use crate::emit::Error;
use crate::emit::docs::{self, Facts};
use crate::emit::example::{Example, Examples};
use crate::emit::markdown::{code, one_line, rustdoc};
use crate::emit::model::{Http, Operation, Packing, Parameter, PathPart, Struct, Ty};
use crate::emit::names::{Case, RESERVED_METHODS, RESERVED_MODULES, RESERVED_SETTERS, RESERVED_TYPES, assign, token};
use crate::emit::uses::{Direction, View, escape, root};
use crate::ir::{self, Encoding, Location, Style};

use super::paging::{self, Pages};
use super::way::Answer;
use super::{Scope, errors, types, waiter};

/// Parameters by which every RPC call is named, dated and signed. Some pages list them; the runtime sends them.
const PROTOCOL: &[&str] = &[
    "AccessKeyId",
    "Action",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureVersion",
    "Timestamp",
    "Version",
];

/// The facts of the documentation of a client's method.
#[derive(Serialize)]
struct MethodFacts {
    summary: String,
    description: String,
    deprecated: bool,
    preview: bool,
    /// How the list comes in parts, names as code; absent: it does not.
    pages: Option<Pages>,
    /// Where it is told how to ask for all parts; empty: there is no paginator.
    paginator: String,
    request_line: String,
    link: String,
    arguments: Vec<Argument>,
    example: String,
    errors: Vec<CodeFacts>,
}

#[derive(Serialize)]
struct Argument {
    ident: String,
    text: String,
}

#[derive(Serialize)]
struct CodeFacts {
    code: String,
    status: Option<u16>,
    text: String,
}

/// The facts of a builder's documentation.
#[derive(Serialize)]
struct BuilderFacts<'a> {
    code: String,
    module: &'a str,
    method: &'a str,
    setters: bool,
    /// Whether a call changes nothing.
    reads: bool,
    /// The setter of the parameter that makes a call safe to repeat; empty: there is none.
    client_token: &'a str,
}

/// The facts of an answer's documentation.
#[derive(Serialize)]
struct OutputFacts {
    code: String,
}

/// The identifiers of an operation.
pub(super) struct Names {
    pub module: String,
    pub method: String,
    pub builder: String,
    pub output: String,
}

/// The operations that can be called, with their sources; what is wrong with the others is reported.
pub fn annotate<'a>(
    scope: &mut Scope<'_>,
    operations: &'a [ir::Operation],
    types: &BTreeMap<String, Struct>,
) -> Result<(Vec<&'a ir::Operation>, Vec<Operation>), Error> {
    let wires = || operations.iter().map(|operation| operation.operation.as_str());
    let modules = assign(wires(), Case::Snake, RESERVED_MODULES);
    let methods = assign(wires(), Case::Snake, RESERVED_METHODS);
    let builders = assign(wires(), Case::Camel, RESERVED_TYPES);
    let (mut sources, mut annotated) = (Vec::new(), Vec::new());
    for (index, operation) in operations.iter().enumerate() {
        let mut output = format!("{}Output", builders[index]);
        while builders.contains(&output) {
            output.push_str("Value");
        }
        let names = Names {
            module: modules[index].clone(),
            method: methods[index].clone(),
            builder: builders[index].clone(),
            output,
        };
        let layout = if operation.style == scope.style {
            layout(scope.region, operation)
        } else {
            Err("its style is not that of the product, by which the client lays out every call".to_owned())
        };
        match layout {
            Ok(layout) => {
                sources.push(operation);
                annotated.push(one(scope, operation, names, layout, types)?);
            }
            Err(problem) => {
                let file = scope.operation_file(&operation.operation);
                let message = format!("{problem}; the operation is left out");
                scope.report(Severity::Error, "operation-not-callable", file, message, "correct it by an override");
            }
        }
    }
    Ok((sources, annotated))
}

/// How an operation travels.
struct Layout<'a> {
    http: Http,
    path: Vec<PathPart>,
    parameters: Vec<(&'a ir::Field, Location, Packing)>,
    /// Parameters of which something was assumed, with what it was.
    assumed: Vec<(&'a ir::Field, &'static str)>,
}

/// Parameters that a call may have: a chain of so many setters is as long as a parser or compiler of Rust can bear.
const MOST_PARAMETERS: usize = 1_000;

fn layout<'a>(region: Option<&str>, operation: &'a ir::Operation) -> Result<Layout<'a>, String> {
    let template = match operation.path.as_str() {
        "" if operation.style == Style::Rpc => "/",
        "" => return Err("it has no path".to_owned()),
        path => path,
    };
    let count = operation.request.len();
    if count > MOST_PARAMETERS {
        return Err(format!("it has {count} parameters, of which at most {MOST_PARAMETERS} can be emitted"));
    }
    let http = method(operation)?;
    let (mut parameters, mut assumed) = (Vec::new(), Vec::new());
    for field in &operation.request {
        let in_path = template.contains(&format!("{{{}}}", field.name));
        let location = match field.location {
            Some(location) => location,
            None if in_path => Location::Path,
            None if operation.style == Style::Rpc || matches!(http, Http::Get | Http::Delete | Http::Head) => {
                Location::Query
            }
            None => Location::Form,
        };
        // The client sends the region by itself, and a call can name another one.
        if Some(field.name.as_str()) == region && matches!(location, Location::Query | Location::Form) {
            continue;
        }
        if operation.style == Style::Rpc && PROTOCOL.contains(&field.name.as_str()) {
            continue;
        }
        if location == Location::Path && !in_path {
            assumed.push((field, "is not in the path and is left out"));
            continue;
        }
        let packing = match field.encoding {
            _ if !field.ty.is_container() && field.ty != ir::Type::Any => Packing::Plain,
            Some(Encoding::Json) => Packing::Json,
            Some(Encoding::Comma) if field.ty == ir::Type::Array => Packing::Comma,
            Some(Encoding::Comma) => {
                assumed.push((field, "is joined by commas but is no list; it is sent as JSON"));
                Packing::Json
            }
            // A header or a segment of a path is one text.
            None if matches!(location, Location::Header | Location::Path) => {
                if field.ty == ir::Type::Array {
                    Packing::Comma
                } else {
                    Packing::Json
                }
            }
            None => Packing::Plain,
        };
        parameters.push((field, location, packing));
    }
    let path = path_parts(template, &parameters)?;
    Ok(Layout { http, path, parameters, assumed })
}

/// The HTTP method; of several, one that can carry the parameters.
fn method(operation: &ir::Operation) -> Result<Http, String> {
    let has_body =
        operation.request.iter().any(|field| matches!(field.location, Some(Location::Form | Location::Json)));
    let mut methods = Vec::new();
    for method in operation.method.split('|').map(str::trim).filter(|method| !method.is_empty()) {
        methods.push(match method {
            "GET" => Http::Get,
            "POST" => Http::Post,
            "PUT" => Http::Put,
            "DELETE" => Http::Delete,
            "PATCH" => Http::Patch,
            "HEAD" => Http::Head,
            other => return Err(format!("{other:?} is no HTTP method that the client sends")),
        });
    }
    let carries = |method: &Http| matches!(method, Http::Post | Http::Put | Http::Patch);
    match methods.first() {
        Some(_) if operation.style == Style::Rpc && methods.contains(&Http::Post) => Ok(Http::Post),
        Some(first) if has_body => Ok(methods.iter().copied().find(carries).unwrap_or(*first)),
        Some(first) => Ok(*first),
        None if operation.style == Style::Rpc => Ok(Http::Post),
        None => Err("it has no HTTP method".to_owned()),
    }
}

/// Splits a path at its `{Name}`s and encodes the text between them.
fn path_parts(template: &str, parameters: &[(&ir::Field, Location, Packing)]) -> Result<Vec<PathPart>, String> {
    let mut parts = Vec::new();
    let mut rest = template;
    if !rest.starts_with('/') {
        return Err(format!("its path {template:?} does not start with a slash"));
    }
    while !rest.is_empty() {
        let (text, after) = rest.split_once('{').map_or((rest, None), |(text, after)| (text, Some(after)));
        if !text.is_empty() {
            parts.push(PathPart::Text(encode_path(text)));
        }
        let Some(after) = after else { break };
        let (name, tail) =
            after.split_once('}').ok_or_else(|| format!("a brace in its path {template:?} is not closed"))?;
        let at =
            |(field, location, _): &(&ir::Field, Location, Packing)| field.name == name && *location == Location::Path;
        let index = parameters
            .iter()
            .position(at)
            .ok_or_else(|| format!("its path needs the parameter {name:?}, which the request lacks"))?;
        parts.push(PathPart::Parameter(index));
        rest = tail;
    }
    Ok(parts)
}

/// Percent-encodes what cannot stand in a path; an escape that is there already stays.
fn encode_path(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' | b'%' => {
                out.push(char::from(byte))
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn one(
    scope: &mut Scope<'_>,
    operation: &ir::Operation,
    names: Names,
    layout: Layout<'_>,
    types: &BTreeMap<String, Struct>,
) -> Result<Operation, Error> {
    let file = scope.operation_file(&operation.operation);
    for (field, assumption) in &layout.assumed {
        let message = format!("the parameter {:?} {assumption}", field.name);
        scope.report(Severity::Warning, "parameter-odd", file.clone(), message, "correct it by an override");
    }
    let parameters = parameters(scope, operation, &layout, types)?;
    let sources = operation.response.iter().map(|field| {
        let place = root(&operation.operation, Direction::Response, &field.name);
        let (ty, wrapper) = types::resolve(&scope.registry, field.into(), &place);
        (field, ty, wrapper)
    });
    let fields = types::fields(scope, sources.collect())?;
    let wire_code = code(&docs::excerpt(&operation.operation));
    let output_docs = docs::render(scope.templates, "docs/output.md", &OutputFacts { code: wire_code.clone() })?;
    let client_token = client_token(scope, operation, &layout);
    let token = client_token.map(|index| &parameters[index]).filter(|token| !token.required);
    let builder_facts = BuilderFacts {
        code: wire_code,
        module: &scope.module,
        method: &names.method,
        setters: parameters.iter().any(|parameter| !parameter.required),
        reads: operation.reads,
        client_token: token.map_or("", |token| &token.ident),
    };
    let builder_docs = docs::render(scope.templates, "docs/builder.md", &builder_facts)?;
    let request: Vec<&ir::Field> = layout.parameters.iter().map(|(field, ..)| *field).collect();
    let answer = Answer { fields: &operation.response, output: &fields, types };
    let paging = paging::annotate(scope, operation, &request, &parameters, &answer);
    let paginator_docs = match &paging {
        Some(paging) => paging::docs(scope, paging, &names, &parameters)?,
        None => String::new(),
    };
    let waiters = waiter::annotate(scope, operation, &names, &parameters, &answer)?;
    let docs = method_docs(scope, operation, &names, &layout, &parameters, paging.is_some())?;
    let source = match operation.source.as_str() {
        "" => file,
        page => format!("{file} (page {})", one_line(page)),
    };
    Ok(Operation {
        wire: operation.operation.clone(),
        module: names.module,
        method: names.method,
        builder: names.builder,
        output: Struct { name: names.output, fields, sent: false, docs: output_docs },
        http: layout.http,
        path: layout.path,
        parameters,
        reads: operation.reads,
        client_token,
        paging,
        paginator_docs,
        waiters,
        source,
        deprecated: operation.deprecated,
        docs,
        builder_docs,
        response_example: operation.response_example.clone(),
        known: known(&operation.response),
    })
}

/// The parameter, by its index, that makes a call safe to repeat. Where the specification names one that cannot be it, that
/// is reported, and the call counts as one without.
fn client_token(scope: &mut Scope<'_>, operation: &ir::Operation, layout: &Layout<'_>) -> Option<usize> {
    let name = operation.client_token.as_str();
    if name.is_empty() {
        return None;
    }
    let is_token = |(field, location, _): &(&ir::Field, Location, Packing)| {
        field.name == name && *location != Location::Path && field.can_be_client_token()
    };
    let found = layout.parameters.iter().position(is_token);
    if found.is_none() {
        let file = scope.operation_file(&operation.operation);
        let message = format!(
            "the operation gets no client token: {:?} is no parameter that holds a text outside the path",
            docs::excerpt(name)
        );
        scope.report(Severity::Warning, "client-token-not-emitted", file, message, "correct it by an override");
    }
    found
}

fn parameters(
    scope: &Scope<'_>,
    operation: &ir::Operation,
    layout: &Layout<'_>,
    types: &BTreeMap<String, Struct>,
) -> Result<Vec<Parameter>, Error> {
    let waiters = waiter::methods(operation);
    let reserved: Vec<&str> = RESERVED_SETTERS.iter().copied().chain(waiters.iter().map(String::as_str)).collect();
    let idents = assign(layout.parameters.iter().map(|(field, ..)| field.name.as_str()), Case::Snake, &reserved);
    let mut parameters = Vec::new();
    for ((field, location, packing), ident) in layout.parameters.iter().zip(idents) {
        let place = root(&operation.operation, Direction::Request, &field.name);
        let (ty, _) = types::resolve(&scope.registry, (*field).into(), &place);
        let facts = Facts { place: place_in_words(*location, *packing), ..Facts::new(field, &ty) };
        let example = example(&Examples { types }, field, &ty, *location);
        parameters.push(Parameter {
            wire: field.name.clone(),
            ident,
            ty,
            location: *location,
            packing: *packing,
            required: field.required || *location == Location::Path,
            sensitive: field.sensitive,
            docs: docs::render(scope.templates, "docs/parameter.md", &facts)?,
            example,
        });
    }
    Ok(parameters)
}

/// A value for a parameter: the page's example, else one that the page allows.
fn example(examples: &Examples<'_>, field: &ir::Field, ty: &Ty, location: Location) -> Example {
    let allowed = field.allowed.first().map_or("", |value| &value.value);
    let texts = [field.example.as_str(), allowed, field.default.as_str()];
    // A header takes visible ASCII only.
    let usable = |text: &&&str| {
        !text.trim().is_empty() && (location != Location::Header || text.chars().all(|char| char.is_ascii_graphic()))
    };
    let text = texts.iter().find(usable).copied().unwrap_or_default();
    let fallback = if field.name.bytes().all(|byte| byte.is_ascii_graphic()) && !field.name.is_empty() {
        &field.name
    } else {
        "x"
    };
    examples.of(ty, text, fallback)
}

fn method_docs(
    scope: &Scope<'_>,
    operation: &ir::Operation,
    names: &Names,
    layout: &Layout<'_>,
    parameters: &[Parameter],
    has_paginator: bool,
) -> Result<String, Error> {
    let fields = layout.parameters.iter().map(|(field, ..)| *field);
    let arguments =
        parameters.iter().zip(fields).filter(|(parameter, _)| parameter.required).map(|(parameter, field)| {
            let text = docs::first_line(&field.description);
            let text = if text.is_empty() { code(&docs::excerpt(&field.name)) } else { text };
            Argument { ident: parameter.ident.clone(), text }
        });
    let summary = rustdoc(&operation.summary);
    let verb = format!("{:?}", layout.http).to_uppercase();
    let path = if operation.path.is_empty() { "/" } else { &operation.path };
    let facts = MethodFacts {
        summary: if summary.is_empty() {
            format!("Calls {}.", code(&docs::excerpt(&operation.operation)))
        } else {
            summary
        },
        description: rustdoc(&operation.description),
        deprecated: operation.deprecated,
        preview: operation.preview,
        pages: operation.pagination.as_ref().map(Pages::from),
        paginator: if has_paginator {
            format!("crate::{}::operations::{}::into_paginator", scope.module, names.builder)
        } else {
            String::new()
        },
        request_line: match operation.style {
            Style::Roa => code(&docs::excerpt(&format!("{verb} {path}"))),
            Style::Rpc => code(&docs::excerpt(&format!("{verb} / ({})", operation.operation))),
        },
        link: docs::reference(&operation.link),
        arguments: arguments.collect(),
        example: usage(&scope.module, names, parameters, |call| {
            quote! {
                let output = #call.send().await?;
                println!("{output:?}");
            }
        })?,
        errors: operation
            .errors
            .iter()
            .filter(|error| !error.code.trim().is_empty())
            .map(|error| CodeFacts {
                code: code(&docs::excerpt(&error.code)),
                status: error.status,
                text: errors::text(error),
            })
            .collect(),
    };
    docs::render(scope.templates, "docs/method.md", &facts)
}

/// The example of a call, as a user would write it:
///
/// ```text
/// # async fn run() -> Result<(), alicloud::Error> {
/// let client = alicloud::webplus::Client::new(&alicloud::Config::from_env()?);
/// let output = client.gather_app_env_stats("we-…").send().await?;
/// println!("{output:?}");
/// # Ok(())
/// # }
/// ```
pub(super) fn usage(
    module: &str,
    names: &Names,
    parameters: &[Parameter],
    statements: impl Fn(TokenStream) -> TokenStream,
) -> Result<String, Error> {
    let (product, method) = (token(module), token(&names.method));
    let types: TokenStream = quote!(alicloud::#product::types);
    let arguments =
        parameters.iter().filter(|parameter| parameter.required).map(|parameter| parameter.example.expression(&types));
    let statements = statements(quote!(client.#method(#(#arguments),*)));
    let function: syn::File = syn::parse2(quote! {
        async fn run() -> Result<(), alicloud::Error> {
            let client = alicloud::#product::Client::new(&alicloud::Config::from_env()?);
            #statements
            Ok(())
        }
    })
    .map_err(|error| Error::syntax(format!("the example of {}", names.method), &error))?;
    let printed = prettyplease::unparse(&function);
    let lines = printed.lines().map(|line| match line.strip_prefix("    ") {
        Some("Ok(())") => "# Ok(())".to_owned(),
        Some(inner) => inner.to_owned(),
        None => format!("# {line}"),
    });
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

/// The places of an answer, as the test of the example writes them: `Changes.Change[].Id`; `{}` stands for a key that
/// is data, `*` for whatever is below.
fn known(fields: &[ir::Field]) -> Vec<String> {
    let mut places = Vec::new();
    for field in fields {
        known_below(field.into(), escape(&field.name), &mut places);
    }
    places.sort();
    places
}

fn known_below(view: View<'_>, place: String, places: &mut Vec<String>) {
    match view.ty {
        ir::Type::Any => places.push(format!("{place}*")),
        ir::Type::Object if view.fields.is_empty() => places.push(format!("{place}*")),
        ir::Type::Object => {
            for field in view.fields {
                known_below(field.into(), format!("{place}.{}", escape(&field.name)), places);
            }
            places.push(place);
        }
        ir::Type::Array => {
            known_below(view.items.map_or(View::ANY, View::from), format!("{place}[]"), places);
            places.push(place);
        }
        ir::Type::Map => {
            known_below(view.items.map_or(View::ANY, View::from), format!("{place}{{}}"), places);
            places.push(place);
        }
        _ => places.push(place),
    }
}

fn place_in_words(location: Location, packing: Packing) -> String {
    let location = match location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::Header => "as a header",
        Location::Form => "in the form body",
        Location::Json => "in the JSON body",
    };
    match packing {
        Packing::Plain => location.to_owned(),
        Packing::Json => format!("{location}, as JSON text"),
        Packing::Comma => format!("{location}, joined by commas"),
    }
}
