//! Which characters mean the same to the reader: quotes, spaces, and punctuation with its full-width form.

/// What a lone word consists of.
pub(super) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.' | '_' | '*')
}

/// The punctuation that a character was meant to be, and whether it is its full-width form.
pub(super) fn ascii(c: char) -> (char, bool) {
    match c {
        '，' | '、' => (',', true),
        ';' => (',', false),
        '：' => (':', true),
        '｛' => ('{', true),
        '｝' => ('}', true),
        '［' => ('[', true),
        '］' => (']', true),
        other => (other, false),
    }
}

/// Double quotes, ASCII and typographic.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂')
}

/// Space of any kind.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n') || is_odd_space(c)
}

/// Characters that show as space or not at all, of which JSON knows none.
pub(super) fn is_odd_space(c: char) -> bool {
    !matches!(c, ' ' | '\t' | '\r' | '\n')
        && (c.is_whitespace()
            || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\0'..='\u{1f}' | '\u{7f}'))
}
