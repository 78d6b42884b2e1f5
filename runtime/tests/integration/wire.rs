//! Objects as the macros declare them, in a crate that is not the runtime, and what a call tells of values that do not fit.

use std::collections::BTreeMap;

use alicloud_core::transport::HttpResponse;
use alicloud_core::wire::{self, Node, Reader, Wire};
use alicloud_core::{Error, Headers, Method, RawResponse, Request, Response, Value};

use super::support::*;
use super::tracing::recorded;

alicloud_core::object! {
    /// What the operation answers.
    pub struct Output {
        changes: Vec<Change> = "Changes" / "Change",
        next: Option<Box<Change>> = "Next",
        labels: BTreeMap<String, Vec<i64>> = "Labels",
        state: Option<State> = "State",
        any: Option<Value> = "Any",
        token: Option<String> = secret "Token",
    }

    /// A change, and those that led to it.
    struct Change {
        id: Option<String> = "ChangeId",
        finished: Option<bool> = "Finished",
        before: Vec<Change> = "Before" / "Change",
    }
}

/// A text of which some are known, as the user's own code may declare it.
#[derive(Clone, Debug, Default, PartialEq)]
enum State {
    Running,
    #[default]
    Unknown,
}

impl Wire for State {
    fn read(&mut self, reader: &mut Reader<'_>) -> bool {
        let mut text = String::new();
        let is_there = text.read(reader);
        *self = if text == "RUNNING" { State::Running } else { State::Unknown };
        is_there
    }

    fn node(&self) -> Node<'_> {
        Node::Text(if *self == State::Running { "RUNNING" } else { "UNKNOWN" })
    }
}

fn answered(body: &str, strict: bool) -> Result<Response<Output>, Error> {
    let recorder = Recorder::answering(200, &[], body);
    Response::read(call(fixed(&recorder).strict(strict), &WEBPLUS, Request::new("Op", Method::Get, "/a"))?)
}

const BODY: &str = r#"{"Changes":{"Change":[{"ChangeId":7,"Finished":"true","Before":[{"ChangeId":"6"}]}]},
    "Next":{"ChangeId":"n","More":[1,{}]},"Labels":{"a":["1",2]},"State":"RUNNING","Any":[null],"Token":"hidden"}"#;

#[test]
fn an_output_is_read_beside_the_answer() {
    let response = answered(BODY, true).unwrap();
    let [change] = response.output.changes.as_slice() else { panic!("{response:?}") };
    assert_eq!(
        (change.id.as_deref(), change.finished, change.before[0].id.as_deref()),
        (Some("7"), Some(true), Some("6"))
    );
    assert_eq!(response.output.next.as_ref().and_then(|next| next.id.as_deref()), Some("n"));
    assert_eq!((response.output.labels["a"].as_slice(), &response.output.state), (&[1, 2][..], &Some(State::Running)));
    assert_eq!((response.mismatches(), response.raw.body()), (&[][..], BODY.as_bytes()));
    assert!(!format!("{response:?}").contains("hidden"));
    let written = wire::json(response.output.node());
    let raw = RawResponse::from(HttpResponse::new(200, Headers::new(), written));
    assert_eq!(Response::<Output>::read(raw).unwrap().output, response.output);
}

#[test]
fn what_does_not_fit_is_told_to_tracing_or_is_an_error() {
    let body = BODY.replace("\"true\"", "\"perhaps\"").replace("[\"1\",2]", "[\"x\",2]");
    let (response, seen) = recorded(|| answered(&body, false).unwrap());
    assert_eq!(response.output.labels["a"], [2]);
    let paths: Vec<&str> = response.mismatches().iter().map(wire::Mismatch::path).collect();
    assert_eq!(paths, ["Changes.Change[0].Finished", "Labels.a[0]"]);
    let event = seen.iter().find(|seen| seen.fields.contains_key("mismatches")).expect("an event");
    for (name, value) in [
        ("operation", "Op"),
        ("mismatches", "2"),
        ("path", "Changes.Change[0].Finished"),
        ("expected", "true or false"),
        ("found", "a text"),
    ] {
        assert_eq!(event.fields.get(name).map(String::as_str), Some(value), "{event:?}");
    }
    let error = answered(&body, true).unwrap_err();
    assert!(error.is_decode() && error.operation() == Some("Op"));
    assert!(error.to_string().contains("at `Changes.Change[0].Finished` is a text, expected true or false"), "{error}");
    assert_eq!(error.raw_body(), Some(body.as_bytes()));
}
