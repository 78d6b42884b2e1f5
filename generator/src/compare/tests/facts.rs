//! Which facts of two specifications differ, whatever their sentences.

use super::*;

fn differences(edit: impl FnOnce(&mut Operation)) -> Vec<String> {
    let example =
        r#"{"Changes": [{"Id": "a"}, {"Id": "b"}], "Code": "OK", "Note": "one two three four five six seven eight"}"#;
    let old = Operation { response_example: example.to_owned(), ..operation() };
    let mut new = old.clone();
    edit(&mut new);
    let forward = facts_equal(&old, &new);
    assert_eq!(forward.len(), facts_equal(&new, &old).len(), "it does not matter which is first");
    forward.iter().map(ToString::to_string).collect()
}

#[test]
fn prose_is_no_fact() {
    let found = differences(|new| {
        new.summary = "s".into();
        new.description = "d".into();
        new.source = "zh.md".into();
        new.link = "https://x".into();
        new.request[0].description = "d".into();
        new.request[0].confidence = Some(0.5);
        new.request[2].allowed[0].description = "d".into();
        new.errors[0].message = "m".into();
        new.errors[0].description = "d".into();
        new.request[0].example = "测试".into();
        new.request[1].example = "The lamp of the third…".into();
        new.response_example = r#"{"Note": "八个字以上的一句话", "Code": "OK", "Changes": [{"Id": "a"}]}"#.into();
    });
    assert_eq!(found, [] as [&str; 0]);
}

#[test]
fn facts_are_told_apart() {
    type Edit = fn(&mut Operation);
    let cases: &[(Edit, &[&str])] = &[
        (|new| new.operation = "X".into(), &["operation: GetApp and X"]),
        (|new| new.method = "POST".into(), &["method: `GET` and `POST`"]),
        (|new| new.path.clear(), &["path: `/app` and ``"]),
        (|new| new.deprecated = true, &["deprecated: false and true"]),
        (|new| new.reads = true, &["reads: false and true"]),
        (
            |new| new.success = Some(Success { field: "Code".into(), equals: vec!["OK".into()] }),
            &["success: by the status alone and by Code = OK"],
        ),
        (|new| new.response_kind = ResponseKind::Text, &["response_kind: json and text"]),
        (|new| new.client_token = "Id".into(), &["client_token: `` and `Id`"]),
        (|new| new.request[0].required = false, &["request Id: required true and false"]),
        (|new| new.request[0].location = None, &["request Id: in query and none"]),
        (|new| new.request[0].encoding = Some(Encoding::Comma), &["request Id: encoding none and comma"]),
        (|new| new.request[0].example = "x".into(), &["request Id: example `` and `x`"]),
        (|new| new.request[2].default = "b".into(), &["request Mode: default `a` and `b`"]),
        (|new| new.request[2].unit = "s".into(), &["request Mode: unit `` and `s`"]),
        (|new| new.request[2].length.max = Some(9), &["request Mode: length `` and `..9`"]),
        (|new| new.request[2].conditional = true, &["request Mode: conditional false and true"]),
        (
            |new| new.pagination = Some(pages()),
            &["pagination: none and by number with Page and Size, items in Changes"],
        ),
        (|new| new.request[2].allowed = allowed(&["a"]), &["request Mode: allowed `a`, `b` and `a`"]),
        (|new| new.request.swap(0, 1), &["request: the order differs: Id and Name"]),
        (
            |new| new.request[2].name = "mode".into(),
            &["request Mode: only the first has it", "request mode: only the second has it"],
        ),
        (|new| new.response[1].ty = Type::Int32, &["response Code: type string and int32"]),
        (|new| drop(new.errors.remove(0)), &["errors NotFound 404: only the first has it"]),
        (|new| new.errors[0].transient = true, &["errors NotFound: transient false and true"]),
        (
            |new| new.errors[0].status = None,
            &["errors NotFound 404: only the first has it", "errors NotFound without status: only the second has it"],
        ),
        (|new| new.response_example.clear(), &["response_example: only the first has one"]),
        (|new| new.response_example = "{".into(), &["response_example: at least one is not JSON"]),
        (
            |new| new.response_example = new.response_example.replace("\"OK\"", "1"),
            &["response_example Code: string and number"],
        ),
        (
            |new| new.response_example = new.response_example.replace("\"OK\"", "\"Ok\""),
            &["response_example Code: `OK` and `Ok`"],
        ),
        (
            |new| new.response_example = new.response_example.replace("\"Code\": \"OK\", ", ""),
            &["response_example Code: only the first has it"],
        ),
    ];
    for (edit, expected) in cases {
        assert_eq!(differences(*edit), *expected);
    }
}
