//! Where values stand, what is passed over, and how deep is read.

use serde_json::Value;

use super::check::{causes, value};
use crate::example::{Cause, Node, json, strip_http_head, xml};

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
    // An element too deep to be read, with white space after it.
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
    assert_eq!(root.get("a").map(Node::to_json).as_deref(), Some("3"));
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
