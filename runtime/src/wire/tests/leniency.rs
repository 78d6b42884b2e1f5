//! What each type takes, gives and notes, as tables of JSON texts.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

#[test]
fn text_comes_from_everything() {
    let text = |text: &str| Some(text.to_owned());
    check(
        &[
            ("\"a\"", text("a"), &[]),
            ("\"\"", text(""), &[]),
            ("1", text("1"), &[]),
            ("18446744073709551615", text("18446744073709551615"), &[]),
            ("184467440737095516150", text("184467440737095516150"), &[]),
            ("-1.50", text("-1.50"), &[]),
            ("1e999", text("1e999"), &[]),
            ("true", text("true"), &[]),
            ("null", None, &[]),
            ("[1, \"a b\"]", text("[1,\"a b\"]"), &["`value` is a list, expected a text"]),
            ("{\"b\" : {\"c\": null}}", text("{\"b\":{\"c\":null}}"), &["`value` is an object, expected a text"]),
            ("NaN", None, &["`value` is a word that is no JSON, expected a text"]),
        ],
        |holder: Text| holder.value,
    );
    assert_eq!(read::<Text>("{}").0.value, None);
}

#[test]
fn whole_numbers_come_from_text_and_booleans() {
    let [number, text] =
        ["a number", "a text"].map(|kind| format!("`value` is {kind}, expected a whole number of 64 bits"));
    let (number, text): (&[&str], &[&str]) = (&[&number], &[&text]);
    check(
        &[
            ("1", Some(1), &[]),
            ("\" -7 \"", Some(-7), &[]),
            ("\"9223372036854775807\"", Some(i64::MAX), &[]),
            ("-9223372036854775808", Some(i64::MIN), &[]),
            ("3.0", Some(3), &[]),
            ("3e2", Some(300), &[]),
            ("\"3.0\"", Some(3), &[]),
            ("true", Some(1), &[]),
            ("false", Some(0), &[]),
            ("null", None, &[]),
            ("\"\"", None, &[]),
            ("\"  \"", None, &[]),
            ("3.5", None, number),
            ("1e300", None, number),
            ("18446744073709551615", None, number),
            ("\"3.5\"", None, text),
            ("\"abc\"", None, text),
            ("\"1009****\"", None, text),
            ("1009****", None, &["`value` is a word that is no JSON, expected a whole number of 64 bits"]),
            ("[]", None, &["`value` is a list, expected a whole number of 64 bits"]),
            ("{}", None, &["`value` is an object, expected a whole number of 64 bits"]),
        ],
        |holder: Int64| holder.value,
    );
    check(
        &[
            ("2147483647", Some(i32::MAX), &[]),
            ("\"12\"", Some(12), &[]),
            ("2147483648", None, &["`value` is a number, expected a whole number of 32 bits"]),
        ],
        |holder: Int32| holder.value,
    );
}

#[test]
fn fractions_come_from_text_and_whole_numbers() {
    let text: &[&str] = &["`value` is a text, expected a number"];
    check(
        &[
            ("1.5", Some(1.5), &[]),
            ("2", Some(2.0), &[]),
            ("\"2.25\"", Some(2.25), &[]),
            ("true", Some(1.0), &[]),
            ("null", None, &[]),
            ("\"\"", None, &[]),
            ("\"NaN\"", None, text),
            ("\"inf\"", None, text),
            ("\"x\"", None, text),
            ("[1]", None, &["`value` is a list, expected a number"]),
            ("1e999", None, &["`value` is a number, expected a number"]),
            ("-Infinity", None, &["`value` is a word that is no JSON, expected a number"]),
        ],
        |holder: Double| holder.value,
    );
    let single: &[&str] = &["`value` is a number, expected a number of single precision"];
    check(&[("0.5", Some(0.5), &[]), ("1e39", None, single)], |holder: Float| holder.value);
}

#[test]
fn booleans_come_from_text_and_from_one_and_zero() {
    let note = |kind: &str| format!("`value` is {kind}, expected true or false");
    let [number, text, object] = ["a number", "a text", "an object"].map(note);
    check(
        &[
            ("true", Some(true), &[]),
            ("\"false\"", Some(false), &[]),
            ("\"True\"", Some(true), &[]),
            ("1", Some(true), &[]),
            ("0", Some(false), &[]),
            ("\"1\"", Some(true), &[]),
            ("\"0\"", Some(false), &[]),
            ("null", None, &[]),
            ("\"\"", None, &[]),
            ("2", None, &[&number]),
            ("\"yes\"", None, &[&text]),
            ("1.5", None, &[&number]),
            ("{}", None, &[&object]),
        ],
        |holder: Boolean| holder.value,
    );
}

#[test]
fn items_are_lenient_whatever_their_type() {
    let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<String>>();
    check(
        &[
            ("[1, \"a\", true, null]", texts(&["1", "a", "true"]), &[]),
            ("[[2]]", texts(&["[2]"]), &["`value[0]` is a list, expected a text"]),
            ("null", vec![], &[]),
            ("\"\"", vec![], &[]),
            ("{}", vec![], &[]),
            ("[]", vec![], &[]),
            ("{\"Any\": [\"a\", 1]}", texts(&["a", "1"]), &[]),
            ("{\"Any\": []}", vec![], &[]),
            ("\"alone\"", texts(&["alone"]), &[]),
            ("7", texts(&["7"]), &[]),
            ("-7", texts(&["-7"]), &[]),
            ("1.5", texts(&["1.5"]), &[]),
            ("true", texts(&["true"]), &[]),
        ],
        |holder: Texts| holder.value,
    );
    check(
        &[
            ("[1, \"2\", true, \"\"]", vec![1, 2, 1], &[]),
            ("\"3\"", vec![3], &[]),
            ("[1, \"x\", 2]", vec![1, 2], &["`value[1]` is a text, expected a whole number of 64 bits"]),
            ("\"x\"", vec![], &["`value` is a text, expected a whole number of 64 bits"]),
        ],
        |holder: Numbers| holder.value,
    );
    check(&[("[1, \"2.5\"]", vec![1.0, 2.5], &[])], |holder: Doubles| holder.value);
    check(&[("[1, \"false\", true]", vec![true, false, true], &[])], |holder: Booleans| holder.value);
}

#[test]
fn lists_and_maps_nest() {
    check(
        &[
            ("[[\"a\", 1, null], [], null, \"\"]", vec![vec!["a".to_owned(), "1".to_owned()], vec![], vec![]], &[]),
            ("[\"text\"]", vec![vec!["text".to_owned()]], &[]),
        ],
        |holder: Lists| holder.value,
    );
    check(
        &[
            ("[{\"a\": \"1\"}, \"\"]", vec![BTreeMap::from([("a".to_owned(), 1)]), BTreeMap::new()], &[]),
            (
                "[{\"a\": \"x\"}]",
                vec![BTreeMap::new()],
                &["`value[0].a` is a text, expected a whole number of 32 bits"],
            ),
            ("[\"text\"]", vec![], &["`value[0]` is a text, expected an object"]),
        ],
        |holder: Maps| holder.value,
    );
    check(
        &[("{\"a\": [1, \"b\"]}", BTreeMap::from([("a".to_owned(), vec!["1".to_owned(), "b".to_owned()])]), &[])],
        |holder: ListsByName| holder.value,
    );
    check(&[("[{\"a\": [1]}, null, \"b\"]", vec![json!({"a": [1]}), json!("b")], &[])], |holder: Values| holder.value);
}

#[test]
fn a_bare_list_of_objects_comes_from_a_wrapper_or_one_object() {
    let one = || vec![Change { id: Some("1".into()), time: None }];
    let whole = "is a text, expected a whole number of 64 bits";
    let (within, alone) = (format!("`value.Whatever[0].Time` {whole}"), format!("`value.Time` {whole}"));
    check(
        &[
            ("[{\"Id\": 1}]", one(), &[]),
            ("{\"Whatever\": [{\"Id\": 1}]}", one(), &[]),
            ("{\"Id\": 1}", one(), &[]),
            ("[null, {\"Id\": 1}, \"\", []]", one(), &[]),
            ("{\"Id\": 1, \"More\": [2]}", one(), &[]),
            ("{\"More\": [2], \"Id\": 1}", one(), &[]),
            ("{\"Whatever\": [{\"Time\": \"x\"}]}", vec![Change::default()], &[&within]),
            ("{\"Time\": \"x\"}", vec![Change::default()], &[&alone]),
            ("\"text\"", vec![], &["`value` is a text, expected an object"]),
            ("[1]", vec![], &["`value[0]` is a number, expected an object"]),
        ],
        |holder: Changes| holder.value,
    );
}

#[test]
fn a_wrapped_list_takes_every_form() {
    let change = |id: &str| Change { id: Some(id.into()), time: None };
    let one = || vec![change("1")];
    check(
        &[
            (r#"{"Change": [{"Id": "1"}]}"#, one(), &[]),
            (r#"{"TotalCount": 3, "Change": [{"Id": "1"}], "More": {"a": [1]}}"#, one(), &[]),
            (r#"{"Change": {"Id": "1"}}"#, one(), &[]),
            (r#"{"Change": {"Id": "1"}, "More": {"a": [1]}}"#, one(), &[]),
            (r#"[{"Id": "1"}]"#, one(), &[]),
            (r#"{"Other": [{"Id": "1"}]}"#, one(), &[]),
            (r#"{"Id": "1"}"#, one(), &[]),
            (r#"{"Change": null}"#, vec![], &[]),
            (r#"{"Change": ""}"#, vec![], &[]),
            (r#"{"Change": []}"#, vec![], &[]),
            (r#"{"Change": {}}"#, vec![], &[]),
            ("{}", vec![], &[]),
            ("null", vec![], &[]),
            (r#""""#, vec![], &[]),
            (
                r#"{"Change": [{"Id": "1"}, {"Id": "2", "Time": "x"}]}"#,
                vec![change("1"), change("2")],
                &["`value.Change[1].Time` is a text, expected a whole number of 64 bits"],
            ),
            (r#"{"Change": 7}"#, vec![], &["`value.Change` is a number, expected an object"]),
            ("7", vec![], &["`value` is a number, expected an object"]),
            (
                r#"{"change": [{"Id": "1"}]}"#,
                one(),
                &["`value.change` is a name in another case, expected the name `Change`"],
            ),
        ],
        |holder: Wrapped| holder.value,
    );
    assert_eq!(read::<Params>(r#"{"value": {"Param": "one"}}"#).0.value, ["one"]);
}

#[test]
fn objects_and_maps_may_be_absent_in_several_ways() {
    check(
        &[
            ("null", None, &[]),
            (r#""""#, None, &[]),
            ("[ ]", None, &[]),
            ("{}", Some(Change::default()), &[]),
            (r#"{"Time": "5", "Unknown": {"x": [1]}}"#, Some(Change { id: None, time: Some(5) }), &[]),
            (
                r#"{"Time": "x", "Id": "1"}"#,
                Some(Change { id: Some("1".into()), time: None }),
                &["`value.Time` is a text, expected a whole number of 64 bits"],
            ),
            ("[1]", None, &["`value` is a list, expected an object"]),
            (r#""text""#, None, &["`value` is a text, expected an object"]),
            ("1", None, &["`value` is a number, expected an object"]),
        ],
        |holder: One| holder.value,
    );
    check(
        &[
            (r#"{"a": 1, "b": "2", "c": null}"#, BTreeMap::from([("a".into(), 1), ("b".into(), 2)]), &[]),
            ("null", BTreeMap::new(), &[]),
            ("[]", BTreeMap::new(), &[]),
            ("\"\"", BTreeMap::new(), &[]),
            ("[1]", BTreeMap::new(), &["`value` is a list, expected an object"]),
            (r#"{"a": "x"}"#, BTreeMap::new(), &["`value.a` is a text, expected a whole number of 32 bits"]),
        ],
        |holder: Map| holder.value,
    );
}

#[test]
fn any_value_is_kept_but_for_what_is_no_json() {
    check(
        &[
            ("null", None, &[]),
            ("[null, {\"a\": 1.5}]", Some(json!([null, {"a": 1.5}])), &[]),
            ("[1, 1e999]", Some(json!([1, null])), &["`value[1]` is a number, expected a value of JSON"]),
            (
                "{\"a\": NaN}",
                Some(json!({"a": null})),
                &["`value.a` is a word that is no JSON, expected a value of JSON"],
            ),
        ],
        |holder: Any| holder.value,
    );
    let lone = read::<Any>(b"{\"value\": [\"\\ud800\", \"a\xff\"]}").0.value;
    assert_eq!(lone, Some(Value::from(vec!["\u{fffd}", "a\u{fffd}"])));
}

#[test]
fn texts_that_are_no_text_are_mended() {
    for (bytes, expected) in [
        (&b"a\xffb"[..], "a\u{fffd}b"),
        (b"\\ud83d\\ude00", "😀"),
        (b"\\ud83d", "\u{fffd}"),
        (b"\\ud83dx", "\u{fffd}x"),
        (b"\\ud83d\\u0041", "\u{fffd}A"),
        (b"\\ude00\\ud83d", "\u{fffd}\u{fffd}"),
        (b"\\u12", "\u{fffd}12"),
        (b"\\x", "\u{fffd}x"),
        (b"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u4E2d", "\"\\/\u{8}\u{c}\n\r\t中"),
        (b"\\n\xff", "\n\u{fffd}"),
        (b"a\nb", "a\nb"),
    ] {
        let body = [&b"{\"value\": \""[..], bytes, b"\"}"].concat();
        assert_eq!(read::<Text>(&body), (Text { value: Some(expected.to_owned()) }, vec![]), "{expected}");
    }
}

#[test]
fn what_stands_for_no_object_at_the_root_is_an_empty_one() {
    for body in ["", " \n", "null", "[]", "{}", "\"\""] {
        assert_eq!(read::<Change>(body), (Change::default(), vec![]), "{body}");
    }
    assert_eq!(unusable::<Change>("[1]"), "`.` is a list, expected an object");
    assert_eq!(unusable::<Change>("7"), "`.` is a number, expected an object");
    assert_eq!(unusable::<Change>("\"text\""), "`.` is a text, expected an object");
}
