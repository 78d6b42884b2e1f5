//! Waits on a timer that keeps what it is asked for and is over at once.

use std::collections::VecDeque;
use std::future::{Future, ready};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use super::*;
use crate::error::ErrorKind;
use crate::http::{Headers, HttpResponse, RawResponse};
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::test_util;
use crate::test_util::{Fake, InstantTimer};
use crate::time::Timer as _;

static PRODUCT: Product =
    Product::new("Harbour", "2021-02-03", Style::Rpc, Endpoints::new("harbour", EndpointRule::Regional));

/// A call that is answered from a script of states; after the last one it is answered with that again.
#[derive(Clone)]
struct Look {
    client: Client,
    states: Arc<Mutex<VecDeque<Result<&'static str, ErrorKind>>>>,
}

impl Polled for Look {
    type Output = String;
    const OPERATION: &'static str = "DescribeBoat";

    fn client(&self) -> &Client {
        &self.client
    }

    fn poll(self) -> BoxFuture<'static, Result<Response<String>, Error>> {
        let mut states = self.states.lock().unwrap();
        let state = states.pop_front().expect("the script has states");
        if states.is_empty() {
            states.push_back(state);
        }
        Box::pin(ready(state.map_err(|kind| Error::new(kind, "scripted")).map(|state| {
            let body = format!(r#"{{"RequestId": "id of {state}"}}"#);
            let raw = RawResponse::from(HttpResponse::new(200, Headers::new(), body));
            Response::new(state.to_owned(), raw)
        })))
    }
}

const PACE: Pace =
    Pace { interval: Duration::from_secs(4), max_interval: Duration::from_secs(10), deadline: Duration::from_secs(60) };

#[expect(clippy::ptr_arg, reason = "it is given the output as it is")]
fn judge(state: &String) -> Option<End> {
    match state.as_str() {
        "moored" => Some(End { state: "moored", is_success: true }),
        "sunk" => Some(End { state: "sunk", is_success: false }),
        _ => None,
    }
}

fn waiter(states: &[Result<&'static str, ErrorKind>]) -> (Waiter<Look>, InstantTimer) {
    let timer = InstantTimer::new();
    // The calls are answered from the script.
    let config =
        test_util::config(&Fake::new(&[])).timer(timer.clone()).build().expect("the configuration is complete");
    let states = Arc::new(Mutex::new(states.iter().copied().collect()));
    (Waiter::new(Look { client: Client::new(&config, &PRODUCT), states }, PACE, judge), timer)
}

fn run(waiter: Waiter<Look>) -> Result<String, WaitError> {
    match pin!(waiter.wait()).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => panic!("nothing waits for long"),
    }
}

/// The waits, each with the whole delay that it may have been.
fn assert_waits(timer: &InstantTimer, delays: &[u64]) {
    let waits = timer.waits();
    assert_eq!(waits.len(), delays.len(), "{waits:?}");
    for (wait, &delay) in waits.iter().zip(delays) {
        let delay = Duration::from_secs(delay);
        assert!(*wait >= delay / 2 && *wait <= delay, "{waits:?}");
    }
}

#[test]
fn success_ends_the_wait_with_the_last_answer() {
    let (waiter, timer) = waiter(&[Ok("sailing"), Ok("sailing"), Ok("sailing"), Ok("moored")]);
    assert_eq!(run(waiter).expect("it moors"), "moored");
    assert_waits(&timer, &[4, 8, 10]);
    let (waiter, timer) = self::waiter(&[Ok("moored")]);
    assert_eq!(run(waiter).expect("it is moored"), "moored");
    assert_waits(&timer, &[]);
}

#[test]
fn another_end_is_an_error_with_its_state() {
    let (waiter, timer) = waiter(&[Ok("sailing"), Ok("sunk")]);
    let error = run(waiter).expect_err("it sinks");
    assert_eq!((error.state(), error.request_id()), (Some("sunk"), Some("id of sunk")));
    let text = error.to_string();
    assert!(text.contains("DescribeBoat") && text.contains("sunk") && text.contains("request id id of sunk"), "{text}");
    assert_waits(&timer, &[4]);
    let error = Error::from(error);
    assert!(error.kind() == ErrorKind::Wait && error.to_string().contains("sunk"), "{error}");
}

#[test]
fn the_deadline_is_kept_and_looked_at_once_more() {
    let (waiter, timer) = waiter(&[Ok("sailing")]);
    let error = run(waiter.deadline(Duration::from_secs(7))).expect_err("it sails on");
    let WaitError::Deadline { deadline, request_id, .. } = &error else { panic!("another error: {error}") };
    assert_eq!((deadline.as_secs(), request_id.as_deref()), (7, Some("id of sailing")));
    assert_eq!((error.state(), timer.now()), (None, Duration::from_secs(7)), "not a moment longer");
    let (waiter, timer) = self::waiter(&[Ok("sailing")]);
    assert!(matches!(run(waiter.deadline(Duration::ZERO)), Err(WaitError::Deadline { .. })));
    assert_waits(&timer, &[]);
}

#[test]
fn a_call_that_fails_ends_the_wait() {
    let (waiter, timer) = waiter(&[Ok("sailing"), Err(ErrorKind::Service)]);
    let error = run(waiter).expect_err("a call fails");
    assert!(matches!(&error, WaitError::Call(error) if error.kind() == ErrorKind::Service), "{error}");
    assert!(std::error::Error::source(&error).is_some());
    assert_eq!(Error::from(error).kind(), ErrorKind::Service, "the error of the call itself");
    assert_waits(&timer, &[4]);
}

#[test]
fn delays_that_make_no_sense_are_mended() {
    let (waiter, timer) = waiter(&[Ok("sailing"), Ok("sailing"), Ok("moored")]);
    let waiter = waiter.interval(Duration::from_secs(6)).max_interval(Duration::ZERO);
    assert!(format!("{waiter:?}").contains("DescribeBoat"));
    run(waiter).expect("it moors");
    assert_waits(&timer, &[6, 6]);
    let (waiter, timer) = self::waiter(&[Ok("sailing"), Ok("moored")]);
    run(waiter.interval(Duration::ZERO)).expect("it moors");
    assert!(timer.waits()[0] >= SHORTEST / 2, "no flood of calls");
    let (waiter, _) = self::waiter(&[Ok("sailing"), Ok("sailing"), Ok("moored")]);
    let waiter = waiter.interval(Duration::MAX).max_interval(Duration::MAX);
    assert!(run(waiter).is_err(), "the deadline comes first");
}
