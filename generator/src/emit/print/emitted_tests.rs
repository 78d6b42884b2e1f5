//! Prints the tests of a product: every example of a response decodes and encodes again, every operation is called.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use crate::emit::error::Error;
use crate::emit::model::{Example, Operation, Output, Packing, Parameter, Product};
use crate::ir::Location;

use super::example::expression;
use super::tokens::{format, ident, text};
use super::words::Words;

/// The region of the test's calls that name one; its parameter must arrive.
const REGION: &str = "cn-shanghai";

/// The file of the decoding tests:
///
/// ```text
/// #[test]
/// fn describe_changes() {
///     let known = ["Changes", "Changes.Change", …];
///     roundtrip::check::<DescribeChangesOutput>("DescribeChanges", include_str!("../examples/webplus/DescribeChanges.json"), &known);
/// }
/// ```
pub fn decode(product: &Product) -> Result<String, Error> {
    let module = ident(&product.module);
    let exemplified = product.operations.iter().filter(|operation| operation.has_example());
    let tests = exemplified.filter_map(|operation| {
        let (name, output) = (ident(&operation.module), ident(&operation.output.structure()?.name));
        let output = match operation.output {
            Output::List(_) => quote!(Vec<operations::#output>),
            _ => quote!(operations::#output),
        };
        let (wire, example) = (text(&operation.wire), example_path(product, operation));
        let known = operation.known.iter().map(|place| text(place));
        Some(quote! {
            #[test]
            fn #name() {
                let known = [#(#known),*];
                roundtrip::check::<#output>(#wire, include_str!(#example), &known);
            }
        })
    });
    let tests: Vec<TokenStream> = tests.collect();
    if tests.is_empty() {
        return Ok(String::new());
    }
    let items = quote! {
        use alicloud::#module::operations;
        use alicloud_test_server::roundtrip;
        #(#tests)*
    };
    format("decode.rs", items)
}

/// The file of the calls:
///
/// ```text
/// #[tokio::test]
/// async fn gather_app_env_stats() {
///     for client in clients() {
///         let output = client.gather_app_env_stats("we-…").target_instances(["i-…"]).region("cn-shanghai").send().await;
///         let output = output.unwrap_or_else(|error| panic!("{error}"));
///         assert_eq!(output, roundtrip::decode(include_str!("../examples/webplus/GatherAppEnvStats.json")));
///     }
///     let sent = [Sent::query("RegionId", "cn-shanghai"), Sent::form("EnvId", "we-…"), …];
///     roundtrip::received(&SERVER.calls(), "GatherAppEnvStats", "POST", &sent);
/// }
/// ```
pub fn call(words: &Words<'_>, product: &Product) -> Result<String, Error> {
    let module = ident(&product.module);
    let tests = product.operations.iter().map(|operation| call_one(words, product, operation));
    let tests = tests.collect::<Result<Vec<_>, Error>>()?;
    let uses_types = product.operations.iter().flat_map(|operation| &operation.parameters);
    let import = if uses_types.clone().any(|parameter| mentions_struct(&parameter.example)) {
        quote!(use alicloud::#module::types;)
    } else {
        quote!()
    };
    if tests.is_empty() {
        return Ok(String::new());
    }
    let items = quote! {
        #import
        use alicloud_test_server::roundtrip::{self, Sent};
        use super::{SERVER, clients};
        #(#tests)*
    };
    format("call.rs", items)
}

fn call_one(words: &Words<'_>, product: &Product, operation: &Operation) -> Result<TokenStream, Error> {
    let (name, method) = (ident(&operation.module), ident(&operation.method));
    let types = quote!(types);
    let arguments = operation.arguments().map(|argument| expression(&argument.example, &types));
    let setters = operation.setters().map(|parameter| {
        let (setter, value) = (ident(&parameter.ident), expression(&parameter.example, &types));
        quote!(.#setter(#value))
    });
    let sent = sent(product, operation);
    let (wire, http) = (text(&operation.wire), text(operation.http.verb()));
    let received = received(product, operation);
    let deprecated = if operation.deprecated {
        let reason = words.attribute("deprecated_call")?;
        quote!(#[expect(deprecated, reason = #reason)])
    } else {
        quote!()
    };
    Ok(quote! {
        #[tokio::test]
        #deprecated
        async fn #name() {
            for client in clients() {
                let output = client.#method(#(#arguments),*)#(#setters)*.region(#REGION).send().await;
                #received
            }
            let sent = [#(#sent),*];
            roundtrip::received(&SERVER.calls(), #wire, #http, &sent);
        }
    })
}

/// Compares what came with the example, which the service of the tests sends; of an operation without one it sends some
/// body.
fn received(product: &Product, operation: &Operation) -> TokenStream {
    let output = quote!(output.unwrap_or_else(|error| panic!("{error}")));
    let example = operation.has_example().then(|| {
        let path = example_path(product, operation);
        quote!(include_str!(#path))
    });
    let compared = match (&operation.output, example) {
        (Output::Nothing, _) => return quote!(#output;),
        (Output::Struct(_) | Output::List(_), example) => {
            let nothing = if matches!(operation.output, Output::List(_)) { "[]" } else { "{}" };
            let example = example.unwrap_or_else(|| quote!(#nothing));
            quote!(assert_eq!(output, roundtrip::decode(#example));)
        }
        (Output::Bytes, Some(example)) => {
            quote!(assert_eq!(output.trim_ascii_end(), #example.trim_end().as_bytes());)
        }
        (Output::Text, Some(example)) => quote!(assert_eq!(output.trim_end(), #example.trim_end());),
        (Output::Bytes | Output::Text, None) => quote!(assert!(!output.is_empty());),
    };
    quote! {
        let output = #output;
        #compared
    }
}

/// What must have arrived.
fn sent(product: &Product, operation: &Operation) -> Vec<TokenStream> {
    let mut sent: Vec<TokenStream> = Vec::new();
    if let Some(region) = &product.region {
        let region = text(region);
        sent.push(quote!(Sent::query(#region, #REGION)));
    }
    for parameter in &operation.parameters {
        let place = ident(match parameter.location {
            // The service of the tests has an address, and below an address there is no host.
            Location::Host => continue,
            Location::Body => "body",
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Form => "form",
            Location::Json => "json",
        });
        for (name, value, is_json) in values(parameter) {
            let (name, value) = (text(&name), text(&value));
            let json = if is_json { quote!(.as_json()) } else { quote!() };
            sent.push(quote!(Sent::#place(#name, #value)#json));
        }
    }
    sent
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

/// The example as the test files see it.
fn example_path(product: &Product, operation: &Operation) -> proc_macro2::Literal {
    text(&format!("../examples/{}/{}", product.module, operation.example_file()))
}
