//! Nothing that is printed holds a secret, a token or a signature.

use std::fmt::Debug;

use alicloud_core::{Client, Credentials, Method, Product, Request, SignatureVersion, encode_segment};

use super::support::*;
use super::tracing::recorded;

/// Fails if `text` holds one of `secrets`, raw or encoded once or twice.
fn assert_clean(what: &str, text: &str, secrets: &[String]) {
    for secret in secrets {
        let once = encode_segment(secret);
        for form in [secret, &once, &encode_segment(&once)] {
            assert!(!text.contains(form), "{what} shows {form}: {text}");
        }
    }
}

fn both(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

#[test]
fn a_client_is_printed_without_the_tables_of_its_product() {
    let client = Client::new(&fixed(&Recorder::default()).build().unwrap(), &WEBPLUS);
    let printed = format!("{client:?}");
    assert!(
        printed.starts_with(r#"Client { product: "webplus", config: Config { region: Some("cn-hangzhou")"#),
        "{printed}"
    );
    assert!(!printed.contains("aliyuncs.com"), "{printed}");
}

#[test]
fn nothing_printed_holds_a_secret() {
    let cases: [(&'static Product, SignatureVersion, &str); 4] = [
        (&WEBPLUS, SignatureVersion::V3, "/a"),
        (&WEBPLUS, SignatureVersion::V1, "/a"),
        (&ECS, SignatureVersion::V3, "/"),
        (&ECS, SignatureVersion::V1, "/"),
    ];
    for (product, version, path) in cases {
        let credentials = Credentials::with_token(ID, SECRET, TOKEN);
        let mut request = Request::new("Op", Method::Post, path);
        request.query("Name", "query-value");
        request.form("Password", "form-value");
        request.header("x-extra", "header-value");
        let printed = both(&request);
        assert_clean("Request", &printed, &["query-value".into(), "form-value".into(), "header-value".into()]);
        assert!(printed.contains("Password"), "{printed}");

        // The first call only shows what is sent, so that the second can be answered with it.
        let recorder = Recorder::default();
        call(fixed(&recorder).signature(version).credentials(credentials.clone()), product, request.clone()).unwrap();
        let sent = recorder.request();
        let signature = match sent.headers().get("authorization") {
            Some(value) => value.rsplit(['=', ':']).find(|part| !part.is_empty()).unwrap().to_owned(),
            None => sent.target().rsplit_once("&Signature=").unwrap().1.replace("%3D", "").to_owned(),
        };
        assert!(signature.len() > 20, "{signature}");
        let secrets = [SECRET.to_owned(), TOKEN.to_owned(), signature];
        assert_clean("HttpRequest", &both(&sent), &secrets);

        let headers: String = sent.headers().iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let echo = format!("{}\n{headers}\n{SECRET} {} end", sent.url(), encode_segment(&encode_segment(TOKEN)));
        let bodies = [
            serde_json::json!({"Code": "SignatureDoesNotMatch", "Message": echo, "Recommend": echo}).to_string(),
            serde_json::json!({"Code": echo, "RequestId": echo, "HostId": echo}).to_string(),
            // Everything at the beginning, where a snippet would show it.
            format!("<html>{SECRET} {TOKEN}"),
        ];
        for body in bodies {
            let recorder = Recorder::answering(400, &[("set-cookie", SECRET)], body);
            let config = fixed(&recorder).signature(version).credentials(credentials.clone());
            assert_clean("ConfigBuilder", &both(&config), &secrets);
            let config = config.build().unwrap();
            let client = Client::new(&config, product);
            assert_clean("Config", &both(&config), &secrets);
            assert_clean("Client", &both(&client), &secrets);
            assert_clean("Credentials", &both(&credentials), &secrets);
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            let (result, seen) = recorded(|| runtime.block_on(client.call(request.clone())));
            assert!(seen.len() >= 2, "the operation and its attempt are spans");
            let values = ["query-value", "form-value", "header-value"].map(str::to_owned);
            assert_clean("tracing", &both(&seen), &secrets.iter().chain(&values).cloned().collect::<Vec<_>>());
            let error = result.unwrap_err();
            assert_clean("Error", &format!("{error} {}", both(&error)), &secrets);
            let parts = [error.code(), error.message(), error.request_id(), error.host_id(), error.recommend()];
            for part in parts.into_iter().flatten() {
                assert_clean("a part of Error", part, &secrets);
            }
            assert!(error.to_string().contains("[redacted]"), "{error}");
        }
    }
}
