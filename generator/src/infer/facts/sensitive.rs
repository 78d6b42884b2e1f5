//! Whether a value is a secret, which is not to be shown.

#[cfg(test)]
mod tests;

use crate::infer::table::Class;
use crate::ir::Type;
use crate::vocabulary::secrets::{ABOUT, DOUBTFUL, HARMLESS, NAMES, NOUNS, QUESTIONS, SUBORDINATE, WITHIN_WORDS};
use crate::words::words;

use super::cell::Cell;
use super::ground::Ground;

/// Whether a field holds a secret.
///
/// Evidence: a name that ends like that of a secret, such as `VncPassword`; or a description whose first sentence is about
/// one, such as "The private key of the certificate". Against it: a type that holds no text, such as that of
/// `PasswordInherit`; for the description, a name that ends like that of something about a secret, such as
/// `WindowsPasswordName`. Of the word token alone, what the description does not speak of decides: a position in a list,
/// or the repetition of a call.
pub(super) fn sensitive(cell: &Cell<'_>) -> Option<Ground> {
    let is_text = match cell.class {
        Class::Scalar(ty) => *ty == Type::String,
        Class::List(_) => cell.class.scalar_items() == Some(Type::String),
        Class::Json | Class::Blank | Class::Named(_) => true,
        Class::Object | Class::Map(_) => false,
    };
    let name = name_words(cell.last_name());
    let tells = |words: &[&str]| {
        cell.parts.iter().any(|part| {
            let text = part.text.to_lowercase();
            words.iter().any(|word| text.contains(word))
        })
    };
    if !is_text {
        None
    } else if is_secret(&name) {
        Some(Ground::SecretName)
    } else if matches!(name.as_slice(), [only] if DOUBTFUL.contains(&only.as_str())) && !tells(HARMLESS) {
        Some(Ground::SecretPossible)
    } else {
        let about = ABOUT.iter().any(|end| ends_with(&name, end));
        (!about && is_described(cell)).then_some(Ground::SecretDescribed)
    }
}

/// Whether a name alone says that its value is a secret, if it is a text.
pub fn by_name(name: &str) -> bool {
    is_secret(&name_words(name))
}

fn is_secret(name: &[String]) -> bool {
    NAMES.iter().chain(WITHIN_WORDS).any(|end| ends_with(name, end))
        || name.last().is_some_and(|last| WITHIN_WORDS.iter().any(|end| last.ends_with(end)))
}

/// The words of a name; what follows the letters, such as the number of one of several, says nothing.
fn name_words(name: &str) -> Vec<String> {
    words(name.trim_end_matches(|c: char| !c.is_ascii_alphabetic()))
}

/// Whether the last words of a name, written together, are this: `STSToken` ends with `ststoken`, `RequestsToken` does not.
fn ends_with(name: &[String], end: &str) -> bool {
    let mut rest = end;
    for word in name.iter().rev() {
        match rest.strip_suffix(word.as_str()) {
            Some("") => return true,
            Some(before) => rest = before,
            None => return false,
        }
    }
    false
}

/// Whether the first sentence is about a secret: in English the noun before "of", "that" and the like, in Chinese, where the
/// noun comes last, the first clause.
fn is_described(cell: &Cell<'_>) -> bool {
    let Some(part) = cell.parts.first().filter(|part| !part.item) else { return false };
    let (start, end) = part.sentence(0);
    let sentence = part.text[start..end].to_lowercase();
    let clause = sentence.split([',', ';', ':', '(', '。', '.', '、']).next().unwrap_or_default().trim();
    if QUESTIONS.iter().any(|question| clause.starts_with(question)) {
        return false;
    }
    let head: Vec<&str> = clause.split(' ').take_while(|word| !SUBORDINATE.contains(word)).collect();
    let head = head.join(" ");
    NOUNS.iter().any(|noun| {
        head.strip_suffix(noun).is_some_and(|before| !noun.is_ascii() || before.is_empty() || before.ends_with(' '))
    })
}
