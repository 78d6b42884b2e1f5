//! JSON as people type it.

use serde_json::{Value, json};

use super::check::check;
use crate::example::Cause;
use crate::example::json::read;

#[test]
fn what_is_well_formed_is_left_alone() {
    check(
        read,
        &[
            (
                r#" {"a": [1, -0.5e3, true, false, null, "x"], "b": {}} "#,
                &[],
                json!({"a": [1, -0.5e3, true, false, null, "x"], "b": {}}),
            ),
            (
                r#"{"a": "say \"x\", \"y\": z", "b": "// no comment", "c": "[\"a\"]"}"#,
                &[],
                json!({"a": "say \"x\", \"y\": z", "b": "// no comment", "c": "[\"a\"]"}),
            ),
            (
                r#"{"a": "“b”，", "c": "[", "d": "{", "e": "}"}"#,
                &[],
                json!({"a": "“b”，", "c": "[", "d": "{", "e": "}"}),
            ),
            (r#""\u4e2d\ud83d\ude00\/""#, &[], json!("中😀/")),
            (r#"{"a": 1, "a": 2}"#, &[], json!({"a": 2})),
            ("[]", &[], json!([])),
        ],
    );
}

#[test]
fn commas_are_added_and_skipped() {
    use Cause::*;
    check(
        read,
        &[
            (r#"{"a": 1, "b": [1, 2,],}"#, &[TrailingComma, TrailingComma], json!({"a": 1, "b": [1, 2]})),
            ("{\"a\": \"x\"\n \"b\": 1}", &[MissingComma], json!({"a": "x", "b": 1})),
            (r#"{"a": "x" "b": 1}"#, &[MissingComma], json!({"a": "x", "b": 1})),
            (r#"[{"a": 1} {"a": 2}]"#, &[MissingComma], json!([{"a": 1}, {"a": 2}])),
            (r#"{"a": [1] "b": 2}"#, &[MissingComma], json!({"a": [1], "b": 2})),
            (r#"{"a": 1; "b": 2}"#, &[MissingComma], json!({"a": 1, "b": 2})),
            (r#"{, "a": 1,, "b": 2}"#, &[ExtraComma, ExtraComma], json!({"a": 1, "b": 2})),
        ],
    );
}

#[test]
fn colons_are_added_and_skipped() {
    use Cause::*;
    check(
        read,
        &[
            ("{\n\"A\",\"x\",\n\"B\",\"y\"\n}", &[MissingColon, MissingColon], json!({"A": "x", "B": "y"})),
            (r#"{"A","x","B","y"}"#, &[MissingColon, MissingColon], json!({"A": "x", "B": "y"})),
            (r#"{"A" {"b": 1}, "C" = 2}"#, &[MissingColon, MissingColon], json!({"A": {"b": 1}, "C": 2})),
            (r#"{"a":: 1}"#, &[StrayText], json!({"a": 1})),
        ],
    );
}

#[test]
fn full_width_punctuation_counts_outside_strings_only() {
    use Cause::*;
    check(
        read,
        &[
            (r#"{"a"："x"，"b"：［1，2］｝"#, &[FullWidthPunctuation; 7], json!({"a": "x", "b": [1, 2]})),
            (r#"{"a":”we-5d3****“,"b":“x”}"#, &[FullWidthPunctuation; 2], json!({"a": "we-5d3****", "b": "x"})),
            ("{\"a\": \"x”  // y\n}", &[FullWidthPunctuation, Comment], json!({"a": "x"})),
            (r#"{"a": "b”, "c": "d"}"#, &[FullWidthPunctuation], json!({"a": "b", "c": "d"})),
            (r#"{"a”: "b"}"#, &[FullWidthPunctuation], json!({"a": "b"})),
        ],
    );
}

#[test]
fn strings_end_where_they_were_meant_to() {
    use Cause::*;
    check(
        read,
        &[
            (r#"{"T":"["i-wz94zz7mx8kt5kz*****"]"}"#, &[UnescapedQuote], json!({"T": "[\"i-wz94zz7mx8kt5kz*****\"]"})),
            (
                r#"{"O":"[{"path":"a", "name":"b"}, {"path":"c"}]",
                    "P":"x"}"#,
                &[UnescapedQuote],
                json!({"O": r#"[{"path":"a", "name":"b"}, {"path":"c"}]"#, "P": "x"}),
            ),
            (r#"{"O":"{"a":"[\"b\"]"}"}"#, &[UnescapedQuote], json!({"O": r#"{"a":"[\"b\"]"}"#})),
            ("{\"O\":\"[\n{\"a\":1}\n]\"}", &[UnescapedQuote], json!({"O": "[\n{\"a\":1}\n]"})),
            (
                r#"{"a": "he said "hi", and left", "b": 1}"#,
                &[UnescapedQuote],
                json!({"a": "he said \"hi\", and left", "b": 1}),
            ),
            (r#"{"a": "\"x ****"", "b": 1}"#, &[UnescapedQuote], json!({"a": "\"x ****\"", "b": 1})),
            (
                "{'a': 'b', 'c': 'it\\'s'}",
                &[SingleQuotes, SingleQuotes, SingleQuotes, SingleQuotes, InvalidEscape],
                json!({"a": "b", "c": "it\\'s"}),
            ),
            (r#"{\"a\":\"b\",\"c\":1}"#, &[EscapedQuotes; 3], json!({"a": "b", "c": 1})),
            ("{\"a\": \"foo,\n \"b\": 1}", &[UnterminatedString], json!({"a": "foo", "b": 1})),
            (r#"{"a": "C:\d", "b": "\ud800"}"#, &[InvalidEscape, InvalidEscape], json!({"a": "C:\\d", "b": "\\ud800"})),
            ("{\"a\": \"x\ny\tz\", \"b\": 1}", &[ControlCharacter], json!({"a": "x\ny\tz", "b": 1})),
        ],
    );
}

#[test]
fn names_and_values_may_lack_quotes() {
    use Cause::*;
    check(
        read,
        &[
            (r#"{a: 1, b-c: "x", d": 2}"#, &[UnquotedKey; 3], json!({"a": 1, "b-c": "x", "d": 2})),
            (
                r#"{"a": ****, "b": 100****, "c": Feature name"}"#,
                &[BareValue; 3],
                json!({"a": "****", "b": "100****", "c": "Feature name"}),
            ),
            (
                r#"{"a": 2015-12-10T20:00Z, "b": 007, "c": True, "d": None}"#,
                &[BareValue; 4],
                json!({"a": "2015-12-10T20:00Z", "b": "007", "c": true, "d": null}),
            ),
            (r#"{"a": 1e999}"#, &[NumberRange], json!({"a": "1e999"})),
            (r#"{"a": , "b": 1, "c": }"#, &[MissingValue, MissingValue], json!({"a": null, "b": 1, "c": null})),
            (r#"{"a": 1, {"b": 2}, "c": 3}"#, &[MissingKey], json!({"a": 1, "c": 3})),
            (r#"{: 1, "a": 2}"#, &[MissingKey, StrayText, ExtraComma], json!({"a": 2})),
        ],
    );
}

#[test]
fn comments_dots_and_spaces_are_skipped() {
    use Cause::*;
    check(
        read,
        &[
            ("{\"a\": 1, // one\n /* two */ \"b\": 2 # three\n}", &[Comment; 3], json!({"a": 1, "b": 2})),
            ("{\"a\": 1,\n ...\n}", &[TrailingComma, Ellipsis], json!({"a": 1})),
            (r#"{"a": [1, ……], "b": ...}"#, &[TrailingComma, Ellipsis, Ellipsis], json!({"a": [1], "b": null})),
            ("\u{feff}{\u{a0}\"a\":\u{3000}1\u{200b}}", &[OddSpace; 4], json!({"a": 1})),
        ],
    );
}

#[test]
fn brackets_are_added_and_skipped() {
    use Cause::*;
    check(
        read,
        &[
            ("\"a\": 1,\n\"b\": {\"c\": 2}", &[MissingBraces], json!({"a": 1, "b": {"c": 2}})),
            (r#"{"a": ["b": 1, "c": 2]}"#, &[MissingBraces], json!({"a": [{"b": 1, "c": 2}]})),
            (r#"{"a": ["b": 1}, {"b": 2}]}"#, &[MissingBraces], json!({"a": [{"b": 1}, {"b": 2}]})),
            (r#"{"a": { {"b": 1}, {"b": 2} }}"#, &[BracketMismatch], json!({"a": [{"b": 1}, {"b": 2}]})),
            (r#"{"a": { {"b": 1}, "c": 2 }"#, &[ExtraOpener], json!({"a": {"b": 1}, "c": 2})),
            (r#"{"a": {"b": 1}}, "c": 2}"#, &[ExtraCloser], json!({"a": {"b": 1}, "c": 2})),
            (r#"{"a": 1}}]"#, &[ExtraCloser, ExtraCloser], json!({"a": 1})),
            (r#"{"a": [{"b": 1]}"#, &[BracketMismatch], json!({"a": [{"b": 1}]})),
            (r#"{"a": [{"b": 1], {"b": 2}]}"#, &[BracketMismatch], json!({"a": [{"b": 1}, {"b": 2}]})),
            (r#"{"a": [1, 2}, "b": 3}"#, &[BracketMismatch], json!({"a": [1, 2], "b": 3})),
            (r#"{"a": [1, 2}"#, &[BracketMismatch], json!({"a": [1, 2]})),
            (r#"{"a": {"b": 1], "c": 2}"#, &[BracketMismatch], json!({"a": {"b": 1}, "c": 2})),
            (r#"{"a": [{"b": "c"#, &[Truncated, Truncated], json!({"a": [{"b": "c"}]})),
        ],
    );
}

#[test]
fn what_stands_around_the_value_is_skipped() {
    use Cause::*;
    check(
        read,
        &[
            ("返回示例\n{\"a\": 1}", &[LeadingText], json!({"a": 1})),
            ("GET [x] /{id}\n[\"a\"]", &[LeadingText], json!(["a"])),
            ("{\"a\": 1}\n或\n{\"b\": 1}", &[TrailingText], json!({"a": 1})),
            ("&<公共请求参数>", &[NoValue], Value::Null),
            ("/api/v2/projects/{name}", &[NoValue], Value::Null),
            ("", &[NoValue], Value::Null),
        ],
    );
}
