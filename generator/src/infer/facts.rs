//! Facts that stand in the prose of a description: allowed values and defaults, in both languages.

use crate::ir::AllowedValue;
use crate::read::Piece;

/// Words that introduce a list of allowed values; lower case, the end of a paragraph.
const INTRODUCTIONS: &[&str] =
    &["取值", "可选", "以下值", "枚举", "包括", "valid value", "possible value", "allowed value", "values:", "one of"];

/// Words that introduce a list of something else.
const NO_INTRODUCTIONS: &[&str] = &["字段", "包含以下", "格式", "field", "format", "object", "contains the following"];

/// Words behind which a default stands; lower case.
const DEFAULTS: &[&str] =
    &["默认值为", "默认值是", "默认值", "默认为", "默认是", "缺省值", "默认", "default value", "default", "by default"];

/// Marks of the default on a bullet; lower case.
const DEFAULT_MARKS: &[&str] =
    &["（默认）", "（默认值）", "(默认)", "(默认值)", "(default)", "(default value)", "（default）"];

/// How many bullets of a list must look like values, in percent.
const VALUE_SHARE: usize = 80;

/// The values that a description lists.
///
/// Evidence: at least two bullets, nearly all of which begin with a token; and an introduction that says values, or, where
/// there is none, tokens marked as code or bold. An introduction that speaks of fields or formats is against it.
pub fn allowed(pieces: &[Piece]) -> Vec<AllowedValue> {
    let Some(first) = pieces.iter().position(|piece| piece.depth > 0) else { return Vec::new() };
    let introduction = first.checked_sub(1).map(|before| pieces[before].text.to_lowercase()).unwrap_or_default();
    let tail: String = introduction.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
    if NO_INTRODUCTIONS.iter().any(|word| tail.contains(word)) {
        return Vec::new();
    }
    let introduced = INTRODUCTIONS.iter().any(|word| tail.contains(word));
    let depth = pieces[first].depth;
    let bullets: Vec<&Piece> =
        pieces[first..].iter().take_while(|piece| piece.depth > 0).filter(|piece| piece.depth == depth).collect();
    let values: Vec<AllowedValue> = bullets.iter().filter_map(|piece| bullet_value(piece, introduced)).collect();
    if values.len() < 2 || values.len() * 100 < bullets.len() * VALUE_SHARE {
        return Vec::new();
    }
    values
}

/// The value that a bullet begins with, and what follows it.
fn bullet_value(piece: &Piece, introduced: bool) -> Option<AllowedValue> {
    let (value, rest) = if piece.marked.is_empty() {
        if !introduced {
            return None;
        }
        match piece.text.find([':', '：']) {
            Some(at) => (piece.text[..at].trim(), &piece.text[at..]),
            None => (piece.text.trim(), ""),
        }
    } else {
        (piece.marked.as_str(), piece.text.strip_prefix(piece.marked.as_str()).unwrap_or_default())
    };
    // Emphasis that does not close where Markdown wants it stays in the text.
    let mut value = value.trim_matches('*').trim();
    for mark in DEFAULT_MARKS {
        value = value.strip_suffix(mark).unwrap_or(value).trim();
    }
    // The mark of the default may stand inside the value's marks or behind them.
    let lower = rest.trim_start().to_lowercase();
    let mark = DEFAULT_MARKS.iter().find(|mark| lower.starts_with(**mark)).map_or(0, |mark| mark.len());
    let rest = rest.trim_start().get(mark..).unwrap_or_default();
    let description =
        rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，' | '-' | '*'));
    is_token(value).then(|| AllowedValue { value: value.to_owned(), description: description.trim().to_owned() })
}

/// Whether a text can be a value: short, ASCII, no sentence.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 60
        && text.is_ascii()
        && text.split(' ').count() <= 2
        && !text.ends_with(['.', ':', ','])
        && !text.contains(['*', '~'])
        && text.chars().any(|c| c.is_ascii_alphanumeric())
}

/// The default that a description states: behind a word that says default, or marked on a bullet.
pub fn default(pieces: &[Piece]) -> String {
    for piece in pieces {
        let lower = piece.text.to_lowercase();
        if piece.depth > 0
            && let Some(mark) = DEFAULT_MARKS.iter().find(|mark| lower.contains(**mark))
        {
            let value = lower.find(mark).and_then(|at| piece.text.get(..at)).unwrap_or_default().trim();
            if is_token(value) {
                return value.to_owned();
            }
        }
        // Lower-casing may change lengths in languages that the pages are not written in.
        if lower.len() == piece.text.len()
            && let Some(value) = stated_default(&piece.text, &lower)
        {
            return value;
        }
    }
    String::new()
}

/// The token behind a word that says default. What is no token, such as a sentence, is no value.
fn stated_default(text: &str, lower: &str) -> Option<String> {
    for word in DEFAULTS {
        for (at, _) in lower.match_indices(word) {
            let rest = text[at + word.len()..].trim_start();
            let rest = rest.strip_prefix("is ").or_else(|| rest.strip_prefix(['为', '是'])).unwrap_or(rest);
            let separated = rest.trim_start().trim_start_matches([':', '：']).trim_start();
            let spelled = separated.len() < rest.len()
                || word.ends_with(['为', '是', '值'])
                || rest.len() < text[at + word.len()..].trim_start().len();
            if !spelled {
                continue;
            }
            let value = separated.trim_start_matches(['*', '`', '"', '“', '第']);
            let end = value
                .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | '+')))
                .unwrap_or(value.len());
            let value = value[..end].trim_end_matches(['.', '-', '/']);
            if !value.is_empty() && !is_word(value, separated) {
                return Some(value.to_owned());
            }
        }
    }
    None
}

/// Whether a token begins a sentence: an English word with further words behind it.
fn is_word(token: &str, text: &str) -> bool {
    let Some(at) = text.find(token) else { return false };
    let behind = &text[at + token.len()..];
    token.chars().all(|c| c.is_ascii_lowercase())
        && !matches!(token, "true" | "false")
        && behind.starts_with(' ')
        && behind.trim_start().starts_with(|c: char| c.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pieces;

    fn values(cell: &str) -> Vec<String> {
        allowed(&pieces(cell)).into_iter().map(|allowed| format!("{}|{}", allowed.value, allowed.description)).collect()
    }

    #[test]
    fn values_are_listed_in_either_language() {
        let zh = "类型，可选以下值：\n\n -   `HighAvailability`：高可用\n-   `StandAlone`：低成本";
        assert_eq!(values(zh), ["HighAvailability|高可用", "StandAlone|低成本"]);
        let en = "Kind. Valid values:\n\n -   **true**: on\n-   **false (default)**: off";
        assert_eq!(values(en), ["true|on", "false|off"]);
        assert_eq!(
            values("Valid values:\n\n -   PayByTraffic\n-   PayByBandwidth"),
            ["PayByTraffic|", "PayByBandwidth|"]
        );
    }

    #[test]
    fn emphasis_that_does_not_close_is_no_part_of_a_value() {
        assert_eq!(values("取值：\n\n -   **true：**是\n-   **false（默认值）：**否"), ["true|是", "false|否"]);
    }

    #[test]
    fn lists_of_fields_and_of_sentences_are_no_values() {
        assert!(values("A JSON array with the following fields:\n\n -   `path`: where\n-   `name`: what").is_empty());
        assert!(values("JSON数组，包含以下字段：\n\n -   `path`：路径\n-   `name`：名称").is_empty());
        assert!(values("Notes:\n\n -   It must start with a letter.\n-   It can be empty.").is_empty());
        assert!(values("Valid values:\n\n -   `one`: x").is_empty());
        assert!(values("取值：\n\n -   -1：不限制\n-   1~5120：带宽").is_empty(), "a range is no value");
    }

    #[test]
    fn defaults_are_stated_in_many_ways() {
        for (cell, expected) in [
            ("默认为false", "false"),
            ("默认值：**10**。", "10"),
            ("查询页数，默认为第1页", "1"),
            ("是否模拟\n\n -   若为true\n    -   默认为false", "false"),
            ("Default value: 20.", "20"),
            ("The default value is PayByTraffic.", "PayByTraffic"),
            ("Valid values:\n\n -   a (default): x\n-   b", "a"),
        ] {
            assert_eq!(default(&pieces(cell)), expected, "{cell}");
        }
    }

    #[test]
    fn the_word_default_alone_states_nothing() {
        for cell in [
            "The default security group.",
            "默认安全组",
            "By default the service chooses.",
            "Default value: the region of the client",
        ] {
            assert_eq!(default(&pieces(cell)), "", "{cell}");
        }
    }
}
