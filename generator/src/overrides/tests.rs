//! Overrides of a small operation, and what they come to.

use super::{apply, read};
use crate::ir::{Fact, Field, Format, Items, Operation, ResponseKind, Type};

fn field(name: &str, ty: Type, fields: Vec<Field>) -> Field {
    Field { name: name.to_owned(), ty, fields, ..Field::default() }
}

fn operations() -> Vec<Operation> {
    let item = Items { ty: Type::Object, items: None, fields: vec![field("Id", Type::String, Vec::new())] };
    let list = Field { items: Some(Box::new(item)), ..field("Change", Type::Array, Vec::new()) };
    let response = vec![field("Changes", Type::Object, vec![list]), field("Code", Type::String, Vec::new())];
    vec![Operation { operation: "Get".to_owned(), response, ..Operation::default() }]
}

/// Applies corrections and gives the findings as `line: message`, and the operation.
fn applied(text: &str) -> (Vec<String>, Operation) {
    let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
    let mut operations = operations();
    let found = apply("overrides.yaml", &overrides, &mut operations);
    (found.into_iter().map(|d| format!("{}: {}", d.position.line, d.message)).collect(), operations.remove(0))
}

#[test]
fn a_field_moves_changes_comes_and_goes() {
    let (found, get) = applied(
        "- operation: Get\n  reason: r\n  move: Changes.Change[].Id\n  to: ''\n\
         - operation: Get\n  reason: r\n  change: Code\n  set: {type: int32}\n\
         - operation: Get\n  reason: r\n  add: {name: New, type: boolean}\n  to: Changes.Change[]\n",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(get.response.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["Changes", "Code", "Id"]);
    assert_eq!(get.response[1].ty, Type::Int32);
    let items = get.response[0].fields[0].items.as_ref().expect("the list has items");
    assert_eq!(items.fields[0].name, "New");
    let (_, get) = applied("- operation: Get\n  reason: r\n  remove: Changes\n");
    assert_eq!(get.response.len(), 1);
}

#[test]
fn every_fact_of_a_field_can_be_set() {
    let (found, operation) = applied(
        "- operation: Get\n  reason: r\n  change: Code\n  set:\n    range: {min: 1, max: 2.5}\n    length: {max: 64}\n\
         \x20   size: {min: 1}\n    format: date-time\n    unit: GB\n    deprecated: true\n    preview: true\n    conditional: true\n    sensitive: true\n",
    );
    assert_eq!(found, [] as [String; 0]);
    let code = &operation.response[1];
    assert_eq!(
        (code.range.to_string(), code.length.to_string(), code.size.to_string()),
        ("1..2.5".into(), "..64".into(), "1..".into())
    );
    assert_eq!((code.format, code.unit.as_str()), (Some(Format::DateTime), "GB"));
    assert!(code.deprecated && code.preview && code.conditional && code.sensitive);
}

#[test]
fn a_guess_is_confirmed_once() {
    let text = "- operation: Get\n  reason: r\n  confirm: Code\n";
    let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
    let mut operations = operations();
    operations[0].response[1].confidence = Some(0.6);
    assert_eq!(apply("overrides.yaml", &overrides, &mut operations), []);
    assert_eq!(operations[0].response[1].confidence, None);
    let found = apply("overrides.yaml", &overrides, &mut operations);
    assert!(found[0].message.ends_with("the place of Code is no guess"), "{}", found[0]);
    assert_eq!(overrides[0].settles().map(ToString::to_string).as_deref(), Some("Code"));
}

#[test]
fn a_guessed_fact_is_confirmed_or_changed() {
    let apply_to = |text: &str| {
        let overrides = read("overrides.yaml", text).expect("the corrections are well-formed");
        let mut operations = operations();
        let (code, guessed) = (&mut operations[0].response[1], [(Fact::Format, 0.8), (Fact::Unit, 0.9)]);
        (code.format, code.unit) = (Some(Format::Json), "GB".to_owned());
        code.guessed.extend(guessed);
        let found = apply("overrides.yaml", &overrides, &mut operations);
        let code = operations[0].response[1].clone();
        (found.into_iter().map(|one| one.message).collect::<Vec<_>>(), code, overrides[0].settles().is_some())
    };
    let entry = |action: &str| format!("- operation: Get\n  reason: r\n  {action}\n");
    let keys = |field: &Field| field.guessed.keys().map(|fact| fact.key()).collect::<Vec<_>>();
    let (found, code, settles) = apply_to(&entry("confirm: Code\n  fact: format"));
    assert_eq!((found.len(), keys(&code), settles), (0, vec!["unit"], false), "its place is another guess");
    assert_eq!(code.format, Some(Format::Json));
    let (found, code, _) = apply_to(&entry("change: Code\n  set: {format: null}"));
    assert_eq!((found.len(), keys(&code), code.format), (0, vec!["unit"], None));
    let (found, code, _) = apply_to(&entry("change: Code\n  set: {unit: MB}"));
    assert_eq!((found.len(), keys(&code), code.format), (0, vec!["format"], Some(Format::Json)));
    let (found, ..) = apply_to(&entry("confirm: Code\n  fact: range"));
    assert!(found[0].ends_with("`range` of Code is no guess"), "{found:?}");
    let (found, ..) = apply_to(&entry("change: Code\n  set: {unit: GB}"));
    assert!(found[0].ends_with("Code is so already"), "{found:?}");
}

#[test]
fn a_member_of_the_body_can_be_corrected() {
    let text = "- operation: Get\n  reason: r\n  side: body\n  change: Size\n  set: {unit: GB}\n";
    let overrides = read("overrides.yaml", text).expect("the correction is well-formed");
    let mut operations = operations();
    operations[0].body = vec![field("Size", Type::Int32, Vec::new())];
    assert_eq!(apply("overrides.yaml", &overrides, &mut operations), []);
    assert_eq!(operations[0].body[0].unit, "GB");
}

#[test]
fn a_correction_without_effect_is_an_error_with_its_line() {
    let (found, get) = applied(
        "# why\n- operation: Gone\n  reason: r\n  remove: X\n- operation: Get\n  reason: r\n  remove: X\n\
         - operation: Get\n  reason: r\n  move: Changes.Change[].Id\n  to: Changes.Change[]\n\
         - operation: Get\n  reason: r\n  change: Code\n  set: {type: string}\n\
         - operation: Get\n  reason: r\n  move: Code\n  to: Nowhere\n",
    );
    assert_eq!(
        found,
        [
            "2: the correction of Gone does not apply: there is no such operation",
            "5: the correction of Get does not apply: there is no field \"X\"",
            "8: the correction of Get does not apply: Changes.Change[].Id is below \"Changes.Change[]\" already",
            "12: the correction of Get does not apply: Code is so already",
            "16: the correction of Get does not apply: there is no field \"Nowhere\"",
        ]
    );
    assert_eq!(get, operations().remove(0), "nothing was taken away");
}

#[test]
fn the_kind_of_the_response_is_corrected() {
    let (found, get) = applied("- {operation: Get, reason: r, response_kind: bytes}\n");
    assert_eq!((found, get.response_kind), (vec![], ResponseKind::Bytes));
}

#[test]
fn whether_an_error_passes_is_corrected() {
    let correct = |entry: &str| {
        let mut operation = operations().remove(0);
        operation.errors = vec![crate::ir::ErrorCode { code: "Taken".to_owned(), ..Default::default() }];
        let entries =
            super::read("o.yaml", &format!("- {{operation: Get, reason: r, {entry}}}\n")).expect("it is well-formed");
        let found = super::apply("o.yaml", &entries, std::slice::from_mut(&mut operation));
        (found.into_iter().map(|found| found.message).collect::<Vec<_>>(), operation.errors[0].transient)
    };
    assert_eq!(correct("error: Taken, transient: true"), (vec![], true));
    let head = "the correction of Get does not apply";
    assert_eq!(
        correct("error: Taken, transient: false").0,
        [format!("{head}: `transient` of the error Taken is so already")]
    );
    assert_eq!(correct("error: Gone, transient: true").0, [format!("{head}: there is no error \"Gone\"")]);
}

#[test]
fn how_responses_tell_success_is_corrected() {
    let correct = |entries: &[&str]| {
        let lines: Vec<String> =
            entries.iter().map(|entry| format!("- {{operation: Get, reason: r, {entry}}}\n")).collect();
        let (found, get) = applied(&lines.concat());
        (found.last().cloned().unwrap_or_default(), get.success.map(|success| success.to_string()))
    };
    let field = "side: response, add: {name: Verdict, type: string}";
    let told = "success: {field: Verdict, equals: ['200', OK]}";
    assert_eq!(correct(&[field, told]), (String::new(), Some("Verdict = 200 or OK".to_owned())));
    assert_eq!(correct(&[field, told, "success: {field: ''}"]), (String::new(), None));
    let head = "the correction of Get does not apply";
    assert_eq!(correct(&[told]).0, format!("1: {head}: the response has no field \"Verdict\" at its root"));
    assert_eq!(
        correct(&[field, "success: {field: Verdict}"]).0,
        format!("2: {head}: `equals` lists no value of Verdict")
    );
    assert_eq!(correct(&["success: {field: ''}"]).0, format!("1: {head}: `success` is so already"));
}

#[test]
fn what_a_repetition_does_is_corrected() {
    let correct = |entries: &[&str]| {
        let lines: Vec<String> =
            entries.iter().map(|entry| format!("- {{operation: Get, reason: r, {entry}}}\n")).collect();
        let (found, get) = applied(&lines.concat());
        (found, get.reads, get.client_token)
    };
    let token = "side: request, add: {name: clientToken, in: query, type: string}";
    let named = "client_token: clientToken";
    assert_eq!(correct(&["reads: true"]), (vec![], true, String::new()));
    assert_eq!(correct(&["reads: true", "reads: false"]), (vec![], false, String::new()));
    assert_eq!(correct(&[token, named]), (vec![], false, "clientToken".to_owned()));
    assert_eq!(correct(&[token, named, "client_token: ''"]), (vec![], false, String::new()));
    let fails = |entries: &[&str]| correct(entries).0.pop().expect("it does not apply");
    let head = "the correction of Get does not apply";
    assert_eq!(fails(&["response_kind: json"]), format!("1: {head}: `response_kind` is so already"));
    assert_eq!(fails(&["reads: false"]), format!("1: {head}: `reads` is so already"));
    assert_eq!(fails(&["client_token: ''"]), format!("1: {head}: `client_token` is so already"));
    assert_eq!(fails(&[named]), format!("1: {head}: the request has no text \"clientToken\" outside the path"));
    let number = token.replace("string", "int32");
    assert_eq!(
        fails(&[&number, named]),
        format!("2: {head}: the request has no text \"clientToken\" outside the path")
    );
}
