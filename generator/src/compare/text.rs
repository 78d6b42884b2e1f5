//! The words of changes: numbers of things, and texts that may be missing.

/// A number of things.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A text that may be missing.
pub(super) fn shown(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}
