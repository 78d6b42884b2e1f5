//! Percent-encoding and name-value pairs, as they travel in paths, queries and form bodies.

use std::fmt::Write;

/// Decoded names and values, in the order of arrival.
pub(crate) type Pairs = Vec<(String, String)>;

/// What a `+` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plus {
    /// A space: in queries and form bodies.
    Space,
    /// Itself: in paths.
    Plus,
}

/// Text that is not percent-encoded UTF-8; holds its beginning.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct BadEncoding(pub(crate) String);

/// Splits a query or a form body and decodes names and values.
pub(crate) fn pairs(text: &str) -> Result<Pairs, BadEncoding> {
    let parts = text.split('&').filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            Ok((decode(name, Plus::Space)?, decode(value, Plus::Space)?))
        })
        .collect()
}

/// Decodes percent-encoded UTF-8; a `%` without two hexadecimal digits is an error.
pub(crate) fn decode(text: &str, plus: Plus) -> Result<String, BadEncoding> {
    let bad = || BadEncoding(text.chars().take(80).collect());
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let mut digit = || bytes.next().and_then(|digit| char::from(digit).to_digit(16));
                let (Some(high), Some(low)) = (digit(), digit()) else { return Err(bad()) };
                (high * 16 + low) as u8
            }
            b'+' if plus == Plus::Space => b' ',
            other => other,
        });
    }
    String::from_utf8(out).map_err(|_| bad())
}

/// Encodes everything but letters, digits, `-`, `_`, `.` and `~`, with upper-case digits.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(char::from(byte)),
            // Writing to a `String` cannot fail.
            other => drop(write!(out, "%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_pairs_in_order() {
        let expected = [("a b", "c+d"), ("中", ""), ("x", "=1")].map(|(name, value)| (name.into(), value.into()));
        assert_eq!(pairs("a+b=c%2Bd&%E4%B8%AD&&x==1").unwrap(), expected);
    }

    #[test]
    fn refuses_what_is_not_encoded_utf8() {
        for text in ["%", "a%2", "%zz", "%+1", "%ff", "%C3%"] {
            assert_eq!(decode(text, Plus::Plus), Err(BadEncoding(text.into())));
        }
    }

    #[test]
    fn keeps_only_the_unreserved_bytes() {
        assert_eq!(encode("a b+c*d~e/f-_.%中"), "a%20b%2Bc%2Ad~e%2Ff-_.%25%E4%B8%AD");
        assert_eq!(decode("a+b%20~", Plus::Plus).unwrap(), "a+b ~");
    }
}
