//! Texts and numbers in JSON: where they end, and what they hold.

use std::borrow::Cow;

/// What stands between the quotes of a text.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    pub bytes: &'a [u8],
    pub has_escape: bool,
}

impl<'a> Quoted<'a> {
    /// The text; what is no UTF-8, no escape or half of a surrogate pair is replaced by U+FFFD. Borrowed if nothing is
    /// escaped or replaced.
    pub fn text(self) -> Cow<'a, str> {
        if !self.has_escape {
            return match std::str::from_utf8(self.bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => String::from_utf8_lossy(self.bytes),
            };
        }
        let text = String::from_utf8(unescape(self.bytes));
        Cow::Owned(text.unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned()))
    }
}

/// The index of the quote that ends the text which begins at `at`, and whether an escape stands before it; `None` where
/// the text does not end.
pub(super) fn end_of_text(bytes: &[u8], at: usize) -> Option<(usize, bool)> {
    let (mut at, mut has_escape) = (at, false);
    loop {
        at += quote_or_backslash(bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some((at, has_escape));
        }
        has_escape = true;
        at += 2;
    }
}

/// The index of the first quote or backslash; eight bytes at a time.
fn quote_or_backslash(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES << 7;
    // The highest bit of the lowest byte that is zero is set; those above it can be wrong.
    let zero = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let found = zero(word ^ (ONES * u64::from(b'"'))) | zero(word ^ (ONES * u64::from(b'\\')));
        if found != 0 {
            return Some(index * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    let found = rest.iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(words.len() * 8 + found)
}

fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == b'\\') {
        out.extend_from_slice(&rest[..at]);
        let (character, length) = escape(&rest[at..]);
        out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        rest = &rest[at + length..];
    }
    out.extend_from_slice(rest);
    out
}

/// The character of the escape that `bytes` begins with, and the length of the escape.
fn escape(bytes: &[u8]) -> (char, usize) {
    let character = match bytes.get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(bytes),
        // The character that is escaped stays.
        _ => return (char::REPLACEMENT_CHARACTER, 1),
    };
    (character, 2)
}

/// The same for `\u1234`, or two of these for a character beyond 16 bits.
fn unicode(bytes: &[u8]) -> (char, usize) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        digits.iter().try_fold(0, |sum, digit| Some(sum * 16 + char::from(*digit).to_digit(16)?))
    };
    let Some(first) = unit(0) else { return (char::REPLACEMENT_CHARACTER, 2) };
    if let Some(character) = char::from_u32(first) {
        return (character, 6);
    }
    match unit(6) {
        Some(second @ 0xdc00..0xe000) if first < 0xdc00 => {
            let beyond = ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(0x1_0000 + beyond).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}

/// Whether `word` is a number as JSON writes it.
pub(super) fn is_number(word: &[u8]) -> bool {
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let word = word.strip_prefix(b"-").unwrap_or(word);
    let whole = digits(word);
    if whole == 0 || (whole > 1 && word[0] == b'0') {
        return false;
    }
    let mut rest = &word[whole..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let count = digits(fraction);
        if count == 0 {
            return false;
        }
        rest = &fraction[count..];
    }
    if let Some(exponent) = rest.strip_prefix(b"e").or_else(|| rest.strip_prefix(b"E")) {
        let exponent = exponent.strip_prefix(b"+").or_else(|| exponent.strip_prefix(b"-")).unwrap_or(exponent);
        return !exponent.is_empty() && digits(exponent) == exponent.len();
    }
    rest.is_empty()
}

/// Whether a word of this byte may stand where a value is expected: numbers and names, and what is written in the place
/// of them, such as `NaN` or digits that are masked.
pub(super) fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_' | b'*')
}

/// JSON without the space between its tokens.
pub(super) fn compact(json: &[u8]) -> String {
    let mut out = Vec::with_capacity(json.len());
    let mut at = 0;
    while let Some(byte) = json.get(at) {
        let end = match byte {
            b'"' => end_of_text(json, at + 1).map_or(json.len(), |(end, _)| end + 1),
            _ => at + 1,
        };
        if !byte.is_ascii_whitespace() {
            out.extend_from_slice(&json[at..end]);
        }
        at = end;
    }
    String::from_utf8(out).unwrap_or_else(|bad| String::from_utf8_lossy(bad.as_bytes()).into_owned())
}
