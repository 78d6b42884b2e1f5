//! What the readers make of each deviation, and the properties that hold for any text.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Cause, Read, json, strip_http_head, xml};

fn value(read: &Read) -> Value {
    let text = read.root.as_ref().map_or_else(|| "null".to_owned(), super::Node::to_json);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON: {error}\n{text}"))
}

fn causes(read: &Read) -> Vec<Cause> {
    read.problems.iter().map(|problem| problem.cause).collect()
}

fn check(read: impl Fn(&str) -> Read, cases: &[(&str, &[Cause], Value)]) {
    let mut failures = String::new();
    for (text, expected, meaning) in cases {
        let read = read(text);
        if value(&read) != *meaning || causes(&read) != *expected {
            let found = causes(&read);
            failures += &format!("{text}\n  expected {meaning} {expected:?}\n  found    {} {found:?}\n", value(&read));
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn json_is_read_as_it_was_meant() {
    use Cause::*;
    check(
        json::read,
        &[
            // Well-formed, with what the repairs could stumble over.
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
            // Commas.
            (r#"{"a": 1, "b": [1, 2,],}"#, &[TrailingComma, TrailingComma], json!({"a": 1, "b": [1, 2]})),
            ("{\"a\": \"x\"\n \"b\": 1}", &[MissingComma], json!({"a": "x", "b": 1})),
            (r#"{"a": "x" "b": 1}"#, &[MissingComma], json!({"a": "x", "b": 1})),
            (r#"[{"a": 1} {"a": 2}]"#, &[MissingComma], json!([{"a": 1}, {"a": 2}])),
            (r#"{"a": [1] "b": 2}"#, &[MissingComma], json!({"a": [1], "b": 2})),
            (r#"{"a": 1; "b": 2}"#, &[MissingComma], json!({"a": 1, "b": 2})),
            (r#"{, "a": 1,, "b": 2}"#, &[ExtraComma, ExtraComma], json!({"a": 1, "b": 2})),
            // Colons.
            ("{\n\"A\",\"x\",\n\"B\",\"y\"\n}", &[MissingColon, MissingColon], json!({"A": "x", "B": "y"})),
            (r#"{"A","x","B","y"}"#, &[MissingColon, MissingColon], json!({"A": "x", "B": "y"})),
            (r#"{"A" {"b": 1}, "C" = 2}"#, &[MissingColon, MissingColon], json!({"A": {"b": 1}, "C": 2})),
            (r#"{"a":: 1}"#, &[StrayText], json!({"a": 1})),
            // Full-width punctuation, outside strings only.
            (r#"{"a"："x"，"b"：［1，2］｝"#, &[FullWidthPunctuation; 7], json!({"a": "x", "b": [1, 2]})),
            (r#"{"a":”we-5d3****“,"b":“x”}"#, &[FullWidthPunctuation; 2], json!({"a": "we-5d3****", "b": "x"})),
            ("{\"a\": \"x”  // y\n}", &[FullWidthPunctuation, Comment], json!({"a": "x"})),
            (r#"{"a": "b”, "c": "d"}"#, &[FullWidthPunctuation], json!({"a": "b", "c": "d"})),
            (r#"{"a”: "b"}"#, &[FullWidthPunctuation], json!({"a": "b"})),
            // Quotes.
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
            // Names and values without quotes.
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
            // Comments, dots, spaces.
            ("{\"a\": 1, // one\n /* two */ \"b\": 2 # three\n}", &[Comment; 3], json!({"a": 1, "b": 2})),
            ("{\"a\": 1,\n ...\n}", &[TrailingComma, Ellipsis], json!({"a": 1})),
            (r#"{"a": [1, ……], "b": ...}"#, &[TrailingComma, Ellipsis, Ellipsis], json!({"a": [1], "b": null})),
            ("\u{feff}{\u{a0}\"a\":\u{3000}1\u{200b}}", &[OddSpace; 4], json!({"a": 1})),
            // Brackets.
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
            // Around the value.
            ("返回示例\n{\"a\": 1}", &[LeadingText], json!({"a": 1})),
            ("GET [x] /{id}\n[\"a\"]", &[LeadingText], json!(["a"])),
            ("{\"a\": 1}\n或\n{\"b\": 1}", &[TrailingText], json!({"a": 1})),
            ("&<公共请求参数>", &[NoValue], Value::Null),
            ("/api/v2/projects/{name}", &[NoValue], Value::Null),
            ("", &[NoValue], Value::Null),
        ],
    );
}

#[test]
fn places_are_those_of_the_text() {
    let text = r#"{"a"，"T":"["i"]", "b": [1, 2]}"#;
    let read = json::read(text);
    let root = read.root.expect("a root");
    let members: Vec<_> = root
        .members()
        .iter()
        .map(|member| (&text[member.name_span.clone()], &text[member.value.span.clone()]))
        .collect();
    assert_eq!(members, [("\"a\"", ""), ("\"T\"", r#""["i"]""#), ("\"b\"", "[1, 2]")]);
    let places: Vec<_> = read.problems.iter().map(|problem| &text[problem.span.clone()]).collect();
    assert_eq!(places, ["", "，", r#""["i"]""#]);

    let text = "<A>\n<B>x</B> <B/>\n</A>";
    let root = xml::read(text).root.expect("a root");
    let items = root.get("A").and_then(|a| a.get("B")).expect("items").items();
    let places: Vec<_> = items.iter().map(|item| &text[item.span.clone()]).collect();
    assert_eq!(places, ["<B>x</B>", "<B/>"]);
}

#[test]
fn places_lie_in_what_holds_them() {
    // A string that the end of the text cuts off, with its line break.
    let text = "{\"A\":{\"B\":\"x\n";
    let root = json::read(text).root.expect("a root");
    let (a, b) = (root.get("A").expect("A"), root.get("A").and_then(|a| a.get("B")).expect("B"));
    assert!(root.span.end >= a.span.end && a.span.end >= b.span.end, "{root:?}");
    // An element too deep to be read, with white space behind it.
    let text = format!("{}\n", "<a>".repeat(70));
    let mut node = xml::read(&text).root.expect("a root");
    while let Some(inner) = node.get("a").cloned() {
        assert!(node.span.end >= inner.span.end, "{:?} in {:?}", inner.span, node.span);
        node = inner;
    }
    // A brace of three bytes.
    let text = "｛{},{}｝";
    assert_eq!(json::read(text).problems.iter().map(|one| &text[one.span.clone()]).next(), Some("｛"));
}

#[test]
fn xml_is_read_as_it_was_meant() {
    use Cause::*;
    check(
        xml::read,
        &[
            (
                "<?xml version=\"1.0\"?>\n<R xmlns='x'><Id a=\"1\"> 7 </Id><Xs><X>1</X><X>2</X></Xs><E/><F></F><!-- c --></R>",
                &[],
                json!({"R": {"Id": "7", "Xs": {"X": ["1", "2"]}, "E": "", "F": ""}}),
            ),
            ("<R>a &lt;&amp;&#20013;&#x4e2d; b<![CDATA[<x>]]></R>", &[], json!({"R": "a <&中中 b<x>"})),
            ("<A>1</A>\n<B>2</B>", &[MissingRoot], json!({"A": "1", "B": "2"})),
            ("<A>1</A>\n<A>2</A>", &[MissingRoot], json!({"A": ["1", "2"]})),
            (
                "<R><200>1</200><China Telecom>2</China Telecom></R>",
                &[InvalidName, InvalidName],
                json!({"R": {"200": "1", "China Telecom": "2"}}),
            ),
            ("<R a=b>1</R>", &[InvalidAttribute], json!({"R": "1"})),
            ("<R><A>1</A><B><C>2</B></R>", &[UnclosedTag], json!({"R": {"A": "1", "B": {"C": "2"}}})),
            ("<R><A>1</A><R>", &[UnclosedTag], json!({"R": {"A": "1"}})),
            ("<R><V><A>1</A><V></R>", &[UnclosedTag], json!({"R": {"V": {"A": "1"}}})),
            ("<R><Order>1</Task><B>2</B></R>", &[MismatchedTag], json!({"R": {"Order": "1", "B": "2"}})),
            ("<AResponse><B>2</B></Response>", &[MismatchedTag], json!({"AResponse": {"B": "2"}})),
            ("<R><A><B>1</B></a></R>", &[MismatchedTag], json!({"R": {"A": {"B": "1"}}})),
            ("<R><A>1</A></X><B>2</B></R>", &[StrayTag], json!({"R": {"A": "1", "B": "2"}})),
            ("<R><A>1</A></R><A>1</A></R>", &[TrailingText, StrayTag], json!({"R": {"A": "1"}})),
            (
                "<R><Op><</Op><P>a <= b</P></R>",
                &[BareAngleBracket, BareAngleBracket],
                json!({"R": {"Op": "<", "P": "a <= b"}}),
            ),
            ("<R><A>x <Common params> y</A></R>", &[BareAngleBracket], json!({"R": {"A": "x <Common params> y"}})),
            ("<R>a & b</R>", &[BareAmpersand], json!({"R": "a & b"})),
            (
                "<R><A>see <a href=\"x\">this</a> page</A></R>",
                &[MixedContent],
                json!({"R": {"A": "see <a href=\"x\">this</a> page"}}),
            ),
            ("<R>| <A>1</A></R>", &[StrayText], json!({"R": {"A": "1"}})),
            ("<? xml version=\"1.0\" ? >\n<!—x-->\n<R>1</R>", &[StrayTag, Comment], json!({"R": "1"})),
            ("返回\n<R>1</R>", &[StrayText], json!({"R": "1"})),
            ("<R><A>1", &[UnclosedTag, UnclosedTag], json!({"R": {"A": "1"}})),
            ("no element", &[NoValue], Value::Null),
        ],
    );
}

#[test]
fn a_http_head_is_passed_over() {
    for (text, body) in [
        ("HTTP/1.1 200 OK\nContent-Type:application/json\n\n{\"a\": 1}", "{\"a\": 1}"),
        ("\n  HTTP/1.1 200 OK\r\nA: b\r\nC: d\r\n\r\n  <R/>\n", "<R/>\n"),
        ("HTTP/1.1 200 OK\nContent-Type:application/xml\n<R>1</R>", "<R>1</R>"),
        ("HTTP/1.1 200 OK\nA: b", ""),
        ("HTTP is a protocol", "HTTP is a protocol"),
        (" {\"HTTP/1.1\": 1}", " {\"HTTP/1.1\": 1}"),
        ("", ""),
    ] {
        assert_eq!(&text[strip_http_head(text)..], body, "{text}");
    }
}

#[test]
fn of_repeated_names_the_last_value_counts() {
    let root = json::read(r#"{"a": 1, "b": 2, "a": 3}"#).root.expect("a root");
    assert_eq!(root.to_json(), "{\n  \"a\": 3,\n  \"b\": 2\n}");
    assert_eq!(root.get("a").map(super::Node::to_json).as_deref(), Some("3"));
}

#[test]
fn depth_is_bounded_where_serde_json_bounds_it() {
    for (depth, deep) in [(127, false), (128, true)] {
        let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(serde_json::from_str::<Value>(&text).is_err(), deep);
        assert_eq!(causes(&json::read(&text)).contains(&Cause::TooDeep), deep);
    }
    // An object that has lost its braces is as deep as any other.
    value(&json::read(&format!("{}\"a\":[1{}", "[".repeat(126), "]".repeat(127))));
    value(&json::read(&format!("{}\"a\":1{}", "[".repeat(127), "]".repeat(127))));
    let text = format!("{}x{}", "<a>".repeat(100), "</a>".repeat(100));
    let read = xml::read(&text);
    assert_eq!(causes(&read), [Cause::TooDeep]);
    value(&read);
}

/// Whatever is repeated for a megabyte takes time in proportion: 16 times as much is nowhere near 256 times as slow.
#[test]
fn time_is_linear() {
    let seeds = [
        "[",
        "{",
        "{\"a\":",
        "\"",
        "\"a",
        "\"a\"",
        "'",
        "“",
        "\\",
        "\\\"",
        "<a>",
        "</a>",
        "<",
        "<!--",
        "<!",
        "<?",
        "<![CDATA[",
        "<a",
        "&",
        "&amp",
        ",",
        ":",
        "}",
        "]",
        "[}",
        "{]",
        "{{",
        "[{",
        "\"[",
        "\"{\"",
        "[\"a\" \"b\"",
        "\"a\":\"b\" c ",
        "\"a”b\"c ",
        "//",
        "/*",
        "#",
        "a",
        "a ",
        "a\n",
        "\"a\n",
        "..",
        "\u{a0}",
        "，",
        "“a”，",
        "“a”b",
        "[\"a\":",
        "{\"a\":[1}",
        "<a>x<b>",
        "<a></b>",
        "<a> <a>",
        "{\"a\":1},",
        "\"a\":1},",
        "[[1,2],",
        "<1 2>",
        "x<y>z",
        "\"[{\"a\":",
        "[\"[\"",
    ];
    let time = |read: fn(&str) -> Read, text: &str| {
        let start = Instant::now();
        std::hint::black_box(read(text));
        start.elapsed()
    };
    for seed in seeds {
        for prefix in ["", "{\"a\":", "[", "<r>"] {
            for read in [json::read as fn(&str) -> Read, xml::read] {
                let text = format!("{prefix}{}", seed.repeat((1 << 20) / seed.len()));
                let small = time(read, &text[..text.floor_char_boundary(1 << 16)]);
                let large = time(read, &text);
                assert!(large < small * 64 + Duration::from_millis(500), "{prefix}{seed}: {small:?}, then {large:?}");
            }
        }
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[\\[\\]{}\",:“”，： a\\\\/#'\n]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec(("[\\[\\]{}\",:“” a\\\\#']{0,6}|.*", inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Text made of the pieces that decide how examples are read.
fn any_pieces() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\"a\"",
        "\"b\":",
        ":",
        ",",
        " ",
        "\n",
        "1",
        "-",
        "0",
        "true",
        "null",
        "x",
        "\\",
        "\\\"",
        "“",
        "”",
        "，",
        "：",
        "'",
        "//",
        "/*",
        "#",
        "...",
        "…",
        "*",
        "\u{a0}",
        "\u{feff}",
        "\t",
        "\u{1}",
        "\"[{\"",
        "}]\"",
        "é",
        "<",
        ">",
        "/",
        "<a>",
        "</a>",
        "<b",
        "&",
        "&lt;",
        "<!--",
        "<!",
        "<?",
        "-->",
        "<?",
        "?>",
        "<![CDATA[",
        "]]>",
        "=",
        ";",
        "HTTP/1.1 200 OK\n",
        "<1 2>",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

/// What must hold for any text at all.
fn check_any(text: &str) -> Result<(), TestCaseError> {
    for read in [json::read(text), xml::read(text)] {
        for problem in &read.problems {
            prop_assert!(text.get(problem.span.clone()).is_some(), "{text:?}: {problem:?}");
        }
        if let Some(root) = &read.root {
            prop_assert!(text.get(root.span.clone()).is_some(), "{text:?}: {:?}", root.span);
            prop_assert!(serde_json::from_str::<Value>(&root.to_json()).is_ok(), "{text:?}");
        } else {
            prop_assert!(!read.problems.is_empty(), "{text:?}");
        }
    }
    let (read, strict) = (json::read(text), serde_json::from_str::<Value>(text));
    prop_assert_eq!(read.problems.is_empty(), strict.is_ok(), "{:?}: {:?}", text, read.problems);
    if let Ok(strict) = strict {
        prop_assert_eq!(value(&read), strict, "{:?}", text);
    }
    prop_assert!(text.get(strip_http_head(text)..).is_some());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        check_any(&text)?;
    }

    #[test]
    fn any_pieces_are_read(text in any_pieces()) {
        check_any(&text)?;
    }

    #[test]
    fn json_is_read_without_problems(meant in any_json(), pretty in any::<bool>()) {
        let text = if pretty { serde_json::to_string_pretty(&meant) } else { serde_json::to_string(&meant) }.expect("JSON");
        let read = json::read(&text);
        prop_assert_eq!(&read.problems, &vec![], "{}", text);
        // `serde_json` does not read every number to the last digit.
        prop_assert_eq!(value(&read), serde_json::from_str::<Value>(&text).expect("JSON"));
        // What was read is written as it was: a second reading changes nothing.
        let written = read.root.expect("a root").to_json();
        prop_assert_eq!(json::read(&written).root.expect("a root").to_json(), written);
    }

    #[test]
    fn the_beginning_of_json_has_a_root(meant in any_json(), cut in any::<prop::sample::Index>()) {
        let text = serde_json::to_string_pretty(&json!({"a": meant})).expect("JSON");
        let cut = text.floor_char_boundary(1 + cut.index(text.len()));
        let read = json::read(&text[..cut]);
        prop_assert!(read.root.is_some(), "{}", &text[..cut]);
        check_any(&text[..cut])?;
    }

    #[test]
    fn damage_to_json_is_noticed(meant in any_json(), at in any::<prop::sample::Index>(), piece in any_pieces()) {
        let mut text = serde_json::to_string(&json!({"a": meant})).expect("JSON");
        let at = text.floor_char_boundary(at.index(text.len()));
        text.insert_str(at, &piece);
        check_any(&text)?;
    }
}
