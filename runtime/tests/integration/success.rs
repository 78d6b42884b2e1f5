//! Responses of status 2xx that say that the operation failed, and the id of a call wherever it stands.

use alicloud_core::{CallOptions, Error, ErrorKind, Method, RawResponse, Request, Response};
use serde::Deserialize;

use super::support::*;

const BUSY: &str = r#"{"Code":"Throttling.User","Success":false,"Message":"later","RequestId":"R-1"}"#;

fn request(options: CallOptions) -> Request {
    let mut request = Request::new("ListBoats", Method::Get, "/boats");
    request.succeeds_if("Success", &["true"]);
    request.set_options(options);
    request
}

/// What becomes of an answer of status 200 with this body, where the client and the call each say whether to check.
fn answered(body: &str, by_client: bool, by_call: Option<bool>) -> Result<RawResponse, Error> {
    let recorder = Recorder::answering(200, &[("x-acs-request-id", "R-0")], body);
    let options = CallOptions::new();
    let options = by_call.map_or(options.clone(), |check| options.check_success(check));
    call(fixed(&recorder).check_success(by_client), &WEBPLUS, request(options))
}

#[test]
fn a_response_tells_whether_the_operation_succeeded() {
    for (body, expected) in [
        (r#"{"Success":true}"#, Some(true)),
        (r#"{"success":"True","Code":"Failed"}"#, Some(true)),
        (BUSY, Some(false)),
        (r#"{"Code":"Failed"}"#, None),
        ("", None),
        ("<html>", None),
    ] {
        let raw = answered(body, false, None).unwrap();
        assert_eq!(raw.succeeded(), expected, "{body}");
        assert_eq!(Response::bytes(raw).succeeded(), expected, "{body}");
    }
    let recorder = Recorder::answering(200, &[], BUSY);
    let raw = call(fixed(&recorder), &WEBPLUS, Request::new("ListBoats", Method::Get, "/boats")).unwrap();
    assert_eq!(raw.succeeded(), None, "nobody said how the operation tells it");
}

#[test]
fn one_that_failed_is_an_error_where_that_is_asked_for() {
    for (by_client, by_call) in [(true, None), (false, Some(true)), (true, Some(true))] {
        let error = answered(BUSY, by_client, by_call).unwrap_err();
        assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(200)));
        assert_eq!((error.code(), error.message()), (Some("Throttling.User"), Some("later")));
        assert_eq!((error.request_id(), error.operation()), (Some("R-1"), Some("ListBoats")));
        assert!(error.is_throttling() && error.is_unprocessed());
        assert_eq!(error.raw_body(), Some(BUSY.as_bytes()));
        assert_eq!(error.raw_response().and_then(RawResponse::succeeded), Some(false));
        assert!(answered(r#"{"Success":true}"#, by_client, by_call).is_ok());
        assert!(answered(r#"{"Code":"Failed"}"#, by_client, by_call).is_ok(), "it does not say that it failed");
    }
    assert!(answered(BUSY, false, None).is_ok() && answered(BUSY, true, Some(false)).is_ok());
}

#[test]
fn why_it_failed_stands_in_members_of_several_names() {
    for body in [
        r#"{"Success":false,"ErrorCode":"BoatGone","ErrorMessage":"no boat"}"#,
        r#"{"success":false,"errCode":"BoatGone","errMsg":"no boat"}"#,
        r#"{"Success":"false","Code":"BoatGone","Msg":"no boat"}"#,
    ] {
        let error = answered(body, true, None).unwrap_err();
        assert_eq!((error.code(), error.message()), (Some("BoatGone"), Some("no boat")), "{body}");
        assert!(!error.is_retryable() && !error.is_unprocessed(), "{body}");
    }
    let error = answered(r#"{"Success":false,"Data":"a password"}"#, true, None).unwrap_err().to_string();
    assert!(error.contains("says that the operation failed") && !error.contains("a password"), "{error}");
}

#[test]
fn the_id_of_a_call_is_that_of_the_body_or_else_of_the_header() {
    #[derive(Deserialize)]
    struct Boat {}
    for (status, header, body, expected) in [
        (200, Some("R-0"), r#"{"RequestId":"R-1"}"#, Some("R-1")),
        (200, Some("R-0"), r#"{"requestId":"R-1"}"#, Some("R-1")),
        (200, Some("R-0"), r#"{"RequestId":""}"#, Some("R-0")),
        (202, Some(" R-0 "), "", Some("R-0")),
        (202, Some(" "), "", None),
        (200, None, r#"{"RequestId":"R-1"}"#, Some("R-1")),
        (200, None, "[]", None),
        (404, Some("R-0"), r#"{"Code":"BoatGone"}"#, Some("R-0")),
        (404, Some("R-0"), "", Some("R-0")),
        (404, Some("R-0"), r#"{"error":{"Code":"BoatGone"},"RequestId":"R-1"}"#, Some("R-1")),
    ] {
        let headers: Vec<_> = header.map(|id| ("x-acs-request-id", id)).into_iter().collect();
        let recorder = Recorder::answering(status, &headers, body);
        let result = call(fixed(&recorder), &WEBPLUS, Request::new("GetBoat", Method::Get, "/boat"));
        let seen = match &result {
            Ok(raw) => raw.request_id().map(str::to_owned),
            Err(error) => error.request_id().map(str::to_owned),
        };
        assert_eq!(seen.as_deref(), expected, "{status} {header:?} {body}");
        if let Ok(raw) = result {
            assert_eq!(Response::<Boat>::decode(raw).unwrap().request_id(), expected, "{status} {header:?} {body}");
        }
    }
}
