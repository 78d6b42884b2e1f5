//! Types of a user's own, which derive what serde gives, in a crate that is not the runtime.

use alicloud_core::transport::HttpResponse;
use alicloud_core::{Headers, Json, Pairs, Parameter, RawResponse, Response};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Change {
    #[serde(rename = "ChangeId", default)]
    change_id: Option<String>,
    #[serde(rename = "Finished", default)]
    finished: Option<bool>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Output {
    #[serde(rename = "Changes", default)]
    changes: Vec<Change>,
    #[serde(rename = "Next", default)]
    next: Option<Box<Change>>,
}

#[derive(Serialize)]
struct OptionSetting {
    path: String,
    value: Option<String>,
}

impl Parameter for OptionSetting {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        self.path.flatten(&[name, ".path"].concat(), out);
        self.value.flatten(&[name, ".value"].concat(), out);
    }
}

fn answer(body: &str) -> RawResponse {
    RawResponse::from(HttpResponse::new(200, Headers::new(), body))
}

#[test]
fn an_output_is_decoded_beside_the_answer() {
    let body = r#"{"Code":"OK","Changes":[{"ChangeId":"7","Finished":true}],"Next":{"ChangeId":"n"}}"#;
    let response: Response<Output> = Response::decode(answer(body)).unwrap();
    assert_eq!(response.output.changes, [Change { change_id: Some("7".into()), finished: Some(true) }]);
    assert_eq!(response.output.next.unwrap().change_id.as_deref(), Some("n"));
    assert_eq!(response.raw.body(), body.as_bytes());

    let error = Response::<Output>::decode(answer(r#"{"Changes":[{"Finished":"perhaps"}]}"#)).unwrap_err();
    assert!(error.is_decode());
    assert!(error.to_string().contains("`Changes[0].Finished`"), "{error}");
}

#[test]
fn a_struct_is_sent_flattened_or_as_json() {
    let settings =
        [OptionSetting { path: "a".into(), value: Some("1".into()) }, OptionSetting { path: "b".into(), value: None }];
    let mut pairs = Pairs::new();
    settings.flatten("Setting", &mut pairs);
    Json(&settings).flatten("Text", &mut pairs);
    assert_eq!(
        pairs.iter().collect::<Vec<_>>(),
        [
            ("Setting.1.path", "a"),
            ("Setting.1.value", "1"),
            ("Setting.2.path", "b"),
            ("Text", r#"[{"path":"a","value":"1"},{"path":"b","value":null}]"#),
        ]
    );
}

/// A type that contains itself, as trees of settings do.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Node {
    #[serde(default)]
    id: Option<i32>,
    #[serde(default)]
    children: Vec<Node>,
    #[serde(default)]
    next: Option<Box<Node>>,
    #[serde(default)]
    named: std::collections::BTreeMap<String, Node>,
}

#[test]
fn a_type_may_contain_itself_in_every_way() {
    let body = r#"{"children":[{"next":{"named":{"a":{"id":5}}}}]}"#;
    let node: Node = answer(body).decode().unwrap();
    let next = node.children[0].next.as_ref().unwrap();
    assert_eq!(next.named["a"].id, Some(5));
    let error = answer(&body.replace('5', "\"x\"")).decode::<Node>().unwrap_err().to_string();
    assert!(error.contains("`children[0].next.named.a.id`"), "{error}");
}

#[test]
fn an_answer_that_cannot_be_decoded_is_not_quoted() {
    for body in [r#"{"Next":"the hidden \" secret"}"#, r#"{"Changes":[{"Finished":"hidden"}]}"#] {
        let error = answer(body).decode::<Output>().unwrap_err();
        let source = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
        let text = format!("{error} {error:?} {source}");
        assert!(text.contains("invalid type: string \"…\", expected") && !text.contains("hidden"), "{text}");
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
    }
}
