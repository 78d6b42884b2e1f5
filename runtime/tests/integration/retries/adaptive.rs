//! Calls that keep to a rate once the service throttles.

use std::time::Duration;

use alicloud_core::{CallOptions, Client, Config, ErrorKind, RawResponse, StandardRetry};

use super::*;

fn config(recorder: &Recorder, timer: &Skipping) -> Config {
    fixed(recorder).timer(timer.clone()).retry(StandardRetry::new().adaptive()).build().unwrap()
}

fn make(client: &Client, options: CallOptions) -> Result<RawResponse, Error> {
    let mut request = Request::new("Op", Method::Get, "/");
    request.set_options(options);
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(client.call(request))
}

fn passed(timer: &Skipping) -> Duration {
    timer.waits().iter().sum()
}

#[test]
fn the_first_throttled_attempt_sets_the_pace_of_all_clients_of_the_product() {
    let (recorder, timer) = (Recorder::script([refusal(400, "Throttling.User")]), Skipping::default());
    let config = config(&recorder, &timer);
    make(&Client::new(&config, &ECS), CallOptions::new()).unwrap();
    assert_eq!(recorder.requests().len(), 2);
    // The wait that the policy draws counts: one attempt in two seconds is the least rate.
    assert_eq!(passed(&timer).as_millis(), 2_000);

    let before = passed(&timer);
    make(&Client::new(&config, &ECS), CallOptions::new()).unwrap();
    assert!(passed(&timer) > before, "the next call waits for its turn");
    let before = passed(&timer);
    make(&Client::new(&config, &WEBPLUS), CallOptions::new()).unwrap();
    make(&Client::new(&config, &ECS), CallOptions::new().retry(StandardRetry::new())).unwrap();
    assert_eq!(passed(&timer), before, "other products do not wait, nor calls that are not to");
}

#[test]
fn a_call_whose_turn_comes_too_late_fails_at_once() {
    let (recorder, timer) = (Recorder::script([refusal(400, "Throttling.User")]), Skipping::default());
    let client = Client::new(&config(&recorder, &timer), &ECS);
    let short = || CallOptions::new().operation_timeout(Duration::from_millis(1_900));
    let error = make(&client, short()).unwrap_err();
    assert_eq!((error.kind(), error.code(), error.attempts()), (ErrorKind::Service, Some("Throttling.User"), 1));

    let (count, waits) = (recorder.requests().len(), timer.waits().len());
    let error = make(&client, CallOptions::new().operation_timeout(Duration::from_millis(1))).unwrap_err();
    assert_eq!((recorder.requests().len(), timer.waits().len()), (count, waits));
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_throttling() && error.is_unprocessed() && error.is_retryable(), "{error}");
    assert!(error.to_string().contains("nothing was sent"), "{error}");
}
