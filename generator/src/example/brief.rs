//! Example values without the sentences in them: what a value looks like is a fact, what it tells a reader is prose.

use std::borrow::Cow;

/// From how many spaces on, and with how many words, a text is a sentence.
const SPACES: usize = 6;
const WORDS: usize = 4;
/// From how many Chinese characters on a text is a sentence.
const CHARACTERS: usize = 12;
/// How many words, and Chinese characters, of a sentence are kept.
const KEPT_WORDS: usize = 5;
const KEPT_CHARACTERS: usize = 8;

/// An example value without its sentences. One that has none is as it was; a JSON document stays one.
///
/// A text is a sentence by its length in words and spaces, or in Chinese characters, not by what it says: a long line of a
/// log or a script is somebody's text as much. Its beginning stays, so that it looks like what it is.
pub fn brief(text: &str) -> Cow<'_, str> {
    if !is_sentence(text) {
        return Cow::Borrowed(text);
    }
    let document = text.trim();
    if document.starts_with(['{', '[']) && serde_json::from_str::<serde::de::IgnoredAny>(document).is_ok() {
        let compact = brief_strings(document, true);
        if !is_sentence(&compact) {
            return Cow::Owned(compact);
        }
        return Cow::Borrowed(if document.starts_with('{') { "{}" } else { "[]" });
    }
    Cow::Owned(beginning(document))
}

/// A JSON document whose strings are [`brief`]. Its keys, its layout and what is no string stay.
pub fn brief_document(json: &str) -> String {
    brief_strings(json, false)
}

/// Makes the strings of a document brief, and drops the blanks between its tokens where it is to be compact.
fn brief_strings(json: &str, is_compact: bool) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(quote) = rest.find('"') {
        let (before, literal) = rest.split_at(quote);
        push_blanks(before, is_compact, &mut out);
        let (literal, after) = literal.split_at(end_of_string(literal));
        let is_key = after.trim_start().starts_with(':');
        match serde_json::from_str::<String>(literal) {
            Ok(value) if !is_key => match brief(&value) {
                Cow::Borrowed(same) if same.len() == value.len() => out.push_str(literal),
                shorter => out.push_str(&serde_json::Value::from(shorter.as_ref()).to_string()),
            },
            _ => out.push_str(literal),
        }
        rest = after;
    }
    push_blanks(rest, is_compact, &mut out);
    out
}

/// Adds what stands between strings.
fn push_blanks(text: &str, is_compact: bool, out: &mut String) {
    if is_compact {
        out.extend(text.chars().filter(|c| !c.is_whitespace()));
    } else {
        out.push_str(text);
    }
}

/// Where the string ends that a text begins with.
fn end_of_string(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return at + 1,
            b'\\' => is_escaped = !is_escaped,
            _ => is_escaped = false,
        }
    }
    text.len()
}

fn is_sentence(text: &str) -> bool {
    let is_spaced = text.chars().filter(|c| c.is_whitespace()).nth(SPACES - 1).is_some();
    is_spaced && words(text) >= WORDS || text.chars().filter(|&c| is_chinese(c)).nth(CHARACTERS - 1).is_some()
}

/// The number of words in Latin letters.
fn words(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty()).count()
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// The first words of a text, up to a few Chinese characters.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(KEPT_WORDS).collect();
    let mut left = KEPT_CHARACTERS;
    let mut out = String::new();
    for c in words.join(" ").chars() {
        if is_chinese(c) {
            if left == 0 {
                break;
            }
            left -= 1;
        }
        out.push(c);
    }
    out.push('…');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_to_its_beginning() {
        for (text, expected) in [
            ("The lamp of the third pier does not burn any more.", "The lamp of the third…"),
            ("2 masts, 16 oars (at most: 25 men 45 boxes of tea)", "2 masts, 16 oars (at…"),
            ("第三码头的灯已经不亮了，请尽快派人检查", "第三码头的灯已经…"),
        ] {
            assert_eq!(brief(text), expected);
            assert_eq!(brief(expected), expected, "a second time changes nothing");
        }
    }

    #[test]
    fn a_value_stays_as_it_is() {
        for text in
            ["", "cn-hangzhou", "Third pier lamp", "2031-04-05 10:00:00", "1 2 3 4 5 6 7 8 9", "码头灯", "[ 1, 2, 3 ]"]
        {
            assert_eq!(brief(text), text);
        }
    }

    #[test]
    fn a_document_in_a_text_stays_one() {
        let text =
            "{ \"Lamp\" : \"east\", \"Burns\" : true, \"Told\" : \"The lamp of the third pier does not burn.\" }";
        let expected = "{\"Lamp\":\"east\",\"Burns\":true,\"Told\":\"The lamp of the third…\"}";
        assert_eq!(brief(text), expected);
        let names = format!("[{}]", ["\"码头灯\""; 9].join(", "));
        assert_eq!(brief(&names), "[]", "what is long without any sentence is no example that anybody needs");
        assert_eq!(brief("[SMS] the lamp of the third pier is out"), "[SMS] the lamp of the…");
    }

    #[test]
    fn of_a_document_only_strings_change() {
        let json = "{\n  \"The name of a key that is very long\": [\n    1.0,\n    \"a \\\"b\\\\\",\n    \
                    \"The \\\"lamp\\\" of the third pier is out\"\n  ]\n}\n";
        let expected = "{\n  \"The name of a key that is very long\": [\n    1.0,\n    \"a \\\"b\\\\\",\n    \
                        \"The \\\"lamp\\\" of the third…\"\n  ]\n}\n";
        assert_eq!(brief_document(json), expected);
        assert_eq!(brief_document("\"open \\"), "\"open \\", "what is no JSON stays");
    }
}
