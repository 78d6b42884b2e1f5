//! Calls against one specification that has every place, type and encoding.

use super::*;
use crate::expected::Style;
use crate::http::Reader;

/// The specification of the tests, as `operations/*.yaml` would hold it.
const REQUEST: &str = "
- {name: Id, in: query, type: string, required: true}
- {name: Size, in: query, type: int32}
- {name: Since, in: query, type: int64}
- {name: Share, in: query, type: double}
- {name: Dry, in: query, type: boolean}
- {name: Ids, in: query, type: array, items: {type: string}, encoding: json}
- {name: Codes, in: query, type: array, items: {type: int32}, encoding: comma}
- name: Tag
  in: query
  type: array
  items:
    type: object
    fields:
    - {name: Key, type: string, required: true}
    - {name: Values, type: array, items: {type: int32}}
- {name: Labels, in: query, type: map, items: {type: int32}}
- {name: Extra, in: query, type: any}
- {name: Disk.Size, in: query, type: int32}
- {name: X-Mode, in: header, type: int32, required: true}
- {name: Host, in: query, type: string}
";

fn expected(style: Style, request: &str) -> Expected {
    Expected {
        operation: "Op".into(),
        product: "P".into(),
        version: "1".into(),
        style,
        methods: vec!["GET".into()],
        path: "/".into(),
        response_example: "{}".into(),
        region: None,
        request: serde_yaml::from_str(request).unwrap(),
    }
}

fn call(query: &str, headers: &str, body: &str) -> Call {
    let length = body.len();
    let text = format!("POST /?{query} HTTP/1.1\r\nhost: h\r\n{headers}content-length: {length}\r\n\r\n{body}");
    let call = Call::new(&Reader::new(text.as_bytes()).request(|| Ok(())).unwrap());
    assert_eq!(call.refusal, None);
    call
}

/// The verdict on a query: code and message of the refusal.
fn query(query: &str) -> Result<(), (&'static str, String)> {
    let verdict = check(&expected(Style::Roa, REQUEST), Scheme::Acs3, &call(query, "x-mode: 1\r\n", ""));
    verdict.map_err(|refusal| (refusal.code, refusal.message))
}

#[track_caller]
fn refused(verdict: Result<(), (&'static str, String)>, code: &str, name: &str) {
    let (found, message) = verdict.unwrap_err();
    assert_eq!(found, code, "{message}");
    assert!(message.contains(name), "{message}");
}

#[test]
fn takes_what_the_specification_says() {
    for text in [
        "Id=",
        "Id=1&Size=-2147483648&Since=9223372036854775807&Share=-1.5e3&Dry=false",
        "Id=1&Ids=[%22a%22,%22b%22]&Codes=1,2,3",
        "Id=1&Tag.2.Key=b&Tag.1.Key=a&Tag.1.Values.1=5&Tag.1.Values.2=6",
        "Id=1&Labels.a.b=7&Extra.x.1=y&Extra=z&Disk.Size=8",
        "Id=1&Host=example.com",
        "Id=1&Dry=True",
        "Id=1&Dry=FALSE",
    ] {
        assert_eq!(query(text), Ok(()), "{text}");
    }
}

#[test]
fn wants_scalars_of_their_types() {
    for (name, text) in [
        ("Size", "Size=2147483648"),
        ("Size", "Size=%2B1"),
        ("Size", "Size=01"),
        ("Size", "Size=1.0"),
        ("Size", "Size="),
        ("Since", "Since=9223372036854775808"),
        ("Share", "Share=nan"),
        ("Share", "Share=infinity"),
        ("Dry", "Dry=yes"),
        ("Dry", "Dry=1"),
        ("Codes", "Codes=1,,2"),
        // An empty list has no comma form of its own: it is left out.
        ("Codes", "Codes="),
        ("Labels.a", "Labels.a=x"),
    ] {
        refused(query(&format!("Id=1&{text}")), "InvalidParameter", name);
    }
}

#[test]
fn wants_lists_flattened_from_one_without_gaps() {
    for (name, text) in [
        ("Tag", "Tag=[]"),
        ("Tag.1", "Tag.1=x"),
        ("Tag.0.Key", "Tag.0.Key=x"),
        ("Tag.01.Key", "Tag.01.Key=x"),
        ("Tag.Key", "Tag.Key=x"),
        ("Tag.1 is absent", "Tag.2.Key=x"),
        ("Tag.1.Values.1 is absent", "Tag.1.Key=x&Tag.1.Values.2=1"),
        ("Tag.9999999", "Tag.9999999.Key=x"),
        ("Tag.1.Values.1", "Tag.1.Key=x&Tag.1.Values.1=y"),
        ("more than once", "Size=1&Size=1"),
    ] {
        refused(query(&format!("Id=1&{text}")), "InvalidParameter", name);
    }
    refused(query("Id=1&Tag.1.Values.1=1"), "MissingParameter", "Tag.1.Key");
    refused(query("Id=1&Tag.1.Key=a&Tag.1.Nothing=b"), "UnexpectedParameter", "Tag.1.Nothing");
    refused(query("Id=1&Ids.1=a"), "UnexpectedParameter", "Ids");
    refused(query("Id=1&Size.1=1"), "UnexpectedParameter", "Size.1");
}

#[test]
fn wants_every_parameter_known_and_the_required_ones_there() {
    refused(query(""), "MissingParameter", "Id");
    refused(query("Id.1=a"), "UnexpectedParameter", "Id.1");
    refused(query("Id=1&id=1"), "UnexpectedParameter", "id in the query");
    refused(query("Id=1&X-Mode=1"), "UnexpectedParameter", "travels in the header");
    let expected = expected(Style::Roa, REQUEST);
    let headers = |headers: &str| {
        let verdict = check(&expected, Scheme::Acs3, &call("Id=1", headers, ""));
        verdict.map_err(|refusal| (refusal.code, refusal.message))
    };
    refused(headers(""), "MissingParameter", "X-Mode");
    refused(headers("X-Mode: one\r\n"), "InvalidParameter", "X-Mode");
    refused(headers("X-Mode: 1\r\nsize: 3\r\n"), "UnexpectedParameter", "Size");
    assert_eq!(headers("X-Mode: 1\r\ntraceparent: 00\r\n"), Ok(()));
}

#[test]
fn wants_json_text_of_the_declared_shape() {
    let request = "
- name: Settings
  in: form
  type: array
  encoding: json
  items:
    type: object
    fields:
    - {name: path, type: string, required: true}
    - {name: size, type: int32}
    - {name: on, type: boolean}
    - {name: more, type: map, items: {type: string}}
";
    let expected = expected(Style::Roa, request);
    let form = |text: &str| {
        let body = format!("Settings={}", crate::encoding::encode(text));
        let headers = "content-type: application/x-www-form-urlencoded\r\n";
        check(&expected, Scheme::Acs3, &call("", headers, &body)).map_err(|refusal| (refusal.code, refusal.message))
    };
    assert_eq!(form("[]"), Ok(()));
    assert_eq!(form(r#"[{"path":"a","size":1,"on":true,"more":{"k":"v"}},{"path":""}]"#), Ok(()));
    refused(form("["), "InvalidParameter", "Settings is not JSON");
    refused(form("a,b"), "InvalidParameter", "Settings is not JSON");
    refused(form("{}"), "InvalidParameter", "Settings");
    refused(form(r#"["a"]"#), "InvalidParameter", "Settings[0]");
    refused(form("[{}]"), "MissingParameter", "Settings[0].path");
    refused(form(r#"[{"path":1}]"#), "InvalidParameter", "Settings[0].path");
    refused(form(r#"[{"path":null}]"#), "InvalidParameter", "Settings[0].path");
    refused(form(r#"[{"path":"a","size":2147483648}]"#), "InvalidParameter", "Settings[0].size");
    refused(form(r#"[{"path":"a","on":"true"}]"#), "InvalidParameter", "Settings[0].on");
    refused(form(r#"[{"path":"a","more":{"k":1}}]"#), "InvalidParameter", "Settings[0].more.k");
    refused(form(r#"[{"path":"a","Path":"b"}]"#), "UnexpectedParameter", "Settings[0].Path");
}

#[test]
fn wants_the_body_that_the_operation_takes() {
    const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";
    const JSON: &str = "content-type: application/json; charset=utf-8\r\n";
    let json = expected(
        Style::Roa,
        "[{name: N, in: json, type: int32, required: true}, {name: T, in: json, type: object, encoding: json}]",
    );
    let form = expected(Style::Roa, "[{name: N, in: form, type: int32, required: true}]");
    let none = expected(Style::Roa, "[]");
    let verdict = |expected: &Expected, headers: &str, body: &str| {
        check(expected, Scheme::Acs3, &call("", headers, body)).map_err(|refusal| (refusal.code, refusal.message))
    };
    assert_eq!(verdict(&json, JSON, r#"{"N":1,"T":"{}"}"#), Ok(()));
    refused(verdict(&json, JSON, r#"{"N":1,"T":{}}"#), "InvalidParameter", "T");
    refused(verdict(&json, JSON, r#"{"N":1,"M":2}"#), "UnexpectedParameter", "M");
    refused(verdict(&json, JSON, "{}"), "MissingParameter", "N");
    refused(verdict(&json, JSON, "[]"), "InvalidParameter", "not an object");
    refused(verdict(&json, FORM, "N=1"), "UnexpectedParameter", "travels in the JSON body");
    refused(verdict(&json, "", ""), "MissingParameter", "N");
    assert_eq!(verdict(&form, FORM, "N=1"), Ok(()));
    refused(verdict(&form, FORM, "N=x"), "InvalidParameter", "N");
    refused(verdict(&form, FORM, "N=1&O=2"), "UnexpectedParameter", "O");
    refused(verdict(&form, "", ""), "MissingParameter", "N");
    assert_eq!(verdict(&none, "", ""), Ok(()));
    refused(verdict(&none, FORM, "N=1"), "UnexpectedParameter", "N");
    refused(verdict(&none, JSON, r#"{"N":1}"#), "UnexpectedParameter", "N");
    refused(verdict(&none, JSON, "{}"), "UnexpectedParameter", "JSON body");
    refused(verdict(&none, "content-type: text/plain\r\n", "N"), "UnexpectedParameter", "body");
}

#[test]
fn wants_the_products_region_in_every_query() {
    let region = |request: &str, text: &str| {
        let expected = Expected { region: Some("RegionId".into()), ..expected(Style::Roa, request) };
        check(&expected, Scheme::Acs3, &call(text, "", "")).map_err(|refusal| (refusal.code, refusal.message))
    };
    for request in ["[]", "[{name: RegionId, in: query, type: string, required: true}]"] {
        assert_eq!(region(request, "RegionId=cn-hangzhou"), Ok(()));
        refused(region(request, ""), "MissingParameter", "RegionId");
        refused(region(request, "RegionId="), "InvalidParameter", "RegionId");
        refused(region(request, "RegionId=a&RegionId=a"), "InvalidParameter", "RegionId");
    }
    let none = check(&expected(Style::Roa, "[]"), Scheme::Acs3, &call("RegionId=a", "", ""));
    assert_eq!(none.unwrap_err().code, "UnexpectedParameter");
}

#[test]
fn knows_what_belongs_to_the_rpc_protocol() {
    let listed = expected(Style::Rpc, "[{name: Action, in: query, type: string, required: true}]");
    let common = "Action=Op&Format=json&Version=1&AccessKeyId=a&Signature=s&SignatureNonce=n&Timestamp=t";
    assert_eq!(check(&listed, Scheme::Rpc1, &call(common, "", "")), Ok(()));
    assert_eq!(check(&listed, Scheme::Acs3, &call("", "", "")), Ok(()), "V3 names the action in a header");
    let none = expected(Style::Rpc, "[]");
    assert_eq!(check(&none, Scheme::Rpc1, &call(common, "", "")), Ok(()));
    assert_eq!(check(&none, Scheme::Acs3, &call(common, "", "")).unwrap_err().code, "UnexpectedParameter");
}

#[test]
fn a_body_can_be_a_list_of_one_parameter() {
    let items = "items: {type: object, fields: [{name: N, type: int32, required: true}]}";
    let expected = expected(Style::Roa, &format!("[{{name: Body, in: body, type: array, required: true, {items}}}]"));
    let verdict = |headers: &str, body: &str| {
        let verdict = check(&expected, Scheme::Acs3, &call("", headers, body));
        verdict.map_err(|refusal| (refusal.code, refusal.message))
    };
    let json = "content-type: application/json\r\n";
    assert_eq!(verdict(json, r#"[{"N":1},{"N":2}]"#), Ok(()));
    refused(verdict(json, r#"[{"N":"x"}]"#), "InvalidParameter", "Body[0].N");
    refused(verdict(json, r#"[{"M":1,"N":1}]"#), "UnexpectedParameter", "Body[0].M");
    refused(verdict(json, r#"{"N":1}"#), "InvalidParameter", "Body");
    refused(verdict("", ""), "MissingParameter", "Body");
}
