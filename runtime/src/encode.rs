//! Percent-encoding as the signatures define it: UTF-8, upper-case hex, only `A-Z a-z 0-9 - _ . ~` left as they are.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Encodes all but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Percent-encodes one segment of a path; a `/` inside it is encoded too.
pub fn encode_segment(segment: &str) -> String {
    percent(segment)
}

/// Percent-encodes `text` for a query: a space is `%20`.
pub(crate) fn percent(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// `name=value` pairs, encoded and joined by `&`, in the given order.
pub(crate) fn query(pairs: &[(String, String)]) -> String {
    let mut out = String::new();
    for (index, (name, value)) in pairs.iter().enumerate() {
        if index > 0 {
            out.push('&');
        }
        out.extend(utf8_percent_encode(name, RESERVED));
        out.push('=');
        out.extend(utf8_percent_encode(value, RESERVED));
    }
    out
}

/// The same as a form body, where a space is `+`.
pub(crate) fn form(pairs: &[(String, String)]) -> String {
    // A literal `%` is encoded as `%25`, so `%20` can only stand for a space here.
    query(pairs).replace("%20", "+")
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        out.push(char::from(DIGITS[usize::from(byte >> 4)]));
        out.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Decodes what `percent` made, by a second implementation.
    fn decode(text: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((&first, tail)) = rest.split_first() {
            if first == b'%' {
                let digits = std::str::from_utf8(&tail[..2]).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
                rest = &tail[2..];
            } else {
                bytes.push(first);
                rest = tail;
            }
        }
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn unreserved_characters_stay_and_the_rest_is_upper_case_hex() {
        assert_eq!(percent("AZaz09-_.~"), "AZaz09-_.~");
        assert_eq!(percent("a b+c*d~e/f"), "a%20b%2Bc%2Ad~e%2Ff");
        assert_eq!(percent("中文&x=1%"), "%E4%B8%AD%E6%96%87%26x%3D1%25");
        assert_eq!(encode_segment("a b/中~*"), "a%20b%2F%E4%B8%AD~%2A");
    }

    #[test]
    fn a_form_writes_a_space_as_plus_and_keeps_an_encoded_percent() {
        let pairs = [("A b".to_owned(), "hello world%20".to_owned())];
        assert_eq!(form(&pairs), "A+b=hello+world%2520");
    }

    proptest! {
        #[test]
        fn encoding_is_reversible_and_uses_only_safe_characters(text: String) {
            let encoded = percent(&text);
            let safe = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte);
            prop_assert!(encoded.bytes().all(safe));
            prop_assert_eq!(decode(&encoded), text);
        }
    }
}
