//! The parameters of an operation: names, types, documentation and examples.

use std::collections::BTreeMap;

use crate::emit::model::{Example, Parameter, ParameterDocs, Struct, Ty};
use crate::emit::names::{Case, RESERVED_SETTERS, assign};
use crate::emit::place::{Direction, Place};
use crate::ir::{self, Location};

use super::context::Context;
use super::docs::{excerpt, field_docs};
use super::example::Examples;
use super::layout::{Layout, ParameterLayout};
use super::types;
use super::waiter;

/// The parameters that a layout has, in its order.
pub fn annotate(
    context: &Context<'_>,
    operation: &ir::Operation,
    layout: &Layout<'_>,
    types: &BTreeMap<String, Struct>,
) -> Vec<Parameter> {
    let waiters = waiter::methods(operation);
    let reserved: Vec<&str> = RESERVED_SETTERS.iter().copied().chain(waiters.iter().map(String::as_str)).collect();
    let wires = layout.parameters.iter().map(|parameter| parameter.field.name.as_str());
    let idents = assign(wires, Case::Snake, &reserved);
    let arguments: Vec<&ir::Field> = operation.arguments().collect();
    let parameter = |(parameter, ident): (&ParameterLayout<'_>, String)| {
        let ParameterLayout { field, location, packing } = *parameter;
        let place = Place::top(&operation.operation, Direction::Request, &field.name);
        let (ty, _) = types::resolve(&context.registry, field.into(), &place);
        Parameter {
            wire: field.name.clone(),
            ident,
            location,
            packing,
            is_argument: arguments.iter().any(|argument| std::ptr::eq(*argument, field)),
            docs: ParameterDocs { field: field_docs(field, &ty), location, packing },
            example: example(&Examples { types }, field, &ty, location),
            ty,
        }
    };
    layout.parameters.iter().zip(idents).map(parameter).collect()
}

/// A value for a parameter: the page's example, else one that the page allows.
fn example(examples: &Examples<'_>, field: &ir::Field, ty: &Ty, location: Location) -> Example {
    let allowed = field.allowed.first().map_or("", |value| &value.value);
    let texts = [field.example.as_str(), allowed, field.default.as_str()];
    // A header takes visible ASCII only, a host less.
    let fits = |text: &str| match location {
        Location::Header => text.chars().all(|char| char.is_ascii_graphic()),
        Location::Host => is_host_label(text),
        _ => true,
    };
    let usable = |text: &&&str| !text.trim().is_empty() && fits(text);
    let text = texts.iter().find(usable).copied().unwrap_or_default();
    let fallback = if location == Location::Host {
        "x"
    } else if field.name.bytes().all(|byte| byte.is_ascii_graphic()) && !field.name.is_empty() {
        &field.name
    } else {
        "x"
    };
    examples.of(ty, text, fallback)
}

/// Whether a text can be a label of a host, as the client accepts them.
fn is_host_label(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&text.len()) && text.bytes().all(inside) && !text.starts_with('-') && !text.ends_with('-')
}

/// The parameter, by its index, that makes a call safe to repeat. Where the specification names one that cannot be it, that
/// is reported, and the call counts as one without.
pub fn client_token(context: &mut Context<'_>, operation: &ir::Operation, layout: &Layout<'_>) -> Option<usize> {
    let name = operation.client_token.as_str();
    if name.is_empty() {
        return None;
    }
    let is_token = |parameter: &ParameterLayout<'_>| {
        let ParameterLayout { field, location, .. } = *parameter;
        let can_be =
            !matches!(location, Location::Path | Location::Body | Location::Host) && field.can_be_client_token();
        field.name == name && can_be
    };
    let found = layout.parameters.iter().position(is_token);
    if found.is_none() {
        let file = context.operation_file(&operation.operation);
        let message = format!(
            "the operation gets no client token: {:?} is no parameter that holds a text outside the path",
            excerpt(name)
        );
        context.report("client-token-not-emitted", file, message, "correct it by an override");
    }
    found
}
