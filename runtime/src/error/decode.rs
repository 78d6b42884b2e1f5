//! Errors for a body that is not what the operation's output should be.

use std::borrow::Cow;

use super::kind::ErrorKind;
use super::text::shorten;
use super::value::Error;
use crate::http::RawResponse;
use crate::wire::Mismatch;

/// An error for a body that is not JSON.
pub(crate) fn not_json(response: &RawResponse, failure: impl std::error::Error + Send + Sync + 'static) -> Error {
    let mut problem = format!("the answer is not valid JSON: {failure}");
    // A page of a proxy, or a body that something compressed, is known by these.
    for (name, usual) in [("content-type", "json"), ("content-encoding", "identity")] {
        let value = response.headers().get(name).unwrap_or_default();
        let word: String = value
            .chars()
            .take_while(|character| character.is_ascii_alphanumeric() || "/+.-".contains(*character))
            .take(40)
            .collect();
        if !word.is_empty() && !word.to_ascii_lowercase().contains(usual) {
            problem.push_str(&format!("; its {name} is {word}, so it may not come from the service itself"));
        }
    }
    undecodable(response, problem).with_source(failure)
}

/// An error for a body that should be text and is not UTF-8.
pub(crate) fn not_text(response: &RawResponse, failure: std::str::Utf8Error) -> Error {
    undecodable(response, format!("the response is not text in UTF-8: {failure}")).with_source(failure)
}

/// An error for a value at `path` of the body that cannot be decoded.
pub(crate) fn not_decodable(response: &RawResponse, path: &str, failure: serde_json::Error) -> Error {
    let (path, problem) = (line(path), line(&without_texts(&failure.to_string())));
    // Without the failure as its source, which would show what is left out here.
    undecodable(response, format!("the answer has an unexpected value at `{path}`: {problem}"))
}

/// An error for a body, or for values in it, that are something else than was expected: `mismatch` is the first of `count`.
pub(crate) fn not_fitting(response: &RawResponse, mismatch: &Mismatch, count: usize) -> Error {
    let more = match count {
        0 | 1 => String::new(),
        count => format!(", and {} more do not fit", count - 1),
    };
    let (path, expected) = (line(mismatch.path()), line(mismatch.expected()));
    let problem = format!("at `{path}` is {}, expected {expected}{more}", mismatch.found());
    undecodable(response, format!("the answer has an unexpected value: {problem}"))
}

/// `text` as a part of one line: the names in maps, which paths hold, can be of any length.
fn line(text: &str) -> String {
    shorten(&text.replace(char::is_control, " "), 300)
}

/// A message of serde without the text of the response that it quotes, which may be a secret, and of any length.
fn without_texts(message: &str) -> String {
    match (message.find('"'), message.rfind('"')) {
        (Some(start), Some(end)) if start < end => format!("{}\"…\"{}", &message[..start], &message[end + 1..]),
        _ => message.to_owned(),
    }
}

fn undecodable(response: &RawResponse, problem: String) -> Error {
    let mut error = Error::new(ErrorKind::Decode, format!("{problem}; Error::raw_body has the whole answer"));
    error.0.operation = response.operation().map(|operation| Cow::Owned(operation.to_owned()));
    error.0.raw = Some(response.clone());
    error
}
