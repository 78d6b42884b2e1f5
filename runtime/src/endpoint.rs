//! Where a call goes: an override, else the product's table, else its rule; and what a region may look like.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::Error;
use crate::product::{EndpointRule, Product};

/// From where the service is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Network {
    /// From the internet. The default.
    #[default]
    Public,
    /// From inside a VPC of the same region.
    Vpc,
}

/// A scheme and a host, with a port where it is not the scheme's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub secure: bool,
    /// `host` or `host:port`, in lower case, as it stands in the header `host`.
    pub authority: Arc<str>,
}

impl Endpoint {
    /// Reads an override: `host`, `host:port`, `https://host` or `http://host:port`.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |problem: &str| {
            let shown = shown(text);
            Error::configuration(format!(
                "the endpoint `{shown}` {problem}; give a host such as webplus.cn-hangzhou.aliyuncs.com or \
                 http://127.0.0.1:8080"
            ))
        };
        let (secure, rest) = match text.split_once("://") {
            None => (true, text),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => (true, rest),
            Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => (false, rest),
            Some(_) => return Err(wrong("has a scheme other than http and https")),
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        if rest.contains('@') {
            return Err(wrong("holds a user name"));
        }
        if rest.contains(['/', '?', '#']) {
            return Err(wrong("holds a path or a query"));
        }
        // The colons of an IPv6 address stand in brackets.
        let (host, port) = match rest.rfind(':') {
            Some(colon) if !rest[colon..].contains(']') => (&rest[..colon], Some(&rest[colon + 1..])),
            _ => (rest, None),
        };
        let literal = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        let valid = match literal {
            Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
            None => host.split('.').all(is_label),
        };
        if !valid {
            return Err(wrong("is not a host"));
        }
        let host = host.to_ascii_lowercase();
        let own = if secure { 443 } else { 80 };
        let authority = match port.map(str::parse::<u16>) {
            None => host,
            Some(Ok(port)) if port == own => host,
            Some(Ok(port)) if port != 0 => format!("{host}:{port}"),
            Some(_) => return Err(wrong("has a port that is not a number from 1 to 65535")),
        };
        Ok(Self { secure, authority: authority.into() })
    }

    /// Derives the endpoint of `product` in `region`.
    pub(crate) fn derive(product: &Product, region: Option<&str>, network: Network) -> Result<Self, Error> {
        let endpoints = &product.endpoints;
        let (table, suffix) = match network {
            Network::Public => (endpoints.public, ""),
            Network::Vpc => (endpoints.vpc, "-vpc"),
        };
        let prefix = endpoints.prefix;
        let listed = region.and_then(|region| table.iter().find(|(known, _)| *known == region));
        let host = match (listed, endpoints.rule, region) {
            (Some((_, host)), ..) => (*host).to_owned(),
            (None, EndpointRule::Central, _) => format!("{prefix}{suffix}.aliyuncs.com"),
            (None, EndpointRule::Regional, Some(region)) => format!("{prefix}{suffix}.{region}.aliyuncs.com"),
            (None, EndpointRule::Regional, None) => return Err(missing_region(product)),
        };
        // The names of a product may be known only when the program runs, and must not make another host of it.
        Self::parse(&format!("https://{host}"))
    }

    pub(crate) fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }
}

/// What an error may show of an address: its beginning on one line, without what precedes an `@`, which may be a password,
/// and without the query.
pub(crate) fn shown(text: &str) -> String {
    let (place, rest) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
    // With an `@` behind it is a password that is not encoded, or a query: it cannot be told where the host is.
    let place = if rest.contains('@') { "…" } else { place.rsplit('@').next().unwrap_or_default() };
    place.chars().take(100).flat_map(char::escape_debug).collect()
}

/// Refuses a region that would make another host of the endpoint than one of the service.
pub(crate) fn check_region(region: &str) -> Result<(), Error> {
    if is_label(region) && !region.contains('_') {
        return Ok(());
    }
    let shown: String = region.chars().take(40).flat_map(char::escape_default).collect();
    Err(Error::configuration(format!(
        "`{shown}` is not a region: give an id of letters, digits and hyphens such as cn-hangzhou"
    )))
}

fn missing_region(product: &Product) -> Error {
    Error::configuration(format!(
        "no region is known, and the endpoint of {} depends on it. Set one with Config::builder().region(\"cn-hangzhou\"), \
         with .region(…) on the call, or, for Config::from_env(), with the environment variable ALIBABA_CLOUD_REGION_ID or \
         the region_id of the profile in ~/.aliyun/config.json; or set a host with .endpoint(…){}",
        product.name,
        known_regions(product).map(|regions| format!("; {regions}")).unwrap_or_default()
    ))
}

/// The regions that the product's tables name, for messages; there may be others, which follow the rule.
pub(crate) fn known_regions(product: &Product) -> Option<String> {
    let tables = product.endpoints.public.iter().chain(product.endpoints.vpc);
    let regions: BTreeSet<&str> = tables.map(|(region, _)| *region).collect();
    let listed = regions.into_iter().collect::<Vec<_>>().join(", ");
    (!listed.is_empty()).then(|| format!("known regions of {} are {listed}", product.name))
}

/// One part of a host name. Underscores are not proper, but local names have them.
fn is_label(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&text.len()) && text.bytes().all(inside) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::product::{Endpoints, Style};

    fn product(rule: EndpointRule) -> Product {
        let endpoints = Endpoints::new("webplus", rule)
            .public(&[("cn-beijing", "webplus.cn-hangzhou.aliyuncs.com"), ("us-east-1", "webplus.aliyuncs.com")])
            .vpc(&[("cn-shanghai", "other-vpc.cn-shanghai.aliyuncs.com")]);
        Product::new("webplus", "2019-03-20", Style::Roa, endpoints)
    }

    #[test]
    fn the_table_comes_before_the_rule_for_each_network() {
        use EndpointRule::{Central, Regional};
        let cases = [
            (Regional, Some("cn-hangzhou"), Network::Public, "webplus.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("cn-beijing"), Network::Public, "webplus.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("us-east-1"), Network::Public, "webplus.aliyuncs.com"),
            (Regional, Some("cn-hangzhou"), Network::Vpc, "webplus-vpc.cn-hangzhou.aliyuncs.com"),
            (Regional, Some("cn-beijing"), Network::Vpc, "webplus-vpc.cn-beijing.aliyuncs.com"),
            (Regional, Some("cn-shanghai"), Network::Vpc, "other-vpc.cn-shanghai.aliyuncs.com"),
            (Central, None, Network::Public, "webplus.aliyuncs.com"),
            (Central, Some("cn-hangzhou"), Network::Public, "webplus.aliyuncs.com"),
            (Central, None, Network::Vpc, "webplus-vpc.aliyuncs.com"),
        ];
        for (rule, region, network, expected) in cases {
            let endpoint = Endpoint::derive(&product(rule), region, network).unwrap();
            assert_eq!((endpoint.secure, endpoint.authority.as_ref()), (true, expected));
        }
    }

    #[test]
    fn a_missing_region_tells_every_way_to_set_one() {
        let error = Endpoint::derive(&product(EndpointRule::Regional), None, Network::Public).unwrap_err().to_string();
        let regions = "known regions of webplus are cn-beijing, cn-shanghai, us-east-1";
        for way in
            ["Config::builder().region", ".region(…)", "ALIBABA_CLOUD_REGION_ID", "region_id", ".endpoint(…)", regions]
        {
            assert!(error.contains(way), "{way}: {error}");
        }
    }

    #[test]
    fn overrides_are_read_with_and_without_a_scheme() {
        let cases = [
            ("Webplus.Aliyuncs.com", true, "webplus.aliyuncs.com"),
            ("https://webplus.aliyuncs.com/", true, "webplus.aliyuncs.com"),
            ("webplus.aliyuncs.com:443", true, "webplus.aliyuncs.com"),
            ("http://127.0.0.1:1234", false, "127.0.0.1:1234"),
            ("HTTP://localhost:80", false, "localhost"),
            ("http://[::1]:8080", false, "[::1]:8080"),
            ("[::1]", true, "[::1]"),
        ];
        for (text, secure, authority) in cases {
            assert_eq!(Endpoint::parse(text).unwrap(), Endpoint { secure, authority: authority.into() });
        }
        let wrong = [
            "",
            "https://",
            "ftp://host",
            "host/path",
            "host?x",
            "a b",
            "host:0",
            "host:99999",
            "host:",
            "ho_st..x",
            "[::1",
            "[hidden]",
            "host\r\n",
            "-host",
        ];
        for text in wrong {
            assert!(Endpoint::parse(text).is_err(), "{text:?}");
        }
        let error = Endpoint::parse("https://user:hidden@host").unwrap_err().to_string();
        assert!(error.contains("user name") && !error.contains("hidden"), "{error}");
        for text in [
            "host?token=hidden",
            "host/#hidden",
            "a:hidden@b@c/",
            "http://a:hidden#b@c",
            "h?a@hidden",
            "a@hidden?b@c",
            "\u{1b}[2J\n",
            &"a b".repeat(1_000),
        ] {
            let error = Endpoint::parse(text).unwrap_err().to_string();
            assert!(!error.contains("hidden") && !error.contains(char::is_control) && error.len() < 1_000, "{error:?}");
        }
    }

    #[test]
    fn a_region_can_only_be_one_label() {
        for region in ["cn-hangzhou", "ap-southeast-1", "cn-north-2-gov-1"] {
            assert!(check_region(region).is_ok(), "{region}");
        }
        for region in ["", "a.b", "a/b", "a@b", "a b", "a:1", "-a", "a-", "a_b", "ä", "a\n", "evil.com/"] {
            let error = check_region(region).unwrap_err().to_string();
            assert!(error.contains("is not a region") && !error.contains('\n'), "{error}");
        }
    }

    proptest! {
        #[test]
        fn a_region_that_passes_never_changes_the_domain(region: String) {
            if check_region(&region).is_ok() {
                let endpoint = Endpoint::derive(&product(EndpointRule::Regional), Some(&region), Network::Vpc).unwrap();
                let host = endpoint.authority;
                prop_assert!(host.ends_with(".aliyuncs.com"));
                prop_assert!(host.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.'));
            }
        }
    }
}
