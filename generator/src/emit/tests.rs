//! The sentences of the documentation, as the templates make them of what was annotated.

use serde::Serialize;

use crate::ir;

use super::annotate::annotate;
use super::model::Product;
use super::registry::TypeRegistry;
use super::templates::Templates;

/// A product whose only operation is called by path, with more of its YAML.
fn product(more: &str) -> Product {
    let product: ir::Product = serde_yaml::from_str("{product: P, version: '1', style: roa}").expect("a product");
    let operation = format!("operation: A\nstyle: roa\nmethod: GET\npath: /\n{more}");
    let operation: ir::Operation = serde_yaml::from_str(&operation).expect("an operation in YAML");
    annotate(&product, &[operation], &ir::CommonErrors::default(), &TypeRegistry::default(), "specs/p").product
}

/// What a template makes of facts.
fn words(name: &str, facts: &impl Serialize) -> String {
    let templates = Templates::new().expect("templates");
    templates.render(&format!("docs/{name}.md"), facts).expect("words").trim().to_owned()
}

fn last(text: &str) -> &str {
    text.rsplit("\n\n").next().unwrap_or_default()
}

#[test]
fn words_come_from_the_page_or_from_the_facts() {
    let product = product(
        "
request:
- name: Kept
  in: query
  type: string
  description: See [this](x.md) for <b>more</b>.
- name: Omitted
  in: query
  type: int32
  default: '10'
  example: '20'
  allowed: [{value: '10', description: 'ten, *exactly*'}, {value: '20'}]
",
    );
    let operation = &product.operations[0];
    let docs: Vec<String> = operation.parameters.iter().map(|parameter| words("parameter", &parameter.docs)).collect();
    assert_eq!(docs[0], "See this for more.\n\nSent as `Kept` in the query.");
    assert_eq!(
        docs[1],
        "Sets `Omitted`.\n\nKnown values:\n\n- `10`: ten, *exactly*\n- `20`\n\nSent as `Omitted` in the query. \
         Default: `10`. Example: `20`."
    );
}

#[test]
fn facts_are_phrased_where_no_text_states_them() {
    let product = product(
        "
request:
- {name: Next, in: query, type: string}
- {name: Size, in: query, type: int32, range: {min: 0, max: 100}, unit: GB, conditional: true}
- {name: Rate, in: query, type: double, range: {max: 0.5}, deprecated: true, preview: true}
- {name: Name, in: query, type: string, length: {min: 2, max: 64}}
- {name: Ids, in: query, type: string, size: {max: 20}, format: comma-list}
- {name: Told, in: query, type: int32, description: 'From 1 to 1,000 GB.', range: {min: 1, max: 1000}, unit: GB}
- {name: Untold, in: query, type: int32, description: 'A number.', range: {min: 1, max: 1000}}
response:
- {name: At, type: int64, format: epoch-millis}
",
    );
    let operation = &product.operations[0];
    let docs: Vec<String> = operation.parameters.iter().map(|parameter| words("parameter", &parameter.docs)).collect();
    assert_eq!(
        docs.iter().map(|text| last(text)).collect::<Vec<_>>(),
        [
            "Sent as `Next` in the query.",
            "Sent as `Size` in the query. Required under a condition. From 0 to 100. Unit: `GB`.",
            "Sent as `Rate` in the query. Deprecated: the reference says not to use it any more. In a preview: not every \
             account can use it. At most 0.5.",
            "Sent as `Name` in the query. 2 to 64 characters.",
            "Sent as `Ids` in the query. At most 20 values. Format: values joined by commas.",
            "Sent as `Told` in the query.",
            "Sent as `Untold` in the query. From 1 to 1000.",
        ]
    );
    let field = &operation.output.structure().expect("a struct").fields[0];
    assert_eq!(words("field", &field.docs), "`At` on the wire.\n\nFormat: milliseconds since 1970-01-01T00:00Z.");
}

#[test]
fn a_method_says_how_its_list_comes_in_parts() {
    let product = product(
        "
preview: true
pagination: {kind: token, position: Next, size: Most, next: Next}
request: [{name: Next, in: query, type: string}, {name: Most, in: query, type: int32}]
response: [{name: Next, type: string}]
",
    );
    #[derive(Serialize)]
    struct Shown<'a> {
        #[serde(flatten)]
        docs: &'a super::model::MethodDocs,
        example: &'a str,
    }
    let docs = words("method", &Shown { docs: &product.operations[0].docs, example: "call();" });
    assert!(docs.starts_with("Calls `A`.\n\nThe operation is in a preview"), "{docs}");
    assert!(docs.contains("`Next` of an answer being the next one, `Most` how many"), "{docs}");
    assert!(docs.contains("[`into_paginator`](crate::p::operations::A::into_paginator) asks"), "{docs}");
    assert!(docs.ends_with("Sends `GET /`.\n\n# Example\n\n```no_run\ncall();\n```"), "{docs}");
}

#[test]
fn a_builder_says_what_makes_a_call_safe_to_repeat() {
    let request = "request: [{name: clientToken, in: query, type: string}]";
    let docs = |more: &str| words("builder", &product(&format!("{more}\n{request}")).operations[0].builder_docs);
    let (writes, reads, neither) =
        (docs("client_token: clientToken"), docs("client_token: clientToken\nreads: true"), docs(""));
    assert!(last(&writes).contains("the same [`client_token`](Self::client_token)"), "{writes}");
    assert_eq!(last(&reads), "The call only reads, so it can be repeated.");
    assert!(!neither.contains("repeated"), "{neither}");
}

#[test]
fn every_format_place_and_packing_has_words() {
    let with = |more: &str| product(&format!("request: [{{name: X, type: array, items: {{type: string}}, {more}}}]"));
    let formats = "date-time date-time-minutes local-date-time local-date-time-minutes date compact-date month time \
                   time-minutes local-time local-time-minutes epoch-seconds epoch-millis json comma-list";
    for format in formats.split_whitespace() {
        let docs = words("parameter", &with(&format!("in: query, format: {format}")).operations[0].parameters[0].docs);
        let (_, said) = docs.split_once(" Format: ").expect("a format");
        assert!(said.len() > 8 && said.ends_with('.'), "{format}: {docs}");
    }
    for (fact, said) in [
        ("in: query", "in the query."),
        ("in: header", "as a header, joined by commas."),
        ("in: form, encoding: json", "in the form body, as JSON text."),
        ("in: json, encoding: comma", "in the JSON body, joined by commas."),
    ] {
        let docs = words("parameter", &with(fact).operations[0].parameters[0].docs);
        assert_eq!(last(&docs), format!("Sent as `X` {said}"), "{fact}");
    }
}
