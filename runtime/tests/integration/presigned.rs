//! URLs that carry a signature: what they hold, how long they are valid, and what cannot be one.

use std::time::{Duration, SystemTime};

use alicloud_core::{CallOptions, Client, Credentials, Error, ErrorKind, Method, PresignedUrl, Product, Request};

use super::support::*;

const MINUTE: Duration = Duration::from_secs(60);

fn request() -> Request {
    let mut request = Request::new("DescribeInstances", Method::Get, "/");
    request.query("InstanceIds", r#"["i-1","i-2"]"#);
    for (name, value) in [("Tag.1.Key", "k1"), ("Tag.1.Value", "v 1"), ("Tag.2.Key", "k2"), ("Tag.2.Value", "v*2")] {
        request.query(name, value);
    }
    request
}

fn presign(product: &'static Product, request: Request, time: Duration) -> Result<PresignedUrl, Error> {
    let recorder = Recorder::default();
    let client = Client::new(&fixed(&recorder).build().unwrap(), product);
    let made = tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(client.presign(request, time));
    assert_eq!(recorder.requests().len(), 0, "nothing is sent");
    made
}

fn parameter<'a>(url: &'a PresignedUrl, name: &str) -> Option<&'a str> {
    let query = url.as_str().split_once('?').unwrap().1;
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[test]
fn the_signature_is_the_one_that_others_computed() {
    // Valid for the longest time, its time is the present one, as in the vector RPC-1.
    let url = presign(&ECS, request(), 15 * MINUTE).unwrap();
    assert_eq!(parameter(&url, "Signature"), Some("uqMc1v3bGFzmB3m5Kv5jJcrxXsU%3D"));
    assert_eq!(parameter(&url, "Timestamp"), Some("2024-05-20T10%3A30%3A00Z"));
    assert!(url.as_str().starts_with("https://ecs.cn-hangzhou.aliyuncs.com/?"), "{}", url.as_str());
    assert_eq!(url.expires_at(), SystemTime::UNIX_EPOCH + Duration::from_secs(TIME) + 15 * MINUTE);
}

#[test]
fn a_shorter_time_is_one_further_in_the_past() {
    let url = presign(&ECS, request(), 5 * MINUTE).unwrap();
    assert_eq!(parameter(&url, "Timestamp"), Some("2024-05-20T10%3A20%3A00Z"));
    assert_eq!(url.expires_at(), SystemTime::UNIX_EPOCH + Duration::from_secs(TIME) + 5 * MINUTE);
}

#[test]
fn it_ends_with_the_credentials_and_shows_nothing_of_them() {
    let end = SystemTime::UNIX_EPOCH + Duration::from_secs(TIME) + MINUTE;
    let of = |credentials: Credentials| {
        let mut request = request();
        request.set_options(CallOptions::new().credentials(credentials));
        presign(&ECS, request, 5 * MINUTE)
    };
    let url = of(Credentials::with_token(ID, SECRET, TOKEN).expiring(end)).unwrap();
    assert_eq!((url.expires_at(), parameter(&url, "SecurityToken")), (end, Some("testSecurityToken%2B%2F%3D%3D")));
    let shown = format!("{url:?}");
    assert!(shown.contains("DescribeInstances") && shown.contains("ecs.cn-hangzhou"), "{shown}");
    for hidden in [ID, SECRET, "testSecurityToken", "i-1", "Signature"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
    assert!(!url.as_str().contains(SECRET));

    for (credentials, expected) in [
        (Credentials::with_token(ID, SECRET, TOKEN).expiring(end - 2 * MINUTE), "have expired"),
        (Credentials::bearer("hidden"), "bearer token"),
    ] {
        let error = of(credentials).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Credentials);
        assert!(error.to_string().contains(expected) && !error.to_string().contains("hidden"), "{error}");
    }
}

#[test]
fn what_no_url_can_say_is_refused() {
    let with = |change: fn(&mut Request)| {
        let mut request = request();
        change(&mut request);
        request
    };
    let cases = [
        (presign(&WEBPLUS, request(), MINUTE), "called by paths"),
        (presign(&ECS, Request::new("Op", Method::Post, "/"), MINUTE), "only a GET"),
        (presign(&ECS, with(|request| request.form("A", "1")), MINUTE), "only a GET"),
        (presign(&ECS, with(|request| request.header("x-a", "1")), MINUTE), "only a GET"),
        (presign(&ECS, with(|request| request.json("A", &1)), MINUTE), "only a GET"),
        (presign(&ECS, request(), Duration::ZERO), "up to 15 minutes"),
        (presign(&ECS, request(), 15 * MINUTE + Duration::from_secs(1)), "up to 15 minutes"),
        (presign(&ECS, with(|request| request.query("A", &f64::NAN)), MINUTE), "NaN"),
    ];
    for (made, expected) in cases {
        let error = made.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Request);
        assert!(error.to_string().contains(expected), "{expected}: {error}");
    }
}
