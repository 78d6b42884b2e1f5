//! Where a call goes when the location service is asked.

use std::future::{Future as _, ready};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::task::Poll;
use std::time::Duration;

use alicloud_core::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
use alicloud_core::{
    Attempt, BoxFuture, CallOptions, Client, Config, CredentialProvider, Credentials, EndpointRule, Endpoints, Error,
    ErrorKind, Interceptor, Method, Network, Product, ProviderContext, Request, SignatureVersion, StandardRetry, Style,
    Transport, Unsigned,
};
use tokio::sync::Semaphore;

use super::support::*;

static PRODUCT: Product =
    Product::new("shop", "2020-01-01", Style::Rpc, Endpoints::new("shop", EndpointRule::Regional).location("shopcode"));

const FOUND: &str =
    r#"{"Endpoints":{"Endpoint":[{"Endpoint":"shop-1.aliyuncs.com","Type":"openAPI","Id":"cn-hangzhou"}]}}"#;

/// The hosts that two calls in a row go to, the questions among them.
fn hosts(recorder: &Recorder, config: &Config) -> Vec<String> {
    let client = Client::new(config, &PRODUCT);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..2 {
        runtime.block_on(client.call(Request::new("Op", Method::Post, "/"))).unwrap();
    }
    recorder.requests().iter().map(|request| request.authority().to_owned()).collect()
}

const QUESTION: &str = "location-readonly.aliyuncs.com";

#[test]
fn the_service_is_asked_once_and_only_if_wished() {
    let recorder = Recorder::script([answer(200, &[], FOUND)]);
    let asked = hosts(&recorder, &fixed(&recorder).location_service(true).build().unwrap());
    assert_eq!(asked, [QUESTION, "shop-1.aliyuncs.com", "shop-1.aliyuncs.com"]);
    let question = &recorder.requests()[0];
    assert_eq!(question.target(), "/?Id=cn-hangzhou&ServiceCode=shopcode&Type=openAPI");
    assert_eq!(question.headers().get("x-acs-action"), Some("DescribeEndpoints"));

    let recorder = Recorder::default();
    let by_rule = ["shop.cn-hangzhou.aliyuncs.com"; 2];
    assert_eq!(hosts(&recorder, &fixed(&recorder).build().unwrap()), by_rule);
    let recorder = Recorder::default();
    let vpc = fixed(&recorder).location_service(true).network(Network::Vpc).build().unwrap();
    assert_eq!(hosts(&recorder, &vpc), ["shop-vpc.cn-hangzhou.aliyuncs.com"; 2]);
    let recorder = Recorder::default();
    let own = fixed(&recorder).location_service(true).endpoint("example.com").build().unwrap();
    assert_eq!(hosts(&recorder, &own), ["example.com"; 2]);
}

#[test]
fn a_service_that_does_not_know_or_answer_leaves_it_to_the_rule() {
    let answers = [
        answer(200, &[], r#"{"Endpoints":{"Endpoint":[]}}"#),
        answer(200, &[], r#"{"Endpoints":{"Endpoint":[{"Endpoint":"evil.com/path"}]}}"#),
        answer(200, &[], r#"{"Endpoints":{"Endpoint":[{"Endpoint":"http://no-tls.aliyuncs.com"}]}}"#),
        answer(200, &[], "<html>"),
        refusal(403, "Forbidden"),
    ];
    for script in answers {
        let recorder = Recorder::script([script]);
        let config = fixed(&recorder).location_service(true).retry(StandardRetry::new()).build().unwrap();
        let expected = [QUESTION, "shop.cn-hangzhou.aliyuncs.com", "shop.cn-hangzhou.aliyuncs.com"];
        assert_eq!(hosts(&recorder, &config), expected);
    }
}

#[test]
fn an_answer_is_asked_for_again_after_an_hour_and_kept_if_there_is_none() {
    let timer = Skipping::default();
    let recorder = Recorder::script([answer(200, &[], FOUND), answer(200, &[], "{}"), refusal(403, "Forbidden")]);
    let config = fixed(&recorder).location_service(true).timer(timer.clone()).build().unwrap();
    let client = Client::new(&config, &PRODUCT);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..2 {
        runtime.block_on(client.call(Request::new("Op", Method::Post, "/"))).unwrap();
        timer.pass(Duration::from_secs(3_601));
    }
    let hosts: Vec<_> = recorder.requests().iter().map(|request| request.authority().to_owned()).collect();
    assert_eq!(hosts, [QUESTION, "shop-1.aliyuncs.com", QUESTION, "shop-1.aliyuncs.com"]);
}

#[test]
fn the_question_leaves_the_call_half_of_its_time() {
    for (whole, question) in [(4, 2), (60, 5)] {
        let recorder = Recorder::script([refusal(500, "InternalError")]);
        let config = fixed(&recorder).location_service(true).operation_timeout(Duration::from_secs(whole));
        call(config, &PRODUCT, Request::new("Op", Method::Post, "/")).unwrap();
        let sent = recorder.requests();
        assert_eq!((sent.len(), sent[0].authority()), (2, QUESTION));
        // The limit is counted by a clock that goes on.
        assert!(sent[0].timeout() <= Duration::from_secs(question), "{:?}", sent[0].timeout());
    }
}

#[test]
fn a_service_that_had_little_time_is_soon_asked_again() {
    for (limit, pause) in [(Duration::from_secs(1), 6), (Duration::from_secs(60), 60)] {
        let timer = Skipping::default();
        let lost = Err(TransportError::new(TransportErrorKind::Timeout, "lost"));
        let nothing = || answer(200, &[], "{}");
        let recorder = Recorder::script([lost, nothing(), nothing(), answer(200, &[], FOUND)]);
        let config = fixed(&recorder).location_service(true).timer(timer.clone()).build().unwrap();
        let client = Client::new(&config, &PRODUCT);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        for (limit, wait) in [(limit, pause - 1), (Duration::from_secs(60), 2), (Duration::from_secs(60), 0)] {
            let mut request = Request::new("Op", Method::Post, "/");
            request.set_options(CallOptions::new().operation_timeout(limit));
            runtime.block_on(client.call(request)).unwrap();
            timer.pass(Duration::from_secs(wait));
        }
        let hosts: Vec<_> = recorder.requests().iter().map(|request| request.authority().to_owned()).collect();
        let by_rule = "shop.cn-hangzhou.aliyuncs.com";
        assert_eq!(hosts, [QUESTION, by_rule, by_rule, QUESTION, "shop-1.aliyuncs.com"], "{limit:?}");
    }
}

/// Has credentials from the third time on.
struct Late(AtomicU32);

impl CredentialProvider for Late {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        let early = self.0.fetch_add(1, Ordering::SeqCst) < 2;
        let none = || Error::credentials_unavailable("not yet");
        Box::pin(ready(if early { Err(none()) } else { Ok(Credentials::new(ID, SECRET)) }))
    }
}

#[test]
fn a_service_that_was_not_asked_for_want_of_credentials_is_asked_by_the_next_call() {
    let recorder = Recorder::script([answer(200, &[], FOUND)]);
    let config = fixed(&recorder).location_service(true).credentials(Late(AtomicU32::new(0))).build().unwrap();
    let client = Client::new(&config, &PRODUCT);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let call = || runtime.block_on(client.call(Request::new("Op", Method::Post, "/")));
    assert_eq!(call().unwrap_err().kind(), ErrorKind::Credentials);
    call().unwrap();
    let hosts: Vec<_> = recorder.requests().iter().map(|request| request.authority().to_owned()).collect();
    assert_eq!(hosts, [QUESTION, "shop-1.aliyuncs.com"]);
}

/// Answers a question only when it is let to, and everything else at once.
#[derive(Clone)]
struct Gated {
    recorder: Recorder,
    gate: Arc<Semaphore>,
}

impl Transport for Gated {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let asks = request.authority() == QUESTION;
            let sent = self.recorder.send(request);
            if !asks {
                return sent.await;
            }
            self.gate.acquire().await.unwrap().forget();
            answer(200, &[], FOUND)
        })
    }
}

/// A hundred calls that are all made before the service says anything, and one of which, the first, may be dropped.
fn hosts_of_many(dropped: bool) -> Vec<String> {
    let transport = Gated { recorder: Recorder::default(), gate: Arc::new(Semaphore::new(0)) };
    let config = fixed(&transport.recorder).location_service(true).transport(transport.clone()).build().unwrap();
    let client = Client::new(&config, &PRODUCT);
    let call = || Box::pin(client.call(Request::new("Op", Method::Post, "/")));
    let mut calls: Vec<_> = (0..100).map(|_| call()).collect();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        // Each gets as far as it can without an answer.
        for call in &mut calls {
            std::future::poll_fn(|context| {
                assert!(call.as_mut().poll(context).is_pending());
                Poll::Ready(())
            })
            .await;
        }
        if dropped {
            drop(calls.remove(0));
        }
        transport.gate.add_permits(1);
        for call in calls {
            call.await.unwrap();
        }
    });
    transport.recorder.requests().iter().map(|request| request.authority().to_owned()).collect()
}

#[test]
fn calls_that_want_to_know_at_once_ask_once() {
    let mut expected = vec!["shop-1.aliyuncs.com"; 101];
    expected[0] = QUESTION;
    assert_eq!(hosts_of_many(false), expected);
    // The next one in line asks in the place of one who gives up.
    expected[1] = QUESTION;
    assert_eq!(hosts_of_many(true), expected);
}

#[test]
fn a_call_waits_for_one_that_stands_still_no_longer_than_half_of_its_time() {
    let transport = Gated { recorder: Recorder::default(), gate: Arc::new(Semaphore::new(0)) };
    let config = fixed(&transport.recorder).location_service(true).transport(transport.clone()).build().unwrap();
    let client = Client::new(&config, &PRODUCT);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let mut still = Box::pin(client.call(Request::new("Op", Method::Post, "/")));
        std::future::poll_fn(|context| {
            assert!(still.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        let mut request = Request::new("Op", Method::Post, "/");
        request.set_options(CallOptions::new().operation_timeout(Duration::from_millis(500)));
        let made = tokio::time::timeout(Duration::from_secs(30), client.call(request)).await;
        made.expect("it does not wait for ever").unwrap();
    });
    let hosts: Vec<_> = transport.recorder.requests().iter().map(|request| request.authority().to_owned()).collect();
    assert_eq!(hosts, [QUESTION, "shop.cn-hangzhou.aliyuncs.com"]);
}

/// Refuses every operation but one.
struct Only(&'static str);

impl Interceptor for Only {
    fn before_signing(&self, attempt: &Attempt<'_>, _: &mut Unsigned<'_>) -> Result<(), Error> {
        if attempt.operation == self.0 { Ok(()) } else { Err(Error::interceptor("not this one")) }
    }
}

#[test]
fn the_question_is_no_call_of_the_users_own() {
    let recorder = Recorder::script([answer(200, &[], FOUND)]);
    let config = fixed(&recorder).location_service(true).signature(SignatureVersion::V1).interceptor(Only("Op"));
    call(config, &PRODUCT, Request::new("Op", Method::Post, "/")).unwrap();
    let sent = recorder.requests();
    assert_eq!(sent.iter().map(|request| request.authority()).collect::<Vec<_>>(), [QUESTION, "shop-1.aliyuncs.com"]);
    let signatures = sent.iter().map(|request| request.headers().get("authorization").is_some());
    assert_eq!(signatures.collect::<Vec<_>>(), [true, false], "only version 3 signs in a header");
}
