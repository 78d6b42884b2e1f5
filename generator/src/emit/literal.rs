//! String literals that show all that they hold.

use std::fmt::Write as _;

use proc_macro2::Literal;

/// The literal of a text, on one line. Control characters and those that turn the direction of text are escaped: the
/// compiler refuses the latter in a literal, and a reader would not see them.
pub fn string(text: &str) -> Literal {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => quoted.extend(['\\', char]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if is_hidden(char) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(char));
            }
            _ => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted.parse().unwrap_or_else(|_| Literal::string(text))
}

/// Whether a character cannot be seen, or changes how others are seen.
pub fn is_hidden(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_mean_their_text() {
        for text in
            ["", "a\"b\\c", "\n\r\t\0\u{7f}", "\u{202e}x\u{2066}\u{feff}", "变更 😀 '", "{}", "\\u{41}", "\u{200d}"]
        {
            let literal = string(text).to_string();
            assert_eq!(syn::parse_str::<syn::LitStr>(&literal).expect("a literal").value(), text, "{literal}");
            assert!(!literal.chars().any(is_hidden), "{literal}");
        }
    }
}
