//! Compiles what `emit.rs` compares: expected files that nothing compiles would rot.
#![allow(dead_code, unused_imports, reason = "the emitted items are for the users of a library")]

#[path = "golden-emit/src/bypath/mod.rs"]
#[rustfmt::skip]
mod bypath;
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
fn what_is_secret_by_its_name_is_not_printed() {
    let resource: webplus::types::RdsInstance =
        serde_json::from_str(r#"{"Id": "rm-1", "AccountPassword": "hunter2"}"#).expect("an answer");
    let printed = format!("{resource:?}");
    assert!(printed.contains("rm-1") && !printed.contains("hunter2"), "{printed}");
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
