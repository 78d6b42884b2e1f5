//! Drops what cannot be emitted: what comes twice, and names that no API has.

use std::collections::BTreeSet;

use crate::emit::names::MAX_WIRE;
use crate::ir;

use super::context::Context;
use super::docs::excerpt;

/// The operations by name, each once, without fields that come twice.
pub fn unique(context: &mut Context<'_>, operations: &[ir::Operation]) -> Vec<ir::Operation> {
    let mut sorted: Vec<ir::Operation> = operations.to_vec();
    // Equal names would leave the choice to the order of the input, were it not for the rest of the key.
    sorted.sort_by(|a, b| (&a.operation, &a.source, &a.path).cmp(&(&b.operation, &b.source, &b.path)));
    let mut seen = BTreeSet::new();
    sorted.retain_mut(|operation| {
        let name = operation.operation.clone();
        if is_too_long(&name) {
            let message = "the name of the operation is too long; the operation is left out".to_owned();
            context.refuse(&name, "name-too-long", message, "correct the page's title");
            return false;
        }
        if !seen.insert(name.clone()) {
            let message = format!("the operation {name:?} comes twice; the second is left out");
            context.report("operation-twice", context.operation_file(&name), message, "keep one of its pages");
            return false;
        }
        // To a caller, a member of the body is a parameter like any other.
        let body = std::mem::take(&mut operation.body);
        let in_body = |field: &ir::Field| match field.location {
            Some(ir::Location::Body) => ir::Location::Body,
            _ => ir::Location::Json,
        };
        let members = body.into_iter().map(|field| ir::Field { location: Some(in_body(&field)), ..field });
        operation.request.extend(members);
        for fields in [&mut operation.request, &mut operation.response] {
            drop_unusable(context, &name, fields);
        }
        true
    });
    sorted
}

/// Two fields of one name in one object are not JSON; the first stays. Overlong names are dropped as well.
fn drop_unusable(context: &mut Context<'_>, operation: &str, fields: &mut Vec<ir::Field>) {
    let mut seen = BTreeSet::new();
    fields.retain(|field| {
        if is_too_long(&field.name) {
            let message = format!("the field {:?} is left out: its name is too long", excerpt(&field.name));
            context.refuse(operation, "name-too-long", message, "correct the name by an override");
            return false;
        }
        let new = seen.insert(field.name.clone());
        if !new {
            let message = format!("the field {:?} comes twice in one object; the second is left out", field.name);
            context.refuse(operation, "field-twice", message, "correct the override that names it");
        }
        new
    });
    for field in fields {
        drop_unusable(context, operation, &mut field.fields);
        let mut items = field.items.as_deref_mut();
        while let Some(inner) = items {
            drop_unusable(context, operation, &mut inner.fields);
            items = inner.items.as_deref_mut();
        }
    }
}

/// Whether a name is longer than any that is emitted.
pub fn is_too_long(name: &str) -> bool {
    name.chars().nth(MAX_WIRE).is_some()
}
