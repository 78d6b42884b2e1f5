//! Credentials seen from outside: bearer tokens on the wire, providers of one's own, roles, and what a rejection leads
//! to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use alicloud_core::credentials::{AssumeRoleProvider, CachingProvider, ChainProvider};
use alicloud_core::transport::HttpRequest;
use alicloud_core::{
    BoxFuture, Client, CredentialProvider, Credentials, Error, ErrorKind, Method, Product, ProviderContext, Request,
    SignatureVersion, StandardRetry,
};

use super::support::*;

const BEARER: &str = "hidden-bearer-token";

#[test]
fn a_bearer_token_is_sent_instead_of_a_signature() {
    // Product and version, then what must be in the headers and in the query.
    let cases: [(&'static Product, SignatureVersion, &str, bool, &[&str]); 4] = [
        (&WEBPLUS, SignatureVersion::V3, "/a", true, &[]),
        (&WEBPLUS, SignatureVersion::V1, "/a", true, &[]),
        (&ECS, SignatureVersion::V3, "/", true, &["SignatureType=BEARERTOKEN"]),
        (
            &ECS,
            SignatureVersion::V1,
            "/",
            false,
            &["SignatureType=BEARERTOKEN", "BearerToken=hidden-bearer-token", "Action=Op"],
        ),
    ];
    for (product, version, path, in_header, query) in cases {
        let recorder = Recorder::answering(400, &[], format!(r#"{{"Code":"A","Message":"not {BEARER}"}}"#));
        let config = fixed(&recorder).signature(version).credentials(Credentials::bearer(BEARER));
        let mut request = Request::new("Op", Method::Post, path);
        request.form("Name", "value");
        request.header("Authorization", "mine");
        let error = call(config, product, request).unwrap_err();
        let sent = recorder.request();
        let what = format!("{} {version:?}", product.name);
        assert_eq!(sent.headers().get("authorization"), None, "{what}");
        assert_eq!(sent.headers().get("x-acs-bearer-token"), in_header.then_some(BEARER), "{what}");
        let typed = sent.headers().get("x-acs-signature-type");
        assert_eq!(typed, (product.name == "webplus").then_some("BEARERTOKEN"), "{what}");
        for part in query {
            assert!(sent.target().contains(part), "{what}: {}", sent.target());
        }
        assert!(!sent.target().contains("AccessKeyId") && !sent.target().contains("Signature="), "{what}");
        assert_eq!(sent.body(), b"Name=value");
        let printed = format!("{error} {error:?} {sent:?}");
        assert!(!printed.contains("hidden"), "{printed}");
    }
}

/// Asks a service of its own through the transport of the client.
struct Vault {
    asked: AtomicU32,
}

impl CredentialProvider for Vault {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            let request = HttpRequest::get("http://vault.example.com/keys?a=b")?.with_timeout(Duration::from_secs(1));
            context.transport().send(request).await.map_err(|error| Error::credentials(error.to_string()))?;
            let number = self.asked.fetch_add(1, Ordering::SeqCst) + 1;
            let end = context.clock().now() + Duration::from_secs(3600);
            Ok(Credentials::with_token(format!("id-{number}"), SECRET, TOKEN).expiring(end).provided_by("vault"))
        })
    }
}

#[test]
fn a_rejected_key_is_replaced_for_the_next_attempt() {
    let expired = answer(400, &[], r#"{"Code":"InvalidSecurityToken.Expired","Message":"m"}"#);
    let recorder = Recorder::script([answer(200, &[], "{}"), expired, answer(200, &[], "{}"), answer(200, &[], "{}")]);
    let vault = Arc::new(Vault { asked: AtomicU32::new(0) });
    let chain = ChainProvider::new().push("vault", CachingProvider::new(vault.clone()));
    let config = fixed(&recorder).credentials(chain).retry(StandardRetry::new());
    call(config, &ECS, Request::new("Op", Method::Post, "/")).unwrap();
    let requests = recorder.requests();
    let ids: Vec<Option<&str>> = requests.iter().map(|sent| sent.headers().get("x-acs-accesskey-id")).collect();
    assert_eq!(ids, [None, Some("id-1"), None, Some("id-2")]);
    assert_eq!(requests[0].url(), "http://vault.example.com/keys?a=b");
}

#[test]
fn a_role_is_taken_on_once_for_many_calls() {
    let sts = r#"{"Credentials":{"AccessKeyId":"role-id","AccessKeySecret":"hidden-secret","SecurityToken":"hidden-token",
        "Expiration":"2024-05-20T11:30:00Z"}}"#;
    let recorder = Recorder::script([answer(200, &[], sts)]);
    let provider = AssumeRoleProvider::new(Credentials::new(ID, SECRET), "acs:ram::1:role/r")
        .sts_endpoint("http://127.0.0.1:1")
        .session_name("tests")
        .duration(Duration::from_secs(3600));
    let config = fixed(&recorder).credentials(provider).build().unwrap();
    let client = Client::new(&config, &ECS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..3 {
        runtime.block_on(client.call(Request::new("Op", Method::Post, "/"))).unwrap();
    }
    let requests = recorder.requests();
    assert_eq!(requests.len(), 4);
    assert_eq!(requests[0].url(), "http://127.0.0.1:1/");
    assert!(requests[0].headers().get("authorization").unwrap().contains(&format!("Credential={ID}")));
    assert!(requests[1..].iter().all(|sent| sent.headers().get("x-acs-accesskey-id") == Some("role-id")));
    assert!(requests.iter().all(|sent| !format!("{sent:?}").contains("hidden")));
}

#[test]
fn what_a_provider_of_credentials_fails_with_is_an_error_of_credentials() {
    let recorder = Recorder::script([answer(403, &[], r#"{"Code":"NoPermission","Message":"no","RequestId":"r-7"}"#)]);
    let provider = AssumeRoleProvider::new(Credentials::new(ID, SECRET), "acs:ram::1:role/r");
    let error = call(fixed(&recorder).credentials(provider), &ECS, Request::new("Op", Method::Post, "/")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
    let text = error.to_string();
    for part in ["role/r", "NoPermission", "r-7", "operation Op"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[tokio::test]
async fn what_a_call_would_be_made_with_can_be_asked_for() {
    let timer = Skipping::default();
    let config = |provider: Credentials| fixed(&Recorder::default()).timer(timer.clone()).credentials(provider).build();
    let found = config(Credentials::with_token("id", "secret", "token")).unwrap().resolve_credentials().await.unwrap();
    assert_eq!((found.access_key_id(), found.expose_secret(), found.expose_token()), ("id", "secret", Some("token")));
    let found = config(Credentials::bearer("bearer")).unwrap().resolve_credentials().await.unwrap();
    assert_eq!((found.access_key_id(), found.expose_secret(), found.expose_token()), ("", "", Some("bearer")));
    let error = config(Credentials::new("id", "")).unwrap().resolve_credentials().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Credentials);
}
