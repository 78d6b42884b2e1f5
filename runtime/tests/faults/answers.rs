//! Answers that are not what the service sends: old or broken HTTP, pages of gateways, bodies that are no JSON.

use alicloud_core::CallOptions;

use super::case::{Case, cases};
use super::expected::{answered, lost, ok, undecodable, unreadable};
use super::script::Answer;
use super::script::Fault::{Break, Endless};
use super::script::How::Close;
use super::script::Point::Answered;

const HTML: &str = "<!DOCTYPE html><html><body><h1>Bad Gateway</h1></body></html>";
const TYPE: (&str, &str) = ("Content-Type", "text/html");
/// `{}` by gzip.
const GZIP: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\xab\xae\x05\x00\x43\xbf\xa6\xa3\x02\x00\x00\x00";

cases! {
    not_http: Case::answers([Answer::raw("SSH-2.0-OpenSSH_9.9\r\n\r\n")]).with([Break(Answered, Close)])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    never_http: Case::answers([garbage(), garbage(), garbage()]) => Read lost(3, 3), Write lost(1, 1), Token lost(3, 3);
    http_1_0: Case::answers([Answer::raw("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}")]).with([Break(Answered, Close)])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    http_1_0_until_the_end: Case::answers([Answer::raw("HTTP/1.0 200 OK\r\n\r\n{}")]).with([Break(Answered, Close)])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    http_of_the_future: Case::answers([Answer::raw("HTTP/3.7 200 OK\r\nContent-Length: 2\r\n\r\n{}")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    a_head_with_a_line_that_is_none: Case::answers([Answer::raw("HTTP/1.1 200 OK\r\nno colon\r\n\r\n{}")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    two_lengths: Case::answers([Answer::raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    told_to_go_on: Case::answers([before("HTTP/1.1 100 Continue\r\n\r\n", Answer::ok())])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    told_of_early_hints: Case::answers([before("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n", Answer::ok())])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    no_content: Case::answers([Answer::raw("HTTP/1.1 204 No Content\r\n\r\n")])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    an_empty_body: Case::answers([Answer::new(200, &[], "")]) => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    a_redirect: Case::answers([Answer::new(302, &[("Location", "/elsewhere")], "")])
        => Read answered(None, 1, 1).not_retryable(), Write answered(None, 1, 1).not_retryable(), Token answered(None, 1, 1).not_retryable();
    a_redirect_with_a_body: Case::answers([Answer::new(307, &[("Location", "https://other.example.com/op?x=1")], HTML)])
        => Read answered(None, 1, 1).not_retryable(), Write answered(None, 1, 1).not_retryable();
    another_protocol: Case::answers([Answer::raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n")])
        .with([Break(Answered, Close)])
        => Read answered(None, 1, 1).not_retryable(), Write answered(None, 1, 1).not_retryable(), Token answered(None, 1, 1).not_retryable();

    a_page_instead_of_the_answer: Case::answers([Answer::new(200, &[TYPE], HTML)])
        => Read undecodable(1, 1), Write undecodable(1, 1), Token undecodable(1, 1);
    a_page_about_a_gateway: Case::answers([Answer::new(502, &[TYPE], HTML)])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    a_page_about_a_gateway_each_time: Case::answers([0; 9].map(|_| Answer::new(502, &[TYPE], HTML)))
        => Read answered(None, 3, 3), Write answered(None, 1, 1), Token answered(None, 3, 3);
    text_that_is_not_utf_8: Case::answers([Answer::new(200, &[], b"{\"Code\":\"\xff\xfe\"}")])
        => Read undecodable(1, 1), Write undecodable(1, 1), Token undecodable(1, 1);
    an_error_that_is_not_utf_8: Case::answers([Answer::new(503, &[], b"{\"Code\":\"\xff\xfe\"}")])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    half_of_json: Case::answers([Answer::new(200, &[], "{\"Code\":")])
        => Read undecodable(1, 1), Write undecodable(1, 1), Token undecodable(1, 1);
    deep_json: Case::answers([Answer::new(200, &[], "[".repeat(100_000))])
        => Read undecodable(1, 1), Write undecodable(1, 1), Token undecodable(1, 1);
    compressed_without_saying_so: Case::answers([Answer::new(200, &[], GZIP)])
        => Read undecodable(1, 1), Write undecodable(1, 1), Token undecodable(1, 1);
    compressed_without_being_asked: Case::answers([Answer::new(200, &[("Content-Encoding", "gzip")], GZIP)])
        => Read unreadable(1, 1), Write unreadable(1, 1), Token unreadable(1, 1);
    plain_though_it_says_compressed: Case::answers([Answer::new(200, &[("Content-Encoding", "gzip")], "{}")])
        => Read unreadable(1, 1), Write unreadable(1, 1), Token unreadable(1, 1);

    /// An error keeps its status whatever is done to its body.
    an_error_compressed_without_being_asked: Case::answers([Answer::new(503, &[("Content-Encoding", "gzip")], GZIP)])
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    a_refusal_compressed_without_being_asked: Case::answers([
        Answer { refuses: true, ..Answer::new(429, &[("Content-Encoding", "gzip")], GZIP) },
    ]) => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    an_error_longer_than_the_limit: Case::answers([Answer::error(503, &"x".repeat(2_000_000), &[])]).options(CallOptions::new().max_response_size(1_000_000))
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    an_error_whose_code_comes_before_the_limit: Case::answers([long("SystemBusy", 400)]).with([Break(Answered, Close)]).options(CallOptions::new().max_response_size(1_000_000))
        => Read ok(2, 2), Write answered("SystemBusy", 1, 1), Token ok(2, 2);
    a_refusal_longer_than_what_is_kept: Case::answers([Answer { refuses: true, ..long_before("Throttling.User") }])
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    an_error_without_end: Case::answers([Answer::raw("HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n")])
        .with([Endless]).options(CallOptions::new().max_response_size(1_000))
        => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
    an_answer_longer_than_the_limit: Case::answers([Answer::new(200, &[], " ".repeat(2_000_000))]).options(CallOptions::new().max_response_size(1_000_000))
        => Read unreadable(1, 1), Write unreadable(1, 1), Token unreadable(1, 1);
    xml_with_attributes: Case::answers([xml("<Error xmlns='x'><Code a='1'>SystemBusy</Code></Error>")])
        => Read ok(2, 2), Write answered("SystemBusy", 1, 1), Token ok(2, 2);
    xml_of_a_code_of_the_business: Case::answers([xml("<?xml version='1.0'?><Error><Code a='>'>BoatGone</Code></Error>")])
        => Read answered("BoatGone", 1, 1).not_retryable(), Write answered("BoatGone", 1, 1).not_retryable();

    a_long_header: Case::answers([Answer::new(200, &[("x-long", &"x".repeat(60_000))], "{}")])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    a_header_too_long: Case::answers([Answer::new(200, &[("x-long", &"x".repeat(2_000_000))], "{}")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    too_many_headers: Case::answers([Answer::new(200, &[("x-many", "1"); 1_000], "{}")])
        => Read ok(2, 2), Write lost(1, 1), Token ok(2, 2);
    a_large_body: Case::answers([Answer::new(200, &[], format!("{{}}{}", " ".repeat(4_000_000)))])
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    /// The rest looks like another answer, which must not be the one to the next call.
    more_bytes_than_announced: Case::answers([more()]) => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    more_bytes_than_an_error_announced: Case::answers([Answer::raw(
        [&b"HTTP/1.1 503 No\r\nContent-Length: 2\r\n\r\n{}"[..], &Answer::ok().bytes].concat(),
    )]) => Read ok(2, 2), Write answered(None, 1, 1), Token ok(2, 2);
}

/// An error whose message is longer than any limit of these tests.
fn long(code: &str, status: u16) -> Answer {
    let body = format!(r#"{{"Code":"{code}","Message":"{}"}}"#, "x".repeat(2_000_000));
    Answer::raw(format!("HTTP/1.1 {status} No\r\n\r\n{body}"))
}

/// The same with its code last.
fn long_before(code: &str) -> Answer {
    Answer::new(400, &[], format!(r#"{{"Message":"{}","Code":"{code}"}}"#, "x".repeat(200_000)))
}

fn xml(body: &str) -> Answer {
    Answer::new(500, &[("Content-Type", "text/xml;charset=utf-8")], body)
}

fn garbage() -> Answer {
    Answer::raw(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".as_slice())
}

fn before(first: &str, answer: Answer) -> Answer {
    Answer::raw([first.as_bytes(), &answer.bytes].concat())
}

fn more() -> Answer {
    Answer::raw([&b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"[..], &Answer::throttled().bytes].concat())
}
