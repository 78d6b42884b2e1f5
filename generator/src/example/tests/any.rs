//! What holds for any text.

use proptest::prelude::*;
use serde_json::Value;

use super::check::value;
use crate::example::{json, strip_http_head, xml};

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

/// The pieces that decide how examples are read.
const PIECES: &[&str] = &[
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
];

/// Text made of [`PIECES`].
fn any_pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
}

/// Asserts what holds for any text.
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
        let text = serde_json::to_string_pretty(&serde_json::json!({"a": meant})).expect("JSON");
        let cut = text.floor_char_boundary(1 + cut.index(text.len()));
        let read = json::read(&text[..cut]);
        prop_assert!(read.root.is_some(), "{}", &text[..cut]);
        check_any(&text[..cut])?;
    }

    #[test]
    fn damage_to_json_is_noticed(meant in any_json(), at in any::<prop::sample::Index>(), piece in any_pieces()) {
        let mut text = serde_json::to_string(&serde_json::json!({"a": meant})).expect("JSON");
        let at = text.floor_char_boundary(at.index(text.len()));
        text.insert_str(at, &piece);
        check_any(&text)?;
    }
}
