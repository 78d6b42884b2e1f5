//! What serde_json accepts is read as the same, and nothing panics.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::wire::{json, read_list};

crate::wire::object! {
    /// A member of each kind.
    struct Everything {
        text: Option<String> = "Text",
        small: Option<i32> = "Small",
        large: Option<i64> = "Large",
        single: Option<f32> = "Single",
        double: Option<f64> = "Double",
        flag: Option<bool> = "Flag",
        any: Option<Value> = "Any",
        inner: Option<Box<Everything>> = "Inner",
        map: BTreeMap<String, i32> = "Map",
        lists: BTreeMap<String, Vec<String>> = "Lists",
        list: Vec<Everything> = "List",
        wrapped: Vec<Everything> = "Wrapped" / "Text",
        nested: Vec<Vec<String>> = "Nested",
    }
}

const NAMES: [&str; 16] = [
    "Text", "Small", "Large", "Single", "Double", "Flag", "Any", "Inner", "Map", "Lists", "List", "Wrapped", "Nested",
    "text", "Other", "",
];

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Of other fractions serde_json itself may lose a digit each time.
        any::<i16>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
        (-100..100).prop_map(Value::from),
        ".*".prop_map(Value::from),
        "[0-9]{1,12}".prop_map(Value::from),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    let name = prop_oneof![9 => prop::sample::select(&NAMES[..]).prop_map(str::to_owned), 1 => ".*"];
    scalar().prop_recursive(5, 48, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::btree_map(name.clone(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// A text that is JSON, or nearly so.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    (tree(), any::<bool>(), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(value, pretty, index, byte)| {
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        let mut bytes = text.unwrap().into_bytes();
        if byte > 100 {
            let index = index.index(bytes.len());
            bytes[index] = [b'{', b'}', b'[', b']', b'"', b'\\', b',', b':', 0xff, b'e'][usize::from(byte) % 10];
        }
        bytes
    })
}

proptest! {
    #[test]
    fn any_json_is_the_value_that_serde_json_reads(value in tree(), pretty: bool) {
        let value = serde_json::json!({ "value": [value] });
        let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) }.unwrap();
        let (output, notes) = read::<Any>(&text);
        let expected: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(output.value.as_ref(), Some(&expected["value"]));
        prop_assert_eq!(notes, [""; 0]);
        // Written as the same, and passed over as well.
        prop_assert_eq!(json(output.node()), serde_json::to_string(&expected).unwrap());
        prop_assert_eq!(read::<Change>(&text), (Change::default(), vec![]));
    }

    #[test]
    fn what_serde_json_accepts_is_accepted(bytes in nearly()) {
        let body = [b"{\"value\": [", bytes.as_slice(), b"]}"].concat();
        if let Ok(expected) = serde_json::from_slice::<Value>(&body) {
            let (output, notes) = read::<Any>(&body);
            prop_assert_eq!(output.value.unwrap_or_default(), expected["value"].clone());
            prop_assert_eq!(notes, [""; 0]);
            // What stands well between the brackets of a list may be several values, which no member has.
            let member = [b"{\"List\": ", bytes.as_slice(), b"}"].concat();
            if serde_json::from_slice::<Value>(&member).is_ok() {
                read::<Everything>(member);
            }
        }
    }

    #[test]
    fn texts_are_those_of_serde_json(text: String) {
        let body = serde_json::json!({ "value": text }).to_string();
        prop_assert_eq!(read::<Text>(&body), (Text { value: Some(text.clone()) }, vec![]));
        let escaped: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        prop_assert_eq!(read::<Text>(format!("{{\"value\": \"{escaped}\"}}")).0.value, Some(text));
    }

    #[test]
    fn numbers_are_those_that_were_written(whole: i64, fraction: f64, single: f32) {
        let number = |number: String| format!("{{\"value\": {number}}}");
        prop_assert_eq!(read::<Int64>(number(whole.to_string())).0.value, Some(whole));
        if fraction.is_finite() {
            let any = number(format!("{fraction:e}"));
            prop_assert_eq!(&read::<Any>(&any).0.value.unwrap(), &serde_json::from_str::<Value>(&any).unwrap()["value"]);
            prop_assert_eq!(read::<Double>(number(format!("{fraction:e}"))).0.value, Some(fraction));
        }
        if single.is_finite() {
            prop_assert_eq!(read::<Float>(number(format!("{single:e}"))).0.value, Some(single));
        }
    }

    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, near in nearly()) {
        for body in [&bytes, &near] {
            let _ = read_object(body, &mut Everything::default());
            let _ = read_list(body, &mut Vec::<Everything>::new());
            let _ = read_list(body, &mut Vec::<Value>::new());
            for place in NAMES {
                let body = [b"{\"", place.as_bytes(), b"\": ", body.as_slice(), b"}"].concat();
                let _ = read_object(&body, &mut Everything::default());
            }
        }
    }

    #[test]
    fn what_is_read_is_written_and_read_as_the_same(value in tree()) {
        let (output, _) = read::<Everything>(serde_json::json!({ "Inner": value, "List": value }).to_string());
        let written = json(output.node());
        let (again, notes) = read::<Everything>(&written);
        prop_assert_eq!(notes, [""; 0], "{}", written);
        prop_assert_eq!(again, output, "{}", written);
    }
}
