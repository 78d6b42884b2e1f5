//! Properties of every message: it is bounded, and repeats no secret of the input.

use serde_json::Value;

/// Fails where a message is longer than `limit` bytes, has a control character, or repeats a word of the input that
/// could be a secret.
pub(crate) fn check_message(input: &[u8], message: &str, limit: usize) {
    check_length(message, limit);
    assert!(!message.contains(char::is_control), "a control character in {message:?}");
    for word in secrets(input) {
        assert!(!message.contains(&word), "`{word}` is shown: {message}");
    }
}

/// Fails where a text is longer than `limit` bytes.
pub(crate) fn check_length(text: &str, limit: usize) {
    assert!(text.len() <= limit, "{} bytes instead of {limit} at most: {text:.400}", text.len());
}

/// The words of the input that are long, and of letters and digits mixed, as no word of a message of ours is: in the
/// text itself, and in its texts where it is JSON.
pub(crate) fn secrets(input: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    words(&String::from_utf8_lossy(input), &mut found);
    if let Ok(value) = serde_json::from_slice(input) {
        texts(&value, &mut found);
    }
    found.sort();
    found.dedup();
    found
}

fn words(text: &str, found: &mut Vec<String>) {
    let mixed = |word: &&str| {
        word.len() >= 8
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    found.extend(text.split(|character: char| !character.is_ascii_alphanumeric()).filter(mixed).map(str::to_owned));
}

/// It does not recurse deeper than the parser that made the value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => words(text, found),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(members) => members.iter().for_each(|(name, member)| {
            words(name, found);
            texts(member, found);
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
