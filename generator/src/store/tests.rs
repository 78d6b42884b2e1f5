//! What is written is read back, by the rules of any YAML, and a folder changes as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use proptest::prelude::*;
use serde_yaml::Value;

use super::*;
use crate::ir::{AllowedValue, Encoding, ErrorCode, Field, Items, Location, Style, Success, Type};

/// A folder of its own for one test, removed at its end.
pub(super) struct Scratch(PathBuf);

impl Scratch {
    pub(super) fn new() -> Self {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("alicloud-store-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder for the test");
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn field(name: &str, ty: Type) -> Field {
    Field { name: name.to_owned(), ty, ..Field::default() }
}

fn operation() -> Operation {
    Operation {
        operation: "GatherStats".to_owned(),
        style: Style::Roa,
        method: "GET".to_owned(),
        path: "/pop/v1/{EnvId}".to_owned(),
        reads: true,
        client_token: "Targets".to_owned(),
        success: Some(Success { field: "Code".to_owned(), equals: vec!["200".to_owned(), "OK".to_owned()] }),
        request: vec![
            Field {
                location: Some(Location::Path),
                required: true,
                example: "0123".to_owned(),
                ..field("EnvId", Type::String)
            },
            Field {
                location: Some(Location::Form),
                items: Some(Box::new(Items::default())),
                encoding: Some(Encoding::Json),
                default: "yes".to_owned(),
                allowed: vec![AllowedValue { value: "2019-03-20".to_owned(), description: "a: b".to_owned() }],
                ..field("Targets", Type::Array)
            },
        ],
        response: vec![Field {
            fields: vec![Field { confidence: Some(0.9), ..field("Id", Type::Int64) }],
            ..field("Change", Type::Object)
        }],
        errors: vec![ErrorCode {
            status: Some(403),
            code: "NoPermission".to_owned(),
            message: "No: %s.".to_owned(),
            ..ErrorCode::default()
        }],
        response_example: "{\n  \"Change\": {\n    \"Id\": 1\n  }\n}\n".to_owned(),
        ..Operation::default()
    }
}

#[test]
fn an_operation_is_written_for_review() {
    let expected = "\
operation: GatherStats
style: roa
method: GET
path: /pop/v1/{EnvId}
reads: true
client_token: Targets
success:
  field: Code
  equals:
  - '200'
  - OK
request:
- name: EnvId
  in: path
  type: string
  required: true
  example: '0123'
- name: Targets
  in: form
  type: array
  encoding: json
  allowed:
  - value: '2019-03-20'
    description: 'a: b'
  default: 'yes'
  items:
    type: string
response:
- name: Change
  type: object
  fields:
  - name: Id
    type: int64
    confidence: 0.9
errors:
- status: 403
  code: NoPermission
  message: 'No: %s.'
response_example: |
  {
    \"Change\": {
      \"Id\": 1
    }
  }
";
    let text = write_operation(&operation());
    assert_eq!(text, expected);
    assert_eq!(parse::<Operation>(Path::new("x"), &text), Ok(operation()));
}

/// What some reader of YAML takes for something else than a string.
const QUOTED: [&str; 52] = [
    "yes",
    "No",
    "ON",
    "off",
    "y",
    "N",
    "true",
    "False",
    "null",
    "~",
    "",
    "0123",
    "1e3",
    "1_000",
    "0x1F",
    "0o17",
    "1.5",
    ".5",
    "-1",
    "+1",
    ".inf",
    "NaN",
    "2019-03-20",
    "2019-03-20T10:00:00Z",
    "12:30:45",
    "190:20",
    "192.168.0.1",
    "=",
    "<<",
    "- a",
    "-",
    "?",
    "a: b",
    "a #b",
    "#a",
    "a:",
    " a",
    "a ",
    "[a]",
    "{a}",
    "*a",
    "&a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a`",
    "'a'",
    "\"a\"",
    "---",
    "...",
];

/// What every reader takes for a string, but for what begins like a mapping.
const UNQUOTED: [&str; 10] = [
    "a",
    "cn-hangzhou",
    "Yes, it is",
    "i-wz94***",
    "a:b",
    "a#b",
    "中文：值",
    "https://x.y/z?a=b&c",
    "{a} in text",
    "10 GB per call",
];

#[test]
fn whatever_is_not_a_string_to_some_reader_is_quoted() {
    for text in &QUOTED {
        let written = yaml::write(&Value::from(*text));
        assert!(written.starts_with(['\'', '"']), "{text} is written as {written}");
        assert_eq!(serde_yaml::from_str::<String>(&written).expect("YAML"), *text);
    }
    for text in &UNQUOTED {
        let written = yaml::write(&Value::from(*text));
        let plain = text.starts_with(|c: char| c.is_alphanumeric());
        assert_eq!(written, if plain { format!("{text}\n") } else { format!("'{text}'\n") });
    }
}

#[test]
fn texts_of_several_lines_are_blocks_where_a_block_says_the_same() {
    for (text, expected) in [
        ("a\nb", "k: |-\n  a\n  b\n"),
        ("a\n\n  b\n", "k: |\n  a\n\n    b\n"),
        ("a\nb\n\n", "k: |+\n  a\n  b\n\n"),
        ("a \nb\t\n", "k: |\n  a \n  b\t\n"),
        ("# a\n- b: c\n", "k: |\n  # a\n  - b: c\n"),
        (" a\nb", "k: \" a\\nb\"\n"),
        ("a\n \nb", "k: \"a\\n \\nb\"\n"),
        ("\na", "k: \"\\na\"\n"),
        ("a\r\nb", "k: \"a\\r\\nb\"\n"),
        ("\u{7}", "k: \"\\u0007\"\n"),
    ] {
        let value = Value::Mapping([(Value::from("k"), Value::from(text))].into_iter().collect());
        let written = yaml::write(&value);
        assert_eq!(written, expected);
        assert_eq!(serde_yaml::from_str::<Value>(&written).expect("YAML"), value);
    }
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a1 :#'\"\\-\n\t.{}\\[\\]|>&*!%@`~?,é中\u{a0}\u{85}\u{2028}\u{feff}]{0,12}",
        "[0-9eExo:.+_-]{0,6}"
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i16>().prop_map(|number| Value::from(f32::from(number) / 8.0)),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 30, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((any_text(), inner), 0..5).prop_map(|entries| Value::Mapping(
                entries.into_iter().map(|(key, value)| (Value::from(key), value)).collect()
            )),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn what_is_written_is_read_back(value in any_value()) {
        let text = yaml::write(&value);
        let read = serde_yaml::from_str::<Value>(&text);
        prop_assert!(read.is_ok(), "{:?}\n{text}", read);
        prop_assert_eq!(read.expect("YAML"), value, "{}", text);
    }

    #[test]
    fn an_operation_is_read_back(summary in any_text(), example in any_text(), message in any_text(), name in any_text()) {
        let mut operation = operation();
        operation.summary = summary;
        operation.response_example = example;
        operation.errors[0].message = message;
        operation.response[0].fields[0].name = name;
        prop_assert_eq!(parse::<Operation>(Path::new("x"), &write_operation(&operation)), Ok(operation));
    }
}

#[test]
fn a_product_is_loaded_with_all_that_it_has() {
    let scratch = Scratch::new();
    let product = Product { product: "WebPlus".to_owned(), version: "2019-03-20".to_owned(), ..Product::default() };
    let errors = CommonErrors { source: "e.md".to_owned(), errors: operation().errors };
    assert_eq!(load_operations(scratch.path()), Ok(Vec::new()));
    assert_eq!(load_errors(scratch.path()), Ok(None));
    let files = BTreeMap::from([
        (PRODUCT.to_owned(), write_product(&product)),
        (ERRORS.to_owned(), write_errors(&errors)),
        (format!("{OPERATIONS}/GatherStats.yaml"), write_operation(&operation())),
    ]);
    write(scratch.path(), &files, |_, _| false).expect("written");
    assert_eq!(load_product(scratch.path()), Ok(product));
    assert_eq!(load_errors(scratch.path()), Ok(Some(errors)));
    assert_eq!(load_operations(scratch.path()), Ok(vec![operation()]));
}

#[test]
fn every_file_that_cannot_be_read_is_reported_with_its_place() {
    let scratch = Scratch::new();
    let folder = scratch.path().join(OPERATIONS);
    fs::create_dir(&folder).expect("a folder");
    for (name, content) in [
        ("A.yaml", &b"operation: A\nstyle: rpc\nrequest:\n- name: x\n  typ: string\n"[..]),
        ("B.yaml", b"operation: Other\nstyle: rpc\n"),
        ("C.yaml", b"operation: C\nstyle: [\n"),
        ("D.yaml", b"operation: D\nstyle: rpc\nsummary: \xff\n"),
        ("E.yaml", b"operation: E\nstyle: rpc\n"),
        ("F.txt", b"no specification"),
    ] {
        fs::write(folder.join(name), content).expect("a file");
    }
    let failures = load_operations(scratch.path()).expect_err("four files are wrong");
    let found: Vec<_> = failures
        .iter()
        .map(|failure| {
            (Path::new(&failure.file).file_name().and_then(|name| name.to_str()), failure.position.line, failure.code)
        })
        .collect();
    assert_eq!(
        found,
        [
            (Some("A.yaml"), 5, "invalid-specification"),
            (Some("B.yaml"), 1, "misnamed-specification"),
            (Some("C.yaml"), 2, "invalid-specification"),
            (Some("D.yaml"), 3, "not-utf-8"),
        ]
    );
    let text = failures[0].to_string();
    assert!(text.contains("A.yaml:5:3: error[invalid-specification]: request[0]: unknown field `typ`"), "{text}");
    assert!(!text.contains("at line"), "{text}");
    assert!(text.contains("help: "), "{text}");

    let failure = load_product(scratch.path()).expect_err("there is no product.yaml");
    assert_eq!(failure.code, "unreadable-file");
}
