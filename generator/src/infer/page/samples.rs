//! The texts of a page that show a call or what it answers, fenced or not, each with what is announced above it.

use crate::read::{Content, Fence, Page, Section, Text, is_blank};
use crate::vocabulary::{EXAMPLE_INFOS, EXAMPLE_LABELS, ExampleLabel, Role, is_method};

/// A text that shows something.
#[derive(Clone, Copy, Debug)]
pub struct Sample<'a> {
    /// The text, without the comments above it.
    pub text: Text<'a>,
    /// What announces it.
    pub label: Option<ExampleLabel>,
}

/// What a text looks like, by how it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A call: a method or an address.
    Call,
    /// JSON.
    Json,
    /// XML.
    Xml,
    /// Something else.
    Unknown,
}

/// How long a line can be that announces an example: a longer one is a sentence.
const LONGEST_LABEL: usize = 200;

/// The samples of the sections of examples: those in fences, then those without.
pub fn samples<'a>(page: &Page<'a>) -> Vec<Sample<'a>> {
    let examples = page.sections.iter().filter_map(|section| match section.role {
        Role::Example => Some((section, None)),
        Role::RequestExample => Some((section, Some(ExampleLabel::Request))),
        Role::ResponseExample => Some((section, Some(ExampleLabel::Response))),
        _ => None,
    });
    let all: Vec<(bool, Sample<'a>)> = examples.flat_map(|(section, label)| in_section(section, label)).collect();
    let of = |fenced: bool| all.iter().filter(move |(is_fenced, _)| *is_fenced == fenced).map(|&(_, sample)| sample);
    of(true).chain(of(false)).collect()
}

/// The fences of other sections that something announces: the title, a line above, or what the section is about.
pub fn elsewhere<'a>(page: &Page<'a>) -> Vec<Sample<'a>> {
    let others = page.sections.iter().filter_map(|section| match section.role {
        Role::Request | Role::Body => Some((section, Some(ExampleLabel::Request))),
        Role::Response => Some((section, Some(ExampleLabel::Response))),
        Role::Other | Role::Description => Some((section, read_label(&section.title))),
        _ => None,
    });
    let all = others.flat_map(|(section, label)| in_section(section, label));
    all.filter(|(is_fenced, sample)| *is_fenced && sample.label.is_some()).map(|(_, sample)| sample).collect()
}

/// What stands in a section that matters here, with its offset.
enum Event<'a> {
    Label(ExampleLabel),
    Sample(Text<'a>, Option<ExampleLabel>, bool),
}

/// The samples of a section in order, each with whether it is fenced.
fn in_section<'a>(section: &Section<'a>, mut label: Option<ExampleLabel>) -> Vec<(bool, Sample<'a>)> {
    let mut events: Vec<(usize, Event<'a>)> = Vec::new();
    for content in &section.content {
        match content {
            Content::Text(text) => read_text(*text, &mut events),
            Content::Fence(Fence { info, text }) => {
                events.push((text.at, Event::Sample(*text, info_label(info), true)));
            }
            Content::Table(_) => {}
        }
    }
    // A text that is an item of a list holds the fences that follow it here.
    events.sort_by_key(|&(at, _)| at);
    let mut samples = Vec::new();
    for (_, event) in events {
        match event {
            Event::Label(found) => label = Some(found),
            Event::Sample(text, own, fenced) => {
                let (text, comment) = without_comments(text);
                let label = own.or(comment).or(label);
                samples.push((fenced, Sample { text, label }));
            }
        }
    }
    samples
}

/// Reads the labels of a text, and the samples that no fence holds.
fn read_text<'a>(text: Text<'a>, events: &mut Vec<(usize, Event<'a>)>) {
    let (mut at, mut fenced, mut open) = (0, false, None);
    let (mut labels, mut samples) = (Vec::new(), Vec::new());
    for line in text.raw.split_inclusive('\n') {
        let bare = line.trim_start_matches(|c| is_blank(c) || matches!(c, '-' | '+' | '*')).trim_end();
        let is_mark = bare.starts_with("```");
        fenced ^= is_mark;
        let is_outside = !fenced && !is_mark;
        let label = read_label(bare).filter(|_| is_outside && !bare.contains(['<', '"', '=', '{']));
        if label.is_some() || !is_outside {
            samples.extend(open.take().map(|begin| (begin, at)));
        } else if open.is_none() && begins_sample(bare) {
            open = Some(at);
        }
        labels.extend(label.map(|label| (text.at + at, Event::Label(label))));
        at += line.len();
    }
    samples.extend(open.map(|begin| (begin, at)));
    // A long text without any example is prose.
    if text.raw.len() <= LONGEST_LABEL || !samples.is_empty() || text.raw.contains("```") {
        events.extend(labels);
    }
    for (begin, end) in samples {
        let found = Text { raw: &text.raw[begin..end], at: text.at + begin }.trimmed();
        events.push((found.at, Event::Sample(found, None, false)));
    }
}

/// Whether a line outside fences begins an example.
///
/// Evidence: a bracket that opens JSON and no link; a tag in upper case, as those of responses are; a call with parameters.
fn begins_sample(line: &str) -> bool {
    let mut chars = line.chars();
    let first = chars.next();
    let second = chars.find(|&c| !is_blank(c));
    match first {
        Some('{') => matches!(second, None | Some('"' | '}' | '{' | '\\')),
        Some('[') => matches!(second, None | Some('"' | '{' | '[' | ']')),
        Some('<') => second.is_some_and(|c| c == '?' || c.is_ascii_uppercase()),
        _ => look(line) == Look::Call && !line.starts_with('/') && (line.contains('=') || !line.starts_with("http")),
    }
}

/// A text without the lines of comments that it begins with, and what these announce.
fn without_comments(text: Text<'_>) -> (Text<'_>, Option<ExampleLabel>) {
    let (mut rest, mut label) = (text.trimmed(), None);
    loop {
        let end = if rest.raw.starts_with("/*") {
            rest.raw.find("*/").map(|end| end + 2)
        } else if rest.raw.starts_with("<!--") {
            rest.raw.find("-->").map(|end| end + 3)
        } else if ["//", "#", "--"].iter().any(|mark| rest.raw.starts_with(mark)) {
            rest.raw.find('\n')
        } else {
            None
        };
        let Some(end) = end else { return (rest, label) };
        label = label.or_else(|| read_label(&rest.raw[..end]));
        rest = Text { raw: &rest.raw[end..], at: rest.at + end }.trimmed();
    }
}

/// What a label above an example announces. Only short texts are labels.
fn read_label(text: &str) -> Option<ExampleLabel> {
    if text.len() > LONGEST_LABEL {
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
pub fn look(text: &str) -> Look {
    let first_word = text.split([' ', '\t', '\n']).next().unwrap_or_default();
    if text.starts_with("http") || text.starts_with('/') || is_method(first_word) {
        return Look::Call;
    }
    match text.chars().next() {
        Some('{' | '[') => Look::Json,
        Some('<') => Look::Xml,
        Some('"') if text.contains(':') => Look::Json,
        _ => Look::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    fn shown(section: &str) -> Vec<(Look, Option<ExampleLabel>, String)> {
        let page = format!("# X\n\n## 示例\n\n{section}");
        let page = read("p.md", &page);
        samples(&page).iter().map(|sample| (look(sample.text.raw), sample.label, sample.text.raw.to_owned())).collect()
    }

    #[test]
    fn comments_above_an_example_are_none_of_it() {
        for comment in ["// json response", "/* the\nresponse */", "# response", "<!-- response -->"] {
            let found = shown(&format!("```\n{comment}\n{{\"A\":1}}\n```\n"));
            assert_eq!(found, [(Look::Json, Some(ExampleLabel::Response), "{\"A\":1}".to_owned())], "{comment}");
        }
        assert_eq!(shown("```\n// only words\n```\n")[0].0, Look::Call, "a comment alone is what it looks like");
    }

    #[test]
    fn labels_of_items_count_for_the_fences_within() {
        let items = "-   Request example\n\n    ```\n    GET /x?A=response\n    ```\n\n-   Response example\n    -   XML example\n\n        \
                     ```\n        <X><A>1</A></X>\n        ```\n\n    -   JSON example\n\n        ```\n        {\"A\":1}\n        ```\n";
        let found: Vec<_> = shown(items).into_iter().map(|(look, label, _)| (look, label)).collect();
        let response = Some(ExampleLabel::Response);
        assert_eq!(found, [(Look::Call, Some(ExampleLabel::Request)), (Look::Xml, response), (Look::Json, response)]);
    }

    #[test]
    fn examples_without_a_fence_are_found() {
        for text in [
            "返回示例：\n\n    {\n      \"A\": 1\n    }\n\ntext\n",
            "返回示例\n\n{\n\"A\": 1\n}\n",
            "-   返回示例\n\n        {\"A\": 1}\n\n",
        ] {
            let found = shown(text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert_eq!((found[0].0, found[0].1), (Look::Json, Some(ExampleLabel::Response)), "{text}");
            assert!(found[0].2.contains("\"A\": 1") && !found[0].2.contains("示例"), "{text}: {found:?}");
        }
        let xml = shown("返回示例\n\n<GetBoatResponse>\n<A>1</A>\n</GetBoatResponse>\n");
        assert_eq!((xml[0].0, xml[0].1), (Look::Xml, Some(ExampleLabel::Response)));
        let call = shown("请求示例\n\nhttps://yunfan.example.com/?Action=GetBoat\n&BoatId=b-1\n");
        assert_eq!((call[0].0, call[0].1), (Look::Call, Some(ExampleLabel::Request)));
    }

    #[test]
    fn sentences_and_links_are_no_examples() {
        for text in ["[这里](x.md)有返回示例。\n", "<br>返回\n", "https://yunfan.example.com 是服务的地址。\n"]
        {
            assert!(shown(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn fences_of_other_sections_count_where_something_announces_them() {
        let page = "# X\n\n## 返回参数\n\n```\n{\"A\":1}\n```\n\n## 别的\n\n```\n{\"B\":1}\n```\n\n## 调用后返回\n\n```\n{\"C\":1}\n```\n";
        let page = read("p.md", page);
        let found: Vec<_> = elsewhere(&page).iter().map(|sample| sample.text.raw).collect();
        assert_eq!(found, ["{\"A\":1}", "{\"C\":1}"]);
    }
}
