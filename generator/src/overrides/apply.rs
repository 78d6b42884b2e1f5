//! Applies overrides to the operations of a product.

use crate::diagnostic::Diagnostic;
use crate::ir::{Field, Operation, Success, WirePath};

use super::action::{Action, Override};
use super::waiter;

/// Applies overrides in their order. What could not be applied is reported; all others are applied.
pub fn apply(file: &str, overrides: &[Override], operations: &mut [Operation]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for correction in overrides {
        if let Err(problem) = apply_one(correction, operations) {
            let message = format!("the correction of {} does not apply: {problem}", correction.operation);
            let help = match correction.action {
                Action::Waiter(_) => "correct the waiter; if the page was wrong, correct the page",
                _ => "remove it if the page was corrected; otherwise correct its path",
            };
            let found = Diagnostic::new(file, "override-without-effect", message, help);
            diagnostics.push(found.at(correction.position));
        }
    }
    diagnostics
}

fn apply_one(correction: &Override, operations: &mut [Operation]) -> Result<(), String> {
    let operation = operations
        .iter_mut()
        .find(|operation| operation.operation == correction.operation)
        .ok_or_else(|| "there is no such operation".to_owned())?;
    let fields = operation.side_mut(correction.side);
    match &correction.action {
        Action::Move { path, to } => move_field(fields, path, to),
        Action::Confirm { path, fact: None } => {
            let confidence = find(fields, path)?.confidence.take();
            confidence.map(drop).ok_or_else(|| format!("the place of {path} is no guess"))
        }
        Action::Confirm { path, fact: Some(fact) } => {
            let confidence = find(fields, path)?.guessed.remove(fact);
            confidence.map(drop).ok_or_else(|| format!("`{}` of {path} is no guess", fact.key()))
        }
        Action::Remove(path) => path.take(fields).map(drop).ok_or_else(|| missing(fields, path)),
        Action::Change { path, set } => {
            if set.change(find(fields, path)?) {
                Ok(())
            } else {
                Err(format!("{path} is so already"))
            }
        }
        Action::Add { field, to } => {
            let siblings = children(fields, to)?;
            if siblings.iter().any(|sibling| sibling.name == field.name) {
                return Err(format!("there is a field {} already", field.name));
            }
            siblings.push(Field::clone(field));
            Ok(())
        }
        Action::Waiter(waiter) => waiter::declare(operation, waiter),
        Action::Reads(reads) => replace(&mut operation.reads, *reads, "`reads`"),
        Action::ClientToken(name) if !name.is_empty() && operation.token_parameter(name).is_none() => {
            Err(format!("the request has no text {name:?} outside the path"))
        }
        Action::ClientToken(name) => replace(&mut operation.client_token, name.clone(), "`client_token`"),
        Action::Success(success) => tell_success(operation, success),
        Action::Error { code, transient } => {
            let mut rows = operation.errors.iter_mut().filter(|error| error.code == *code).peekable();
            rows.peek().ok_or_else(|| format!("there is no error {code:?}"))?;
            let mut changed = false;
            rows.for_each(|error| changed |= std::mem::replace(&mut error.transient, *transient) != *transient);
            changed.then_some(()).ok_or_else(|| format!("`transient` of the error {code} is so already"))
        }
        Action::ResponseKind(kind) => replace(&mut operation.response_kind, *kind, "`response_kind`"),
    }
}

fn move_field(fields: &mut Vec<Field>, path: &WirePath, to: &WirePath) -> Result<(), String> {
    if path.parent().is_some_and(|parent| parent.field() == to.field()) {
        return Err(format!("{path} is below {:?} already", to.to_string()));
    }
    // Looked up first, so that nothing is taken that cannot be put down again.
    let name = path.resolve(fields).map_or_else(|| path.name().to_owned(), |field| field.name.clone());
    if children(fields, to)?.iter().any(|field| field.name == name) {
        return Err(format!("{:?} has a field {name} already", to.to_string()));
    }
    let field = path.take(fields).ok_or_else(|| missing(fields, path))?;
    children(fields, to)?.push(Field { confidence: None, ..field });
    Ok(())
}

/// Says how responses tell success: by a field at their root and by values of it, or, without a field, not at all.
fn tell_success(operation: &mut Operation, success: &Success) -> Result<(), String> {
    let told = Some(success).filter(|success| !success.field.is_empty());
    if let Some(Success { field, equals }) = told {
        if !operation.response.iter().any(|one| one.name == *field) {
            return Err(format!("the response has no field {field:?} at its root"));
        }
        if equals.is_empty() {
            return Err(format!("`equals` lists no value of {field}"));
        }
    }
    replace(&mut operation.success, told.cloned(), "`success`")
}

/// Gives a fact of an operation another value.
fn replace<T: PartialEq>(place: &mut T, value: T, what: &str) -> Result<(), String> {
    if *place == value {
        return Err(format!("{what} is so already"));
    }
    *place = value;
    Ok(())
}

fn children<'f>(fields: &'f mut Vec<Field>, path: &WirePath) -> Result<&'f mut Vec<Field>, String> {
    let missing = missing(fields, path);
    path.fields_mut(fields).ok_or(missing)
}

fn find<'f>(fields: &'f mut [Field], path: &WirePath) -> Result<&'f mut Field, String> {
    let missing = missing(fields, path);
    path.resolve_mut(fields).ok_or(missing)
}

/// What is not there of a path: what holds the field, or the field.
fn missing(fields: &[Field], path: &WirePath) -> String {
    let parent = path.parent().map(|parent| parent.field());
    let gone = parent.filter(|parent| !parent.is_top() && parent.resolve(fields).is_none());
    format!("there is no field {:?}", gone.as_ref().unwrap_or(path).to_string())
}
