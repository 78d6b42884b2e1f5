//! The labels above examples.

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

/// Labels above a fence that announce what the fence shows; lower case, searched as substrings, first match wins.
pub const EXAMPLE_LABELS: &[(&str, ExampleLabel)] = &[
    ("异常返回", ExampleLabel::Failure),
    ("错误返回", ExampleLabel::Failure),
    ("失败返回", ExampleLabel::Failure),
    ("error response", ExampleLabel::Failure),
    ("failed response", ExampleLabel::Failure),
    ("返回", ExampleLabel::Response),
    ("响应", ExampleLabel::Response),
    ("response", ExampleLabel::Response),
    ("请求", ExampleLabel::Request),
    ("request", ExampleLabel::Request),
];

/// What stands in the info strings of generated fences, such as `{#json_return_success_demo}`; the first match wins.
pub const EXAMPLE_INFOS: &[(&str, ExampleLabel)] =
    &[("_failed_", ExampleLabel::Failure), ("_return_", ExampleLabel::Response), ("request", ExampleLabel::Request)];
