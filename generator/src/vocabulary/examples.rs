//! The labels above examples, and within them.

use super::titles::normalise;

/// What the label above a fence announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the meaning")]
pub enum ExampleLabel {
    Request,
    Response,
    Failure,
}

/// Values of examples that stand for one that the reader puts in.
const PLACEHOLDERS: &[&str] = &["", "-", "--", "/", "N/A", "None", "n/a", "none", "null", "无"];

/// Whether a value of an example, without its quotes, is only a word for a value.
pub fn is_placeholder_word(value: &str) -> bool {
    PLACEHOLDERS.contains(&value) || value.to_ascii_lowercase().contains("xx")
}

/// Labels within an example that announce the body, normalised.
const BODY_LABELS: &[&str] =
    &["body", "requestbody", "responsebody", "body部分", "请求体", "响应体", "返回体", "消息体"];

/// Labels that an example begins with which shows headers first, normalised.
const HEAD_LABELS: &[&str] =
    &["header", "headers", "responseheader", "responseheaders", "header部分", "响应头", "返回头"];

/// Whether a line of an example announces the body.
pub fn is_body_label(line: &str) -> bool {
    line.len() < 40 && BODY_LABELS.contains(&normalise(line).as_str())
}

/// Whether a line of an example announces headers.
pub fn is_head_label(line: &str) -> bool {
    line.len() < 40 && HEAD_LABELS.contains(&normalise(line).as_str())
}

/// Labels above a fence that announce what the fence shows; lower case, searched as substrings, first match wins.
pub const EXAMPLE_LABELS: &[(&str, ExampleLabel)] = &[
    ("异常返回", ExampleLabel::Failure),
    ("错误返回", ExampleLabel::Failure),
    ("失败返回", ExampleLabel::Failure),
    ("error response", ExampleLabel::Failure),
    ("failed response", ExampleLabel::Failure),
    ("exception return", ExampleLabel::Failure),
    ("error return", ExampleLabel::Failure),
    ("返回", ExampleLabel::Response),
    ("响应", ExampleLabel::Response),
    ("response", ExampleLabel::Response),
    ("请求", ExampleLabel::Request),
    ("request", ExampleLabel::Request),
    ("return example", ExampleLabel::Response),
];

/// What stands in the info strings of generated fences, such as `{#json_return_success_demo}`; the first match wins.
pub const EXAMPLE_INFOS: &[(&str, ExampleLabel)] =
    &[("_failed_", ExampleLabel::Failure), ("_return_", ExampleLabel::Response), ("request", ExampleLabel::Request)];
