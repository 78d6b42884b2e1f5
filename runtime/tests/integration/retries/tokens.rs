//! Client tokens: the same in all attempts, and only one.

use alicloud_core::{CallOptions, Place};

use super::*;

#[test]
fn a_write_with_a_client_token_is_repeated_with_the_same_token() {
    for (place, own) in [
        (Place::Query, false),
        (Place::Form, false),
        (Place::Json, false),
        (Place::Header, false),
        (Place::Query, true),
    ] {
        let recorder = Recorder::script([lost(TransportErrorKind::Timeout), refusal(500, "InternalError"), ok()]);
        let mut request = write();
        request.client_token("ClientToken", place);
        if own {
            request.query("ClientToken", "mine");
        }
        call(retrying(&recorder), &WEBPLUS, request).unwrap();
        let sent = recorder.requests();
        assert_eq!(sent.len(), 3);
        let token = |index: usize| {
            let request = &sent[index];
            let text = match place {
                Place::Query => request.target().to_owned(),
                Place::Header => request.headers().get("clienttoken").unwrap().to_owned(),
                _ => String::from_utf8(request.body().to_vec()).unwrap(),
            };
            assert_eq!(text.contains("ClientToken=mine"), own, "{text}");
            text
        };
        assert_eq!(token(0), token(2), "{place:?}");
        assert!(token(0).len() >= 16, "{place:?}");
        let nonces: Vec<_> =
            sent.iter().map(|request| request.headers().get("x-acs-signature-nonce").unwrap()).collect();
        assert_ne!(nonces[0], nonces[1], "the nonce is new, the token is not");
    }
}

#[test]
fn a_client_token_is_sent_under_the_name_that_the_call_gives_it() {
    let recorder = Recorder::script([ok()]);
    let mut request = write();
    request.client_token("clientToken", Place::Query);
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    let target = recorder.request().target().to_owned();
    assert!(target.contains("clientToken=") && !target.contains("ClientToken"), "{target}");
}

#[test]
fn a_client_token_among_the_options_is_the_only_one() {
    let recorder = Recorder::default();
    let mut request = write();
    request.client_token("ClientToken", Place::Query);
    request.set_options(CallOptions::new().query("ClientToken", "mine"));
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    assert_eq!(recorder.request().target(), "/a?ClientToken=mine&RegionId=cn-hangzhou");

    let recorder = Recorder::default();
    let mut request = write();
    request.client_token("ClientToken", Place::Header);
    request.set_options(CallOptions::new().header("clienttoken", "mine"));
    call(retrying(&recorder), &WEBPLUS, request).unwrap();
    let values = recorder.request().headers().iter().filter(|(name, _)| *name == "clienttoken").count();
    assert_eq!((values, recorder.request().headers().get("clienttoken")), (1, Some("mine")));
}
