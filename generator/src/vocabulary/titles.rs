//! How titles are compared, and the titles of whole pages.

/// Strips what titles and column heads are decorated with: spaces, emphasis, punctuation; lower case.
pub fn normalise(title: &str) -> String {
    title
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '*' | ':' | '：' | '.' | '？' | '?' | '\u{200b}' | '\u{feff}' | '`')
        })
        .flat_map(char::to_lowercase)
        .collect()
}

/// Titles of pages that list the errors of the whole product; normalised.
pub const COMMON_ERROR_TITLES: &[&str] = &["公共错误码", "commonerrorcodes", "commonerrors"];
