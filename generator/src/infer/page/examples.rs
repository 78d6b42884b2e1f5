//! Tells the examples of a page apart: the request, the response as JSON, the response as XML.

use std::collections::HashSet;

use crate::example::{self, Node, Read, json, xml};
use crate::read::{Content, Page, Text};
use crate::vocabulary::{ExampleLabel, Role};

use super::samples::{self, Look, Sample};

/// The examples of a page.
#[derive(Clone, Debug, Default)]
pub struct Examples<'a> {
    /// The request, as it stands.
    pub request: Option<Text<'a>>,
    /// The body that stands in the syntax of the request or beside its tables.
    pub body: Option<Text<'a>>,
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

/// Finds the examples of a page. Of several responses the one counts that shows most: the others show cases of it.
pub fn examples<'a>(page: &Page<'a>) -> Examples<'a> {
    let mut found = Examples { body: body_beside_tables(page), ..Examples::default() };
    samples::samples(page).into_iter().for_each(|sample| take(&mut found, sample));
    let lacks_response = found.json.is_none() && found.xml.is_none() && found.plain.is_none();
    if lacks_response || found.request.is_none() {
        let mut more = Examples::default();
        samples::elsewhere(page).into_iter().for_each(|sample| take(&mut more, sample));
        found.request = found.request.or(more.request);
        if lacks_response {
            (found.json, found.xml, found.generated) = (more.json, more.xml, more.generated);
            found.head = found.head.or(more.head);
        }
    }
    found
}

fn take<'a>(found: &mut Examples<'a>, sample: Sample<'a>) {
    let head = example::strip_http_head(sample.text.raw);
    let body = Text { raw: &sample.text.raw[head..], at: sample.text.at + head }.trimmed();
    let label = sample.label;
    if label == Some(ExampleLabel::Failure) {
        return;
    }
    if head > 0 && label != Some(ExampleLabel::Request) && found.head.is_none() {
        found.head = Some(read_head(&sample.text.raw[..head]));
    }
    match samples::look(body.raw) {
        Look::Call if found.request.is_none() => found.request = Some(body),
        Look::Json if label == Some(ExampleLabel::Request) && found.request.is_none() => found.request = Some(body),
        Look::Json if label != Some(ExampleLabel::Request) => {
            let read = json::read(body.raw);
            let shows_more = |known: &Example<'_>| {
                label == Some(ExampleLabel::Response) && size(&read) > size(&known.read) && read.problems.is_empty()
            };
            if found.json.as_ref().is_none_or(shows_more) {
                found.generated |= head > 0;
                found.json = Some(Example { text: body, read });
            }
        }
        Look::Xml if label != Some(ExampleLabel::Request) && found.xml.is_none() => {
            found.generated |= head > 0;
            found.xml = Some(Example { text: body, read: xml::read(body.raw) });
        }
        Look::Unknown if label == Some(ExampleLabel::Response) && found.plain.is_none() => found.plain = Some(body),
        _ => {}
    }
}

/// The first fence in the sections of the syntax, the body and the parameters that is JSON by its beginning, or that of a line.
fn body_beside_tables<'a>(page: &Page<'a>) -> Option<Text<'a>> {
    let sections =
        page.sections.iter().filter(|section| matches!(section.role, Role::Syntax | Role::Body | Role::Request));
    let mut fences = sections.flat_map(|section| &section.content).filter_map(|content| match content {
        Content::Fence(fence) => Some(fence.text.trimmed()),
        _ => None,
    });
    fences.find(|text| text.raw.lines().any(|line| line.trim_start().starts_with(['{', '['])))
}

/// How many names an example shows.
fn size(read: &Read) -> usize {
    let mut names: HashSet<&str> = HashSet::new();
    let mut queue: Vec<&Node> = read.root.iter().collect();
    while let Some(node) = queue.pop() {
        queue.extend(node.items());
        for member in node.members() {
            names.insert(&member.name);
            queue.push(&member.value);
        }
    }
    names.len()
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
    fn a_return_example_shows_the_response() {
        let fence = |json: &str| format!("```\n{json}\n```\n\n");
        let of = |label: &str| {
            let (request, shown) = (fence("http://x/?A=1"), fence("{\"A\":1}"));
            let text = format!("# X\n\n## Examples\n\n**Request example**\n\n{request}**{label}**\n\n{shown}");
            examples(&read("p.md", &text)).json.is_some()
        };
        assert!(of("Normal return example") && !of("Exception return example") && !of("Further example"));
    }

    #[test]
    fn failures_are_no_evidence() {
        let page = read("p.md", "# X\n\n## 示例\n\n异常返回示例\n\n```\n{\"Code\":1}\n```\n");
        assert!(examples(&page).json.is_none());
    }
}
