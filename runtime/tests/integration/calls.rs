//! What goes over the wire for a call.

use std::collections::BTreeMap;

use alicloud_core::{
    Comma, Config, Credentials, EndpointRule, Endpoints, ErrorKind, Json, Method, Network, Product, Request,
    SignatureVersion, Style, encode_segment,
};
use serde::Deserialize;
use serde_json::Value;

use super::support::*;

const VECTORS: &str = include_str!("../fixtures/signature-vectors.json");

#[derive(Deserialize)]
struct Vector {
    name: String,
    algorithm: String,
    access_key_id: String,
    access_key_secret: String,
    method: String,
    #[serde(default)]
    path: String,
    #[serde(default)]
    query: BTreeMap<String, String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    #[serde(default)]
    parameters: BTreeMap<String, String>,
    authorization: Option<String>,
    signature: Option<String>,
}

fn vectors(algorithms: &[&str]) -> Vec<Vector> {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    vectors.into_iter().filter(|vector| algorithms.contains(&vector.algorithm.as_str())).collect()
}

fn method(name: &str) -> Method {
    match name {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "DELETE" => Method::Delete,
        other => panic!("{other}"),
    }
}

/// A product and an operation as the vector has them; they live as long as the test.
fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

#[test]
fn calls_with_header_signatures_match_the_vectors() {
    let vectors = vectors(&["acs3", "roa1"]);
    assert_eq!(vectors.len(), 17);
    for vector in vectors {
        let name = &vector.name;
        let header = |name: &str| vector.headers.get(name).map(String::as_str);
        let host = header("host").unwrap_or("webplus.cn-hangzhou.aliyuncs.com");
        let (prefix, region) = (host.split('.').next().unwrap(), host.split('.').nth(1).unwrap());
        let style = if vector.path == "/" { Style::Rpc } else { Style::Roa };
        let region_parameter = vector.query.contains_key("RegionId").then_some("RegionId");
        let product = product(leak(prefix), leak(header("x-acs-version").unwrap()), style, region_parameter);
        let product: &'static Product = Box::leak(Box::new(product));

        let operation = leak(header("x-acs-action").unwrap());
        let mut request = Request::new(operation, method(&vector.method), vector.path.as_str());
        // In reverse, because the order of the query must not matter.
        for (name, value) in vector.query.iter().rev().filter(|(name, _)| *name != "RegionId") {
            request.query(name, value);
        }
        match header("content-type") {
            Some("application/x-www-form-urlencoded") => {
                request.form("AppDescription", "a+b*c~d/中文");
                request.form("AppName", "hello world");
                request.form("CategoryName", "Java");
                request.form("UsingSharedStorage", &true);
            }
            Some(_) => {
                let members: BTreeMap<String, Value> = serde_json::from_str(&vector.body).unwrap();
                members.iter().for_each(|(name, value)| request.json(name, value));
            }
            None => {}
        }
        if let Some(digest) = header("content-md5") {
            request.header("Content-MD5", digest);
        }

        let (id, secret) = (vector.access_key_id.as_str(), vector.access_key_secret.as_str());
        let credentials = match header("x-acs-security-token") {
            Some(token) => Credentials::with_token(id, secret, token),
            None => Credentials::new(id, secret),
        };
        let recorder = Recorder::default();
        let version = if vector.algorithm == "acs3" { SignatureVersion::V3 } else { SignatureVersion::V1 };
        let time = if header("x-acs-date") == Some("2023-10-26T10:22:32Z") { 1_698_315_752 } else { TIME };
        let config = fixed(&recorder)
            .region(region)
            .credentials(credentials)
            .signature(version)
            .clock(Stopped(time))
            .nonce(Always(header("x-acs-signature-nonce").unwrap().to_owned()));
        call(config, product, request).unwrap();

        let sent = recorder.request();
        assert_eq!(sent.headers().get("authorization"), vector.authorization.as_deref(), "{name}");
        assert_eq!(sent.authority(), host, "{name}");
        assert_eq!(sent.scheme(), "https", "{name}");
        for (header, value) in &vector.headers {
            assert_eq!(sent.headers().get(header), Some(value.as_str()), "{name}: {header}");
        }
        assert_eq!(sent.headers().get("content-type"), header("content-type"), "{name}");
        assert_eq!(sent.headers().get("accept"), Some("application/json"), "{name}");
        assert!(sent.headers().get("user-agent").unwrap().starts_with("alicloud-rust/"), "{name}");
        assert_eq!(String::from_utf8_lossy(sent.body()), vector.body, "{name}");
        assert_eq!(sent.target().split('?').next(), Some(vector.path.as_str()), "{name}");
    }
}

#[test]
fn calls_with_signed_parameters_match_the_vectors() {
    // The third vector writes `Format=JSON`, which is not what this client sends.
    let vectors = vectors(&["rpc1"]);
    let [get, post, _] = vectors.as_slice() else { panic!("{} vectors", vectors.len()) };

    let recorder = Recorder::default();
    let mut request = Request::new("DescribeInstances", Method::Get, "/");
    request.query("Tag", &[BTreeMap::from([("Key".to_owned(), "k1"), ("Value".to_owned(), "v 1")])]);
    request.query("Tag.2.Key", "k2");
    request.query("Tag.2.Value", "v*2");
    request.query("InstanceIds", &Json(&["i-1", "i-2"]));
    call(fixed(&recorder).signature(SignatureVersion::V1), &ECS, request).unwrap();
    let sent = recorder.request();
    assert_eq!(sent.headers().get("authorization"), None);
    check_signed(&sent, get);

    let recorder = Recorder::default();
    let mut request = Request::new("RunInstances", Method::Post, "/");
    request.form("ImageId", "a b");
    request.form("Tag", &[BTreeMap::from([("Key".to_owned(), "k"), ("Value".to_owned(), "v")])]);
    let config = fixed(&recorder).signature(SignatureVersion::V1);
    call(config.credentials(Credentials::with_token(ID, SECRET, TOKEN)), &ECS, request).unwrap();
    let sent = recorder.request();
    assert_eq!(sent.body(), b"ImageId=a+b&Tag.1.Key=k&Tag.1.Value=v");
    check_signed(&sent, post);
}

/// The parameters of query and form are those of the vector, and its signature comes last in the query.
fn check_signed(sent: &alicloud_core::transport::HttpRequest, vector: &Vector) {
    let name = &vector.name;
    let query = sent.target().strip_prefix("/?").unwrap();
    let (query, signature) = query.rsplit_once("&Signature=").unwrap();
    assert_eq!(signature, encode_segment(vector.signature.as_ref().unwrap()), "{name}");
    let form = String::from_utf8(sent.body().to_vec()).unwrap().replace('+', "%20");
    let mut sent: Vec<&str> = query.split('&').chain(form.split('&')).filter(|pair| !pair.is_empty()).collect();
    sent.sort_unstable();
    let mut expected: Vec<String> =
        vector.parameters.iter().map(|(name, value)| format!("{name}={}", encode_segment(value))).collect();
    expected.sort_unstable();
    assert_eq!(sent, expected, "{name}");
}

#[test]
fn an_empty_query_value_is_sent_whatever_signs_it() {
    let bearer = || Credentials::bearer("token");
    for version in [SignatureVersion::V3, SignatureVersion::V1] {
        let recorder = Recorder::default();
        let mut request = Request::new("Op", Method::Get, "/a");
        request.query("AppId", "");
        call(fixed(&recorder).signature(version), &WEBPLUS, request.clone()).unwrap();
        call(fixed(&recorder).signature(version).credentials(bearer()), &WEBPLUS, request).unwrap();
        for sent in recorder.requests() {
            assert_eq!(sent.target(), "/a?AppId=&RegionId=cn-hangzhou");
        }
    }
}

#[test]
fn parameters_are_encoded_in_query_form_and_path() {
    let recorder = Recorder::default();
    let path = format!("/clusters/{}/nodes", encode_segment("a b/中?#"));
    let mut request = Request::new("Op", Method::Put, path);
    request.query("Query", "a&b=c d");
    request.query("Joined", &Comma(&[1, 2]));
    request.query("Absent", &None::<String>);
    request.form("A b", "x&y");
    request.form("Empty", "");
    call(fixed(&recorder), &WEBPLUS, request).unwrap();
    let sent = recorder.request();
    assert_eq!(
        sent.target(),
        "/clusters/a%20b%2F%E4%B8%AD%3F%23/nodes?Joined=1%2C2&Query=a%26b%3Dc%20d&RegionId=cn-hangzhou"
    );
    assert_eq!(sent.body(), b"A+b=x%26y&Empty=");
    assert_eq!(sent.method(), Method::Put);
}

#[test]
fn a_json_body_leaves_out_what_is_null() {
    let recorder = Recorder::default();
    let mut request = Request::new("Op", Method::Post, "/a");
    request.json("Name", "n");
    request.json("Absent", &None::<i32>);
    request.json("List", &[1, 2]);
    call(fixed(&recorder), &WEBPLUS, request).unwrap();
    let sent = recorder.request();
    assert_eq!(sent.body(), br#"{"List":[1,2],"Name":"n"}"#);
    assert_eq!(sent.headers().get("content-type"), Some("application/json; charset=utf-8"));
}

#[test]
fn the_region_of_a_call_changes_endpoint_and_parameter() {
    let recorder = Recorder::default();
    let mut request = Request::new("Op", Method::Get, "/a");
    request.region("cn-beijing");
    call(fixed(&recorder).network(Network::Vpc), &WEBPLUS, request).unwrap();
    let sent = recorder.request();
    assert_eq!(sent.url(), "https://webplus-vpc.cn-beijing.aliyuncs.com/a?RegionId=cn-beijing");
    assert_eq!(sent.headers().get("host"), Some("webplus-vpc.cn-beijing.aliyuncs.com"));
}

#[test]
fn an_operation_with_a_region_parameter_of_its_own_keeps_it() {
    let recorder = Recorder::default();
    let mut request = Request::new("Op", Method::Post, "/a");
    request.form("RegionId", "cn-shanghai");
    call(fixed(&recorder), &WEBPLUS, request).unwrap();
    assert_eq!(recorder.request().target(), "/a");
}

#[test]
fn an_endpoint_of_its_own_needs_no_region() {
    let recorder = Recorder::default();
    let config = Config::builder()
        .credentials(Credentials::new(ID, SECRET))
        .transport(recorder.clone())
        .endpoint("http://127.0.0.1:8080");
    call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    let sent = recorder.request();
    assert_eq!(sent.url(), "http://127.0.0.1:8080/a");
    assert_eq!(sent.headers().get("host"), Some("127.0.0.1:8080"));
}

#[test]
fn every_call_has_a_nonce_of_its_own() {
    let recorder = Recorder::default();
    for _ in 0..2 {
        let config = Config::builder().region("cn-hangzhou").credentials(Credentials::new(ID, SECRET));
        call(config.transport(recorder.clone()), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    }
    let nonces: Vec<String> = recorder
        .requests()
        .iter()
        .map(|sent| sent.headers().get("x-acs-signature-nonce").unwrap().to_owned())
        .collect();
    assert_ne!(nonces[0], nonces[1]);
}

#[test]
fn headers_of_the_protocol_win_over_those_of_the_call() {
    let recorder = Recorder::default();
    let mut request = Request::new("Op", Method::Post, "/a");
    for name in ["Host", "Authorization", "x-acs-version", "Content-Length", "Transfer-Encoding", "Content-Type"] {
        request.header(name, "mine");
    }
    request.header("x-acs-extra", "kept");
    call(fixed(&recorder), &WEBPLUS, request).unwrap();
    let sent = recorder.request();
    assert!(sent.headers().iter().all(|(_, value)| value != "mine"), "{:?}", sent.headers());
    assert_eq!(sent.headers().get("x-acs-extra"), Some("kept"));
    assert!(sent.headers().get("authorization").unwrap().contains("x-acs-extra;"));
}

#[test]
fn requests_that_cannot_be_sent_are_refused_before_anything_is() {
    type Change = fn(&mut Request);
    let cases: [(&str, &str, Change); 13] = [
        ("no/slash", "does not begin with `/`", |_| {}),
        ("/a//b", "none of which can be empty", |_| {}),
        ("/a/", "none of which can be empty", |_| {}),
        ("/a/../b", "the part `..`", |_| {}),
        ("/a/./b", "the part `.`", |_| {}),
        ("/a b", "not percent-encoded", |_| {}),
        ("/a?b", "not percent-encoded", |_| {}),
        ("/a\r\nX: y", "not percent-encoded", |_| {}),
        ("/a", "not a number", |request| request.query("N", &f64::NAN)),
        ("/a", "holds a line break", |request| request.header("X-Name", "a\r\nb: c")),
        ("/a", "is not the name of a header", |request| request.header("a b", "c")),
        ("/a", "a call has one body", |request| {
            request.form("A", "1");
            request.json("B", "2");
        }),
        ("/a", "cannot be written as JSON", |request| request.json("M", &BTreeMap::from([((1, 2), 3)]))),
    ];
    for (path, expected, change) in cases {
        let recorder = Recorder::default();
        let mut request = Request::new("Op", Method::Get, path);
        change(&mut request);
        let error = call(fixed(&recorder), &WEBPLUS, request).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().contains(expected), "{path:?}: {error}");
        assert!(error.to_string().contains("operation Op"), "{error}");
        assert!(recorder.requests().is_empty());
    }
    let error = call(fixed(&Recorder::default()), &ECS, Request::new("Op", Method::Post, "/a")).unwrap_err();
    assert!(error.to_string().contains("the path of an RPC call is `/`"), "{error}");
}

#[test]
fn a_bad_or_missing_region_is_a_configuration_error() {
    let recorder = Recorder::default();
    let mut request = Request::new("Op", Method::Get, "/a");
    request.region("evil.example/");
    let error = call(fixed(&recorder), &WEBPLUS, request).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("is not a region"), "{error}");

    let config = Config::builder().credentials(Credentials::new(ID, SECRET)).transport(recorder.clone());
    let error = call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap_err();
    assert!(error.to_string().contains("no region is known"), "{error}");

    for builder in [
        Config::builder().region("a@b"),
        Config::builder().endpoint("ftp://x"),
        Config::builder().attempt_timeout(std::time::Duration::ZERO),
    ] {
        let error = builder.transport(recorder.clone()).build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration, "{error}");
    }
    assert!(recorder.requests().is_empty());
}

#[test]
fn credentials_that_cannot_be_sent_are_refused_before_anything_is() {
    let recorder = Recorder::default();
    let config = fixed(&recorder).credentials(Credentials::new("id\r\nx: y", SECRET));
    let error = call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    assert!(recorder.requests().is_empty());
}

#[test]
fn an_operation_can_be_named_when_the_program_runs() {
    for signature in [SignatureVersion::V3, SignatureVersion::V1] {
        let recorder = Recorder::script([refusal(404, "NoSuchThing")]);
        let request = |name: &str| Request::new(name.to_owned(), Method::Post, "/");
        let error = call(fixed(&recorder).signature(signature), &ECS, request("DescribeThings")).unwrap_err();
        assert_eq!(error.operation(), Some("DescribeThings"));
        assert_eq!(recorder.request().headers().get("x-acs-action"), Some("DescribeThings"));
        let answer = call(fixed(&recorder).signature(signature), &ECS, request("DescribeThings")).unwrap();
        assert_eq!(answer.operation(), Some("DescribeThings"));

        let recorder = Recorder::default();
        let error = call(fixed(&recorder).signature(signature), &ECS, request("Describe\r\nx: y")).unwrap_err();
        assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Request, 0), "{error}");
    }
}

#[test]
fn a_product_that_is_named_when_the_program_runs_leads_nowhere_else() {
    let made = |name: &'static str, version| {
        let endpoints = Endpoints::new(name, EndpointRule::Regional);
        &*Box::leak(Box::new(Product::new(name, version, Style::Rpc, endpoints)))
    };
    let request = || Request::new("DescribeThings", Method::Post, "/");
    let recorder = Recorder::default();
    call(fixed(&recorder), made("ecs", "2014-05-26"), request()).unwrap();
    assert_eq!(recorder.request().authority(), "ecs.cn-hangzhou.aliyuncs.com");
    for (name, version, expected) in [
        ("evil.test/", "2014-05-26", ErrorKind::Configuration),
        ("evil.test:80#", "2014-05-26", ErrorKind::Configuration),
        ("x@evil.test", "2014-05-26", ErrorKind::Configuration),
        ("ecs", "2014-05-26\r\nx: y", ErrorKind::Request),
    ] {
        let recorder = Recorder::default();
        let error = call(fixed(&recorder), made(name, version), request()).unwrap_err();
        assert_eq!((error.kind(), recorder.requests().len()), (expected, 0), "{error}");
    }
    // The name stands in the header that says who calls too.
    let recorder = Recorder::default();
    let error = call(fixed(&recorder).endpoint("example.com"), made("ecs\nx", "2014-05-26"), request()).unwrap_err();
    assert_eq!((error.kind(), recorder.requests().len()), (ErrorKind::Request, 0), "{error}");
}
