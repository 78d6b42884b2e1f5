//! What is repeated: by what failed, and by what the call does.

use alicloud_core::Place;
use alicloud_core::transport::TransportErrorKind;

use super::*;

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
