//! Options of one call that are wrong, or that go round what is wrong with its client; calls by name that cannot be made.

use alicloud_core::{
    BoxFuture, CallOptions, Client, Config, CredentialProvider, Credentials, Error, ErrorKind, NamedCall,
    ProviderContext, Request, StandardRetry, Value,
};

use super::case::{Case, HANGS, KEY, Kind, PRODUCT, SECRET, TOKEN, cases, client, config_for, finish, runtime};
use super::expected::{answered, ok, refused, unconnected, unreadable};
use super::script::Answer;
use super::service::{Rules, Service};

const OTHER: &str = "anotherAccessKeyId";

cases! {
    /// The client's own key would do.
    a_token_of_the_call_that_expired: Case::rules(expired(&[OTHER])).options(other())
        => Read answered("InvalidSecurityToken.Expired", 2, 2).unprocessed(),
           Write answered("InvalidSecurityToken.Expired", 2, 2).unprocessed();
    a_token_of_the_client_that_expired: Case::rules(expired(&[KEY])).options(other())
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    an_endpoint_of_the_call_where_nobody_is: Case::answers([]).options(CallOptions::new().endpoint("http://127.0.0.1:1"))
        => Read unconnected(3), Write unconnected(3), Token unconnected(3);
    an_endpoint_of_the_call_that_is_none: Case::answers([]).options(CallOptions::new().endpoint("http://no host/"))
        => Read refused(ErrorKind::Configuration, 0), Write refused(ErrorKind::Configuration, 0);
    a_response_larger_than_the_call_allows: Case::answers([Answer::ok()]).options(CallOptions::new().max_response_size(9))
        => Read unreadable(1, 1), Write unreadable(1, 1), Token unreadable(1, 1);
    a_response_as_large_as_the_call_allows: Case::answers([Answer::ok()]).options(CallOptions::new().max_response_size(100))
        => Read ok(1, 1), Write ok(1, 1), Token ok(1, 1);
    no_response_at_all_allowed: Case::answers([]).options(CallOptions::new().max_response_size(0))
        => Read refused(ErrorKind::Configuration, 0), Write refused(ErrorKind::Configuration, 0);

    throttled_and_slowed_down: Case::answers([Answer::throttled()]).options(slowed_down())
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    throttled_for_longer_than_the_call_has: Case::answers([Answer::throttled()])
        .options(slowed_down().operation_timeout(HANGS / 10).attempt_timeout(HANGS / 10))
        => Read answered("Throttling.User", 1, 1).unprocessed(), Write answered("Throttling.User", 1, 1).unprocessed();
    out_of_order_and_not_slowed_down: Case::answers([Answer::error(503, "ServiceUnavailable", &[])]).options(slowed_down())
        => Read ok(2, 2), Write answered("ServiceUnavailable", 1, 1), Token ok(2, 2);
    throttled_and_not_to_be_repeated: Case::answers([Answer::throttled()])
        .options(CallOptions::new().retry(StandardRetry::new().max_throttled_attempts(1)))
        => Read answered("Throttling.User", 1, 1).unprocessed(), Write answered("Throttling.User", 1, 1).unprocessed();

    a_call_by_name: Case::answers([Answer::throttled()]).requesting(|kind| named(kind, |call| call.path("/op")))
        => Read ok(2, 2), Write ok(2, 2), Token ok(2, 2);
    a_call_by_name_when_the_service_is_out_of_order: Case::answers([Answer::error(503, "ServiceUnavailable", &[])])
        .requesting(|kind| named(kind, |call| call.path("/op")))
        => Read ok(2, 2), Write answered("ServiceUnavailable", 1, 1), Token ok(2, 2);
    a_path_by_name_without_its_value: Case::answers([]).requesting(|kind| named(kind, |call| call.path("/op/{Id}")))
        => Read refused(ErrorKind::Request, 0), Write refused(ErrorKind::Request, 0);
    a_path_by_name_that_leads_elsewhere: Case::answers([])
        .requesting(|kind| named(kind, |call| call.path("/op/{Id}").parameter("Id", "..")))
        => Read refused(ErrorKind::Request, 0), Write refused(ErrorKind::Request, 0);
    parameters_by_name_that_are_no_object: Case::answers([])
        .requesting(|kind| named(kind, |call| call.path("/op").parameters(["a"])))
        => Read refused(ErrorKind::Request, 0), Write refused(ErrorKind::Request, 0);
    a_body_by_name_beside_a_form: Case::answers([])
        .requesting(|kind| named(kind, |call| call.path("/op").body([Value::Null]).form("Name", "value")))
        => Read refused(ErrorKind::Request, 0), Write refused(ErrorKind::Request, 0);
}

fn expired(keys: &'static [&'static str]) -> Rules {
    Rules { expired: keys, ..Rules::default() }
}

fn slowed_down() -> CallOptions {
    CallOptions::new().retry(StandardRetry::new().adaptive())
}

fn other() -> CallOptions {
    CallOptions::new().credentials(Credentials::with_token(OTHER, SECRET, TOKEN))
}

/// A call by name of the same kind.
fn named(kind: Kind, make: fn(NamedCall) -> NamedCall) -> Request {
    let client = Client::new(&Config::builder().build().unwrap(), &PRODUCT);
    let call = make(client.call_by_name("Op"));
    let request = match kind {
        Kind::Read => call,
        Kind::Write => call.method(alicloud_core::Method::Post).form("Name", "value"),
        Kind::Token => {
            call.method(alicloud_core::Method::Post).others_in(alicloud_core::Place::Form).client_token("ClientToken")
        }
    };
    request.to_request()
}

struct Absent;

impl CredentialProvider for Absent {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Err(Error::credentials("the vault is sealed; unseal it"))))
    }
}

/// Nothing is sent, and the client's own credentials are as good as before.
#[test]
fn credentials_of_the_call_that_are_none() {
    let service = Service::start(Vec::new(), Rules::default());
    let client = client(config_for(&format!("http://{}", service.address), Credentials::new(KEY, SECRET)));
    let call = |options: CallOptions| {
        let mut request = Kind::Read.request();
        request.set_options(options);
        runtime().block_on(finish(client.call(request)))
    };
    for (options, expected) in [
        (CallOptions::new().credentials(Credentials::new(" ", SECRET)), "the access key id holds a space"),
        (CallOptions::new().credentials(Absent), "the vault is sealed"),
    ] {
        let error = call(options).unwrap_err();
        assert_eq!(
            (error.kind(), error.is_unprocessed(), service.count()),
            (ErrorKind::Credentials, true, 0),
            "{error}"
        );
        assert!(error.to_string().contains(expected) && !error.to_string().contains(SECRET), "{error}");
    }
    call(CallOptions::new()).unwrap();
    assert_eq!(service.count(), 1);
}
