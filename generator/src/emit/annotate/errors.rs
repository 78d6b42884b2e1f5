//! The error codes of a product, out of all its operations.

use std::collections::BTreeMap;

use crate::emit::markdown::inline;
use crate::emit::model::{CodeDocs, ErrorCode, ErrorDocs, ReasonDocs};
use crate::emit::names::{Case, RESERVED_VARIANTS, assign};
use crate::ir;

use super::docs::{excerpt, first_line, name_code};
use super::usable::is_too_long;

/// How many ways in which a code comes its documentation lists.
const REASONS_LISTED: usize = 8;

/// The codes, sorted, each once.
pub fn annotate<'a>(
    operations: impl Iterator<Item = &'a ir::Operation>,
    common: &'a ir::CommonErrors,
) -> Vec<ErrorCode> {
    let mut codes: BTreeMap<&str, (Vec<ReasonDocs>, bool)> = BTreeMap::new();
    for error in operations.flat_map(|operation| &operation.errors).chain(&common.errors) {
        // A row without a code documents a status, which every error carries anyway.
        if error.code.trim().is_empty() || is_too_long(&error.code) {
            continue;
        }
        let (reasons, transient) = codes.entry(&error.code).or_insert_with(|| (Vec::new(), true));
        *transient &= error.transient;
        let reason = ReasonDocs { status: error.status, text: text(error) };
        if !reasons.contains(&reason) {
            reasons.push(reason);
        }
    }
    let idents = assign(codes.keys().copied(), Case::Camel, RESERVED_VARIANTS);
    let codes = codes.into_iter().zip(idents).map(|((wire, (mut reasons, transient)), ident)| {
        reasons.sort();
        reasons.truncate(REASONS_LISTED);
        ErrorCode { wire: wire.to_owned(), ident, transient, docs: CodeDocs { code: name_code(wire), reasons } }
    });
    codes.collect()
}

/// What an operation says of its own errors.
pub fn of_operation(operation: &ir::Operation) -> Vec<ErrorDocs> {
    let coded = operation.errors.iter().filter(|error| !error.code.trim().is_empty());
    coded.map(|error| ErrorDocs { code: name_code(&error.code), status: error.status, text: text(error) }).collect()
}

/// What is said of an error on one line: the message, else the description.
fn text(error: &ir::ErrorCode) -> String {
    if error.message.trim().is_empty() { first_line(&error.description) } else { inline(&excerpt(&error.message)) }
}
