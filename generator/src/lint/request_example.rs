//! A request example taken apart: the parameters of its address, and the words of its body.

use crate::read::{Text, is_blank};
use crate::vocabulary::is_placeholder_word;

/// A `name=value` of a request example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    pub name: Text<'a>,
    pub value: Text<'a>,
    /// What stands before the name: `?`, `&`, `$` or the beginning of a line.
    pub mark: char,
}

/// The parameters that an example shows. What stands from the first line on that begins with a bracket is a body, and
/// holds none.
///
/// Evidence: an identifier before an equals sign, behind a mark that separates parameters or at the beginning of a line.
/// A `$` separates only where a value was written before it, a `?` only where none was: later ones belong to a value.
pub fn pairs<'a>(example: Text<'a>) -> Vec<Pair<'a>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    for line in example.raw.split_inclusive('\n') {
        if line.trim_start().starts_with(['{', '[']) {
            break;
        }
        line_pairs(Text { raw: line, at: example.at + at }, &mut pairs);
        at += line.len();
    }
    pairs
}

fn line_pairs<'a>(line: Text<'a>, pairs: &mut Vec<Pair<'a>>) {
    let blank = line.raw.len() - line.raw.trim_start_matches(is_blank).len();
    let mut starts = vec![(0, '\n')];
    for (at, mark) in line.raw.char_indices().filter(|&(_, c)| matches!(c, '?' | '&' | '$')) {
        let is_later = line.raw[..at].contains('=') || mark == '$' && at == blank && !pairs.is_empty();
        if mark == '&' || is_later == (mark == '$') {
            starts.push((at + 1, mark));
        }
    }
    // What is no parameter belongs to the value before it: `$` in a text, `?` in an address.
    starts.retain(|&(start, _)| name_at(&line.raw[start..]).is_some());
    for (index, &(start, mark)) in starts.iter().enumerate() {
        let Some((name, value)) = name_at(&line.raw[start..]) else { continue };
        let end = starts.get(index + 1).map_or(line.raw.len(), |&(next, _)| next - 1);
        let value = start + value;
        if value > end {
            continue;
        }
        let raw = &line.raw[value..end];
        let raw = raw.split('&').next().unwrap_or(raw);
        let raw = raw.split(" HTTP").next().unwrap_or(raw);
        let skipped = line.raw[start..].len() - line.raw[start..].trim_start_matches(is_blank).len();
        pairs.push(Pair {
            name: Text { raw: name, at: line.at + start + skipped },
            value: Text { raw, at: line.at + value }.trimmed(),
            mark,
        });
    }
}

/// The name before an equals sign that a text begins with, and where the value begins.
fn name_at(text: &str) -> Option<(&str, usize)> {
    let trimmed = text.trim_start_matches(is_blank);
    let is_inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | '[' | ']' | '#' | '{' | '}');
    let length = trimmed.find(|c| !is_inner(c))?;
    let name = &trimmed[..length];
    let rest = trimmed[length..].trim_start_matches(' ');
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    (is_name && rest.starts_with('=')).then(|| (name, text.len() - rest.len() + 1))
}

/// Whether a value stands for one that the reader puts in.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim_matches(|c| is_blank(c) || matches!(c, '"' | '\'' | '“' | '”'));
    is_placeholder_word(value) || value.contains(['*', '<', '>', '…', '%', '[', '{', '$']) || value.contains("...")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let all = pairs(Text { raw: text, at: 0 });
        all.iter().map(|pair| format!("{}{}={}", pair.mark, pair.name.raw, pair.value.raw)).collect()
    }

    #[test]
    fn parameters_stand_on_one_line_or_several() {
        assert_eq!(
            shown("http(s)://x.example.com/? Action=Get&A=1\n&B.1.C=x y\n&<common parameters>\nD=2\n"),
            ["?Action=Get", "&A=1", "&B.1.C=x y", "\nD=2"]
        );
        assert_eq!(shown("GET /ships/[Id]?Name=x HTTP/1.1\nHost: x\n\n{\"A=1\": 2}\n"), ["?Name=x"]);
    }

    #[test]
    fn a_dollar_in_place_of_an_ampersand_is_told() {
        assert_eq!(shown("https://x/?Action=Get$ShipId=1&P=$2"), ["?Action=Get", "$ShipId=1", "&P=$2"]);
        assert_eq!(shown("https://x/?Action=Get\n $ShipId=1"), ["?Action=Get", "$ShipId=1"]);
        assert_eq!(shown("$ShipId=1"), [""; 0]);
        assert_eq!(shown("&Url=https://y/?Key=1&A=2"), ["&Url=https://y/?Key=1", "&A=2"]);
    }

    #[test]
    fn offsets_are_those_of_the_page() {
        let text = "ab&A=1\n &B = 2";
        for pair in pairs(Text { raw: text, at: 0 }) {
            assert_eq!(&text[pair.name.at..][..pair.name.raw.len()], pair.name.raw);
            assert_eq!(&text[pair.value.at..][..pair.value.raw.len()], pair.value.raw);
        }
    }

    #[test]
    fn placeholders_are_no_values() {
        assert!(["", "****", "<x>", "xxxx", "-"].into_iter().all(is_placeholder));
        assert!(!["1", "true", "cn-hangzhou", "2031-04-05"].into_iter().any(is_placeholder));
    }
}
