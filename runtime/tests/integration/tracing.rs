//! What a call shows to tracing.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Once;

use alicloud_core::credentials::ChainProvider;
use alicloud_core::{
    BoxFuture, Client, CredentialProvider, Credentials, Error, Method, ProviderContext, Request, StandardRetry,
};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::support::*;

/// Remembers the spans and events of each thread, with their fields.
///
/// It is the subscriber of the whole process: one for a single thread is not told of what other threads use first.
struct Recording;

#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub name: String,
    pub fields: BTreeMap<String, String>,
}

thread_local! {
    static SEEN: RefCell<Vec<Seen>> = const { RefCell::new(Vec::new()) };
}

/// What `work` shows.
pub fn recorded<T>(work: impl FnOnce() -> T) -> (T, Vec<Seen>) {
    static SET: Once = Once::new();
    SET.call_once(|| tracing::subscriber::set_global_default(Recording).unwrap());
    SEEN.take();
    let result = work();
    (result, SEEN.take())
}

impl Visit for Seen {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.fields.insert(field.name().to_owned(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.fields.insert(field.name().to_owned(), value.to_owned());
    }
}

impl Subscriber for Recording {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut seen = Seen { name: attributes.metadata().name().to_owned(), ..Seen::default() };
        attributes.record(&mut seen);
        SEEN.with_borrow_mut(|all| {
            all.push(seen);
            Id::from_u64(all.len() as u64)
        })
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        SEEN.with_borrow_mut(|all| values.record(&mut all[span.into_u64() as usize - 1]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut seen = Seen { name: "event".to_owned(), ..Seen::default() };
        event.record(&mut seen);
        SEEN.with_borrow_mut(|all| all.push(seen));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[test]
fn operation_and_attempts_are_spans_with_the_usual_names() {
    let recorder =
        Recorder::script([refusal(503, "ServiceUnavailable"), answer(200, &[("x-acs-request-id", "R-2")], "{}")]);
    let config = fixed(&recorder).retry(StandardRetry::new()).timer(Skipping::default());
    let ((), seen) = recorded(|| {
        call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    });
    let names: Vec<_> = seen.iter().map(|span| span.name.as_str()).collect();
    assert_eq!(names, ["operation", "attempt", "event", "attempt"]);
    let expected = [
        vec![
            ("otel.name", "webplus/Op"),
            ("otel.kind", "client"),
            ("rpc.service", "webplus"),
            ("rpc.method", "Op"),
            ("cloud.region", "cn-hangzhou"),
            ("alicloud.attempts", "2"),
            ("alicloud.request_id", "R-2"),
            ("http.response.status_code", "200"),
        ],
        vec![
            ("otel.name", "GET"),
            ("http.request.method", "GET"),
            ("http.request.resend_count", "0"),
            ("http.response.status_code", "503"),
            ("error.type", "ServiceUnavailable"),
            ("otel.status_code", "ERROR"),
            ("server.address", "webplus.cn-hangzhou.aliyuncs.com"),
            ("server.port", "443"),
            ("url.scheme", "https"),
        ],
        vec![("reason", "transient"), ("attempt", "1"), ("error.type", "ServiceUnavailable")],
        vec![("http.request.resend_count", "1"), ("http.response.status_code", "200")],
    ];
    for (seen, expected) in seen.iter().zip(expected) {
        for (name, value) in expected {
            assert_eq!(seen.fields.get(name).map(String::as_str), Some(value), "{seen:?}");
        }
    }
    assert!(!seen[0].fields.contains_key("error.type"), "the call succeeded");
}

#[test]
fn a_source_of_credentials_that_failed_is_told_where_another_has_some() {
    struct Broken;
    impl CredentialProvider for Broken {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            Box::pin(async { Err(Error::credentials("half of it is set")) })
        }
    }
    struct Unused;
    impl CredentialProvider for Unused {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            Box::pin(async { Err(Error::credentials_not_configured("it is not set")) })
        }
    }
    let chain =
        ChainProvider::new().push("one", Broken).push("two", Unused).push("three", Credentials::new(ID, SECRET));
    let config = fixed(&Recorder::default()).credentials(chain).build().unwrap();
    let client = Client::new(&config, &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    // The one that worked is asked first from then on, so it is told once.
    let ((), seen) = recorded(|| {
        for _ in 0..2 {
            runtime.block_on(client.call(Request::new("Op", Method::Get, "/a"))).unwrap();
        }
    });
    let events: Vec<_> = seen.iter().filter(|span| span.name == "event").collect();
    assert_eq!(events.len(), 1, "{events:?}");
    let fields = &events[0].fields;
    assert_eq!((fields["source"].as_str(), fields["error"].as_str()), ("one", "half of it is set"));
    assert!(fields["message"].contains("those of three"), "{fields:?}");
}
