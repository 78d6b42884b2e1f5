//! Compiles what `emit.rs` compares: expected files that nothing compiles would rot.
#![allow(dead_code, unused_imports, reason = "the emitted items are for the users of a library")]

#[path = "golden-emit/src/bypath/mod.rs"]
#[rustfmt::skip]
mod bypath;
#[path = "golden-emit/src/harbour/mod.rs"]
#[rustfmt::skip]
mod harbour;
#[path = "golden-emit/src/tags/mod.rs"]
#[rustfmt::skip]
mod tags;
#[path = "golden-emit/src/things/mod.rs"]
#[rustfmt::skip]
mod things;
#[path = "golden-emit/src/tidewater/mod.rs"]
#[rustfmt::skip]
mod tidewater;
#[path = "golden-emit/src/webplus/mod.rs"]
#[rustfmt::skip]
mod webplus;
#[path = "golden-emit/src/yunfan/mod.rs"]
#[rustfmt::skip]
mod yunfan;

use alicloud_core::{Pairs, Parameter};

#[test]
fn wrapped_lists_decode_with_and_without_wrapper_and_encode_with_it() {
    for text in [
        r#"{"Events": {"Event": [{"EventName": "e", "MsgParams": {"MsgParam": ["a", 1]}}]}}"#,
        r#"{"Events": [{"EventName": "e", "MsgParams": ["a", "1"]}]}"#,
    ] {
        let output: webplus::operations::DescribeEventsOutput = serde_json::from_str(text).expect("an answer");
        assert_eq!(output.events[0].msg_params, ["a", "1"]);
        let encoded = serde_json::to_string(&output).expect("JSON");
        assert_eq!(encoded, r#"{"Events":{"Event":[{"EventName":"e","MsgParams":{"MsgParam":["a","1"]}}]}}"#);
    }
}

#[test]
fn structs_are_flattened_by_their_wire_names() {
    let node = things::types::Node::new().name("n").node(things::types::NodeNode::new().name("m"));
    let mut pairs = Pairs::new();
    vec![node].flatten("Node", &mut pairs);
    assert_eq!(pairs.iter().collect::<Vec<_>>(), [("Node.1.Name", "n"), ("Node.1.Node.Name", "m")]);
}

#[test]
fn no_debug_output_shows_a_secret() {
    let key =
        harbour::types::Key::new().name("n").private_key("hunter1").phrases(["hunter2"]).extra([("a", "hunter3")]);
    let config = alicloud_core::Config::builder()
        .region("cn-hangzhou")
        .credentials(alicloud_core::Credentials::new("id", "secret"))
        .build()
        .expect("the configuration is complete");
    let call = harbour::Client::new(&config).set_keeper("k", "hunter4").x_fn_evil("hunter5").key(key);
    let printed = format!("{call:?} {call:#?}");
    assert!(printed.contains(r#"name: Some("n")"#) && printed.contains("password: [redacted]"), "{printed}");
    assert!(printed.contains("phrases: [[redacted]]") && printed.contains("old_passwords: None"), "{printed}");
    assert!(printed.contains("x_fn_evil: Some([redacted])") && !printed.contains("hunter"), "{printed}");
    let answer: harbour::operations::SetKeeperOutput =
        serde_json::from_str(r#"{"Token": "hunter6", "RequestId": "r"}"#).expect("an answer");
    let printed = format!("{answer:?}");
    assert!(printed.contains("token: Some([redacted])") && printed.contains(r#"Some("r")"#), "{printed}");
}

#[test]
fn error_codes_read_and_write_as_the_wire_has_them() {
    use webplus::ErrorCode;
    for (wire, code) in [
        ("InvalidParameter.Format", ErrorCode::InvalidParameterFormat),
        ("Unknown", ErrorCode::UnknownValue),
        ("Other.Code", ErrorCode::Unknown("Other.Code".to_owned())),
    ] {
        assert_eq!(ErrorCode::from(wire), code);
        assert_eq!(ErrorCode::from(wire.to_owned()), code);
        assert_eq!((code.as_str(), code.to_string().as_str()), (wire, wire));
        assert_eq!(serde_json::to_value(&code).expect("JSON"), wire);
    }
}
