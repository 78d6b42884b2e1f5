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
        let file = context.operation_file(&excerpt(&operation.operation));
        if is_too_long(&operation.operation) {
            let message = "the name of the operation is too long; the operation is left out".to_owned();
            context.report("name-too-long", file, message, "correct the specification");
            return false;
        }
        if !seen.insert(operation.operation.clone()) {
            let message = format!("the operation {:?} comes twice; the second is left out", operation.operation);
            context.report("operation-twice", file, message, "keep one of its pages");
            return false;
        }
        // To a caller, a member of the body is a parameter like any other.
        let body = std::mem::take(&mut operation.body);
        operation
            .request
            .extend(body.into_iter().map(|field| ir::Field { location: Some(ir::Location::Json), ..field }));
        for fields in [&mut operation.request, &mut operation.response] {
            drop_unusable(context, &file, fields);
        }
        true
    });
    sorted
}

/// Two fields of one name in one object are not JSON; the first stays. Overlong names are dropped as well.
fn drop_unusable(context: &mut Context<'_>, file: &str, fields: &mut Vec<ir::Field>) {
    let mut seen = BTreeSet::new();
    fields.retain(|field| {
        if is_too_long(&field.name) {
            let message = format!("the field {:?} is left out: its name is too long", excerpt(&field.name));
            context.report("name-too-long", file.to_owned(), message, "correct the specification");
            return false;
        }
        let new = seen.insert(field.name.clone());
        if !new {
            let message = format!("the field {:?} comes twice in one object; the second is left out", field.name);
            context.report("field-twice", file.to_owned(), message, "correct the specification");
        }
        new
    });
    for field in fields {
        drop_unusable(context, file, &mut field.fields);
        let mut items = field.items.as_deref_mut();
        while let Some(inner) = items {
            drop_unusable(context, file, &mut inner.fields);
            items = inner.items.as_deref_mut();
        }
    }
}

/// Whether a name is longer than any that is emitted.
pub fn is_too_long(name: &str) -> bool {
    name.chars().nth(MAX_WIRE).is_some()
}
