//! Bodies that are no JSON, and what is said of them.

use super::*;

#[test]
fn what_is_no_json_is_told_with_its_place() {
    for (body, expected) in [
        ("{\n \"a\": }", "expected value at line 2 column 7"),
        ("{} x", "trailing characters at line 1 column 4"),
        ("<html>", "expected value at line 1 column 1"),
        ("upstream connect error", "expected value at line 1 column 1"),
        ("{\"a\": <html>}", "expected value at line 1 column 7"),
        ("{\"value\": <html>}", "expected value at line 1 column 11"),
        ("{\"a\": 1", "EOF while parsing an object at line 1 column 7"),
        ("{\"a\": [1, ", "EOF while parsing a list at line 1 column 10"),
        ("{\"a\": \"b", "EOF while parsing a string at line 1 column 8"),
        ("{\"a\": {\"b\": \"c", "EOF while parsing a string at line 1 column 14"),
        ("{\"a", "EOF while parsing a string at line 1 column 3"),
        ("{\"a\"", "EOF while parsing an object at line 1 column 4"),
        ("{\"a\":", "EOF while parsing a value at line 1 column 5"),
        ("{\"a\" 1}", "expected `:` at line 1 column 6"),
        ("{a: 1}", "key must be a string at line 1 column 2"),
        ("{\"a\": 1,}", "trailing comma at line 1 column 9"),
        ("{\"a\": 1 \"b\": 2}", "expected `,` or `}` at line 1 column 9"),
        ("{\"value\": [1 2]}", "expected `,` or `]` at line 1 column 14"),
        ("{\"value\": [1,]}", "trailing comma at line 1 column 14"),
        ("{\"a\": [}", "expected another bracket at line 1 column 8"),
        ("{\"a\": {\"b\": 1]}", "expected another bracket at line 1 column 14"),
        ("{\"value\": {\"x\": 1", "EOF while parsing an object at line 1 column 17"),
        ("[1, 2", "EOF while parsing a list at line 1 column 5"),
    ] {
        for said in [unusable::<Numbers>(body), unusable::<Any>(body)] {
            assert_eq!(said, expected, "{body}");
        }
    }
}

#[test]
fn a_body_that_ends_too_early_is_no_json_wherever_it_ends() {
    let body =
        r#"{"value": {"Change": [{"Id": "a\n", "Time": -1.5e3}, null, true]}, "Other": {"x": ["]"]}, "b": false}"#;
    for end in 1..body.len() {
        for said in
            [unusable::<Wrapped>(&body[..end]), unusable::<Changes>(&body[..end]), unusable::<Any>(&body[..end])]
        {
            assert!(said.contains(" at line 1 column "), "{said}");
        }
    }
}
