//! The error codes of a product, out of all its operations.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::emit::Error;
use crate::emit::docs;
use crate::emit::markdown::{code, inline};
use crate::emit::model::ErrorCode;
use crate::emit::names::{Case, RESERVED_VARIANTS, assign};
use crate::ir;

use super::Scope;

/// How many different answers the documentation of a code lists.
const ANSWERS_LISTED: usize = 8;

/// The facts of a code's documentation.
#[derive(Serialize)]
struct CodeFacts {
    code: String,
    answers: Vec<Answer>,
}

/// One way that a code comes.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Answer {
    status: Option<u16>,
    text: String,
}

/// The codes, sorted, each once.
pub fn annotate<'a>(
    scope: &Scope<'_>,
    operations: impl Iterator<Item = &'a ir::Operation>,
    common: &'a ir::CommonErrors,
) -> Result<Vec<ErrorCode>, Error> {
    let mut codes: BTreeMap<&str, Vec<Answer>> = BTreeMap::new();
    for error in operations.flat_map(|operation| &operation.errors).chain(&common.errors) {
        // A row without a code documents a status, which every error carries anyway.
        if error.code.trim().is_empty() || super::is_too_long(&error.code) {
            continue;
        }
        let answers = codes.entry(&error.code).or_default();
        let answer = Answer { status: error.status, text: text(error) };
        if !answers.contains(&answer) {
            answers.push(answer);
        }
    }
    let idents = assign(codes.keys().copied(), Case::Camel, RESERVED_VARIANTS);
    let mut errors = Vec::new();
    for ((wire, mut answers), ident) in codes.into_iter().zip(idents) {
        answers.sort();
        answers.truncate(ANSWERS_LISTED);
        let facts = CodeFacts { code: code(&docs::excerpt(wire)), answers };
        let docs = docs::render(scope.templates, "docs/error_code.md", &facts)?;
        errors.push(ErrorCode { wire: wire.to_owned(), ident, docs });
    }
    Ok(errors)
}

/// What is said of an error on one line: the message, else the description.
pub fn text(error: &ir::ErrorCode) -> String {
    if error.message.trim().is_empty() {
        docs::first_line(&error.description)
    } else {
        inline(&docs::excerpt(&error.message))
    }
}
