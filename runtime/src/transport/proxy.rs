//! Chooses the proxy that a request goes through, if any.

use std::fmt;
use std::sync::Arc;

use ::hyper::http::Uri;
use hyper_util::client::proxy::matcher::Matcher;

use crate::error::Error;
use crate::http::Endpoint;
use crate::secret::Secret;
use crate::variables::Variables;

/// The schemes of proxies, each with the port that it has where none is named.
const SCHEMES: [(&str, u16); 4] = [("http", 80), ("https", 443), ("socks5", 1080), ("socks5h", 1080)];

/// The metadata service of this machine, and other addresses that mean nothing to another machine.
const NEVER: &str = "100.100.100.200,169.254.0.0/16,fe80::/10";

/// This machine. A proxy of the environment is not asked for it: a test's or a sidecar's service is meant.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// The longest text whose length fits the one byte that SOCKS has for it.
const LONGEST: usize = 255;

/// Through which proxy requests go. `Debug` shows no user name and no password.
///
/// The URL of a proxy is `http://host:port`, `https://host:port`, `socks5://host:port` or `socks5h://host:port`, with
/// `user:password@` before the host where the proxy asks for them; `host:port` alone is an http proxy. Without a port,
/// that of the scheme is meant: 80, 443, 1080. With `socks5` this machine resolves the names of hosts, with `socks5h`
/// the proxy does. Calls over https are tunnelled, so the proxy sees their host and nothing else of them.
///
/// The metadata service of the machine (100.100.100.200) and link-local addresses (169.254.0.0/16, fe80::/10) are never
/// reached through a proxy: what they answer belongs to the machine that asks.
#[derive(Clone)]
pub struct Proxy {
    http: Option<Address>,
    https: Option<Address>,
    /// In the form of the variable `NO_PROXY`.
    except: String,
}

#[derive(Clone)]
struct Address {
    url: Arc<Secret>,
    /// The URL without user name and password.
    shown: String,
}

impl Proxy {
    /// The proxy of the environment, which is the default of a configuration: `HTTPS_PROXY` and `HTTP_PROXY` for calls
    /// of that scheme, else `ALL_PROXY`, and the exceptions of `NO_PROXY`; then the same names in lower case.
    ///
    /// Neither `HTTP_PROXY` nor `http_proxy` is read where there is `REQUEST_METHOD`: in a CGI program its caller can
    /// set them. This machine itself (`localhost`, 127.0.0.0/8, ::1) is not reached through a proxy of the environment.
    ///
    /// # Errors
    /// When a variable is not the URL of a proxy.
    pub fn from_env() -> Result<Proxy, Error> {
        Self::from_variables(&Variables::of_process())
    }

    /// No proxy, whatever the environment says.
    pub fn none() -> Proxy {
        Proxy { http: None, https: None, except: NEVER.to_owned() }
    }

    /// This proxy for every call, whatever the environment says.
    ///
    /// # Errors
    /// When the URL is not one of a proxy. The error does not show it.
    pub fn all(url: &str) -> Result<Proxy, Error> {
        let address = Address::parse(url).map_err(|problem| wrong("the URL of the proxy", &problem, ""))?;
        Ok(Proxy { http: Some(address.clone()), https: Some(address), ..Self::none() })
    }

    /// Adds hosts to reach directly, in the form of the variable `NO_PROXY`: names, which stand for the names below
    /// them too, whether with `.` or `*.` before them or not, IP addresses and networks such as `10.0.0.0/8`, separated
    /// by commas; `*` is every host.
    #[must_use]
    pub fn no_proxy(mut self, hosts: &str) -> Proxy {
        for host in hosts.split(',').map(str::trim) {
            self.except.push(',');
            self.except.push_str(host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host));
        }
        self
    }

    pub(crate) fn from_variables(variables: &Variables) -> Result<Proxy, Error> {
        let read = |name: &str| match variables.get(name)? {
            Some(url) => Address::parse(&url)
                .map(Some)
                .map_err(|problem| wrong(&format!("the environment variable {name}"), &problem, ", or unset it")),
            None => Ok(None),
        };
        let either = |upper: &str| match read(upper)? {
            Some(address) => Ok(Some(address)),
            None => read(&upper.to_ascii_lowercase()),
        };
        let all = either("ALL_PROXY")?;
        let is_cgi = variables.get("REQUEST_METHOD")?.is_some();
        let http = if is_cgi { None } else { either("HTTP_PROXY")? };
        let https = either("HTTPS_PROXY")?;
        let proxy = Proxy { http: http.or_else(|| all.clone()), https: https.or(all), ..Self::none() };
        let except = match variables.get("NO_PROXY")? {
            Some(hosts) => Some(hosts),
            None => variables.get("no_proxy")?,
        };
        Ok(proxy.no_proxy(LOOPBACK).no_proxy(&except.unwrap_or_default()))
    }

    /// Fails where no decision can be made for a target. For fuzz targets.
    #[cfg(feature = "fuzzing")]
    pub(crate) fn check(&self, targets: &[&'static str]) {
        let matcher = self.matcher();
        for target in targets {
            let _ = matcher.intercept(&Uri::from_static(target));
        }
    }

    /// The matcher that decides for each request.
    pub(super) fn matcher(&self) -> Matcher {
        let url = |address: &Option<Address>| address.as_ref().map_or("", |address| address.url.expose()).to_owned();
        Matcher::builder().http(url(&self.http)).https(url(&self.https)).no(&self.except).build()
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |address: &Option<Address>| address.as_ref().map(|address| address.shown.clone());
        f.debug_struct("Proxy")
            .field("http", &shown(&self.http))
            .field("https", &shown(&self.https))
            .field("except", &self.except)
            .finish()
    }
}

impl Address {
    /// Reads a URL, or says what is wrong about it without repeating it.
    fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let scheme = scheme.to_ascii_lowercase();
        let Some((_, own_port)) = SCHEMES.iter().find(|(known, _)| *known == scheme) else {
            return Err("has a scheme other than http, https, socks5 and socks5h".to_owned());
        };
        let (user, authority) = match rest.rsplit_once('@') {
            Some((user, authority)) => (Some(user), authority),
            None => (None, rest),
        };
        let authority = authority.strip_suffix('/').unwrap_or(authority);
        if rest.strip_suffix('/').unwrap_or(rest).contains(['/', '?', '#']) {
            return Err("holds a path or a query; write `/`, `?` and `#` in a user name or a password percent-encoded"
                .to_owned());
        }
        // Read as the host and the port of an endpoint, which are the same.
        if Endpoint::parse(authority).is_err() {
            return Err("has no valid host, or a port that is not a number from 1 to 65535".to_owned());
        }
        let has_port = authority.rsplit_once(':').is_some_and(|(_, port)| !port.contains(']'));
        let authority = if has_port { authority.to_owned() } else { format!("{authority}:{own_port}") };
        let shown = format!("{scheme}://{}", authority.to_ascii_lowercase());
        let url = match user {
            Some(user) => format!("{scheme}://{user}@{authority}"),
            None => shown.clone(),
        };
        let read = Matcher::builder().all(&url).build().intercept(&Uri::from_static("https://any"));
        let Some(read) = read.filter(|_| user.is_none_or(|user| !user.contains('@'))) else {
            return Err("has a character in its user name or password that must be percent-encoded".to_owned());
        };
        if read.raw_auth().is_some_and(|(user, password)| user.len().max(password.len()) > LONGEST) {
            return Err(format!(
                "has a user name or a password that is longer than the {LONGEST} bytes that SOCKS allows"
            ));
        }
        Ok(Self { url: Arc::new(Secret::new(url)), shown })
    }
}

fn wrong(what: &str, problem: &str, otherwise: &str) -> Error {
    Error::configuration(format!("{what} {problem}; give one such as http://proxy.example.com:8080{otherwise}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The proxy that `target` goes through.
    fn route(proxy: &Proxy, target: &str) -> Option<String> {
        let found = proxy.matcher().intercept(&target.parse().unwrap())?;
        Some(found.uri().to_string().trim_end_matches('/').to_owned())
    }

    fn environment(pairs: &[(&str, &str)]) -> Proxy {
        Proxy::from_variables(&Variables::of(pairs)).unwrap()
    }

    const HTTP: &str = "http://a.aliyuncs.com/";
    const HTTPS: &str = "https://a.aliyuncs.com/";

    #[test]
    fn the_environment_is_read_by_scheme_then_for_all() {
        let (one, two, three) = (Some("http://one:1".to_owned()), Some("http://two:2".to_owned()), None::<String>);
        let cases: [(&[(&str, &str)], _, _); 9] = [
            (&[], &three, &three),
            (&[("HTTPS_PROXY", "http://one:1")], &three, &one),
            (&[("https_proxy", "one:1")], &three, &one),
            (&[("HTTP_PROXY", "http://one:1"), ("HTTPS_PROXY", "http://two:2")], &one, &two),
            (&[("ALL_PROXY", "http://one:1"), ("HTTPS_PROXY", "http://two:2")], &one, &two),
            (&[("all_proxy", "http://one:1"), ("HTTPS_PROXY", " ")], &one, &one),
            (&[("HTTPS_PROXY", "http://one:1"), ("https_proxy", "http://two:2")], &three, &one),
            (&[("HTTP_PROXY", "one:1"), ("http_proxy", "one:1"), ("REQUEST_METHOD", "GET")], &three, &three),
            (&[("ALL_PROXY", "one:1"), ("HTTP_PROXY", "two:2"), ("REQUEST_METHOD", "GET")], &one, &one),
        ];
        for (variables, http, https) in cases {
            let proxy = environment(variables);
            assert_eq!((&route(&proxy, HTTP), &route(&proxy, HTTPS)), (http, https), "{variables:?}");
        }
    }

    #[test]
    fn exceptions_are_names_with_those_below_addresses_and_networks() {
        let direct = [
            "https://a.example.com",
            "https://example.com",
            "https://b.net",
            "https://a.c.org",
            "http://10.1.2.3:8080",
        ];
        let proxied = ["https://notexample.com", "https://11.1.2.3", HTTPS];
        let list = "example.com, .b.net ,*.c.org,10.0.0.0/8";
        let proxies = [
            Proxy::all("one:1").unwrap().no_proxy(list),
            environment(&[("ALL_PROXY", "one:1"), ("NO_PROXY", list)]),
            environment(&[("ALL_PROXY", "one:1"), ("no_proxy", list)]),
        ];
        for proxy in &proxies {
            for target in direct {
                assert_eq!(route(proxy, target), None, "{target}");
            }
            for target in proxied {
                assert_eq!(route(proxy, target).as_deref(), Some("http://one:1"), "{target}");
            }
        }
        assert_eq!(route(&Proxy::all("one:1").unwrap().no_proxy("*"), HTTPS), None);
    }

    #[test]
    fn metadata_is_never_reached_through_a_proxy_and_loopback_not_through_the_environments() {
        let metadata = ["http://100.100.100.200/latest", "http://169.254.169.254/", "http://[fe80::1]/"];
        let loopback = ["http://localhost:1234/", "https://127.0.0.1/", "http://[::1]/"];
        let (given, found) = (Proxy::all("one:1").unwrap(), environment(&[("ALL_PROXY", "one:1")]));
        for target in metadata {
            assert_eq!((route(&given, target), route(&found, target)), (None, None), "{target}");
        }
        for target in loopback {
            assert_eq!((route(&given, target).is_some(), route(&found, target)), (true, None), "{target}");
        }
    }

    #[test]
    fn urls_are_read_with_the_port_of_their_scheme() {
        let cases = [
            ("proxy", "http://proxy:80"),
            ("Proxy:8080", "http://proxy:8080"),
            ("HTTPS://proxy/", "https://proxy:443"),
            ("socks5://proxy", "socks5://proxy:1080"),
            ("socks5h://user:pass@proxy:80", "socks5h://proxy:80"),
            ("http://[::1]:3128", "http://[::1]:3128"),
        ];
        for (url, shown) in cases {
            let proxy = Proxy::all(url).unwrap();
            assert_eq!(route(&proxy, HTTPS).as_deref(), Some(shown));
            assert!(format!("{proxy:?}").contains(shown), "{proxy:?}");
        }
    }

    #[test]
    fn a_wrong_url_is_named_and_not_shown() {
        let long = format!("socks5://hidden:{}@proxy", "hidden".repeat(50));
        let cases = [
            ("ftp://user:hidden@proxy", "scheme"),
            ("socks4://user:hidden@proxy", "scheme"),
            ("http://user:hid/den@proxy", "percent-encoded"),
            ("http://user:hidden#@proxy:1", "percent-encoded"),
            ("http://user:hidden@hidden@proxy", "percent-encoded"),
            ("http://user:hidden hidden@proxy", "percent-encoded"),
            ("http://user:hidden@proxy/path", "a path"),
            ("http://user:hidden@proxy:port", "port"),
            ("http://user:hidden@proxy:0", "port"),
            ("http://user:hidden@", "host"),
            (&long, "longer than the 255 bytes"),
        ];
        for (url, what) in cases {
            let error = Proxy::all(url).unwrap_err();
            let variables = Variables::of(&[("ALL_PROXY", url)]);
            let named = Proxy::from_variables(&variables).unwrap_err().to_string();
            for text in [error.to_string(), format!("{error:?}"), named.clone()] {
                assert!(text.contains(what) && !text.contains("hid"), "{text}");
            }
            assert!(named.contains("ALL_PROXY") && named.contains("or unset it"), "{named}");
            assert!(!error.to_string().contains("unset"), "{error}");
        }
    }

    #[test]
    fn debug_shows_no_user() {
        let proxy = Proxy::all("http://someone:hidden@proxy:1").unwrap().no_proxy("a.com");
        let printed = format!("{proxy:?} {proxy:#?}");
        assert!(printed.contains("http://proxy:1") && printed.contains("a.com"), "{printed}");
        assert!(!printed.contains("hidden") && !printed.contains("someone"), "{printed}");
    }

    proptest! {
        #[test]
        fn any_text_is_a_proxy_that_is_used_or_an_error(
            url in "\\PC*|(https?|socks5h?)://([a-z%:@#/]{0,9}@)?[a-z0-9.:\\[\\]]{0,9}/?",
            hosts in "(\\PC|[*.,/:0-9a-z]){0,20}",
        ) {
            if let Ok(proxy) = Proxy::all(&url) {
                prop_assert!(route(&proxy, HTTPS).is_some());
                let _ = route(&proxy.no_proxy(&hosts), HTTPS);
            }
        }
    }
}
