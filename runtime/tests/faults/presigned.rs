//! URLs that carry a signature, used too late, twice, or where the service is in trouble.

use std::time::Duration;

use alicloud_core::transport::{HttpRequest, HyperTransport};
use alicloud_core::{Client, Credentials, EndpointRule, Endpoints, Method, Product, Request, Style, Transport as _};

use super::case::{KEY, SECRET, TOKEN, config_for, finish, runtime};
use super::script::Answer;
use super::service::{Clock, Date, Rules, Service};

const MINUTES: u64 = 60;

/// What the service answers to a URL that is valid for five minutes, each time that it is used.
fn used(answers: Vec<Answer>, ahead: u64, times: usize) -> Vec<(u16, String)> {
    let rules = Rules { clock: Some(Clock { ahead, date: Date::Absent }), ..Rules::default() };
    let service = Service::start(answers, rules);
    let product = Product::new("faulty", "2019-03-20", Style::Rpc, Endpoints::new("faulty", EndpointRule::Central));
    let config = config_for(&format!("http://{}", service.address), Credentials::with_token(KEY, SECRET, TOKEN));
    let client = Client::new(&config.build().unwrap(), product);
    let used = runtime().block_on(finish(async {
        let request = Request::new("Op", Method::Get, "/");
        let url = client.presign(request, Duration::from_secs(5 * MINUTES)).await.unwrap();
        // By somebody who knows nothing but the URL.
        let mut used = Vec::new();
        for _ in 0..times {
            let transport = HyperTransport::builder().build().unwrap();
            let answer = transport.send(HttpRequest::get(url.as_str()).unwrap()).await.unwrap();
            used.push((answer.status(), String::from_utf8_lossy(answer.body()).into_owned()));
        }
        used
    }));
    assert_eq!(service.count(), times, "nothing but its uses arrives");
    used
}

fn codes(used: Vec<(u16, String)>) -> Vec<(u16, Option<&'static str>)> {
    let codes = ["InvalidTimeStamp.Expired", "SignatureNonceUsed", "Throttling.User"];
    let code = |body: &str| codes.into_iter().find(|code| body.contains(code));
    used.into_iter().map(|(status, body)| (status, code(&body))).collect()
}

#[test]
fn a_url_in_time() {
    assert_eq!(codes(used(Vec::new(), 0, 1)), [(200, None)]);
    assert_eq!(codes(used(Vec::new(), 4 * MINUTES, 1)), [(200, None)]);
}

#[test]
fn a_url_that_has_expired() {
    assert_eq!(codes(used(Vec::new(), 5 * MINUTES + 1, 1)), [(400, Some("InvalidTimeStamp.Expired"))]);
}

#[test]
fn a_url_that_is_used_twice() {
    assert_eq!(codes(used(Vec::new(), 0, 2)), [(200, None), (400, Some("SignatureNonceUsed"))]);
}

/// Who has the URL alone cannot sign another attempt.
#[test]
fn a_url_that_is_throttled() {
    let twice = used(vec![Answer::throttled()], 0, 2);
    assert_eq!(codes(twice), [(400, Some("Throttling.User")), (400, Some("SignatureNonceUsed"))]);
}
