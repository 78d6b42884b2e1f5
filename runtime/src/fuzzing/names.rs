//! Hosts, regions, addresses and proxies.

use super::check::{check_length, check_message, secrets};
use crate::http::{Endpoint, HttpRequest};
use crate::product::{EndpointRule, Endpoints, Product, Style};
use crate::region::endpoint_in;
use crate::region::{Network, check_region};
use crate::transport::Proxy;

static PRODUCT: Product =
    Product::new("shop", "2020-01-01", Style::Rpc, Endpoints::new("shop", EndpointRule::Regional));

/// A text as an endpoint, as a region and as an address: what passes is read as the same again and leads nowhere else,
/// and errors show neither a password nor a query.
pub fn endpoint(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Endpoint::parse(text) {
        Ok(endpoint) => {
            let safe = |byte: u8| byte.is_ascii_graphic() && !b"/?#@\\".contains(&byte) && !byte.is_ascii_uppercase();
            assert!(endpoint.authority.bytes().all(safe), "{endpoint:?}");
            let printed = format!("{}://{}", endpoint.scheme(), endpoint.authority);
            assert_eq!(Endpoint::parse(&printed).ok().as_ref(), Some(&endpoint));
            let request = HttpRequest::get(&printed).expect("an endpoint is an address");
            assert_eq!((request.authority(), request.target()), (endpoint.authority.as_ref(), "/"));
        }
        Err(error) => check_shown(text, &error.to_string()),
    }
    match check_region(text) {
        Ok(()) => {
            for network in [Network::Public, Network::Vpc] {
                let endpoint = endpoint_in(&PRODUCT, Some(text), network).expect("the region is given");
                let host = endpoint.0.authority.to_ascii_lowercase();
                assert!(host.ends_with(".aliyuncs.com"), "{host}");
                assert_eq!(Endpoint::parse(&host).expect("a host").authority.as_ref(), host);
            }
        }
        Err(error) => {
            let error = error.to_string();
            check_length(&error, 1_000);
            assert!(!error.contains(char::is_control), "{error:?}");
        }
    }
    match HttpRequest::get(text) {
        Ok(request) => {
            assert!(request.target().starts_with('/') && request.target().bytes().all(|byte| byte.is_ascii_graphic()));
            let again = HttpRequest::get(&request.url()).expect("what was read is read again");
            assert_eq!(again.url(), request.url());
            check_query(text, &format!("{request:?}"));
        }
        Err(error) => check_shown(text, &error.to_string()),
    }
}

/// Fails where an error shows what may be secret of an address.
fn check_shown(text: &str, error: &str) {
    check_length(error, 1_500);
    assert!(!error.contains(char::is_control), "{error:?}");
    check_query(text, error);
    if let Some((before, after)) = text.rsplit_once('@') {
        for word in secrets(before.as_bytes()) {
            // What follows may be shown, or its beginning.
            assert!(
                after.escape_debug().to_string().contains(&word) || !error.contains(&word),
                "`{word}` is shown: {error}"
            );
        }
    }
}

/// Fails where the query of an address is shown.
fn check_query(text: &str, shown: &str) {
    if let Some((before, query)) = text.split_once(['?', '#']) {
        // As an error shows it; of a host, in lower case.
        let before = before.escape_debug().to_string();
        let lower = before.to_ascii_lowercase();
        for word in secrets(query.as_bytes()) {
            let open = before.contains(&word) || lower.contains(&word);
            assert!(open || !shown.contains(&word), "`{word}` is shown: {shown}");
        }
    }
}

/// The first line as the URL of a proxy, the others as exceptions: nothing of the first is shown but the host, and what
/// passes decides for any request.
pub fn proxy(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (url, except) = text.split_once('\n').unwrap_or((text, ""));
    match Proxy::all(url) {
        Ok(proxy) => {
            let printed = format!("{proxy:?}");
            if let Some((user, host)) = url.rsplit_once('@') {
                for word in secrets(user.as_bytes()) {
                    assert!(host.to_ascii_lowercase().contains(&word) || !printed.contains(&word), "{printed}");
                }
            }
            proxy.no_proxy(except).check(&["http://a.aliyuncs.com/", "https://[::1]:8443/"]);
        }
        Err(error) => check_message(url.as_bytes(), &error.to_string(), 400),
    }
}
