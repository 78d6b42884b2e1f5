//! Tests of calls by name: where parameters go, what is refused, and how lists go on.

use serde_json::{Value, json};

use super::*;
use crate::client::Client;
use crate::error::{Error, ErrorKind};
use crate::http::Method;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::request::Place;
use crate::test_util::{Fake, FakeAnswer, FakeCall, config};
use crate::testing::run;

fn client(fake: &Fake, style: Style) -> Client {
    let endpoints = Endpoints::named(String::from("boats"), EndpointRule::Regional);
    Client::new(&config(fake).build().unwrap(), Product::named(String::from("boats"), "2020-01-01", style, endpoints))
}

fn fake() -> Fake {
    Fake::new(&[("Op", "{}")])
}

/// What arrives of a call.
fn sent(style: Style, make: impl FnOnce(NamedCall) -> NamedCall) -> FakeCall {
    let fake = fake();
    run(make(client(&fake, style).call_by_name("Op")).send()).unwrap();
    fake.calls().remove(0)
}

fn refused(style: Style, make: impl FnOnce(NamedCall) -> NamedCall) -> Error {
    let fake = fake();
    let error = run(make(client(&fake, style).call_by_name("Op")).send()).unwrap_err();
    assert_eq!((fake.calls().len(), error.kind()), (0, ErrorKind::Request), "{error}");
    error
}

fn pairs(call: &FakeCall) -> Vec<String> {
    call.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect()
}

#[test]
fn parameters_of_an_action_are_flattened_as_typed_ones_are() {
    let call = sent(Style::Rpc, |call| {
        call.parameters(
            json!({"Tag": [{"Key": "k", "Value": null}, {"Key": "l"}], "Dry": true, "Left": null, "Deep": {"A": [1]}}),
        )
        .json_text("Ids", ["i-1", "i-2"])
        .json_text("Written", "[1]")
        .comma_separated("Names", ["a", "b"])
    });
    assert_eq!((call.method, call.path.as_str()), (Method::Post, "/"));
    let expected =
        ["Deep.A.1=1", "Dry=true", r#"Ids=["i-1","i-2"]"#, "Names=a,b", "Tag.1.Key=k", "Tag.2.Key=l", "Written=[1]"];
    assert_eq!(pairs(&call), expected);
}

#[test]
fn a_path_takes_its_parameters_and_the_method_decides_of_the_others() {
    let template = |call: NamedCall| call.path("/harbours/{Id}/boats/{No}").parameter("Id", "a/b c").parameter("No", 7);
    let read = sent(Style::Roa, |call| template(call).parameter("Colour", "red"));
    assert_eq!((read.method, read.path.as_str()), (Method::Get, "/harbours/a%2Fb%20c/boats/7"));
    assert_eq!((pairs(&read), read.body.len()), (vec!["Colour=red".to_owned()], 0));

    let written = sent(Style::Roa, |call| {
        template(call).method(Method::Put).parameter("Crew", [{ json!({"Name": "n"}) }]).query("Dry", true)
    });
    assert_eq!(pairs(&written), ["Dry=true"]);
    assert_eq!(serde_json::from_slice::<Value>(&written.body).unwrap(), json!({"Crew": [{"Name": "n"}]}));

    let whole = sent(Style::Roa, |call| template(call).method(Method::Post).body([1, 2]).parameter("Colour", "red"));
    assert_eq!((pairs(&whole), whole.body.as_slice()), (vec!["Colour=red".to_owned()], &b"[1,2]"[..]));

    let form = sent(Style::Roa, |call| template(call).method(Method::Post).others_in(Place::Form).parameter("A", [1]));
    assert_eq!((pairs(&form), form.body.len()), (vec!["A.1=1".to_owned()], 0));
}

#[test]
fn what_cannot_be_sent_is_said_and_not_sent() {
    use Style::{Roa, Rpc};
    let keyed_by_lists = std::collections::BTreeMap::from([(vec![1], 2)]);
    let cases = [
        (refused(Rpc, |call| call.parameters(json!([1]))), "one JSON object"),
        (refused(Rpc, |call| call.parameter("A", &keyed_by_lists)), "parameter A cannot be written as JSON"),
        (refused(Rpc, |call| call.comma_separated("A", json!({"B": 1}))), "parameter A is no list"),
        (refused(Rpc, |call| call.path("/boats")), "the path of an RPC call is `/`"),
        (refused(Roa, |call| call.path("/boats/{Id}")), "needs the parameter Id, which is not set"),
        (refused(Roa, |call| call.path("/boats/{Id}").parameter("Id", Value::Null)), "needs the parameter Id"),
        (refused(Roa, |call| call.path("/boats/{Id}").parameter("Id", [1])), "Id is a list or an object"),
        (refused(Roa, |call| call.path("/boats/{Id}").parameter("Id", "..")), "would address something else"),
        (refused(Roa, |call| call.path("/boats/{Id").parameter("Id", "1")), "a brace that is no place"),
        (refused(Roa, |call| call.path("/boats/Id}").parameter("Id", "1")), "a brace that is no place"),
        (refused(Roa, |call| call.path("/boats").method(Method::Post).body(1).member("A", 1)), "one body"),
    ];
    for (error, expected) in cases {
        assert!(error.to_string().contains(expected), "{expected}: {error}");
    }
}

#[test]
fn a_repetition_is_made_where_it_does_no_harm_alone() {
    let attempts = |make: fn(NamedCall) -> NamedCall| {
        let fake = fake();
        fake.fail_once("Op", 503, "ServiceUnavailable", "no");
        let result = run(make(client(&fake, Style::Rpc).call_by_name("Op")).send());
        let tokens: Vec<_> = fake.calls().iter().map(|call| call.parameter("ClientToken")).collect();
        assert!(tokens.windows(2).all(|pair| pair[0] == pair[1]), "{tokens:?}");
        (fake.calls().len(), result.is_ok())
    };
    assert_eq!(attempts(|call| call), (1, false));
    assert_eq!(attempts(NamedCall::reads), (2, true));
    assert_eq!(attempts(|call| call.client_token("ClientToken")), (2, true));
    assert_eq!(attempts(|call| call.method(Method::Get).writes()), (1, false));
}

#[test]
fn an_answer_of_any_shape_is_handed_out() {
    for (body, expected) in [("", json!({})), ("[1]", json!([1])), (r#"{"a":{"b":null}}"#, json!({"a": {"b": null}}))] {
        let fake = fake();
        fake.once("Op", FakeAnswer::json(body));
        assert_eq!(run(client(&fake, Style::Rpc).call_by_name("Op").send()).unwrap(), expected);
    }
}

/// Which items come of these answers, and the value of `position` in each call.
fn listed(fields: ListFields, position: &str, answers: &[Value]) -> (Result<Vec<Value>, Error>, Vec<Option<String>>) {
    let fake = fake();
    for answer in answers {
        fake.once("Op", FakeAnswer::json(answer.to_string()));
    }
    let call = client(&fake, Style::Rpc).call_by_name("Op").parameter("Size", 2).reads();
    let items = run(call.into_paginator(fields).items().all());
    (items, fake.calls().iter().map(|call| call.parameter(position)).collect())
}

#[test]
fn lists_go_on_by_number_offset_and_token() {
    let some = |texts: &[&str]| texts.iter().map(|text| Some((*text).to_owned())).collect::<Vec<_>>();
    let fields = ListFields::numbered("Page", "Boats.Boat").size("Size").total("Total");
    let pages = [json!({"Total": 3, "Boats": {"Boat": [1, 2]}}), json!({"Total": "3", "Boats": [3]})];
    let (items, asked) = listed(fields.clone(), "Page", &pages);
    assert_eq!((items.unwrap(), asked), (vec![json!(1), json!(2), json!(3)], some(&["1", "2"])));

    let (items, asked) = listed(ListFields::offset("Start", "").size("Size"), "Start", &[json!([1, 2]), json!([3])]);
    assert_eq!((items.unwrap().len(), asked), (3, some(&["0", "2"])));

    let fields = ListFields::token("Marker", "Boats").next("Page.NextMarker");
    let pages = [json!({"Page": {"NextMarker": "m"}, "Boats": {"Boat": [1]}}), json!({"Boats": [2]})];
    let (items, asked) = listed(fields, "Marker", &pages);
    assert_eq!((items.unwrap().len(), asked), (2, vec![None, Some("m".to_owned())]));
}

#[test]
fn a_list_that_is_not_where_it_should_be_is_no_empty_list() {
    let fields = || ListFields::numbered("Page", "Boats.Boat").total("Total");
    for nothing in [json!({"Boats": null}), json!({"Boats": {}}), json!({"Boats": {"Boat": ""}}), json!({"Total": 0})] {
        assert_eq!(
            listed(fields(), "Page", std::slice::from_ref(&nothing)).0.unwrap(),
            Vec::<Value>::new(),
            "{nothing}"
        );
    }
    for elsewhere in [
        json!({"Ships": [1]}),
        json!({"Boats": {"Boat": "sunk"}}),
        json!({"Boats": 7}),
        json!({"Boats": {"Boat": {"A": 1, "B": 2}}}),
    ] {
        let error = listed(fields(), "Page", std::slice::from_ref(&elsewhere)).0.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        assert!(error.to_string().contains("Boats.Boat") && !error.to_string().contains("sunk"), "{error}");
    }
    let error = listed(fields(), "Page", &[json!({"Ships": [1], "RequestId": "r"})]).0.unwrap_err().to_string();
    assert!(error.contains("RequestId, Ships"), "{error}");
}

#[test]
fn no_value_is_shown() {
    let call = client(&fake(), Style::Rpc).call_by_name("Op").parameter("Password", "hidden");
    let shown = format!("{call:?} {:?}", call.to_request());
    assert!(shown.contains("Password") && !shown.contains("hidden"), "{shown}");
}
