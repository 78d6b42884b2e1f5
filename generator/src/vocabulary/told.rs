//! The words by which a description tells a fact itself, so that documentation need not say it again.

use crate::ir::Format;

/// Words of sentences about the default, in lower case.
const DEFAULTS: &[&str] = &["default"];

/// Whether a text, in lower case, speaks of a default.
pub fn speaks_of_default(text: &str) -> bool {
    DEFAULTS.iter().any(|word| text.contains(word))
}

/// Whether a text, in lower case, says how values of a format are to be read.
pub fn tells_format(text: &str, format: Format) -> bool {
    let words: &[&str] = match format {
        Format::Json => &["json"],
        Format::CommaList => &["comma"],
        Format::EpochSeconds => &["seconds since"],
        Format::EpochMillis => &["millisecond"],
        _ => &["yyyy", "hh:mm", "iso 8601", "iso8601"],
    };
    words.iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_tells_a_format_by_its_own_words() {
        assert!(tells_format("the time as yyyy-mm-dd.", Format::Date) && tells_format("a json array.", Format::Json));
        assert!(!tells_format("a json array.", Format::Date) && !tells_format("the time.", Format::EpochMillis));
        assert!(speaks_of_default("the default is 1.") && !speaks_of_default("the depth."));
    }
}
