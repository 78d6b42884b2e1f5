//! Tells the examples of a page apart: the request, the response as JSON, the response as XML.

use crate::example::{self, Read, json, xml};
use crate::read::{Content, Fence, Page, Text};
use crate::vocabulary::{EXAMPLE_INFOS, EXAMPLE_LABELS, ExampleLabel, Role, is_method};

/// The examples of a page.
#[derive(Clone, Debug, Default)]
pub struct Examples<'a> {
    /// The request, as it stands.
    pub request: Option<Text<'a>>,
    /// The response as JSON.
    pub json: Option<Example<'a>>,
    /// The response as XML.
    pub xml: Option<Example<'a>>,
    /// Whether a response example shows the HTTP head: such examples are generated, and less careful about wrappers.
    pub generated: bool,
    /// The HTTP head of the response example.
    pub head: Option<Head>,
    /// A response example that is neither JSON nor XML.
    pub plain: Option<Text<'a>>,
}

/// The HTTP head of an example, as far as it tells what the body is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// The header `Content-Type`; empty where there is none.
    pub media_type: String,
}

impl Examples<'_> {
    /// The JSON response as text, in the one way in which it is written; empty where there is none.
    pub fn response_text(&self) -> String {
        let root = self.json.as_ref().and_then(|json| json.read.root.as_ref());
        root.map(|root| root.to_json() + "\n").unwrap_or_default()
    }
}

/// An example and what was read of it.
#[derive(Clone, Debug)]
pub struct Example<'a> {
    /// The body, without an HTTP head.
    pub text: Text<'a>,
    /// What it holds.
    pub read: Read,
}

/// What a fence shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Request,
    Json,
    Xml,
    Unknown,
}

/// Finds the examples of a page.
pub fn examples<'a>(page: &Page<'a>) -> Examples<'a> {
    let mut found = Examples::default();
    for section in &page.sections {
        let mut label = match section.role {
            Role::Example => None,
            Role::RequestExample => Some(ExampleLabel::Request),
            Role::ResponseExample => Some(ExampleLabel::Response),
            _ => continue,
        };
        for content in &section.content {
            match content {
                Content::Text(text) => label = read_label(text.raw).or(label),
                Content::Fence(fence) => take(&mut found, fence, info_label(&fence.info).or(label)),
                Content::Table(_) => {}
            }
        }
    }
    found
}

fn take<'a>(found: &mut Examples<'a>, fence: &Fence<'a>, label: Option<ExampleLabel>) {
    let head = example::strip_http_head(fence.text.raw);
    let body = Text { raw: &fence.text.raw[head..], at: fence.text.at + head }.trimmed();
    if label == Some(ExampleLabel::Failure) {
        return;
    }
    if head > 0 && label != Some(ExampleLabel::Request) && found.head.is_none() {
        found.head = Some(read_head(&fence.text.raw[..head]));
    }
    match sniff(body.raw) {
        Kind::Request if found.request.is_none() => found.request = Some(body),
        Kind::Json if label == Some(ExampleLabel::Request) && found.request.is_none() => found.request = Some(body),
        Kind::Json if label != Some(ExampleLabel::Request) && found.json.is_none() => {
            found.generated |= head > 0;
            found.json = Some(Example { text: body, read: json::read(body.raw) });
        }
        Kind::Xml if label != Some(ExampleLabel::Request) && found.xml.is_none() => {
            found.generated |= head > 0;
            found.xml = Some(Example { text: body, read: xml::read(body.raw) });
        }
        Kind::Unknown if label == Some(ExampleLabel::Response) && found.plain.is_none() => found.plain = Some(body),
        _ => {}
    }
}

/// Reads a status line and the headers below it.
fn read_head(text: &str) -> Head {
    let mut lines = text.trim_start().lines();
    let status = lines.next().and_then(|line| line.split_whitespace().nth(1)).and_then(|status| status.parse().ok());
    let media_type = lines
        .filter_map(|line| line.split_once(':'))
        .find_map(|(name, value)| name.trim().eq_ignore_ascii_case("content-type").then(|| value.trim().to_owned()));
    Head { status: status.unwrap_or_default(), media_type: media_type.unwrap_or_default() }
}

/// What a label above a fence announces. Only short texts are labels.
fn read_label(text: &str) -> Option<ExampleLabel> {
    if text.len() > 200 {
        return None;
    }
    let text = text.to_lowercase();
    EXAMPLE_LABELS.iter().find(|(word, _)| text.contains(word)).map(|&(_, label)| label)
}

/// What the info string of a fence announces.
fn info_label(info: &str) -> Option<ExampleLabel> {
    EXAMPLE_INFOS.iter().find(|(word, _)| info.contains(word)).map(|&(_, label)| label)
}

/// What a text looks like, by how it begins.
fn sniff(text: &str) -> Kind {
    let first_word = text.split([' ', '\t', '\n']).next().unwrap_or_default();
    if text.starts_with("http") || text.starts_with('/') || is_method(first_word) {
        return Kind::Request;
    }
    match text.chars().next() {
        Some('{' | '[') => Kind::Json,
        Some('<') => Kind::Xml,
        Some('"') if text.contains(':') => Kind::Json,
        _ => Kind::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    #[test]
    fn examples_are_told_apart_by_label_and_content() {
        let page = read(
            "p.md",
            "# X\n\n## Examples\n\nSample requests\n\n```\nPOST /x\n{\"A\":1}\n```\n\nSample success responses\n\n`XML` format\n\n\
             ```\n<X><A>1</A></X>\n```\n\n`JSON` format\n\n```\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"A\":1}\n```\n",
        );
        let found = examples(&page);
        assert!(found.request.is_some_and(|text| text.raw.starts_with("POST /x")));
        assert!(found.xml.is_some());
        assert_eq!(found.json.map(|json| json.text.raw), Some("{\"A\":1}"));
        assert!(found.generated);
        assert_eq!(found.head, Some(Head { status: 200, media_type: "application/json".to_owned() }));
        assert!(found.plain.is_none());
    }

    #[test]
    fn an_example_in_neither_format_is_kept_as_it_stands() {
        let page = read(
            "p.md",
            "# X\n\n## Sample responses\n\n```\nHTTP/1.1 200 OK\ncontent-type: text/plain\n\nmoored\n```\n",
        );
        let found = examples(&page);
        assert_eq!(found.plain.map(|text| text.raw), Some("moored"));
        assert_eq!(found.head.map(|head| head.media_type).as_deref(), Some("text/plain"));
    }

    #[test]
    fn failures_are_no_evidence() {
        let page = read("p.md", "# X\n\n## 示例\n\n异常返回示例\n\n```\n{\"Code\":1}\n```\n");
        assert!(examples(&page).json.is_none());
    }
}
