//! Compares what is read of a text, and its repairs, with what is expected.

use serde_json::Value;

use crate::example::{Cause, Node, Read};

pub(super) fn value(read: &Read) -> Value {
    let text = read.root.as_ref().map_or_else(|| "null".to_owned(), Node::to_json);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("not JSON: {error}\n{text}"))
}

pub(super) fn causes(read: &Read) -> Vec<Cause> {
    read.problems.iter().map(|problem| problem.cause).collect()
}

pub(super) fn check(read: impl Fn(&str) -> Read, cases: &[(&str, &[Cause], Value)]) {
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
