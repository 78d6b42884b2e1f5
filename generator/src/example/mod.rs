//! Reads the examples of reference pages, JSON and XML, into one tree, and says what had to be repaired.
//!
//! Examples are typed by hand and one in twenty is not well-formed, yet they are the best evidence of a response's
//! hierarchy. So a reader here always comes back with a tree where there is one to find, and lists every deviation with
//! its place. Strict parsers stop at the first one; the lenient ones that exist keep neither the places nor the fact that
//! they guessed.
//!
//! The module knows nothing of Markdown: it is given the inside of a code fence, and every position that it returns is a
//! byte offset into that text.

pub mod json;
mod node;
mod problem;
mod steps;
#[cfg(test)]
mod tests;
pub mod xml;

pub use node::{Kind, Member, Node};
pub use problem::{Cause, Problem};

/// The outcome of reading an example.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The value; absent where the text holds none.
    pub root: Option<Node>,
    /// Every deviation from the format, in the order of its place. Empty: the text is well-formed.
    pub problems: Vec<Problem>,
}

/// The offset of the body of an HTTP response; some examples show its status line and headers. 0 where they do not.
pub fn strip_http_head(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    if !is_status_line(text[start..].lines().next().unwrap_or_default()) {
        return 0;
    }
    let mut offset = start;
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if index > 0 && !is_header(bare) {
            // The blank line that ends a head is missing now and then; the body tells itself.
            let body = &text[offset..];
            return offset + (body.len() - body.trim_start().len());
        }
        offset += line.len();
    }
    text.len()
}

fn is_status_line(line: &str) -> bool {
    let Some(rest) = line.trim().strip_prefix("HTTP/") else { return false };
    let mut words = rest.split_whitespace();
    words.next().is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
        && words.next().is_some_and(|status| status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_header(line: &str) -> bool {
    line.split_once(':').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    })
}
