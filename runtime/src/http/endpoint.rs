//! A scheme and a host, as they are read from a text and shown in an error.

use std::fmt;
use std::sync::Arc;

/// A scheme and a host, with a port where it is not the scheme's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub secure: bool,
    /// `host` or `host:port`, in lower case, as it stands in the header `host`.
    pub authority: Arc<str>,
}

impl Endpoint {
    /// Reads an override: `host`, `host:port`, `https://host` or `http://host:port`.
    pub(crate) fn parse(text: &str) -> Result<Self, BadEndpoint> {
        let wrong = |problem: &str| {
            let shown = shown(text);
            BadEndpoint(format!(
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

    /// Whether a text can be one label of a host: letters, digits and hyphens alone, so that it neither ends the host nor adds
    /// a label to it.
    pub(crate) fn takes_label(text: &str) -> bool {
        is_label(text) && !text.contains('_')
    }

    /// The endpoint with one more label before its host; itself where it is an address, below which there are no names.
    pub(crate) fn below(self, label: &str) -> Self {
        let host = self.authority.rsplit_once(':').map_or(&*self.authority, |(host, _)| host);
        if host.starts_with('[') || host.contains(':') || host.parse::<std::net::Ipv4Addr>().is_ok() {
            return self;
        }
        let authority = format!("{}.{}", label.to_ascii_lowercase(), self.authority).into();
        Self { authority, ..self }
    }

    pub(crate) fn scheme(&self) -> &'static str {
        if self.secure { "https" } else { "http" }
    }
}

/// Why a text is not an endpoint; [`Error`](crate::error::Error) is made from it.
#[derive(Debug)]
pub(crate) struct BadEndpoint(String);

impl fmt::Display for BadEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Shows an address in an error: its beginning on one line, without what precedes an `@`, which may be a password,
/// and without the query.
pub(crate) fn shown(text: &str) -> String {
    let (base, rest) = text.split_at(text.find(['?', '#']).unwrap_or(text.len()));
    // An `@` after it belongs to an unencoded password or to a query: the place of the host is unknown.
    let base = if rest.contains('@') { "…" } else { base.rsplit('@').next().unwrap_or_default() };
    base.chars().take(100).flat_map(char::escape_debug).collect()
}

/// One part of a host name. Underscores are not proper, but local names have them.
pub(crate) fn is_label(text: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&text.len()) && text.bytes().all(inside) && !text.starts_with('-') && !text.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_stands_before_a_name_and_not_before_an_address() {
        for (text, expected) in [
            ("log.aliyuncs.com", "boats.log.aliyuncs.com"),
            ("http://log.local:8080", "boats.log.local:8080"),
            ("http://127.0.0.1:8080", "127.0.0.1:8080"),
            ("127.0.0.1", "127.0.0.1"),
            ("http://[::1]:8080", "[::1]:8080"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(&*Endpoint::parse(text).unwrap().below("Boats").authority, expected, "{text}");
        }
    }

    #[test]
    fn only_one_label_can_stand_before_a_host() {
        for label in ["boats", "b", "boats-2", "B2"] {
            assert!(Endpoint::takes_label(label), "{label}");
        }
        for label in ["", "a.b", "evil.com/", "evil.com#", "a@b", "a:1", "-a", "a-", "a_b", "a b", "ä", "a\r\n", "a\0"]
        {
            assert!(!Endpoint::takes_label(label), "{label:?}");
        }
        assert!(!Endpoint::takes_label(&"a".repeat(64)));
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
}
