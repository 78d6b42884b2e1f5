//! Connections that break or stall: every way at every point, once and for good.

use std::time::Duration;

use alicloud_core::ErrorKind;

use super::case::{Case, Kind, SHORT, cases, client, config, finish, runtime};
use super::expected::{answered, late, lost, ok};
use super::proxy::Proxy;
use super::script::Fault::{Break, Deaf, Endless, None, Trickle};
use super::script::How::{Close, Reset, Stall};
use super::script::Point::{Answered, Begun, Body, Forwarded, Head, Received};
use super::script::{Answer, Fault};
use super::service::{Rules, Service};

/// Some bytes a pause, which is slow but not too slow.
const SLOWLY: Fault = Trickle(Duration::from_millis(1));
/// So slow that an answer takes seconds.
const TOO_SLOWLY: Fault = Trickle(Duration::from_millis(20));

cases! {
    reset_before_reading: Case::faults([Break(Begun, Reset)]) => Read ok(2, 1), Write lost(1, 0), Token ok(2, 1);
    closed_before_reading: Case::faults([Break(Begun, Close)]) => Read ok(2, 1), Write lost(1, 0), Token ok(2, 1);
    stalled_before_reading: Case::faults([Break(Begun, Stall)]).limited()
        => Read ok(2, 1), Write late(1, 0), Token ok(2, 1);
    reset_within_the_request: Case::faults([Break(Received, Reset)]) => Read ok(2, 1), Write lost(1, 0), Token ok(2, 1);
    closed_within_the_request: Case::faults([Break(Received, Close)]) => Read ok(2, 1), Write lost(1, 0), Token ok(2, 1);
    stalled_within_the_request: Case::faults([Break(Received, Stall)]).limited()
        => Read ok(2, 1), Write late(1, 0), Token ok(2, 1);
    never_read: Case::faults([Deaf]).limited() => Read ok(2, 1), Write late(1, 0), Token ok(2, 1);
    reset_before_the_answer: Case::faults([Break(Forwarded, Reset)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    closed_before_the_answer: Case::faults([Break(Forwarded, Close)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    stalled_before_the_answer: Case::faults([Break(Forwarded, Stall)]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    reset_within_the_head: Case::faults([Break(Head, Reset)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    closed_within_the_head: Case::faults([Break(Head, Close)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    stalled_within_the_head: Case::faults([Break(Head, Stall)]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    reset_within_the_body: Case::faults([Break(Body, Reset)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    closed_within_the_body: Case::faults([Break(Body, Close)]) => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    stalled_within_the_body: Case::faults([Break(Body, Stall)]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    /// The answer is whole, so what becomes of the connection is no concern of the call.
    reset_after_the_answer: Case::faults([Break(Answered, Reset)]) => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    closed_after_the_answer: Case::faults([Break(Answered, Close)]) => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    stalled_after_the_answer: Case::faults([Break(Answered, Stall)]).limited()
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);

    always_reset_before_reading: Case::faults([Break(Begun, Reset); 9])
        => Read lost(3, 0), Write lost(1, 0), Token lost(3, 0);
    always_reset_before_the_answer: Case::faults([Break(Forwarded, Reset); 9])
        => Read lost(3, 3), Write lost(1, 1), Token lost(3, 3);
    always_stalled_before_the_answer: Case::faults([Break(Forwarded, Stall); 9]).limited()
        => Read late(3, 3), Write late(1, 1), Token late(3, 3);
    another_fault_each_time: Case::faults([Break(Begun, Close), Break(Body, Reset), None])
        => Read ok(3, 2), Write lost(1, 0), Token ok(3, 2);
    /// The refusal lets the write go out again; what became of the second one nobody knows.
    lost_after_a_refusal: Case::answers([Answer::throttled()]).with([None, Break(Forwarded, Reset)])
        => Read ok(3, 3), Write lost(2, 2), Token ok(3, 3);
    /// That the service refused it the client cannot know.
    a_refusal_that_is_lost: Case::answers([Answer::throttled()]).with([Break(Forwarded, Reset)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);

    /// A call made anew would have another token, so the refusals do not say that it can be made again.
    refused_after_one_was_lost: Case::answers([Answer::ok(), Answer::throttled(), Answer::throttled()])
        .with([Break(Forwarded, Reset)])
        => Read answered("Throttling.User", 3, 3), Write lost(1, 1), Token answered("Throttling.User", 3, 3);

    slow_but_in_time: Case::faults([SLOWLY]) => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    too_slow: Case::faults([TOO_SLOWLY]).limited() => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    always_too_slow: Case::faults([TOO_SLOWLY; 9]).limited() => Read late(3, 3);
    a_body_without_end: Case::answers([chunked("")]).with([Endless]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);

    fewer_bytes_than_announced: Case::answers([cut()]).with([Break(Answered, Close)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    fewer_bytes_than_announced_and_a_reset: Case::answers([cut()]).with([Break(Answered, Reset)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    fewer_bytes_than_announced_and_silence: Case::answers([cut()]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    always_fewer_bytes_than_announced: Case::answers([cut(), cut(), cut()]).with([Break(Answered, Close); 3])
        => Read lost(3, 3), Write lost(1, 1), Token lost(3, 3);
    chunks_without_the_last: Case::answers([chunked("2\r\n{}\r\n")]).with([Break(Answered, Close)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    chunks_without_the_last_and_silence: Case::answers([chunked("2\r\n{}\r\n")]).limited()
        => Read ok(2, 2), Write late(1, 1), Token ok(2, 2);
    a_chunk_shorter_than_announced: Case::answers([chunked("20\r\n{}\r\n")]).with([Break(Answered, Close)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    a_chunk_whose_length_is_no_number: Case::answers([chunked("zz\r\n{}\r\n0\r\n\r\n")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    /// Where only the end of the connection ends a body, its orderly end is taken for the end of the answer.
    without_a_length_and_reset: Case::answers([Answer::raw("HTTP/1.1 200 OK\r\n\r\n{}")]).with([Break(Body, Reset)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    /// A refusal that breaks off may have been about to say anything.
    a_refusal_cut_short: Case::answers([Answer::throttled()]).with([Break(Body, Close)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
}

fn cut() -> Answer {
    Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}")
}

fn chunked(body: &str) -> Answer {
    Answer::raw(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}"))
}

#[test]
fn the_limit_of_the_operation_ends_the_attempt_that_reaches_it() {
    let service = Service::start(Vec::new(), Rules::default());
    let proxy = Proxy::start(service.address, vec![Break(Forwarded, Stall); 9]);
    let client = client(config(&proxy).operation_timeout(SHORT));
    let error = runtime().block_on(finish(client.call(Kind::Read.request()))).unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1), "{error}");
    assert!(!error.is_unprocessed(), "{error}");
    assert_eq!(service.count(), 1);
}
