//! What a user learns when a call fails.

use std::error::Error as _;

use alicloud_core::transport::{TransportError, TransportErrorKind};
use alicloud_core::{Credentials, Error, ErrorKind, Method, ProviderContext, Request, SignatureVersion};
use serde_json::Value;

use super::support::*;

fn failed(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Error {
    let recorder = Recorder::answering(status, headers, body);
    call(fixed(&recorder), &WEBPLUS, Request::new("DescribeChanges", Method::Get, "/a")).unwrap_err()
}

#[test]
fn an_error_answer_is_read_in_every_format() {
    let json =
        r#"{"RequestId":"R-1","HostId":"h","Code":"StackNotExists","Message":"no stack","Recommend":"https://x"}"#;
    let lower =
        r#"{"requestid":"R-1","hostId":"h","code":"StackNotExists","message":"no stack","recommend":"https://x"}"#;
    let nested = r#"{"error":{"Code":"StackNotExists","Message":"no stack","RequestId":"R-1","HostId":"h","Recommend":"https://x"}}"#;
    let xml = "<?xml version='1.0' encoding='UTF-8'?>\n<Error><RequestId>R-1</RequestId><HostId>h</HostId>\
               <Code>StackNotExists</Code><Message><![CDATA[no stack]]></Message><Recommend>https://x</Recommend></Error>";
    for body in [json, lower, nested, xml, &format!("\u{feff}{json}")] {
        let error = failed(500, &[("x-acs-request-id", "other")], body);
        assert_eq!(error.kind(), ErrorKind::Service);
        assert_eq!(error.code(), Some("StackNotExists"), "{body}");
        assert_eq!(error.message(), Some("no stack"), "{body}");
        assert_eq!(error.request_id(), Some("R-1"), "{body}");
        assert_eq!(error.host_id(), Some("h"), "{body}");
        assert_eq!(error.recommend(), Some("https://x"), "{body}");
        assert_eq!(error.status(), Some(500));
        assert_eq!(error.operation(), Some("DescribeChanges"));
        assert_eq!(error.raw_body(), Some(body.as_bytes()));
        assert!(error.is_service() && !error.is_decode() && !error.is_timeout() && !error.is_connect());
        assert_eq!(
            error.to_string(),
            "StackNotExists: no stack (request id R-1, status 500, operation DescribeChanges); see https://x"
        );
    }
}

#[test]
fn a_code_becomes_the_products_own_type() {
    #[derive(Debug, PartialEq)]
    enum Code {
        Known,
        Unknown(String),
    }
    impl From<String> for Code {
        fn from(text: String) -> Self {
            if text == "Known" { Code::Known } else { Code::Unknown(text) }
        }
    }
    assert_eq!(failed(400, &[], r#"{"Code":"Known"}"#).code_as(), Some(Code::Known));
    assert_eq!(failed(400, &[], r#"{"Code":"New"}"#).code_as(), Some(Code::Unknown("New".into())));
    assert_eq!(failed(400, &[], "{}").code_as::<Code>(), None);
}

#[test]
fn parts_that_are_missing_are_made_up_for() {
    let error = failed(429, &[("X-Acs-Request-Id", "R-2")], r#"{"Code":"Throttling.User"}"#);
    assert_eq!(error.to_string(), "Throttling.User (request id R-2, status 429, operation DescribeChanges)");
    let error = failed(400, &[], r#"{"Code":403,"Message":null,"RequestId":""}"#);
    assert_eq!((error.code(), error.message(), error.request_id()), (Some("403"), None, None));
    let error = failed(400, &[], r#"{"Message":"only this"}"#);
    assert_eq!(error.to_string(), "only this (status 400, operation DescribeChanges)");
    let error = failed(503, &[], "");
    assert!(error.to_string().starts_with("the answer has the status 503 and no body"), "{error}");
}

#[test]
fn an_answer_of_a_proxy_is_shown_in_part() {
    let page = format!("<!DOCTYPE html>\n<html>\n<title>502   Bad Gateway</title>{}</html>", "中".repeat(5_000));
    let error = failed(502, &[], page.as_str());
    assert_eq!((error.code(), error.message(), error.status()), (None, None, Some(502)));
    assert_eq!(error.raw_body(), Some(page.as_bytes()));
    let text = error.to_string();
    assert!(text.contains("<!DOCTYPE html> <html> <title>502 Bad Gateway</title>中"), "{text}");
    assert!(text.contains("proxy") && text.contains("中…`") && text.chars().count() < 500, "{text}");
    for body in
        [&b"\xff\xfe\x00\x01"[..], b"[1]", b"\"text\"", b"<Error><Code>", b"{\"Code\":", b"<?xml?><Code></Code>"]
    {
        let error = failed(500, &[], body);
        assert_eq!(error.code(), None, "{error}");
        assert!(error.to_string().contains("status 500"), "{error}");
    }
}

#[test]
fn a_deeply_nested_answer_does_not_overflow() {
    let error = failed(500, &[], format!("{}{}", "[".repeat(200_000), "]".repeat(200_000)));
    assert_eq!(error.status(), Some(500));
}

#[test]
fn xml_entities_are_resolved_once() {
    let error = failed(400, &[], "<Error><Code>A</Code><Message>a &lt;b&gt; &amp;lt; &quot;c&quot;</Message></Error>");
    assert_eq!(error.message(), Some("a <b> &lt; \"c\""));
}

#[test]
fn a_business_code_in_a_2xx_answer_is_not_an_error() {
    for body in [r#"{"Code":"OK"}"#, r#"{"Code":"Failed","Success":false}"#] {
        let recorder = Recorder::answering(200, &[("x-acs-request-id", "R")], body);
        let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
        assert_eq!((answer.status(), answer.request_id()), (200, Some("R")));
        assert_eq!(answer.body(), body.as_bytes());
    }
    let recorder = Recorder::answering(204, &[], "");
    let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    assert_eq!(answer.decode::<Value>().unwrap(), serde_json::json!({}));
}

#[test]
fn a_body_that_cannot_be_decoded_stays_reachable() {
    #[derive(Debug, serde::Deserialize)]
    struct Output {
        #[allow(dead_code)]
        list: Vec<u8>,
    }
    let recorder = Recorder::answering(200, &[("x-acs-request-id", "R")], r#"{"list":[1,"x"]}"#);
    let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    let error = answer.decode::<Output>().unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.raw_body(), Some(answer.body()));
    assert_eq!((error.request_id(), error.status()), (Some("R"), Some(200)));
    let text = error.to_string();
    assert!(text.contains("`list[1]`") && text.contains("request id R"), "{text}");
    assert_eq!(error.operation(), Some("Op"));

    let recorder = Recorder::answering(200, &[], "<html>hello</html>");
    let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    let error = answer.decode::<Output>().unwrap_err();
    assert!(error.is_decode() && error.to_string().contains("not valid JSON"), "{error}");
}

#[test]
fn a_body_of_another_kind_is_named() {
    let cases = [
        (vec![("content-type", "text/html; charset=utf-8")], "its content-type is text/html, so"),
        (vec![("content-type", "application/json"), ("content-encoding", "gzip")], "its content-encoding is gzip, so"),
    ];
    for (headers, expected) in cases {
        let recorder = Recorder::answering(200, &headers, "<html>");
        let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
        let error = answer.decode::<Value>().unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    }
    for headers in [vec![], vec![("content-type", "application/json")], vec![("content-type", "\u{e9} odd")]] {
        let recorder = Recorder::answering(200, &headers, "<html>");
        let answer = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
        let error = answer.decode::<Value>().unwrap_err();
        assert!(!error.to_string().contains("its content-"), "{error}");
    }
}

#[test]
fn failures_of_the_transport_say_host_and_advice() {
    use TransportErrorKind::*;
    let cases = [
        (Resolve, ErrorKind::Connect, "name service", true),
        (Unsupported, ErrorKind::Configuration, "nothing was sent", false),
        (Connect, ErrorKind::Connect, "firewall", true),
        (Proxy, ErrorKind::Connect, "NO_PROXY", true),
        (Tls, ErrorKind::Connect, "certificate", true),
        (ConnectTimeout, ErrorKind::Timeout, "connect_timeout", true),
        (Timeout, ErrorKind::Timeout, "may have acted", false),
        (Exchange, ErrorKind::Transport, "may have acted", false),
        (TooLarge, ErrorKind::Transport, "max_response_size", false),
        (Encoding, ErrorKind::Transport, "encodes answers", false),
    ];
    for (failure, kind, advice, is_connect) in cases {
        let recorder = Recorder::failing(TransportError::new(failure, "it broke").with_source("the cause"));
        let error = call(fixed(&recorder), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!((error.is_connect(), error.is_timeout()), (is_connect, kind == ErrorKind::Timeout));
        let text = error.to_string();
        for part in ["webplus.cn-hangzhou.aliyuncs.com", "it broke", advice, "operation Op"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert_eq!(error.source().and_then(|source| source.source()).unwrap().to_string(), "the cause");
    }
}

/// What the service says when it signed `text` and got another signature.
fn mismatch(text: &str) -> String {
    let message = format!("Specified signature is not matched with our calculation. server string to sign is:{text}");
    serde_json::json!({"Code": "SignatureDoesNotMatch", "Message": message}).to_string()
}

#[test]
fn a_signature_that_does_not_match_says_whose_fault_it_is() {
    let ours = "GET\napplication/json\n\n\nMon, 20 May 2024 10:30:00 GMT\nx-acs-action:Op\n\
                x-acs-signature-method:HMAC-SHA1\nx-acs-signature-nonce:0123456789abcdef0123456789abcdef\n\
                x-acs-signature-version:1.0\nx-acs-version:2019-03-20\n/a?RegionId=cn-hangzhou";
    let cases = [
        (ours.to_owned(), "the access key secret is wrong"),
        (ours.replace('\n', "\\n"), "the access key secret is wrong"),
        (format!("{ours}, server CanonicalRequest is: x"), "the access key secret is wrong"),
        (ours.replace("/a?", "/b?"), "the request was changed"),
        (format!("{ours}&More=1"), "the request was changed"),
        (String::new(), "the request was changed"),
    ];
    for (theirs, expected) in cases {
        let recorder = Recorder::answering(400, &[], mismatch(&theirs));
        let config = fixed(&recorder).signature(SignatureVersion::V1);
        let error = call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap_err();
        assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
        assert!(error.to_string().contains(expected), "{theirs}\n{error}");
    }
    let error = failed(400, &[], mismatch("ACS3-HMAC-SHA256\n00"));
    assert!(error.to_string().contains("the request was changed"), "{error}");
    let error = failed(400, &[], r#"{"Code":"SignatureDoesNotMatch","Message":"no details"}"#);
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn an_error_of_a_provider_reaches_the_user() {
    struct Broken;
    impl alicloud_core::CredentialProvider for Broken {
        fn credentials<'a>(
            &'a self,
            _: &'a ProviderContext,
        ) -> alicloud_core::BoxFuture<'a, Result<Credentials, Error>> {
            Box::pin(async { Err(Error::credentials("the vault is sealed").with_source("why")) })
        }
    }
    let error = call(fixed(&Recorder::default()).credentials(Broken), &WEBPLUS, Request::new("Op", Method::Get, "/a"))
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert_eq!(error.to_string(), "the vault is sealed (operation Op)");
    assert_eq!(error.source().unwrap().to_string(), "why");
    // What `main` prints that returns an error: once what there is, and nothing of what there is not.
    assert_eq!(
        format!("{error:?}"),
        r#"Error { kind: Credentials, message: the vault is sealed (operation Op), source: "why" }"#
    );
    let error = Error::credentials("the vault is sealed: no key").with_source("no key");
    assert_eq!(format!("{error:?}"), "Error { kind: Credentials, message: the vault is sealed: no key }");
}
