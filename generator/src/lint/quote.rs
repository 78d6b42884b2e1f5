//! Names and values of pages as messages show them.

use crate::infer::table::shorten;

/// A name or value of the page as a message shows it.
pub fn quoted(text: &str) -> String {
    format!("`{}`", shorten(text))
}

/// A list of names as a message shows it: the first few, and how many there are beyond.
pub fn list(names: &[&str]) -> String {
    const SHOWN: usize = 6;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| quoted(name)).collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
