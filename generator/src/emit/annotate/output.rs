//! What a call hands out, by the kind of its response.

use crate::emit::model::{Output, OutputDocs, Struct, StructDocs, StructField};
use crate::ir::{Field, Operation, ResponseKind};

use super::docs::name_code;
use super::known::known;

/// How many fields of a document that the client does not decode its documentation lists.
const FIELDS_LISTED: usize = 200;

/// The fields that the client decodes: those of a JSON document, or of the items of a list.
pub fn decoded(operation: &Operation) -> &[Field] {
    match operation.response_kind {
        ResponseKind::Json | ResponseKind::List => &operation.response,
        ResponseKind::Xml | ResponseKind::Bytes | ResponseKind::Text | ResponseKind::Nothing => &[],
    }
}

/// Why neither a paginator nor a waiter finds its way in a response; nothing where it has fields.
pub fn without_fields(operation: &Operation) -> Option<String> {
    let what = match operation.response_kind {
        ResponseKind::Json => return None,
        ResponseKind::List => "a list",
        ResponseKind::Xml => "handed out as text",
        ResponseKind::Bytes => "bytes",
        ResponseKind::Text => "text",
        ResponseKind::Nothing => "empty",
    };
    Some(format!("its response is {what} and has no fields that the client knows"))
}

/// What a call hands out: of JSON a struct called `name` or a list of it, of all else the body.
pub fn output(operation: &Operation, name: String, fields: Vec<StructField>) -> Output {
    match operation.response_kind {
        ResponseKind::Json | ResponseKind::List => {
            let docs = StructDocs::Output(output_docs(operation));
            let structure = Struct { name, fields, sent: false, docs };
            if operation.response_kind == ResponseKind::List {
                Output::List(structure)
            } else {
                Output::Struct(structure)
            }
        }
        ResponseKind::Bytes => Output::Bytes,
        ResponseKind::Xml | ResponseKind::Text => Output::Text,
        ResponseKind::Nothing => Output::Nothing,
    }
}

/// What is said of what a call hands out.
pub fn output_docs(operation: &Operation) -> OutputDocs {
    let fields = match operation.response_kind {
        ResponseKind::Xml => {
            known(&operation.response).iter().take(FIELDS_LISTED).map(|path| name_code(path)).collect()
        }
        _ => Vec::new(),
    };
    OutputDocs { code: name_code(&operation.operation), kind: operation.response_kind, fields }
}

/// The example of a response that the fake answers with. A response without a body has none, and of an XML document the
/// specification may keep what its example holds as JSON, which is no example of the document.
pub fn example(operation: &Operation) -> String {
    let example = &operation.response_example;
    let is_one = match operation.response_kind {
        ResponseKind::Json | ResponseKind::List | ResponseKind::Bytes | ResponseKind::Text => true,
        ResponseKind::Xml => example.trim_start().starts_with('<'),
        ResponseKind::Nothing => false,
    };
    if is_one { example.clone() } else { String::new() }
}
