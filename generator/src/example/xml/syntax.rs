//! What XML takes as an entity, a name and attributes.

/// The character that an entity stands for, and the length of the entity.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    // The longest one that XML defines is a character by number.
    let limit = text.char_indices().nth(12).map_or(text.len(), |(index, _)| index);
    let end = text[..limit].find(';')?;
    let c = match &text[1..end] {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// Whether XML takes it as the name of an element.
pub(super) fn is_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_alphabetic() || c == '_' || c == ':')
        && chars.all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '-' | '.'))
}

/// Whether a text is nothing but `name="value"`, with space before each.
pub(super) fn are_attributes(text: &str) -> bool {
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let Some((name, value)) = rest.split_once('=') else { return false };
        let value = value.trim_start();
        let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let Some(end) = value[1..].find(quote) else { return false };
        let after = &value[end + 2..];
        if !is_name(name.trim_end()) || (!after.is_empty() && !after.starts_with(char::is_whitespace)) {
            return false;
        }
        rest = after.trim_start();
    }
    true
}
