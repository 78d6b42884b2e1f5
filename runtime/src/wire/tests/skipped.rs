//! Members that nobody asked for, and what is nested deep.

use super::*;

/// A body with a known member after an unknown one.
fn after(unknown: impl AsRef<[u8]>) -> Vec<u8> {
    [b"{\"Unknown\": ", unknown.as_ref(), b", \"value\": 1}"].concat()
}

#[test]
fn what_nobody_asked_for_is_not_understood() {
    for unknown in [
        &b"\"\xff\xfe\""[..],
        b"\"\\ud800\"",
        b"\"a\nb\"",
        b"\"\\x\"",
        b"1e999",
        b"NaN",
        b"-Infinity",
        b"1009****",
        b"[NaN, {\"a\": 1e999, \"\xff\": \"]}\"}]",
        b"{\"a\\\"}\": [\"\\\\\"]}",
        b"null",
    ] {
        assert_eq!(read::<Int64>(after(unknown)), (Int64 { value: Some(1) }, vec![]));
    }
}

#[test]
fn depth_overflows_nothing() {
    let deep = |open: &str, close: &str| [open.repeat(1_000_000), close.repeat(1_000_000)].concat();
    for unknown in
        [deep("[", "]"), deep("{\"a\":", "}").replace(":}", ":1}"), deep("[{\"a\":", "}]").replace(":}", ":1}")]
    {
        assert_eq!(read::<Int64>(after(unknown)).0.value, Some(1));
    }
    // What is known is a mismatch, and what follows is read.
    let known = |value: &str| format!("{{\"value\": {value}, \"Id\": 1}}");
    for body in [known(&deep("[", "]")), known(&deep("{\"value\":", "}").replace(":}", ":1}"))] {
        let notes = [
            read::<Any>(&body).1,
            read::<Tree>(&body).1,
            read::<Trees>(&body).1,
            read::<NamedTrees>(&body).1,
            read::<Lists>(&body).1,
            read::<Texts>(&body).1,
            read::<Int64>(&body).1,
            read::<Map>(&body).1,
        ];
        for notes in notes {
            assert!(notes.len() <= 1, "{notes:?}");
        }
        assert_eq!(read::<Text>(&body).0.value.map(|text| text.len() + 20), Some(body.len()));
    }
    assert!(unusable::<Int64>("[".repeat(1_000_000)).contains("EOF while parsing a list"));
    assert!(unusable::<Tree>("{\"value\":".repeat(1_000_000)).contains("EOF while parsing"));
}

#[test]
fn a_hundred_and_twenty_seven_levels_are_read_and_no_more() {
    let nested = |levels: usize| {
        let lists = levels - 1;
        format!("{{\"value\": {}7{}}}", "[".repeat(lists), "]".repeat(lists))
    };
    let (output, notes) = read::<Any>(nested(127));
    assert_eq!(
        (output.value, notes),
        (Some(serde_json::from_str::<serde_json::Value>(&nested(127)).unwrap()["value"].clone()), vec![])
    );
    assert!(serde_json::from_str::<serde_json::Value>(&nested(128)).is_err());
    let (output, notes) = read::<Any>(nested(128));
    assert!(output.value.is_some_and(|value| value.is_array()));
    assert_eq!(notes.len(), 1);
    assert!(notes[0].ends_with("is nested too deep, expected no more than 127 levels"), "{}", notes[0]);
}

#[test]
fn looking_ahead_stays_linear() {
    // Wrappers in wrappers in the place of lists, and below them a long text: each level would pass over it again.
    let long = format!("{{\"x\": \"{}\"}}", "a".repeat(500_000));
    let mut bodies = Vec::new();
    for (open, close) in [
        ("{\"value\": {\"other\": [", "]}}"),
        ("{\"value\": {\"other\": 1, \"value\": ", "}}"),
        ("{\"VALUE\": ", "}"),
        ("{\"value\": {\"item\": ", "}}"),
    ] {
        bodies.push([open.repeat(30), long.clone(), close.repeat(30)].concat());
    }
    for body in bodies {
        for mut output in
            [Box::new(Trees::default()) as Box<dyn Object>, Box::new(NamedTrees::default()), Box::new(Tree::default())]
        {
            let mut reader = crate::wire::Reader::new(body.as_bytes());
            reader.object(&mut *output);
            assert!(reader.passed <= body.len() * 6, "{} of {}", reader.passed, body.len());
            assert!(reader.finish().is_ok());
        }
    }
}
