//! The tools with which users test their own code.

use std::time::Duration;

use alicloud_core::test_util::{Fake, FakeAnswer, InstantTimer, Recorder, Replay, config};
use alicloud_core::transport::{HttpRequest, HttpResponse, TransportError, TransportErrorKind};
use alicloud_core::{
    BoxFuture, Client, Credentials, Error, Headers, Method, RawResponse, Request, Response, SignatureVersion, Timer,
    Transport,
};

use super::support::{ECS, WEBPLUS};

fn run<T: Transport + Clone + 'static>(transport: &T, request: Request) -> Result<RawResponse, Error> {
    let client = Client::new(&config(transport).build().unwrap(), &WEBPLUS);
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(client.call(request))
}

fn list(page: i32) -> Request {
    let mut request = Request::new("ListThings", Method::Get, "/things");
    request.query("Page", &page);
    request
}

#[test]
fn a_fake_answers_by_queue_then_handler_then_example() {
    let fake = Fake::new(&[("ListThings", "example")]);
    let body = |page| String::from_utf8(run(&fake, list(page)).unwrap().body().to_vec()).unwrap();
    assert_eq!(body(1), "example");
    fake.on("ListThings", |call| FakeAnswer::json(format!("page {}", call.parameter("Page").unwrap())));
    fake.once("ListThings", FakeAnswer::raw(200, "queued"));
    assert_eq!([body(2), body(3)], ["queued", "page 3"]);
    let error = run(&fake, Request::new("Other", Method::Get, "/other")).unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("InvalidAction.NotFound"), Some(404)));
    fake.once("ListThings", FakeAnswer::failure(TransportError::new(TransportErrorKind::Connect, "down")));
    assert_eq!(body(4), "page 4");
    assert_eq!(fake.calls().len(), 6, "the failed attempt was repeated");
    assert_eq!(fake.remaining(), 0);
    // As a slip of the pen in a test: nobody will ask for it.
    fake.once("ListThing", FakeAnswer::json("{}"));
    assert!(run(&fake, list(5)).is_ok());
    assert_eq!(fake.remaining(), 1);
}

#[test]
fn a_fake_answers_with_bytes_text_and_nothing_which_a_recording_keeps() {
    let fake = Fake::default();
    fake.once("ListThings", FakeAnswer::bytes(b"\x89PNG\xff"));
    fake.once("ListThings", FakeAnswer::text("a,b"));
    fake.once("ListThings", FakeAnswer::empty());
    let recorder = Recorder::new(fake);
    let ask = |transport: &Recorder<Fake>| [1, 2, 3].map(|page| run(transport, list(page)).unwrap());
    let [bytes, text, empty] = ask(&recorder);
    assert_eq!(Response::bytes(bytes).output, b"\x89PNG\xff");
    assert_eq!(Response::text(text).unwrap().output, "a,b");
    assert_eq!((empty.status(), empty.body()), (204, &b""[..]));
    let () = Response::empty(empty).output;
    let replay = Replay::from_json(&recorder.to_json()).unwrap();
    let bodies = [1, 2, 3].map(|page| run(&replay, list(page)).unwrap().body().to_vec());
    assert_eq!(bodies, [&b"\x89PNG\xff"[..], b"a,b", b""]);
}

#[test]
fn a_fake_sees_the_call_without_its_signature() {
    for version in [SignatureVersion::V3, SignatureVersion::V1] {
        let fake = Fake::new(&[("RunThings", "{}")]);
        let client = Client::new(&config(&fake).signature(version).build().unwrap(), &ECS);
        let mut request = Request::new("RunThings", Method::Post, "/");
        request.form("Name", "a b&c");
        request.query("Tag.1.Key", "ä");
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(client.call(request)).unwrap();
        let calls = fake.calls();
        let names: Vec<_> = calls[0].parameters.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Name", "RegionId", "Tag.1.Key"], "{version:?}");
        assert_eq!(calls[0].operation, "RunThings");
        assert_eq!(calls[0].parameter("Name").as_deref(), Some("a b&c"));
        assert!(!format!("{calls:?}").contains("a b&c"));
    }
}

#[test]
fn a_parameter_that_is_called_like_one_of_the_protocol_is_seen() {
    let fake = Fake::new(&[("PublishThing", "{}")]);
    let mut request = Request::new("PublishThing", Method::Post, "/things");
    request.query("Version", "7");
    request.form("Format", "zip");
    run(&fake, request).unwrap();
    let call = &fake.calls()[0];
    assert_eq!((call.parameter("Version"), call.parameter("Format")), (Some("7".into()), Some("zip".into())));
}

#[test]
fn a_member_of_a_json_body_is_a_parameter_too() {
    let fake = Fake::new(&[("Put", "{}")]);
    let mut request = Request::new("Put", Method::Put, "/things");
    request.json("Name", "n");
    request.json("Count", &2);
    run(&fake, request).unwrap();
    let call = fake.calls().remove(0);
    assert_eq!(
        [call.parameter("Name"), call.parameter("Count"), call.parameter("None")],
        [Some("n".into()), Some("2".into()), None]
    );
}

#[test]
fn what_was_recorded_is_replayed_and_holds_no_credentials() {
    let recorder = Recorder::new(Fake::new(&[("ListThings", r#"{"Things":[]}"#)]));
    run(&recorder, list(1)).unwrap();
    run(&recorder, list(2)).unwrap();
    let recording = recorder.to_json();
    for secret in ["testAccessKeyId", "testAccessKeySecret", "Signature", "authorization"] {
        assert!(!recording.contains(secret), "{recording}");
    }

    let replay = Replay::from_json(&recording).unwrap();
    assert_eq!(run(&replay, list(1)).unwrap().body(), br#"{"Things":[]}"#);
    let error = run(&replay, list(7)).unwrap_err();
    assert!(error.to_string().contains("its parameter Page differs"), "{error}");
    assert_eq!((error.attempts(), error.is_unprocessed()), (1, true));
    assert_eq!(run(&replay, list(2)).unwrap().request_id(), Some("FAKE-REQUEST-ID"));
    assert_eq!(replay.remaining(), 0);
    assert!(run(&replay, list(2)).unwrap_err().to_string().contains("no further exchange"));
    assert!(Replay::from_json("{}").unwrap_err().to_string().contains("no recording"));
    assert!(Replay::load("/nowhere/recording.json").unwrap_err().to_string().contains("/nowhere/recording.json"));
}

#[test]
fn an_instant_timer_passes_by_its_waits() {
    let timer = InstantTimer::new();
    drop(timer.sleep(Duration::from_secs(3)));
    timer.advance(Duration::from_secs(1));
    assert_eq!((timer.now(), timer.waits()), (Duration::from_secs(4), vec![Duration::from_secs(3)]));
}

/// Answers, but not at once, and ends in time by itself.
#[derive(Clone)]
struct Slow;

impl Transport for Slow {
    fn send(&self, _: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async {
            tokio::task::yield_now().await;
            Ok(HttpResponse::new(200, Headers::new(), "{}"))
        })
    }

    fn keeps_time(&self) -> bool {
        true
    }
}

#[test]
fn a_recorder_leaves_time_to_the_transport_that_keeps_it() {
    run(&Recorder::new(Slow), list(1)).unwrap();
}

#[cfg(feature = "blocking")]
#[test]
fn a_call_can_be_made_without_async() {
    let fake = Fake::new(&[("ListThings", "{}")]);
    let client = Client::new(&config(&fake).build().unwrap(), &WEBPLUS);
    let answers = (0..3).map(|_| alicloud_core::blocking::wait(client.call(list(1))));
    assert!(answers.into_iter().all(|answer| answer.is_ok()));
}

#[test]
fn a_token_that_a_service_repeats_is_not_recorded() {
    for version in [SignatureVersion::V3, SignatureVersion::V1] {
        let fake = Fake::default();
        let echo = "the string to sign is: SecurityToken%3Dhidden-token%252B and hidden-token+";
        fake.fail_once("RunThings", 400, "SignatureDoesNotMatch", echo);
        let recorder = Recorder::new(fake);
        let credentials = Credentials::with_token("id", "secret", "hidden-token+");
        let config = config(&recorder).signature(version).credentials(credentials).build().unwrap();
        let call = Request::new("RunThings", Method::Post, "/");
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(Client::new(&config, &ECS).call(call)).unwrap_err();
        let recording = recorder.to_json();
        assert!(recording.contains("string to sign") && !recording.contains("hidden"), "{recording}");
    }
}

#[test]
fn a_token_among_bytes_is_not_recorded_either() {
    let fake = Fake::default();
    fake.once("RunThings", FakeAnswer::bytes(b"\xff hidden-token+ \xff"));
    let recorder = Recorder::new(fake);
    let credentials = Credentials::with_token("id", "secret", "hidden-token+");
    let config = config(&recorder).credentials(credentials).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(Client::new(&config, &ECS).call(Request::new("RunThings", Method::Post, "/"))).unwrap();
    let recording = recorder.to_json();
    assert!(recording.contains("[redacted]") && !recording.contains("answer_base64"), "{recording}");
    assert!(!recording.contains("hidden"), "{recording}");
}
