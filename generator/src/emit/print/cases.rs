//! Prints the tests of a product: a table of how its operations are called, and as data what must arrive, what the examples
//! of responses hold and in which places they contradict the specification.

use proc_macro2::{Delimiter, TokenStream};
use quote::quote;
use serde::Serialize;
use serde_json::Value;

use crate::emit::error::Error;
use crate::emit::literal::is_hidden;
use crate::emit::model::{Example, Mismatch, Operation, Output, Packing, Parameter, Product};
use crate::ir::Location;

use super::example::expression;
use super::sheet::Sheet;
use super::tokens::{ident, text};

/// The region of the test's calls that name one; its parameter must arrive.
const REGION: &str = "cn-shanghai";

/// The table of the calls:
///
/// ```text
/// static CASES: [roundtrip::Case<Client>; 49] = [
///     roundtrip::Case {
///         operation: "GatherAppEnvStats",
///         kind: roundtrip::Kind::Json(|| Box::new(operations::GatherAppEnvStatsOutput::default())),
///         call: |client| client
///             .gather_app_env_stats("we-…")
///             .target_instances(["i-…"])
///             .region("cn-shanghai")
///             .into(),
///     },
/// ];
/// ```
pub fn cases(product: &Product) -> Result<String, Error> {
    let (module, mut sheet) = (ident(&product.module), Sheet::default());
    sheet.line(quote!(use alicloud::#module::Client;));
    if product.operations.iter().any(|operation| operation.output.structure().is_some()) {
        sheet.line(quote!(use alicloud::#module::operations;));
    }
    let mut parameters = product.operations.iter().flat_map(|operation| &operation.parameters);
    if parameters.any(|parameter| mentions_struct(&parameter.example)) {
        sheet.line(quote!(use alicloud::#module::types;));
    }
    sheet.line(quote!(
        use alicloud_test_server::roundtrip;
    ));
    sheet.blank();
    let count = proc_macro2::Literal::usize_unsuffixed(product.operations.len());
    sheet.open(quote!(static CASES: [roundtrip::Case<Client>; #count] =), Delimiter::Bracket);
    for operation in &product.operations {
        case(&mut sheet, operation);
    }
    sheet.close(quote!(;));
    sheet.finish("the table of calls")
}

fn case(sheet: &mut Sheet, operation: &Operation) {
    let (wire, method, types) = (text(&operation.wire), ident(&operation.method), quote!(types));
    let kind = kind(&operation.output);
    let arguments = operation.arguments().map(|argument| expression(&argument.example, &types));
    sheet.open(quote!(roundtrip::Case), Delimiter::Brace);
    sheet.line(quote!(operation: #wire,));
    sheet.line(quote!(kind: #kind,));
    sheet.line(quote!(call: |client| client));
    sheet.further();
    sheet.line(quote!(.#method(#(#arguments),*)));
    for parameter in operation.setters() {
        let (setter, value) = (ident(&parameter.ident), expression(&parameter.example, &types));
        sheet.line(quote!(.#setter(#value)));
    }
    sheet.line(quote!(.region(#REGION)));
    sheet.line(quote!(.into(),));
    sheet.back();
    sheet.close(quote!(,));
}

/// What becomes of the response.
fn kind(output: &Output) -> TokenStream {
    match output {
        Output::Struct(output) => {
            let output = ident(&output.name);
            quote!(roundtrip::Kind::Json(|| Box::new(operations::#output::default())))
        }
        Output::List(output) => {
            let output = ident(&output.name);
            quote!(roundtrip::Kind::Json(|| Box::new(Vec::<operations::#output>::new())))
        }
        Output::Bytes | Output::Text => quote!(roundtrip::Kind::Body),
        Output::Nothing => quote!(roundtrip::Kind::Nothing),
    }
}

/// What the tests know of an operation, as data.
#[derive(Serialize)]
struct Data<'a> {
    operation: &'a str,
    method: &'a str,
    /// The file of the example.
    #[serde(skip_serializing_if = "Option::is_none")]
    example: Option<String>,
    /// The places of the response that the specification knows.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    known: &'a [String],
    /// Where the example contradicts the specification.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    mismatches: &'a [Mismatch],
    /// What must have arrived.
    sent: Vec<Sent<'a>>,
}

/// A parameter that must have arrived.
#[derive(Serialize)]
struct Sent<'a> {
    #[serde(rename = "in")]
    place: Location,
    name: std::borrow::Cow<'a, str>,
    value: String,
    /// Whether the value is a text that holds JSON, which is compared as JSON.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_json: bool,
}

/// The data of the tests, as JSON.
pub fn data(product: &Product) -> String {
    let data = product.operations.iter().map(|operation| Data {
        operation: &operation.wire,
        method: operation.http.verb(),
        example: operation.has_example().then(|| operation.example_file()),
        known: &operation.known,
        mismatches: &operation.mismatches,
        sent: sent(product, operation),
    });
    let text = serde_json::to_string_pretty(&data.collect::<Vec<_>>()).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\n' => out.push('\n'),
            _ if is_hidden(char) => {
                out.extend(char.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")))
            }
            _ => out.push(char),
        }
    }
    out.push('\n');
    out
}

/// What must have arrived.
fn sent<'a>(product: &'a Product, operation: &'a Operation) -> Vec<Sent<'a>> {
    let region = product.region.as_ref().map(|region| Sent {
        place: Location::Query,
        name: region.into(),
        value: REGION.to_owned(),
        is_json: false,
    });
    // The service of the tests has an address, and below an address there is no host.
    let arriving = operation.parameters.iter().filter(|parameter| parameter.location != Location::Host);
    let values = arriving.flat_map(|parameter| {
        let place = parameter.location;
        values(parameter).into_iter().map(move |(name, value, is_json)| Sent {
            place,
            name: name.into(),
            value,
            is_json,
        })
    });
    region.into_iter().chain(values).collect()
}

/// Names and values of one parameter on the wire, and whether a value is JSON text, which is compared as JSON.
fn values(parameter: &Parameter) -> Vec<(String, String, bool)> {
    let (wire, example) = (&parameter.wire, &parameter.example);
    match parameter.packing {
        Packing::Json => vec![(wire.clone(), example.json().to_string(), true)],
        Packing::Comma => {
            let items = match example {
                Example::List(items) => items.iter().map(Example::plain).collect::<Vec<_>>().join(","),
                other => other.plain(),
            };
            let is_member = parameter.location == Location::Json;
            vec![(wire.clone(), if is_member { Value::String(items).to_string() } else { items }, false)]
        }
        Packing::Plain if matches!(parameter.location, Location::Json | Location::Body) => {
            vec![(wire.clone(), example.json().to_string(), false)]
        }
        Packing::Plain => {
            let mut pairs = Vec::new();
            example.flatten(wire, &mut pairs);
            pairs.into_iter().map(|(name, value)| (name, value, false)).collect()
        }
    }
}

fn mentions_struct(example: &Example) -> bool {
    match example {
        Example::Struct(..) => true,
        Example::List(items) => items.iter().any(mentions_struct),
        Example::Map(members) => members.iter().any(|(_, value)| mentions_struct(value)),
        _ => false,
    }
}
