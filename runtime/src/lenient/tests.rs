//! What each lenient function takes, gives and refuses, as tables of JSON texts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::http::RawResponse;
use crate::http::{Headers, HttpResponse};
use crate::lenient::list_wrapper;

list_wrapper!(mod change, "Change");
list_wrapper!(pub(crate) mod param, "Param");

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Change {
    #[serde(deserialize_with = "super::string", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(deserialize_with = "super::int64", skip_serializing_if = "Option::is_none")]
    time: Option<i64>,
}

#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Output {
    #[serde(with = "change")]
    changes: Vec<Change>,
    #[serde(with = "param")]
    params: Vec<String>,
    #[serde(deserialize_with = "super::list")]
    bare: Vec<Change>,
    #[serde(deserialize_with = "super::object")]
    object: Option<Change>,
    #[serde(deserialize_with = "super::map")]
    map: BTreeMap<String, i32>,
}

/// Declares the types that hold one value each, so that tables can name them.
macro_rules! holders {
    ($($holder:ident: $type:ty = $function:literal;)*) => {$(
        #[derive(Deserialize)]
        struct $holder {
            #[serde(default, deserialize_with = $function)]
            value: $type,
        }
    )*};
}

holders! {
    Text: Option<String> = "super::string";
    Int32: Option<i32> = "super::int32";
    Int64: Option<i64> = "super::int64";
    Float: Option<f32> = "super::float";
    Double: Option<f64> = "super::double";
    Boolean: Option<bool> = "super::boolean";
    Texts: Vec<String> = "super::list";
    Numbers: Vec<i64> = "super::list";
    Unsigned: Vec<u8> = "super::list";
    Doubles: Vec<f64> = "super::list";
    Booleans: Vec<bool> = "super::list";
    Lists: Vec<Vec<String>> = "super::list";
    Maps: Vec<BTreeMap<String, i32>> = "super::list";
    ListsByName: BTreeMap<String, Vec<String>> = "super::map";
    Values: Vec<Value> = "super::list";
    Codes: Vec<Code> = "super::list";
    Changes: Vec<Change> = "super::list";
}

/// A newtype over text, as open enums of texts are.
#[derive(Debug, PartialEq, Deserialize)]
struct Code(String);

fn read<T: for<'de> Deserialize<'de>>(json: &str) -> Result<T, String> {
    let answer = RawResponse::from(HttpResponse::new(200, Headers::new(), json));
    answer.decode().map_err(|error| error.to_string())
}

/// Checks one function: texts of JSON, and the value or a part of the error's message.
macro_rules! table {
    ($holder:ty: $($json:literal => $expected:expr;)*) => {$(
        let result = read::<$holder>(&format!("{{\"value\": {}}}", $json)).map(|holder| holder.value);
        check($json, result, $expected);
    )*};
}

fn check<T: PartialEq + std::fmt::Debug>(json: &str, result: Result<T, String>, expected: Result<T, &str>) {
    match (result, expected) {
        (Ok(value), Ok(expected)) => assert_eq!(value, expected, "{json}"),
        (Err(message), Err(part)) => assert!(message.contains(part), "{json}: {message}"),
        (result, expected) => panic!("{json}: {result:?} instead of {expected:?}"),
    }
}

#[test]
fn text_comes_from_everything() {
    let text = |text: &str| Ok(Some(text.to_owned()));
    table! { Text:
        "\"a\"" => text("a");
        "\"\"" => text("");
        "1" => text("1");
        "18446744073709551615" => text("18446744073709551615");
        "-1.5" => text("-1.5");
        "true" => text("true");
        "null" => Ok(None);
        "[1, \"a\"]" => text("[1,\"a\"]");
        "{\"b\": {\"c\": null}}" => text("{\"b\":{\"c\":null}}");
    }
    assert_eq!(read::<Text>("{}").unwrap().value, None);
}

#[test]
fn whole_numbers_come_from_text_and_booleans() {
    table! { Int64:
        "1" => Ok(Some(1));
        "\" -7 \"" => Ok(Some(-7));
        "\"9223372036854775807\"" => Ok(Some(i64::MAX));
        "3.0" => Ok(Some(3));
        "\"3.0\"" => Ok(Some(3));
        "true" => Ok(Some(1));
        "false" => Ok(Some(0));
        "null" => Ok(None);
        "\"\"" => Ok(None);
        "\"  \"" => Ok(None);
        "3.5" => Err("at `value`");
        "\"3.5\"" => Err("a whole number");
        "1e300" => Err("a whole number");
        "\"abc\"" => Err("string \"…\", expected a whole number");
        "18446744073709551615" => Err("18446744073709551615, expected a whole number of 64 bits");
        "[]" => Err("sequence");
        "{}" => Err("map");
    }
    table! { Int32:
        "2147483647" => Ok(Some(i32::MAX));
        "\"12\"" => Ok(Some(12));
        "2147483648" => Err("2147483648, expected a whole number of 32 bits");
    }
}

#[test]
fn fractions_come_from_text_and_whole_numbers() {
    table! { Double:
        "1.5" => Ok(Some(1.5));
        "2" => Ok(Some(2.0));
        "\"2.25\"" => Ok(Some(2.25));
        "true" => Ok(Some(1.0));
        "null" => Ok(None);
        "\"\"" => Ok(None);
        "\"NaN\"" => Err("a number");
        "\"inf\"" => Err("a number");
        "\"x\"" => Err("a number");
        "[1]" => Err("a number");
    }
    table! { Float:
        "0.5" => Ok(Some(0.5));
        "1e39" => Err("single precision");
    }
}

#[test]
fn booleans_come_from_text_and_from_one_and_zero() {
    table! { Boolean:
        "true" => Ok(Some(true));
        "\"false\"" => Ok(Some(false));
        "\"True\"" => Ok(Some(true));
        "1" => Ok(Some(true));
        "0" => Ok(Some(false));
        "\"1\"" => Ok(Some(true));
        "\"0\"" => Ok(Some(false));
        "null" => Ok(None);
        "\"\"" => Ok(None);
        "2" => Err("true or false");
        "\"yes\"" => Err("true or false");
        "1.5" => Err("true or false");
        "{}" => Err("true or false");
    }
}

#[test]
fn items_are_lenient_whatever_their_type() {
    let texts = |texts: &[&str]| Ok(texts.iter().map(|&text| text.to_owned()).collect::<Vec<String>>());
    table! { Texts:
        "[1, \"a\", true, null, [2]]" => texts(&["1", "a", "true", "[2]"]);
        "null" => texts(&[]);
        "\"\"" => texts(&[]);
        "{}" => texts(&[]);
        "[]" => texts(&[]);
        "{\"Any\": [\"a\", 1]}" => texts(&["a", "1"]);
        "{\"Any\": []}" => texts(&[]);
        "\"alone\"" => texts(&["alone"]);
        "7" => texts(&["7"]);
        "-7" => texts(&["-7"]);
        "1.5" => texts(&["1.5"]);
        "true" => texts(&["true"]);
    }
    table! { Numbers:
        "[1, \"2\", true]" => Ok(vec![1, 2, 1]);
        "\"3\"" => Ok(vec![3]);
        "[1, \"x\"]" => Err("at `value[1]`");
        "[\"\"]" => Err("at `value[0]`");
    }
    table! { Unsigned:
        "[255, \"1\"]" => Ok(vec![255, 1]);
        "[256]" => Err("a whole number of 8 bits without a sign");
    }
    table! { Doubles: "[1, \"2.5\"]" => Ok(vec![1.0, 2.5]); }
    table! { Booleans: "[1, \"false\", true]" => Ok(vec![true, false, true]); }
    table! { Codes: "[\"a\", 1]" => Ok(vec![Code("a".into()), Code("1".into())]); }
    table! { Lists:
        "[[\"a\", 1], [], null, \"\"]" => Ok(vec![vec!["a".to_owned(), "1".to_owned()], vec![], vec![]]);
        "[[\"a\", null]]" => Err("at `value[0][1]`");
        "[\"text\"]" => Err("at `value[0]`");
    }
    table! { Maps:
        "[{\"a\": \"1\"}, \"\"]" => Ok(vec![BTreeMap::from([("a".to_owned(), 1)]), BTreeMap::new()]);
        "[{\"a\": \"x\"}]" => Err("at `value[0].a`");
        "[\"text\"]" => Err("at `value[0]`");
    }
    table! { ListsByName:
        "{\"a\": [1, \"b\"]}" => Ok(BTreeMap::from([("a".to_owned(), vec!["1".to_owned(), "b".to_owned()])]));
    }
    table! { Values: "[{\"a\": [1]}, \"b\"]" => Ok(vec![json!({"a": [1]}), json!("b")]); }
}

#[test]
fn a_bare_list_of_objects_comes_from_a_wrapper_or_one_object() {
    let one = || Ok(vec![Change { id: Some("1".into()), time: None }]);
    table! { Changes:
        "[{\"Id\": 1}]" => one();
        "{\"Whatever\": [{\"Id\": 1}]}" => one();
        "{\"Id\": 1}" => one();
        "[null, {\"Id\": 1}]" => one();
        "{\"Id\": 1, \"More\": [2]}" => one();
        "{\"Whatever\": [{\"Time\": \"x\"}]}" => Err("at `Whatever[0].Time` in it");
        "{\"Time\": \"x\"}" => Err("at `Time` in it");
        "\"text\"" => Err("at `value`");
        "[1]" => Err("at `value[0]`");
    }
}

#[test]
fn a_wrapped_list_takes_every_form_and_keeps_the_path_of_errors() {
    let changes = |json: &str| read::<Output>(&format!("{{\"Changes\": {json}}}")).map(|output| output.changes);
    let one = || Ok(vec![Change { id: Some("1".into()), time: None }]);
    let cases = [
        (r#"{"Change": [{"Id": "1"}]}"#, one()),
        (r#"{"TotalCount": 3, "Change": [{"Id": "1"}], "More": {}}"#, one()),
        (r#"{"Change": {"Id": "1"}}"#, one()),
        (r#"{"Change": {"Id": [], "Time": 1}}"#, Ok(vec![Change { id: Some("[]".into()), time: Some(1) }])),
        (r#"[{"Id": "1"}]"#, one()),
        (r#"{"Other": [{"Id": "1"}]}"#, one()),
        (r#"{"Id": "1"}"#, one()),
        (r#"{"Change": null}"#, Ok(vec![])),
        (r#"{"Change": ""}"#, Ok(vec![])),
        (r#"{"Change": []}"#, Ok(vec![])),
        (r#"{"Change": {}}"#, Ok(vec![])),
        ("{}", Ok(vec![])),
        ("null", Ok(vec![])),
        (r#""""#, Ok(vec![])),
        (r#"{"Change": [{"Id": "1"}, {"Time": "x"}]}"#, Err("at `Changes.Change[1].Time`")),
        (r#"{"Change": 7}"#, Err("at `Changes.Change`")),
        ("7", Err("at `Changes`")),
    ];
    for (json, expected) in cases {
        check(json, changes(json), expected);
    }
    assert_eq!(read::<Output>(r#"{"Params": {"Param": "one"}}"#).unwrap().params, ["one"]);
    assert_eq!(read::<Output>("{}").unwrap(), Output::default());
    assert_eq!(read::<Output>("").unwrap(), Output::default());
    assert_eq!(read::<Output>("\u{feff} \n").unwrap(), Output::default());
}

#[test]
fn objects_and_maps_may_be_absent_in_several_ways() {
    let object = |json: &str| read::<Output>(&format!("{{\"Object\": {json}}}")).map(|output| output.object);
    for (json, expected) in [
        ("null", Ok(None)),
        (r#""""#, Ok(None)),
        ("[]", Ok(None)),
        ("{}", Ok(Some(Change::default()))),
        (r#"{"Time": "5", "Unknown": {"x": [1]}}"#, Ok(Some(Change { id: None, time: Some(5) }))),
        (r#"{"Time": "x"}"#, Err("at `Object.Time`")),
        ("[1]", Err("at `Object`")),
        (r#""text""#, Err("expected an object")),
        ("1", Err("expected an object")),
    ] {
        check(json, object(json), expected);
    }
    let map = |json: &str| read::<Output>(&format!("{{\"Map\": {json}}}")).map(|output| output.map);
    check("map", map(r#"{"a": 1, "b": "2", "c": null}"#), Ok(BTreeMap::from([("a".into(), 1), ("b".into(), 2)])));
    check("no map", map("null"), Ok(BTreeMap::new()));
    check("empty list", map("[]"), Ok(BTreeMap::new()));
    check("bad map", map(r#"{"a": "x"}"#), Err("at `Map.a`"));
}

#[test]
fn the_last_of_two_equal_members_counts() {
    assert_eq!(read::<Int64>(r#"{"value": "x", "value": 2}"#).unwrap().value, Some(2));
}

#[test]
fn what_is_not_json_or_too_deep_is_an_error_with_its_place() {
    let message = read::<Output>("{\n \"a\": }").map(|_| ()).unwrap_err();
    assert!(message.contains("not valid JSON") && message.contains("line 2 column 7"), "{message}");
    let message = read::<Output>("{} x").map(|_| ()).unwrap_err();
    assert!(message.contains("trailing characters"), "{message}");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let message = read::<Output>(&format!("{{\"Unknown\": {deep}}}")).map(|_| ()).unwrap_err();
    assert!(message.contains("recursion limit"), "{message}");
    let message = read::<Int64>(&format!("{{\"value\": \"{}\"}}", "x".repeat(10_000))).map(|_| ()).unwrap_err();
    assert!(message.len() < 600, "{} bytes", message.len());
}

#[test]
fn plain_serde_json_reads_the_same_types() {
    let output: Output =
        serde_json::from_str(r#"{"Changes": {"Change": [{"Id": 1}]}, "Bare": {"X": [{"Id": 2}]}}"#).unwrap();
    assert_eq!(output.changes[0].id.as_deref(), Some("1"));
    assert_eq!(output.bare[0].id.as_deref(), Some("2"));
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ]
}

fn tree() -> impl Strategy<Value = Value> {
    let key = prop_oneof![Just("Change"), Just("Param"), Just("Id"), Just("Time"), Just("Other")];
    scalar().prop_recursive(4, 32, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key.clone().prop_map(str::to_owned), inner, 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_json_decodes_or_names_its_place(value in tree(), name in prop_oneof![
        Just("Changes"), Just("Params"), Just("Bare"), Just("Object"), Just("Map"),
    ]) {
        let body = json!({ (name): value }).to_string();
        if let Err(message) = read::<Output>(&body) {
            prop_assert!(message.contains(&format!("`{name}")), "{}", message);
        }
    }

    #[test]
    fn what_is_written_reads_back(ids in prop::collection::vec(any::<String>(), 0..20), time: i64) {
        let changes: Vec<Change> = ids.iter().map(|id| Change { id: Some(id.clone()), time: Some(time) }).collect();
        let output = Output { changes, params: ids, ..Output::default() };
        let json = serde_json::to_string(&output).unwrap();
        prop_assert!(json.contains(r#""Changes":{"Change":["#), "{}", json);
        prop_assert_eq!(read::<Output>(&json).unwrap(), output);
    }
}
