//! Responses of services: error bodies of any format, and outputs of any JSON.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

use super::check::check_length;
use crate::error::{Asked, Error, ErrorKind, Origin};
use crate::http::{Headers, HttpResponse, RawResponse};
use crate::identity::Credentials;
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::response::Response;
use crate::wire::{self, Wire as _};
use crate::{encode, error as errors};

/// Stands for the secret, the token and the signature in an input.
const MARKS: [&str; 3] = ["§", "¤", "¶"];

static PRODUCT: Product =
    Product::new("p", "v", Style::Roa, Endpoints::new("p", EndpointRule::Central)).error_codes(&["Documented"]);

/// The longest error, whatever the service says.
const LONGEST: usize = 32 * 1024;

/// An error response, the first byte of which says its status and where the request id stands: nothing known is shown,
/// whole or in part, and everything is bounded.
pub fn error(bytes: &[u8]) {
    let Some((&first, body)) = bytes.split_first() else { return };
    let mut body = String::from_utf8_lossy(body).into_owned();
    // Drawn from the input, so that no input can hold them by itself.
    let drawn = encode::hex(&Sha256::digest(bytes));
    let [secret, token, signature] =
        [0, 20, 40].map(|at| format!("{}/{}+=", &drawn[at..at + 12], &drawn[at + 12..at + 20]));
    let secrets = [&secret, &token, &signature];
    for (mark, secret) in MARKS.into_iter().zip(secrets) {
        body = body.replace(&format!("%{mark}"), &encode::percent(secret)).replace(mark, secret);
    }
    let mut headers = Headers::new();
    if first & 1 > 0 {
        headers.insert("x-acs-request-id", body.lines().next().unwrap_or_default());
        headers.insert("retry-after", body.lines().last().unwrap_or_default());
        headers.insert("location", body.lines().last().unwrap_or_default());
    }
    let status = [200, 300, 400, 404, 429, 500, 502, 503][usize::from(first >> 1) % 8];
    let credentials = Credentials::with_token("LTAI5id", secret.as_str(), token.as_str());
    let string_to_sign = format!("POST&%2F&SecurityToken%3D{token}");
    let response = RawResponse::from(HttpResponse::new(status, headers, body));
    let asked = Asked { host: "p.example.com", origin: Origin::Rule, region: Some("r"), product: &PRODUCT };
    let error = errors::of_service(response, &string_to_sign, &credentials.redactor(&signature), asked);

    let parts = [error.code(), error.message(), error.request_id(), error.host_id(), error.recommend()];
    let shown = parts.into_iter().flatten().map(str::to_owned).chain([error.to_string()]);
    for text in shown {
        check_length(&text, LONGEST);
        for secret in secrets {
            // The first half of one is too much already.
            assert!(!text.contains(&secret[..12]), "a secret is shown: {text}");
        }
    }
    assert_eq!(error.kind(), ErrorKind::Service);
    assert_eq!(error.status(), Some(status));
    assert!(!error.to_string().is_empty());
    let _ =
        (error.is_retryable(), error.is_throttling(), error.is_unprocessed(), error.retry_after(std::time::UNIX_EPOCH));
}

/// A type of a user's own, with a member of each kind.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Output {
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    small: Option<i32>,
    large: Option<i64>,
    flag: Option<bool>,
    inner: Option<Box<Output>>,
    map: BTreeMap<String, i32>,
    lists: BTreeMap<String, Vec<String>>,
    list: Vec<Output>,
    nested: Vec<Vec<String>>,
    maps: Vec<BTreeMap<String, bool>>,
    bytes: Vec<u8>,
    any: Vec<Value>,
    items: Vec<Output>,
    names: Vec<String>,
}

/// Numbers that lose precision on their way, so that they are not compared.
#[derive(Default, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
struct Floats {
    single: Option<f32>,
    double: Option<f64>,
    doubles: Vec<f64>,
}

/// A response of any JSON: what is decoded is written and decoded as the same, and an error is bounded.
pub fn decode(bytes: &[u8]) {
    if let Some(floats) = decoded::<Floats>(bytes) {
        assert!(floats.single.is_none_or(f32::is_finite));
        assert!(floats.double.into_iter().chain(floats.doubles).all(f64::is_finite));
    }
    let Some(output) = decoded::<Output>(bytes) else { return };
    let written = serde_json::to_vec(&output).expect("names are texts");
    // What the value itself is made of can be nested as deep as the parser goes.
    let Ok(again) = answer(&written).decode::<Output>() else {
        assert!(written.len() > 200, "{}", String::from_utf8_lossy(&written));
        return;
    };
    // Free values may hold floats.
    let floats = |output: &Output| written_has_float(output);
    if !floats(&output) {
        assert_eq!(again, output);
    }
}

wire::object! {
    /// A member of each kind.
    struct Known {
        text: Option<String> = "Text",
        small: Option<i32> = "Small",
        large: Option<i64> = "Large",
        single: Option<f32> = "Single",
        double: Option<f64> = "Double",
        flag: Option<bool> = "Flag",
        inner: Option<Box<Known>> = "Inner",
        map: BTreeMap<String, i32> = "Map",
        lists: BTreeMap<String, Vec<String>> = "Lists",
        list: Vec<Known> = "List",
        nested: Vec<Vec<String>> = "Nested",
        maps: Vec<BTreeMap<String, bool>> = "Maps",
        items: Vec<Known> = "Items" / "Item",
        names: Vec<String> = "Names" / "Item",
    }
}

wire::object! {
    /// Values of any kind.
    struct Free {
        any: Vec<Value> = "Any",
        all: Option<Value> = "All",
    }
}

/// A response of any JSON, read without types: what serde_json accepts is accepted and is the same value, what is read is
/// written and read as the same, and mismatches and errors are bounded lines.
pub fn read(bytes: &[u8]) {
    let expected = serde_json::from_slice::<Value>(bytes);
    for output in
        [Response::<Known>::read(answer(bytes)).map(drop), Response::<Vec<Known>>::read_list(answer(bytes)).map(drop)]
    {
        if let Err(error) = output {
            check_decode(&error, bytes);
            assert!(expected.is_err() || error.to_string().contains("at `.`"), "{error}");
        }
    }
    let body = [b"{\"All\": [", bytes, b"]}"].concat();
    if let (Ok(expected), Ok(free)) = (serde_json::from_slice::<Value>(&body), Response::<Free>::read(answer(&body))) {
        assert_eq!(free.output.all.as_ref(), Some(&expected["All"]));
        assert!(free.mismatches().is_empty());
    }
    let Ok(known) = Response::<Known>::read(answer(bytes)) else { return };
    for mismatch in known.mismatches() {
        check_length(&mismatch.to_string(), 10_000);
        assert!(!mismatch.path().contains(char::is_control), "{mismatch}");
    }
    let written = wire::json(known.output.node());
    let again = Response::<Known>::read(answer(written.as_bytes())).expect("what is written is JSON");
    // A list that came without its wrapper is written with it, and so nested deeper.
    if again.mismatches().iter().any(|mismatch| mismatch.found() == "nested too deep") {
        assert!(written.len() > 200, "{written}");
        return;
    }
    assert_eq!((&again.output, again.mismatches().len()), (&known.output, 0));
}

fn written_has_float(output: &Output) -> bool {
    fn any(value: &Value) -> bool {
        match value {
            Value::Number(number) => number.is_f64(),
            Value::Array(items) => items.iter().any(any),
            Value::Object(members) => members.values().any(any),
            _ => false,
        }
    }
    serde_json::to_value(output).is_ok_and(|value| any(&value))
}

fn answer(body: &[u8]) -> RawResponse {
    let mut headers = Headers::new();
    headers.insert("content-type", String::from_utf8_lossy(body));
    RawResponse::from(HttpResponse::new(200, headers, body))
}

fn decoded<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Option<T> {
    match answer(body).decode::<T>() {
        Ok(output) => Some(output),
        Err(error) => {
            check_decode(&error, body);
            None
        }
    }
}

fn check_decode(error: &Error, body: &[u8]) {
    assert!(error.is_decode());
    assert_eq!(error.raw_body(), Some(body));
    check_length(&error.to_string(), 4_000);
    // The headers, which here hold the body, are limited by the transport.
    check_length(&format!("{error:?}"), 12_000 + 10 * body.len().min(4_000));
    assert!(!error.to_string().contains(char::is_control), "{error:?}");
}
