//! Decisions of the annotation, compared as structs rather than as text.

use crate::diagnostic::Severity;
use crate::emit::model::{Effect, Http, Operation, Output, Packing, PathPart, Product, Struct, Ty};
use crate::emit::registry::TypeRegistry;
use crate::ir::{self, Location};
use crate::vocabulary::PROTOCOL_PARAMETERS;

use super::{Annotated, annotate};

fn annotated(product: &str, operations: &[&str]) -> Annotated {
    let product: ir::Product = serde_yaml::from_str(product).expect("a product in YAML");
    let operations: Vec<ir::Operation> =
        operations.iter().map(|text| serde_yaml::from_str(text).expect("an operation in YAML")).collect();
    annotate(&product, &operations, &ir::CommonErrors::default(), &TypeRegistry::default(), "specs/p")
}

fn roa(operations: &[&str]) -> Product {
    let annotated = annotated("{product: P, version: '1', style: roa, region: {name: RegionId}}", operations);
    assert_eq!(annotated.diagnostics, []);
    annotated.product
}

fn output(operation: &Operation) -> &Struct {
    operation.output.structure().expect("a struct")
}

fn said(annotated: &Annotated) -> Vec<(&'static str, Severity)> {
    annotated.diagnostics.iter().map(|found| (found.code, found.severity)).collect()
}

#[test]
fn parameters_have_names_types_and_packing() {
    let product = roa(&["
operation: PutThing
style: roa
method: PUT
path: /a b/{Id}/{Number}
request:
- {name: Number, in: path, type: int32}
- {name: Id, in: path, type: string}
- {name: Send, in: query, type: boolean}
- {name: EnvID, in: form, type: string}
- {name: EnvId, in: form, type: array, items: {type: string}, encoding: comma, required: true}
- {name: RegionId, in: query, type: string, required: true}
- {name: type, in: form, type: object, encoding: json, fields: [{name: A, type: any}]}
"]);
    let operation = &product.operations[0];
    let parameters: Vec<_> = operation
        .parameters
        .iter()
        .map(|it| (it.ident.as_str(), it.ty.clone(), it.location, it.packing, it.is_argument))
        .collect();
    let list = Ty::List(Box::new(Ty::Text));
    assert_eq!(
        parameters,
        [
            ("number", Ty::Int32, Location::Path, Packing::Plain, true),
            ("id", Ty::Text, Location::Path, Packing::Plain, true),
            ("send_", Ty::Boolean, Location::Query, Packing::Plain, false),
            ("env_id_2", Ty::Text, Location::Form, Packing::Plain, false),
            ("env_id", list, Location::Form, Packing::Comma, true),
            ("type_", Ty::Struct("Type".to_owned()), Location::Form, Packing::Json, false),
        ]
    );
    let text = |text: &str| PathPart::Text(text.to_owned());
    assert_eq!(operation.path, [text("/a%20b/"), PathPart::Parameter(1), text("/"), PathPart::Parameter(0)]);
    assert_eq!((operation.method.as_str(), operation.builder.as_str()), ("put_thing", "PutThing"));
    assert_eq!((operation.module.as_str(), output(operation).name.as_str()), ("put_thing", "PutThingOutput"));
}

#[test]
fn wrappers_are_hidden_and_containers_nest() {
    let product = roa(&["
operation: List
style: roa
method: GET
path: /
response:
- {name: Rows, type: array, items: {type: array, items: {type: double}}}
- {name: Labels, type: map, items: {type: object, fields: [{name: A, type: int64}]}}
- {name: Empty, type: object}
- {name: Ids, type: object, fields: [{name: Id, type: array, items: {type: string}}]}
"]);
    let fields: Vec<_> =
        output(&product.operations[0]).fields.iter().map(|field| (field.ident.as_str(), field.ty.clone())).collect();
    let (list, map) = (|ty| Ty::List(Box::new(ty)), |ty| Ty::Map(Box::new(ty)));
    assert_eq!(
        fields,
        [
            ("rows", list(list(Ty::Double))),
            ("labels", map(Ty::Struct("Label".to_owned()))),
            ("empty", map(Ty::Any)),
            ("ids", list(Ty::Text)),
        ]
    );
    assert_eq!(output(&product.operations[0]).fields[3].wrapper.as_deref(), Some("Id"));
    assert!(!product.types[0].sent);
}

#[test]
fn methods_are_chosen_by_what_they_must_carry() {
    let operation = |method: &str, location: &str| {
        format!(
            "{{operation: A, style: roa, method: '{method}', path: /, request: [{{name: X, in: {location}, type: string}}]}}"
        )
    };
    for (method, location, http) in [
        ("GET|POST", "query", Http::Get),
        ("GET|POST", "form", Http::Post),
        ("POST | PUT", "json", Http::Post),
        ("DELETE", "form", Http::Delete),
        ("PATCH", "query", Http::Patch),
    ] {
        assert_eq!(roa(&[&operation(method, location)]).operations[0].http, http, "{method} {location}");
    }
    let rpc = annotated("{product: P, version: '1', style: rpc}", &["{operation: A, style: rpc}"]).product;
    assert_eq!(rpc.operations[0].http, Http::Post);
    assert_eq!(rpc.operations[0].path, [PathPart::Text("/".to_owned())]);
}

#[test]
fn what_cannot_be_called_is_left_out_and_told() {
    let error = ("operation-not-callable", Severity::Error);
    for operation in [
        "{operation: A, style: roa, method: TRACE, path: /}",
        "{operation: A, style: roa, path: /}",
        "{operation: A, style: roa, method: GET}",
        "{operation: A, style: roa, method: GET, path: '/{Id}'}",
        "{operation: A, style: roa, method: GET, path: '/{Id'}",
        "{operation: A, style: roa, method: GET, path: 'http://example.com/'}",
        "{operation: A, style: rpc}",
        "{operation: A, style: roa, method: PUT, path: /, request: [{name: X, in: form, type: string}, \
         {name: Y, in: json, type: string}]}",
    ] {
        let good = "{operation: B, style: roa, method: GET, path: /}";
        let annotated = annotated("{product: P, version: '1', style: roa}", &[operation, good]);
        assert_eq!(said(&annotated), [error], "{operation}");
        assert_eq!(annotated.product.operations.len(), 1);
        assert_eq!(annotated.diagnostics[0].file, "specs/p/operations/A.yaml");
    }
}

#[test]
fn what_comes_twice_is_left_out_and_told() {
    let twice =
        "{operation: A, style: roa, method: GET, path: /, response: [{name: X, type: string}, {name: X, type: int32}]}";
    let annotated = annotated("{product: P, version: '1', style: roa}", &[twice, twice]);
    assert_eq!(said(&annotated), [("field-twice", Severity::Error), ("operation-twice", Severity::Error)]);
    assert_eq!(annotated.product.operations.len(), 1);
    assert_eq!(output(&annotated.product.operations[0]).fields[0].ty, Ty::Text);
}

#[test]
fn parameters_of_the_protocol_are_the_runtimes() {
    let rows: Vec<String> = PROTOCOL_PARAMETERS
        .iter()
        .chain(&["ActionName"])
        .map(|name| format!("{{name: {name}, in: query, type: string}}"))
        .collect();
    let operation = format!("{{operation: A, style: rpc, request: [{}]}}", rows.join(", "));
    let product = annotated("{product: P, version: '1', style: rpc}", &[&operation]).product;
    let names: Vec<_> = product.operations[0].parameters.iter().map(|parameter| parameter.wire.as_str()).collect();
    assert_eq!(names, ["ActionName"]);
}

#[test]
fn error_codes_of_all_operations_become_variants() {
    let with =
        |name: &str, errors: &str| format!("{{operation: {name}, style: roa, method: GET, path: /, errors: {errors}}}");
    let product = roa(&[
        &with("A", "[{status: 403, code: Auth.Failed, message: No.}, {code: ''}, {status: 400, code: 400}]"),
        &with("B", "[{status: 500, code: Auth.Failed, message: No.}, {status: 403, code: Auth.Failed, message: No.}]"),
        &with("C", "[{code: AuthFailed}, {code: Unknown}]"),
    ]);
    let errors: Vec<_> = product.errors.iter().map(|error| (error.wire.as_str(), error.ident.as_str())).collect();
    assert_eq!(
        errors,
        [("400", "N400"), ("Auth.Failed", "AuthFailed2"), ("AuthFailed", "AuthFailed"), ("Unknown", "UnknownValue")]
    );
    let reasons: Vec<_> =
        product.errors[1].docs.reasons.iter().map(|reason| (reason.status, reason.text.as_str())).collect();
    assert_eq!(reasons, [(Some(403), "No."), (Some(500), "No.")]);
}

#[test]
fn what_makes_a_call_safe_to_repeat_is_told() {
    let token = "{name: clientToken, in: query, type: string}";
    let operations = [
        format!(
            "{{operation: CreateBoat, style: rpc, client_token: clientToken, request: [{{name: A, in: query, type: string}}, {token}]}}"
        ),
        format!("{{operation: PaintBoat, style: rpc, reads: true, client_token: clientToken, request: [{token}]}}"),
        // Nothing but the specification says it, neither the name nor the method nor a parameter.
        format!("{{operation: QueryBoat, style: rpc, method: GET, request: [{token}]}}"),
    ];
    let operations: Vec<&str> = operations.iter().map(String::as_str).collect();
    let annotated = annotated("{product: P, version: '1', style: rpc}", &operations);
    assert_eq!(annotated.diagnostics, []);
    let product = annotated.product;
    let found: Vec<_> = product.operations.iter().map(|operation| (operation.effect, operation.client_token)).collect();
    assert_eq!(found, [(Effect::OfMethod, Some(1)), (Effect::Reads, Some(0)), (Effect::Writes, None)]);
    let docs: Vec<_> = product.operations.iter().map(|operation| &operation.builder_docs).collect();
    let docs: Vec<_> = docs.into_iter().map(|docs| (docs.reads, docs.client_token.as_str())).collect();
    assert_eq!(docs, [(false, "client_token"), (true, "client_token"), (false, "")]);
}

#[test]
fn a_client_token_that_the_request_lacks_is_reported_and_none() {
    for (path, request) in [
        ("/", "{name: ClientToken, in: query, type: string}"),
        ("/", "{name: clientToken, in: query, type: boolean}"),
        ("/{clientToken}", "{name: clientToken, in: path, type: string}"),
        ("/{clientToken}", "{name: clientToken, type: string}"),
    ] {
        let operation = format!(
            "{{operation: CreateBoat, style: rpc, path: '{path}', client_token: clientToken, request: [{request}]}}"
        );
        let found = annotated("{product: P, version: '1', style: rpc}", &[&operation]);
        assert_eq!(said(&found), [("client-token-not-emitted", Severity::Warning)], "{request}");
        assert_eq!(found.product.operations[0].client_token, None);
    }
}

#[test]
fn what_a_paginator_needs_must_be_there() {
    let paged = |pagination: &str| {
        let operation = format!(
            "
operation: ListBoats
style: rpc
pagination: {{{pagination}}}
request:
- {{name: Page, in: query, type: int32, range: {{min: 0}}}}
- {{name: Size, in: query, type: int32}}
- {{name: Flag, in: query, type: boolean}}
response:
- {{name: Boats, type: object, fields: [{{name: Boat, type: array, items: {{type: string}}}}]}}
- {{name: Other, type: array, items: {{type: string}}}}
- {{name: Data, type: object, fields: [{{name: Total, type: int32}}, {{name: Size, type: int32}}]}}
- {{name: Next, type: string}}
"
        );
        annotated("{product: P, version: '1', style: rpc}", &[&operation])
    };
    let number = "kind: number, position: Page";
    let found = paged(&format!("{number}, size: Size, items: Boats.Boat, total: Data.Total"));
    assert_eq!(found.diagnostics, []);
    let paging = found.product.operations[0].paging.clone().expect("it pages");
    assert_eq!((paging.first, paging.position, paging.size), (0, 0, Some(1)));
    assert_eq!(paging.list, Some((vec!["boats".to_owned()], Ty::Text)));
    let path = |members: [&str; 2]| Some(members.map(str::to_owned).to_vec());
    assert_eq!((paging.total, paging.answered), (path(["data", "total"]), path(["data", "size"])));
    assert!(found.product.operations[0].docs.paginates);
    let warning = ("paging-not-emitted", Severity::Warning);
    for pagination in [
        "kind: number, position: Gone, items: Boats.Boat",
        "kind: number, position: Flag, items: Boats.Boat",
        "kind: number, position: Page, size: Gone, items: Boats.Boat",
        "kind: number, position: Page, items: Boats.Gone",
        "kind: number, position: Page, items: Data",
        "kind: number, position: Page, items: Boats.Boat, total: Data",
        "kind: number, position: Page",
        "kind: token, position: Page, items: Boats.Boat",
        "kind: token, position: Page, items: Boats.Boat, next: Data.Gone",
    ] {
        let found = paged(pagination);
        assert_eq!(said(&found), [warning], "{pagination}");
        assert_eq!(found.product.operations[0].paging, None);
        assert!(!found.product.operations[0].docs.paginates, "{pagination}");
    }
}

#[test]
fn a_waiter_of_what_the_answer_lacks_is_left_out() {
    let waiting = |when: &str| {
        let operation = format!(
            "
operation: DescribeBoat
style: rpc
waiters:
- name: 'x(){{}} //'
  interval: 1
  max_interval: 1
  deadline: 1
  outcomes: [{{state: moored, is: success, when: {{{when}}}}}]
response:
- {{name: Boat, type: object, fields: [{{name: Knots, type: int32}}, {{name: State, type: string}}]}}
"
        );
        annotated("{product: P, version: '1', style: rpc}", &[&operation])
    };
    let found = waiting("Boat.Knots: 0, Boat.State: Moored");
    assert_eq!(found.diagnostics, []);
    let waiter = &found.product.operations[0].waiters[0];
    assert_eq!((waiter.method.as_str(), waiter.outcomes[0].conditions.len()), ("wait_until_x", 2));
    for when in ["", "Boat.Gone: 0", "Boat.Knots: x", "Boat.State: 1", "Boat: true", "Boat.Knots: 5000000000"] {
        let found = waiting(when);
        assert_eq!(said(&found), [("waiter-not-emitted", Severity::Warning)], "{when}");
        assert_eq!(found.product.operations[0].waiters, []);
    }
}

#[test]
fn arguments_come_in_the_order_of_the_page_and_those_of_the_body_last() {
    let product = roa(&["
operation: PutThing
style: roa
method: PUT
path: /{Shelf}/{Box}
request:
- {name: Colour, in: query, type: string}
- {name: Box, in: path, type: string}
- {name: Weight, in: query, type: int32, required: true}
- {name: RegionId, in: query, type: string, required: true}
- {name: Shelf, in: path, type: string}
body:
- {name: Note, type: string}
- {name: Owner, type: string, required: true}
"]);
    let operation = &product.operations[0];
    let arguments: Vec<&str> = operation.arguments().map(|argument| argument.ident.as_str()).collect();
    assert_eq!(arguments, ["box_", "weight", "shelf", "owner"]);
    let setters: Vec<&str> = operation.setters().map(|parameter| parameter.ident.as_str()).collect();
    assert_eq!(setters, ["colour", "note"]);
    let told: Vec<&str> = operation.docs.arguments.iter().map(|argument| argument.ident.as_str()).collect();
    assert_eq!(told, arguments);
}

#[test]
fn a_response_that_is_no_json_has_neither_paginator_nor_waiter_nor_types() {
    for (kind, is_as_said) in [
        ("bytes", (|output| matches!(output, Output::Bytes)) as fn(&Output) -> bool),
        ("text", |output| matches!(output, Output::Text)),
        ("xml", |output| matches!(output, Output::Text)),
        ("nothing", |output| matches!(output, Output::Nothing)),
    ] {
        let operation = format!(
            "
operation: ListBoats
style: rpc
response_kind: {kind}
pagination: {{kind: token, position: Next, items: Boats, next: Next}}
waiters: [{{name: x, interval: 1, max_interval: 1, deadline: 1, outcomes: [{{state: s, is: success, when: {{Next: a}}}}]}}]
request: [{{name: Next, in: query, type: string}}]
response:
- {{name: Boats, type: array, items: {{type: object, fields: [{{name: Id, type: string}}]}}}}
- {{name: Next, type: string}}
response_example: text
"
        );
        let found = annotated("{product: P, version: '1', style: rpc}", &[&operation]);
        let warnings = [("paging-not-emitted", Severity::Warning), ("waiter-not-emitted", Severity::Warning)];
        assert_eq!(said(&found), warnings, "{kind}");
        assert!(found.diagnostics[0].message.contains("has no fields that the client knows"), "{kind}");
        let operation = &found.product.operations[0];
        assert!(is_as_said(&operation.output), "{kind}");
        assert!(operation.paging.is_none() && operation.waiters.is_empty() && operation.docs.pages.is_none(), "{kind}");
        assert_eq!((found.product.types.len(), operation.known.len()), (0, 0), "{kind}");
        assert_eq!(operation.builder_docs.output.fields.len(), if kind == "xml" { 4 } else { 0 }, "{kind}");
        // What is no XML is no example of a document.
        assert_eq!(operation.response_example.is_empty(), ["nothing", "xml"].contains(&kind), "{kind}");
    }
}

#[test]
fn only_single_values_are_joined_by_commas() {
    let packing = |more: &str| {
        let operation = format!("{{operation: A, style: rpc, request: [{{name: X, in: query, type: array, {more}}}]}}");
        let found = annotated("{product: P, version: '1', style: rpc}", &[&operation]);
        (found.product.operations[0].parameters[0].packing, said(&found).len())
    };
    assert_eq!(packing("encoding: comma, items: {type: string}"), (Packing::Comma, 0));
    assert_eq!(packing("encoding: comma, items: {type: array, items: {type: string}}"), (Packing::Json, 1));
    assert_eq!(packing("items: {type: array, items: {type: string}}"), (Packing::Plain, 0));
}
