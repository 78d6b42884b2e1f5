//! Texts of services as an error may show them.

/// At most so many characters of a text, without those that a terminal would obey.
pub(crate) fn shorten(text: &str, longest: usize) -> String {
    let mut kept = text.chars().filter(|character| !character.is_control() || matches!(character, '\n' | '\t'));
    let mut short: String = kept.by_ref().take(longest).collect();
    if kept.next().is_some() {
        short.push('…');
    }
    short
}
