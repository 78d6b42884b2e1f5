//! Waits, limits of time, and the budget that all calls share.

use std::time::Duration;

use alicloud_core::{
    BoxFuture, CallOptions, Client, CredentialProvider, Credentials, ErrorKind, NoRetry, ProviderContext, Timer,
};

use super::*;

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
fn a_repetition_that_helps_uses_nothing_up() {
    let script = (0..200).flat_map(|_| [lost(TransportErrorKind::Connect), ok()]);
    let recorder = Recorder::script(script);
    let client = Client::new(&retrying(&recorder).build().unwrap(), &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for _ in 0..200 {
        runtime.block_on(client.call(read())).unwrap();
    }
}
