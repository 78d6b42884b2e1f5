//! The headers that every call has.

/// Headers that every call has and that the client sets, in lower case.
const CALL_HEADERS: &[&str] = &[
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-md5",
    "content-type",
    "date",
    "host",
    "user-agent",
];

/// What the further headers of signed calls begin with.
const CALL_HEADERS_HEAD: &str = "x-acs-";

/// Words for the first label of a host that are no parameters of a call, in lower case.
pub const HOST_LABELS: &[&str] = &["region", "regionid", "service", "domain", "host", "hostname"];

/// Whether a text names the endpoint of a service.
pub fn is_endpoint_word(text: &str) -> bool {
    const WORD: &str = "endpoint";
    text.as_bytes().windows(WORD.len()).any(|window| window.eq_ignore_ascii_case(WORD.as_bytes()))
}

/// Whether a header is one of those that every call has.
pub fn is_call_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    CALL_HEADERS.contains(&name.as_str()) || name.starts_with(CALL_HEADERS_HEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_headers_of_every_call_are_known() {
        assert!(is_call_header("Authorization") && is_call_header("Content-MD5") && is_call_header("x-acs-version"));
        assert!(!is_call_header("Boat-Zone") && !is_call_header("DateTime") && !is_call_header("RegionId"));
    }
}
