//! Error answers: throttling, a service that is out of order, clocks that differ, nonces that were used, tokens that
//! expired.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use super::case::{Case, KEY, Kind, cases, client, config, finish, runtime};
use super::expected::{answered, ok};
use super::proxy::Proxy;
use super::script::Answer;
use super::service::{Clock, Date, Rules, Service};

const HOUR: u64 = 3_600;

cases! {
    throttled_once: Case::answers([Answer::throttled()]) => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    throttled_always: Case::answers([0; 9].map(|_| Answer::throttled()))
        => Read answered("Throttling.User", 3, 3).unprocessed(), Write answered("Throttling.User", 3, 3).unprocessed(),
           Token answered("Throttling.User", 3, 3).unprocessed();
    throttled_with_a_wait: Case::answers([429; 2].map(|status| Answer::refusal(status, "Throttling", &[("x-acs-retry-after", "20")])))
        => Read ok(3, 3), Write ok(3, 3), Token ok(3, 3);
    throttled_until_a_time: Case::answers([Answer::refusal(429, "Throttling", &[("Retry-After", &soon()), ("Date", &now())])])
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    throttled_until_a_time_that_has_passed: Case::answers([Answer::refusal(429, "Throttling", &[("Retry-After", &now())])])
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    /// Longer than a call waits.
    throttled_until_next_year: Case::answers([Answer::refusal(429, "Throttling", &[("Retry-After", &next_year())])])
        => Read answered("Throttling", 1, 1).unprocessed(), Write answered("Throttling", 1, 1).unprocessed(),
           Token answered("Throttling", 1, 1).unprocessed();
    throttled_without_a_body: Case::answers([Answer { refuses: true, ..Answer::new(429, &[], "") }])
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    throttled_always_with_a_wait: Case::answers([0; 9].map(|_| Answer::refusal(429, "Throttling", &[("x-acs-retry-after", "20")])))
        => Read answered("Throttling", 3, 3).unprocessed(), Write answered("Throttling", 3, 3).unprocessed();
    /// More than the policy's limit for waits that the service asks for.
    throttled_for_a_day: Case::answers([Answer::refusal(429, "Throttling", &[("x-acs-retry-after", "86400000")])])
        => Read answered("Throttling", 1, 1).unprocessed(), Write answered("Throttling", 1, 1).unprocessed();
    throttled_for_ever: Case::answers([Answer::refusal(429, "Throttling", &[("x-acs-retry-after", "18446744073709551615")])])
        => Read answered("Throttling", 1, 1).unprocessed();
    throttled_for_a_wait_that_is_none: Case::answers([Answer::refusal(429, "Throttling", &[("x-acs-retry-after", "-1, soon")])])
        => Read ok(2, 2), Write ok(2, 2);

    an_unknown_failure: Case::answers([Answer::error(500, "InternalError", &[])])
        => Read ok(2, 2), Write answered("InternalError", 1, 1), Token ok(2, 2);
    an_unknown_failure_each_time: Case::answers([0; 9].map(|_| Answer::error(500, "InternalError", &[])))
        => Read answered("InternalError", 3, 3), Write answered("InternalError", 1, 1), Token answered("InternalError", 3, 3);
    a_failure_without_words: Case::answers([Answer::new(500, &[], "")])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    a_bad_gateway: Case::answers([Answer::new(502, &[], "")])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    out_of_order: Case::answers([Answer::error(503, "ServiceUnavailable", &[])])
        => Read ok(2, 2), Write answered("ServiceUnavailable", 1, 1), Token ok(2, 2);
    out_of_order_always: Case::answers([0; 9].map(|_| Answer::error(503, "ServiceUnavailable", &[])))
        => Read answered("ServiceUnavailable", 3, 3), Write answered("ServiceUnavailable", 1, 1),
           Token answered("ServiceUnavailable", 3, 3);
    a_gateway_that_waited_too_long: Case::answers([Answer::new(504, &[], "")])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    /// A load balancer that did not get the request in time.
    a_request_that_took_too_long: Case::answers([Answer::new(408, &[], "")])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    throttled_then_out_of_order: Case::answers([Answer::throttled(), Answer::error(503, "ServiceUnavailable", &[])])
        => Read ok(3, 3), Write answered("ServiceUnavailable", 2, 2), Token ok(3, 3);

    a_clock_that_is_behind: Case::rules(clock(Date::Right)) => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    a_clock_that_is_behind_nobody_says_how_far: Case::rules(clock(Date::Absent))
        => Read answered("InvalidTimeStamp.Expired", 2, 2).unprocessed(),
           Write answered("InvalidTimeStamp.Expired", 2, 2).unprocessed();
    a_nonce_that_was_used: Case::answers([]).repeating_a_nonce()
        => Read ok(2, 2), Write answered("SignatureNonceUsed", 1, 1);
    /// The key of the test does not change, so what expired stays so.
    a_token_that_expired: Case::rules(Rules { expired: &[KEY], ..Rules::default() })
        => Read answered("InvalidSecurityToken.Expired", 2, 2).unprocessed(),
           Write answered("InvalidSecurityToken.Expired", 2, 2).unprocessed();
}

fn now() -> String {
    httpdate::fmt_http_date(SystemTime::now())
}

fn soon() -> String {
    httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(1))
}

fn next_year() -> String {
    httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(365 * 24 * HOUR))
}

fn clock(date: Date) -> Rules {
    Rules { clock: Some(Clock { ahead: HOUR, date }), ..Rules::default() }
}

/// A clock that is behind by so many seconds, until somebody sets it.
#[derive(Clone)]
struct Behind(Arc<AtomicU64>);

impl alicloud_core::Clock for Behind {
    fn now(&self) -> SystemTime {
        SystemTime::now() - Duration::from_secs(self.0.load(Ordering::SeqCst))
    }
}

/// The first refusal states an absurd time, as a gateway with a clock of its own may, and the next one none.
#[test]
fn a_time_that_was_wrong_is_forgotten() {
    let rules = Rules { clock: Some(Clock { ahead: 0, date: Date::WrongOnce }), ..Rules::default() };
    let service = Service::start(Vec::new(), rules);
    let proxy = Proxy::start(service.address, Vec::new());
    let behind = Behind(Arc::new(AtomicU64::new(HOUR)));
    let client = client(config(&proxy).clock(behind.clone()));
    let runtime = runtime();
    let error = runtime.block_on(finish(client.call(Kind::Write.request()))).unwrap_err();
    assert_eq!((error.code(), error.attempts()), (Some("InvalidTimeStamp.Expired"), 2), "{error}");

    behind.0.store(0, Ordering::SeqCst);
    runtime.block_on(finish(client.call(Kind::Write.request()))).unwrap();
    assert_eq!(service.count(), 3);
}
