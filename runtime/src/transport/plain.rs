//! Requests without a signature, as providers of credentials send them.

use std::time::Duration;

use crate::error::Error;
use crate::http::{Endpoint, Headers, HttpRequest, Method, shown};

const USER_AGENT: &str = concat!("alicloud-rust/", env!("CARGO_PKG_VERSION"));
const TIMEOUT: Duration = Duration::from_secs(10);

impl HttpRequest {
    /// A plain `GET` of an address such as `http://127.0.0.1:8080/path?query`, for a
    /// [`CredentialProvider`](crate::CredentialProvider) of your own. Its time limit is 10 seconds unless changed.
    ///
    /// # Errors
    /// When the address is not one of http or https, or holds a user name or a character that must be encoded. The
    /// error does not show the query.
    pub fn get(url: &str) -> Result<Self, Error> {
        Self::plain(Method::Get, url, Vec::new())
    }

    /// A plain `POST` of a body; set its `content-type` with [`with_header`](Self::with_header). Everything else is as
    /// with [`get`](Self::get).
    ///
    /// # Errors
    /// As [`get`](Self::get).
    pub fn post(url: &str, body: impl Into<Vec<u8>>) -> Result<Self, Error> {
        Self::plain(Method::Post, url, body.into())
    }

    pub(crate) fn plain(method: Method, url: &str, body: Vec<u8>) -> Result<Self, Error> {
        let (endpoint, target) = split(url)?;
        let mut headers = Headers::new();
        headers.insert("host", &*endpoint.authority);
        headers.insert("user-agent", USER_AGENT);
        Ok(Self::new(method, endpoint, target, headers, body, TIMEOUT))
    }
}

/// Takes an address apart into where it goes and what is asked for there.
fn split(url: &str) -> Result<(Endpoint, String), Error> {
    let start =
        url.find("://").map(|at| at + 3).ok_or_else(|| wrong(url, "begins with neither http:// nor https://"))?;
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    let (base, rest) = url.split_at(end);
    if base[start..].contains('@') {
        return Err(wrong(url, "holds a user name"));
    }
    let endpoint = Endpoint::parse(base).map_err(|_| wrong(url, "has no valid scheme, host and port"))?;
    let target = rest.split('#').next().unwrap_or_default();
    if !target.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong(url, "holds a space or another character that must be percent-encoded"));
    }
    let slash = if target.starts_with('/') { "" } else { "/" };
    Ok((endpoint, format!("{slash}{target}")))
}

fn wrong(url: &str, problem: &str) -> Error {
    let shown = shown(url);
    Error::configuration(format!("the address `{shown}` {problem}; give one such as https://example.com/path"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let cases = [
            ("http://100.100.100.200/latest/?a=b", "http://100.100.100.200", "/latest/?a=b"),
            ("https://example.com", "https://example.com", "/"),
            ("https://example.com:8443?x", "https://example.com:8443", "/?x"),
            ("HTTP://[::1]:80/p#fragment", "http://[::1]", "/p"),
        ];
        for (url, base, target) in cases {
            let request = HttpRequest::get(url).unwrap();
            assert_eq!(format!("{}://{}", request.scheme(), request.authority()), base);
            assert_eq!(request.target(), target);
            assert_eq!(request.headers().get("host"), Some(request.authority()));
        }
        let request = HttpRequest::post("http://h/", "body").unwrap().with_header("A", "b").with_timeout(TIMEOUT * 2);
        assert_eq!((request.method(), request.body(), request.timeout()), (Method::Post, &b"body"[..], TIMEOUT * 2));
        assert_eq!(request.headers().get("a"), Some("b"));
    }

    #[test]
    fn what_is_no_address_is_refused_without_its_query() {
        let cases = [
            "",
            "host/path",
            "ftp://host",
            "http://",
            "http://user:hidden@host/",
            "http://user:hidden#x@host/",
            "http://h/a b?hidden",
            "http://h/\n",
        ];
        for url in cases {
            let error = HttpRequest::get(url).unwrap_err().to_string();
            assert!(error.contains("the address `") && !error.contains("hidden") && !error.contains('\n'), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(url in "(https?://)?\\PC{0,40}") {
            let _ = HttpRequest::get(&url);
        }
    }
}
