//! Makes plain texts harmless within a line of Markdown: markup is escaped, hidden characters are dropped, and only
//! complete web addresses become links.

use crate::emit::literal::is_hidden;

/// Longest text and longest address that are kept, in characters. No reader wants more beside an item.
pub const MOST: usize = 8_000;

/// A plain text on one line, with nothing in it that Markdown would read as markup.
pub fn inline(text: &str) -> String {
    escape(&clean(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A value as code within a line.
pub fn code(text: &str) -> String {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let longest = text.split(|char| char != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    // A pipe splits cells even within code, where the line is a row of a table.
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A link to an address, or nothing where it is not one that a browser opens.
pub fn link(text: &str, address: &str) -> Option<String> {
    Some(format!("[{}](<{}>)", inline(text), web_address(address)?))
}

/// Without control characters and without those that turn the direction of text, which the compiler refuses in
/// comments.
pub fn clean(text: &str) -> String {
    text.chars()
        .filter_map(|char| match char {
            '\n' => Some('\n'),
            '\t' => Some(' '),
            '\u{2028}' | '\u{2029}' => Some('\n'),
            // Joins the parts of an emoji.
            '\u{200d}' => Some(char),
            _ if is_hidden(char) => None,
            _ => Some(char),
        })
        .collect()
}

/// A plain text on one line, for comments.
pub fn one_line(text: &str) -> String {
    clean(text).replace('\n', " ")
}

/// Only complete web addresses: a relative one would be taken for a path to an item.
pub fn web_address(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let valid = rest.starts_with(|first: char| first.is_alphanumeric());
    let address = address.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C");
    (valid && address.len() <= MOST && !address.contains(|char: char| char.is_whitespace() || is_hidden(char)))
        .then_some(address)
}

/// Escapes what Markdown reads as markup anywhere in a line; addresses become links.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = address_length(rest) {
            match web_address(&rest[..length]) {
                Some(address) => out.push_str(&format!("<{address}>")),
                None => out.push_str(&rest[..length]),
            }
            rest = &rest[length..];
            continue;
        }
        let mut chars = rest.chars();
        if let Some(char) = chars.next() {
            if matches!(char, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' | '^') {
                out.push('\\');
            }
            out.push(char);
        }
        rest = chars.as_str();
    }
    out
}

/// How much of the start of a text is a web address.
fn address_length(text: &str) -> Option<usize> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| text.starts_with(scheme))?;
    let end = text.find(|char: char| {
        !char.is_ascii() || char.is_whitespace() || char.is_control() || "<>\"`|\\[]{}^".contains(char)
    });
    let address =
        text[..end.unwrap_or(text.len())].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
    (address.len() > scheme.len()).then_some(address.len())
}
