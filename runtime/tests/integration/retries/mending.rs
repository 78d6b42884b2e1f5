//! What the next attempt does better: the time, the credentials.

use alicloud_core::{BoxFuture, Client, CredentialProvider, Credentials, ErrorKind, ProviderContext};

use super::*;

#[test]
fn a_clock_that_is_off_is_corrected_from_the_answer_for_all_later_calls() {
    let late = [("date", "Mon, 20 May 2024 12:30:00 GMT")];
    let body = r#"{"Code":"InvalidTimeStamp.Expired","Message":"expired"}"#;
    let recorder = Recorder::script([answer(400, &late, body), ok(), ok()]);
    let client = Client::new(&retrying(&recorder).build().unwrap(), &WEBPLUS);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(client.call(write())).unwrap();
    runtime.block_on(client.call(write())).unwrap();
    let sent = recorder.requests();
    let dates: Vec<_> = sent.iter().map(|request| request.headers().get("x-acs-date").unwrap()).collect();
    assert_eq!(dates, ["2024-05-20T10:30:00Z", "2024-05-20T12:30:00Z", "2024-05-20T12:30:00Z"]);
}

#[test]
fn a_clock_that_cannot_be_corrected_is_given_up_after_one_repetition() {
    let (sent, result) = attempts((0..5).map(|_| refusal(400, "IllegalTimestamp")).collect(), write());
    assert_eq!((sent, result.unwrap_err().code()), (2, Some("IllegalTimestamp")));
}

/// Gives another key after one was rejected.
struct Rotating(std::sync::atomic::AtomicU32);

impl CredentialProvider for Rotating {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        let number = self.0.load(std::sync::atomic::Ordering::SeqCst);
        Box::pin(async move { Ok(Credentials::with_token(format!("id-{number}"), "secret", "token")) })
    }

    fn invalidate(&self, rejected: &Credentials) {
        assert_eq!(rejected.access_key_id(), "id-0");
        self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
}

#[test]
fn credentials_that_expire_in_flight_are_asked_for_again() {
    let recorder = Recorder::script([refusal(400, "InvalidSecurityToken.Expired"), ok()]);
    call(retrying(&recorder).credentials(Rotating(0.into())), &WEBPLUS, write()).unwrap();
    let sent = recorder.requests();
    let ids: Vec<_> = sent.iter().map(|request| request.headers().get("x-acs-accesskey-id").unwrap()).collect();
    assert_eq!(ids, ["id-0", "id-1"]);
}

/// Asks a service of its own for credentials, which does not answer.
struct Calling(Client);

impl CredentialProvider for Calling {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async { self.0.call(write()).await.map(|_| Credentials::new(ID, SECRET)) })
    }
}

#[test]
fn what_a_provider_went_through_is_not_taken_for_the_calls_own() {
    let failures = [lost(TransportErrorKind::Timeout), refusal(400, "Throttling"), refusal(500, "InternalError")];
    for failure in failures {
        let behind = Recorder::script([failure]);
        let provider = Calling(Client::new(&fixed(&behind).build().unwrap(), &ECS));
        let recorder = Recorder::default();
        let error = call(retrying(&recorder).credentials(provider), &WEBPLUS, write()).unwrap_err();
        assert!(recorder.requests().is_empty());
        assert_eq!((error.kind(), error.code(), error.status()), (ErrorKind::Credentials, None, None));
        assert!(error.is_unprocessed() && error.to_string().contains("the provider of credentials failed"), "{error}");
    }
}
