//! Errors about regions, endpoints and redirects: which endpoint was asked, where it came from, how to set another.

use alicloud_core::transport::{TransportError, TransportErrorKind};
use alicloud_core::{
    CallOptions, ConfigBuilder, EndpointRule, Endpoints, Error, ErrorKind, Method, Network, Product, Request, Style,
};

use super::support::*;

static HARBOUR: Product = Product::new(
    "Harbour",
    "2020-01-01",
    Style::Roa,
    Endpoints::new("harbour", EndpointRule::Regional).public(&[("cn-beijing", "harbour.aliyuncs.com")]).location("hb"),
);

fn ask(recorder: &Recorder, options: CallOptions, set: fn(ConfigBuilder) -> ConfigBuilder) -> Error {
    let mut request = Request::new("GetBoat", Method::Get, "/boat");
    request.set_options(options);
    call(set(fixed(recorder)), &HARBOUR, request).unwrap_err()
}

fn elsewhere() -> Recorder {
    Recorder::script([refusal(404, "InvalidOperation.NotSupportedEndpoint")])
}

#[test]
fn an_error_about_the_endpoint_says_where_it_came_from() {
    let rule = ask(&elsewhere(), CallOptions::new(), |config| config).to_string();
    let words = "the endpoint asked was harbour.cn-hangzhou.aliyuncs.com, which follows from the rule of Harbour and the \
                 region cn-hangzhou";
    assert!(rule.contains(words) && rule.contains("known regions of Harbour are cn-beijing"), "{rule}");
    assert!(rule.contains(".region(…)") && rule.contains(".endpoint(…)"), "{rule}");

    let vpc = ask(&elsewhere(), CallOptions::new(), |config| config.network(Network::Vpc)).to_string();
    assert!(vpc.contains("was harbour-vpc.cn-hangzhou.aliyuncs.com, which follows from the rule"), "{vpc}");

    let table = ask(&elsewhere(), CallOptions::new().region("cn-beijing"), |config| config).to_string();
    assert!(
        table.contains("was harbour.aliyuncs.com, which the table of Harbour has for the region cn-beijing"),
        "{table}"
    );

    let found = r#"{"Endpoints":{"Endpoint":[{"Endpoint":"harbour.local"}]}}"#;
    let recorder = Recorder::script([answer(200, &[], found), refusal(404, "InvalidRegionId.NotFound")]);
    let located = ask(&recorder, CallOptions::new(), |config| config.location_service(true)).to_string();
    assert!(
        located.contains("was harbour.local, which the location service names for the region cn-hangzhou"),
        "{located}"
    );

    let options = CallOptions::new().endpoint("harbour.example.com");
    let config: fn(ConfigBuilder) -> ConfigBuilder = |config| config.endpoint("harbour.example.com");
    for own in [ask(&elsewhere(), options, |config| config), ask(&elsewhere(), CallOptions::new(), config)] {
        let own = own.to_string();
        assert!(own.contains("was harbour.example.com, as .endpoint(…) sets it"), "{own}");
        assert!(!own.contains("known regions"), "{own}");
    }
}

#[test]
fn a_host_that_has_no_address_is_explained_alike() {
    let failure = TransportError::new(TransportErrorKind::Resolve, "no address");
    let error = ask(&Recorder::failing(failure), CallOptions::new(), |config| config);
    let text = error.to_string();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(text.contains("follows from the rule of Harbour") && text.contains("known regions of Harbour"), "{text}");
}

#[test]
fn other_errors_say_nothing_of_the_endpoint() {
    for code in ["InvalidParameter", "Forbidden.RAM", "BoatGone"] {
        let error = ask(&Recorder::script([refusal(400, code)]), CallOptions::new(), |config| config).to_string();
        assert!(!error.contains("endpoint"), "{error}");
    }
}

#[test]
fn a_redirect_names_its_target_and_blames_the_endpoint() {
    for (location, shown) in [
        ("https://other.example.com/boat?Signature=hidden", "leads to https://other.example.com/boat,"),
        ("/boat/", "leads to /boat/,"),
        ("https://user:hidden@other.example.com/", "leads to other.example.com/,"),
    ] {
        let recorder = Recorder::answering(302, &[("location", location)], "<html>Moved</html>");
        let error = ask(&recorder, CallOptions::new(), |config| config);
        assert_eq!((error.kind(), error.status(), error.is_retryable()), (ErrorKind::Service, Some(302), false));
        let text = error.to_string();
        assert!(text.contains(shown) && !text.contains("hidden"), "{text}");
        assert!(text.contains("the endpoint is probably wrong") && text.contains("the endpoint asked was"), "{text}");
    }
    let unmoved = ask(&Recorder::answering(304, &[], ""), CallOptions::new(), |config| config).to_string();
    assert!(!unmoved.contains("endpoint"), "{unmoved}");
}

#[test]
fn an_encoded_body_of_an_error_is_told_and_not_shown() {
    let recorder = Recorder::answering(503, &[("content-encoding", "gzip")], b"\x1f\x8bhidden");
    let error = ask(&recorder, CallOptions::new(), |config| config);
    let text = error.to_string();
    assert!(text.contains("encoded as `gzip`") && !text.contains("hidden") && error.is_retryable(), "{text}");
    assert_eq!(error.raw_body(), Some(&b"\x1f\x8bhidden"[..]));
}
