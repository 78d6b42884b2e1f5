//! When a failed attempt is repeated, and when it must not be.

use std::time::Duration;

use alicloud_core::transport::{HttpResponse, TransportError, TransportErrorKind};
use alicloud_core::{
    BoxFuture, CallOptions, Client, ConfigBuilder, CredentialProvider, Credentials, Error, ErrorKind, Method, NoRetry,
    Place, ProviderContext, Request, StandardRetry, SystemNonce, Timer,
};

use super::support::*;

type Answer = Result<HttpResponse, TransportError>;

fn lost(kind: TransportErrorKind) -> Answer {
    Err(TransportError::new(kind, "lost"))
}

fn ok() -> Answer {
    answer(200, &[], "{}")
}

fn read() -> Request {
    Request::new("Op", Method::Get, "/a")
}

fn write() -> Request {
    Request::new("Op", Method::Post, "/a")
}

/// The usual policy, with waits that are over at once.
fn retrying(recorder: &Recorder) -> ConfigBuilder {
    fixed(recorder).retry(StandardRetry::new()).timer(Skipping::default()).nonce(SystemNonce)
}

/// How many attempts the script took, and what they came to.
fn attempts(script: Vec<Answer>, request: Request) -> (usize, Result<(), Error>) {
    let recorder = Recorder::script(script);
    let result = call(retrying(&recorder), &WEBPLUS, request);
    let sent = recorder.requests().len();
    if let Err(error) = &result {
        assert_eq!(error.attempts() as usize, sent, "{error}");
    }
    (sent, result.map(drop))
}

#[test]
fn a_call_that_only_reads_is_repeated_after_everything_that_may_pass() {
    use TransportErrorKind::{Connect, Exchange, Resolve, Timeout};
    let failures: Vec<fn() -> Answer> = vec![
        || lost(Connect),
        || lost(Resolve),
        || lost(Timeout),
        || lost(Exchange),
        || refusal(400, "Throttling.User"),
        || answer(429, &[], ""),
        || answer(502, &[], "<html>bad gateway"),
        || refusal(503, "ServiceUnavailable"),
        || answer(504, &[], ""),
        || refusal(500, "InternalError"),
        || refusal(500, "NobodyKnowsThis"),
    ];
    for failure in failures {
        let (sent, result) = attempts(vec![failure(), failure(), ok()], read());
        assert_eq!(sent, 3);
        result.unwrap();
        let (sent, result) = attempts((0..9).map(|_| failure()).collect(), read());
        let error = result.unwrap_err();
        assert_eq!(sent, 3, "{error}");
        assert!(error.is_retryable() && error.to_string().contains("attempts 3"), "{error}");
    }
}

#[test]
fn a_write_is_repeated_only_where_it_was_surely_not_processed() {
    use TransportErrorKind::{Connect, ConnectTimeout, Exchange, Resolve, Timeout};
    for failure in
        [lost(Connect), lost(Resolve), lost(ConnectTimeout), refusal(400, "Throttling"), answer(429, &[], "")]
    {
        let (sent, result) = attempts(vec![failure, ok()], write());
        assert_eq!(sent, 2);
        result.unwrap();
    }
    for failure in [
        lost(Timeout),
        lost(Exchange),
        answer(502, &[], ""),
        refusal(503, "ServiceUnavailable"),
        refusal(500, "InternalError"),
        refusal(400, "SignatureNonceUsed"),
    ] {
        let (sent, result) = attempts(vec![failure, ok()], write());
        let error = result.unwrap_err();
        assert_eq!(sent, 1, "{error}");
        assert!(error.is_retryable() && !error.is_unprocessed(), "{error}");
    }
}

#[test]
fn what_is_said_of_the_effect_counts_more_than_the_method() {
    let lost = || vec![lost(TransportErrorKind::Timeout), ok()];
    let (mut writing, mut reading) = (read(), write());
    writing.writes();
    reading.reads();
    assert_eq!((attempts(lost(), writing).0, attempts(lost(), reading).0), (1, 2));
}

#[test]
fn a_write_with_a_client_token_is_repeated_with_the_same_token() {
    for (place, own) in [
        (Place::Query, false),
        (Place::Form, false),
        (Place::Json, false),
        (Place::Header, false),
        (Place::Query, true),
    ] {
        let recorder = Recorder::script([lost(TransportErrorKind::Timeout), refusal(500, "InternalError"), ok()]);
        let mut request = write();
        request.client_token("ClientToken", place);
        if own {
            request.query("ClientToken", "mine");
        }
        call(retrying(&recorder), &WEBPLUS, request).unwrap();
        let sent = recorder.requests();
        assert_eq!(sent.len(), 3);
        let token = |index: usize| {
            let request = &sent[index];
            let text = match place {
                Place::Query => request.target().to_owned(),
                Place::Header => request.headers().get("clienttoken").unwrap().to_owned(),
                _ => String::from_utf8(request.body().to_vec()).unwrap(),
            };
            assert_eq!(text.contains("ClientToken=mine"), own, "{text}");
            text
        };
        assert_eq!(token(0), token(2), "{place:?}");
        assert!(token(0).len() >= 16, "{place:?}");
        let nonces: Vec<_> = sent.iter().map(|one| one.headers().get("x-acs-signature-nonce").unwrap()).collect();
        assert_ne!(nonces[0], nonces[1], "the nonce is new, the token is not");
    }
}

#[test]
fn a_client_token_is_sent_under_the_name_that_the_call_gives_it() {
    let recorder = Recorder::script([ok()]);
    let mut request = write();
    request.client_token("clientToken", Place::Query);
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    let target = recorder.request().target().to_owned();
    assert!(target.contains("clientToken=") && !target.contains("ClientToken"), "{target}");
}

#[test]
fn a_client_token_among_the_options_is_the_only_one() {
    let recorder = Recorder::default();
    let mut request = write();
    request.client_token("ClientToken", Place::Query);
    request.set_options(CallOptions::new().query("ClientToken", "mine"));
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    assert_eq!(recorder.request().target(), "/a?ClientToken=mine&RegionId=cn-hangzhou");

    let recorder = Recorder::default();
    let mut request = write();
    request.client_token("ClientToken", Place::Header);
    request.set_options(CallOptions::new().header("clienttoken", "mine"));
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    let values = recorder.request().headers().iter().filter(|(name, _)| *name == "clienttoken").count();
    assert_eq!((values, recorder.request().headers().get("clienttoken")), (1, Some("mine")));
}

#[test]
fn what_names_a_fault_of_the_call_is_not_repeated() {
    static CODES: alicloud_core::Product =
        product("webplus", "2019-03-20", alicloud_core::Style::Roa, None).error_codes(&["StackNotExists"]);
    for failure in [
        refusal(500, "StackNotExists"),
        refusal(400, "InvalidParameter"),
        refusal(403, "Forbidden.RAM"),
        refusal(400, "SignatureDoesNotMatch"),
        refusal(404, "InvalidAccessKeyId.NotFound"),
        refusal(400, "MissingParameter"),
        answer(501, &[], ""),
        answer(302, &[], ""),
    ] {
        let recorder = Recorder::script([failure, ok()]);
        let error = call(retrying(&recorder), &CODES, read()).unwrap_err();
        assert_eq!(recorder.requests().len(), 1, "{error}");
        assert!(!error.is_retryable() && !error.is_throttling(), "{error}");
    }
}

#[test]
fn the_wait_grows_is_drawn_at_random_and_heeds_the_service() {
    let timer = Skipping::default();
    let script = [
        lost(TransportErrorKind::Connect),
        lost(TransportErrorKind::Connect),
        refusal(400, "Throttling"),
        answer(429, &[("x-acs-retry-after", "1500")], ""),
        answer(429, &[("x-ratelimit-user-api", "Limit:100,Remain:0,TimeLeft:2000,Reset:3")], ""),
        answer(503, &[("retry-after", "3")], ""),
        ok(),
    ];
    let recorder = Recorder::script(script);
    let config = retrying(&recorder).retry(StandardRetry::new().max_attempts(10)).timer(timer.clone());
    call(config, &WEBPLUS, read()).unwrap();
    let waits: Vec<u64> = timer.waits().iter().map(|wait| wait.as_millis() as u64).collect();
    let bounds = [(0, 100), (0, 200), (0, 2_000), (1_500, 5_500), (2_000, 10_000), (3_000, 6_200)];
    assert_eq!(waits.len(), bounds.len());
    for (wait, (least, most)) in waits.iter().zip(bounds) {
        assert!((least..=most).contains(wait), "{waits:?}");
    }
    let distinct = (0..20).map(|_| {
        let timer = Skipping::default();
        let recorder = Recorder::script([lost(TransportErrorKind::Connect), ok()]);
        call(retrying(&recorder).timer(timer.clone()), &WEBPLUS, read()).unwrap();
        timer.waits()
    });
    assert!(distinct.collect::<std::collections::BTreeSet<_>>().len() > 10);
}

#[test]
fn no_attempt_is_begun_when_a_wait_uses_up_the_limit_of_the_operation() {
    let timer = Skipping::default();
    let recorder = Recorder::script((0..9).map(|_| answer(429, &[("x-acs-retry-after", "4000")], "")));
    let config = retrying(&recorder)
        .retry(StandardRetry::new().max_attempts(9).throttling_base_delay(Duration::ZERO))
        .operation_timeout(Duration::from_secs(10))
        .timer(timer.clone());
    let error = call(config, &WEBPLUS, read()).unwrap_err();
    assert_eq!((recorder.requests().len(), timer.waits().len()), (3, 2));
    assert!(error.is_throttling());
    // What is left for the last attempt is what it may take.
    assert_eq!(recorder.requests()[2].timeout(), Duration::from_secs(2));
}

/// Waits longer than it was asked to.
struct Oversleeping(Skipping);

impl Timer for Oversleeping {
    fn now(&self) -> Duration {
        self.0.now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.sleep(duration * 2)
    }
}

#[test]
fn nothing_is_sent_when_a_wait_used_up_the_limit_of_the_operation() {
    let recorder = Recorder::script([answer(429, &[("x-acs-retry-after", "4000")], ""), ok()]);
    let config = retrying(&recorder)
        .retry(StandardRetry::new().throttling_base_delay(Duration::ZERO))
        .operation_timeout(Duration::from_secs(5))
        .timer(Oversleeping(Skipping::default()));
    let error = call(config, &WEBPLUS, write()).unwrap_err();
    assert!(error.is_throttling() && error.is_unprocessed(), "{error}");
    assert_eq!((recorder.requests().len(), error.attempts()), (1, 1));
}

/// Has credentials, but only at the last moment.
struct Sluggish(Duration);

impl CredentialProvider for Sluggish {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            context.timer().sleep(self.0).await;
            Ok(Credentials::new(ID, SECRET))
        })
    }
}

#[test]
fn nothing_is_sent_when_the_provider_used_up_the_limit_of_the_operation() {
    for (taken, sent) in [(4, 1), (5, 0), (6, 0)] {
        let recorder = Recorder::script([ok()]);
        let config = retrying(&recorder)
            .credentials(Sluggish(Duration::from_secs(taken)))
            .operation_timeout(Duration::from_secs(5));
        let result = call(config, &WEBPLUS, write());
        assert_eq!(recorder.requests().len(), sent, "{taken}");
        if let Err(error) = &result {
            assert!(error.is_timeout() && error.is_unprocessed(), "{error}");
            assert!(error.to_string().contains("no credentials within 5s, so nothing was sent"), "{error}");
        }
        assert_eq!(result.is_ok(), sent == 1, "{taken}");
    }
}

#[test]
fn an_error_remembers_that_an_attempt_before_it_got_no_answer() {
    let refused = || refusal(400, "Throttling");
    let with_token = || {
        let mut request = write();
        request.client_token("ClientToken", Place::Query);
        request
    };
    let (sent, result) = attempts(vec![lost(TransportErrorKind::Timeout), refused(), refused()], with_token());
    let error = result.unwrap_err();
    assert_eq!(sent, 3);
    assert!(error.is_throttling() && !error.is_unprocessed(), "{error}");
    assert!(error.to_string().contains("may have acted on an attempt before"), "{error}");

    let (_, result) = attempts(vec![lost(TransportErrorKind::Connect), refused(), refused()], with_token());
    let error = result.unwrap_err();
    assert!(error.is_unprocessed() && !error.to_string().contains("may have acted"), "{error}");
}

#[test]
fn a_call_can_have_limits_and_a_policy_of_its_own() {
    let recorder = Recorder::script([lost(TransportErrorKind::Connect), ok()]);
    let mut request = read();
    let options = CallOptions::new().retry(NoRetry).attempt_timeout(Duration::from_secs(7)).region("cn-beijing");
    request.set_options(options.query("Extra", "1").header("x-extra", "2"));
    call(retrying(&recorder), &WEBPLUS, request).unwrap_err();
    let sent = recorder.request();
    assert_eq!(sent.timeout(), Duration::from_secs(7));
    assert_eq!(sent.url(), "https://webplus.cn-beijing.aliyuncs.com/a?Extra=1&RegionId=cn-beijing");
    assert_eq!(sent.headers().get("x-extra"), Some("2"));

    let mut request = read();
    request.set_options(CallOptions::new().operation_timeout(Duration::ZERO));
    let error = call(retrying(&Recorder::default()), &WEBPLUS, request).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));

    // No attempt can be given more than its call has; where the call alone is limited, that limits its attempts.
    let mut request = read();
    request.set_options(CallOptions::new().attempt_timeout(Duration::from_secs(121)));
    let error = call(retrying(&Recorder::default()), &WEBPLUS, request).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Configuration, 0));
    assert!(error.to_string().contains("121s") && error.to_string().contains("120s"), "{error}");
    let recorder = Recorder::default();
    let mut request = read();
    request.set_options(CallOptions::new().operation_timeout(Duration::from_secs(5)));
    call(retrying(&recorder).attempt_timeout(Duration::from_secs(60)), &WEBPLUS, request).unwrap();
    assert!(recorder.request().timeout() <= Duration::from_secs(5));
}

#[test]
fn the_repetitions_of_all_calls_together_are_bounded() {
    let recorder = Recorder::script((0..1_000).map(|_| lost(TransportErrorKind::Connect)));
    let client = Client::new(&retrying(&recorder).build().unwrap(), &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..200 {
        runtime.block_on(client.call(read())).unwrap_err();
    }
    // 500 tokens at 10 each.
    assert_eq!(recorder.requests().len(), 250);
}

#[test]
fn a_clock_that_is_off_is_corrected_from_the_answer_for_all_later_calls() {
    let late = [("date", "Mon, 20 May 2024 12:30:00 GMT")];
    let body = r#"{"Code":"InvalidTimeStamp.Expired","Message":"expired"}"#;
    let recorder = Recorder::script([answer(400, &late, body), ok(), ok()]);
    let client = Client::new(&retrying(&recorder).build().unwrap(), &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(client.call(write())).unwrap();
    runtime.block_on(client.call(write())).unwrap();
    let sent = recorder.requests();
    let dates: Vec<_> = sent.iter().map(|one| one.headers().get("x-acs-date").unwrap()).collect();
    assert_eq!(dates, ["2024-05-20T10:30:00Z", "2024-05-20T12:30:00Z", "2024-05-20T12:30:00Z"]);
}

#[test]
fn a_clock_that_cannot_be_corrected_is_given_up_after_one_repetition() {
    let (sent, result) = attempts((0..5).map(|_| refusal(400, "IllegalTimestamp")).collect(), write());
    assert_eq!((sent, result.unwrap_err().code()), (2, Some("IllegalTimestamp")));
}

/// Gives another key after one was rejected.
struct Rotating(std::sync::atomic::AtomicU32);

impl CredentialProvider for Rotating {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        let number = self.0.load(std::sync::atomic::Ordering::SeqCst);
        Box::pin(async move { Ok(Credentials::with_token(format!("id-{number}"), "secret", "token")) })
    }

    fn invalidate(&self, rejected: &Credentials) {
        assert_eq!(rejected.access_key_id(), "id-0");
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
}

#[test]
fn credentials_that_expire_in_flight_are_asked_for_again() {
    let recorder = Recorder::script([refusal(400, "InvalidSecurityToken.Expired"), ok()]);
    call(retrying(&recorder).credentials(Rotating(0.into())), &WEBPLUS, write()).unwrap();
    let sent = recorder.requests();
    let ids: Vec<_> = sent.iter().map(|one| one.headers().get("x-acs-accesskey-id").unwrap()).collect();
    assert_eq!(ids, ["id-0", "id-1"]);
}

#[test]
fn a_repetition_that_helps_uses_nothing_up() {
    let script = (0..200).flat_map(|_| [lost(TransportErrorKind::Connect), ok()]);
    let recorder = Recorder::script(script);
    let client = Client::new(&retrying(&recorder).build().unwrap(), &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..200 {
        runtime.block_on(client.call(read())).unwrap();
    }
}

/// Asks a service of its own for credentials, which does not answer.
struct Calling(Client);

impl CredentialProvider for Calling {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async { self.0.call(write()).await.map(|_| Credentials::new(ID, SECRET)) })
    }
}

#[test]
fn what_a_provider_went_through_is_not_taken_for_the_calls_own() {
    let failures = [lost(TransportErrorKind::Timeout), refusal(400, "Throttling"), refusal(500, "InternalError")];
    for failure in failures {
        let behind = Recorder::script([failure]);
        let provider = Calling(Client::new(&fixed(&behind).build().unwrap(), &ECS));
        let recorder = Recorder::default();
        let error = call(retrying(&recorder).credentials(provider), &WEBPLUS, write()).unwrap_err();
        assert!(recorder.requests().is_empty());
        assert_eq!((error.kind(), error.code(), error.status()), (ErrorKind::Credentials, None, None));
        assert!(error.is_unprocessed() && error.to_string().contains("the provider of credentials failed"), "{error}");
    }
}
