//! What stands above the body of an example: an HTTP head, or labels that part headers from the body.

use crate::vocabulary;

/// The offset of the body of an HTTP response; some examples show its status line and headers. 0 where they do not.
pub fn strip_http_head(text: &str) -> usize {
    let start = text.len() - text.trim_start().len();
    let first = text[start..].lines().next().unwrap_or_default();
    if !is_status_line(first) && !vocabulary::is_head_label(first) {
        return 0;
    }
    if let Some(body) = labelled_body(text) {
        return body;
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

/// The offset after a label that announces the body of a call or a response: a line such as `Body :`.
fn labelled_body(text: &str) -> Option<usize> {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let (label, rest) = line.split_once([':', '：']).unwrap_or((line, ""));
        let rest = rest.trim_start();
        let is_indented = line.starts_with([' ', '\t']);
        if !is_indented && (rest.is_empty() || rest.starts_with(['{', '['])) && vocabulary::is_body_label(label) {
            let body = &text[offset + line.len() - rest.len()..];
            return Some(text.len() - body.trim_start().len());
        }
        offset += line.len();
    }
    None
}

/// The offset from which on a call shows its body: after the label that announces it; at the end where only headers are labelled;
/// else at the beginning, for nothing parts the two.
pub fn body_from(call: &str) -> usize {
    let has_headers = call.lines().any(|line| line.starts_with(char::is_alphabetic) && vocabulary::is_head_label(line));
    labelled_body(call).unwrap_or(if has_headers { call.len() } else { 0 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_part_the_headers_from_the_body() {
        for text in [
            "HTTP/1.1 200 OK\nHeader :\n{\nDate: today\n}\nBody :\n{\"A\":1}",
            "Header:\n{\nDate: today\n}\nBody:{\"A\":1}",
            "HTTP/1.1 200 OK\nDate: today\n\n响应体：\n\n{\"A\":1}",
            "HTTP/1.1 200 OK\nDate: today\n\n{\"A\":1}",
        ] {
            assert_eq!(&text[strip_http_head(text)..], "{\"A\":1}", "{text}");
        }
    }

    #[test]
    fn a_field_called_body_is_no_label() {
        for text in ["{\n\"Body\": {}\n}", "{\n  Body: 1\n}", "<Body>\n</Body>", "Body of it\n{}"] {
            assert_eq!(strip_http_head(text), 0, "{text}");
            assert_eq!(labelled_body(text), None, "{text}");
        }
    }

    #[test]
    fn headers_of_a_call_are_no_body() {
        let from = |call: &str| call[body_from(call)..].to_owned();
        assert_eq!(from("GET /x HTTP/1.1\nHeader:\n{\nx-id: 1\n}\n"), "");
        assert_eq!(from("PUT /x\nHeader:\n{\nx-id: 1\n}\nBody:\n{\"A\":1}"), "{\"A\":1}");
        assert_eq!(from("PUT /x\n{\"Header\":1}"), "PUT /x\n{\"Header\":1}");
    }
}
