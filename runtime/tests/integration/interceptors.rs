//! Code of the user's own around each attempt, and the name by which a client introduces itself.

use std::sync::{Arc, Mutex};

use alicloud_core::{
    Attempt, Config, Error, ErrorKind, Interceptor, Method, RawResponse, Request, StandardRetry, Unsigned,
};

use super::support::*;

#[derive(Default)]
struct Log(Mutex<Vec<String>>);

impl Interceptor for Log {
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut Unsigned<'_>) -> Result<(), Error> {
        let line = format!("{} {} {} to {}", attempt.operation, attempt.number, request.path(), attempt.authority);
        self.0.lock().unwrap().push(line);
        request.set_query("Trace", "t 1");
        request.set_header("x-acs-trace", "t2")
    }

    fn after_response(&self, attempt: &Attempt<'_>, outcome: Result<&RawResponse, &Error>) {
        let status = outcome.map_or_else(Error::status, |answer| Some(answer.status()));
        self.0.lock().unwrap().push(format!("{} {status:?}", attempt.number));
    }
}

#[test]
fn every_attempt_is_seen_and_what_is_added_is_signed() {
    let log = Arc::new(Log::default());
    let recorder = Recorder::script([refusal(503, "ServiceUnavailable"), answer(200, &[], "{}")]);
    let config = fixed(&recorder).retry(StandardRetry::new()).timer(Skipping::default()).interceptor(log.clone());
    call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    assert_eq!(
        *log.0.lock().unwrap(),
        [
            "Op 1 /a to webplus.cn-hangzhou.aliyuncs.com",
            "1 Some(503)",
            "Op 2 /a to webplus.cn-hangzhou.aliyuncs.com",
            "2 Some(200)"
        ]
    );
    for sent in recorder.requests() {
        assert_eq!(sent.target(), "/a?RegionId=cn-hangzhou&Trace=t%201");
        assert!(sent.headers().get("authorization").unwrap().contains("x-acs-trace;x-acs-version"));
    }
}

struct Refusing(&'static str);

impl Interceptor for Refusing {
    fn before_signing(&self, _: &Attempt<'_>, request: &mut Unsigned<'_>) -> Result<(), Error> {
        match self.0 {
            "" => Err(Error::interceptor("not on Fridays")),
            name => request.set_header(name, "v"),
        }
    }
}

#[test]
fn an_interceptor_can_refuse_but_not_take_over_the_protocol() {
    let cases = [
        ("", ErrorKind::Interceptor, "not on Fridays (operation Op)"),
        ("Host", ErrorKind::Request, "the header host is set by the client itself"),
        ("a b", ErrorKind::Request, "`a b` is not the name of a header"),
    ];
    for (name, kind, expected) in cases {
        let recorder = Recorder::default();
        let config = fixed(&recorder).retry(StandardRetry::new()).interceptor(Refusing(name));
        let error = call(config, &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap_err();
        assert_eq!((error.kind(), recorder.requests().len()), (kind, 0));
        assert!(error.to_string().contains(expected) && error.is_unprocessed(), "{error}");
    }
}

#[test]
fn the_user_agent_names_client_product_and_user() {
    let recorder = Recorder::default();
    call(fixed(&recorder).user_agent("my-app/1.2"), &WEBPLUS, Request::new("Op", Method::Get, "/a")).unwrap();
    let sent = recorder.request();
    let agent = sent.headers().get("user-agent").unwrap();
    assert!(agent.starts_with("alicloud-rust/") && agent.ends_with(") webplus/2019-03-20 my-app/1.2"), "{agent}");
    for wrong in ["", "a\r\nb"] {
        assert!(Config::builder().user_agent(wrong).build().unwrap_err().to_string().contains("user agent"));
    }
}
