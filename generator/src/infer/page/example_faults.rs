//! Reports examples that are not what they should be: no JSON, no XML.

use crate::diagnostic::Findings;
use crate::example::{Cause, Problem, body_from, json};
use crate::read::{Page, Text};

use super::examples::Examples;

/// Reports examples that are not what they should be.
pub fn check_examples(page: &Page<'_>, examples: &Examples<'_>, findings: &mut Findings<'_>) {
    if let Some(request) = examples.request
        && let Some(body) = request_body(request)
    {
        let mut problems = json::read(body.raw).problems;
        // What begins a line after the body is another example, a word between the two, or a further parameter.
        problems.retain(|problem| {
            let before = body.raw[..problem.span.start].trim_end_matches([' ', '\t']);
            problem.cause != Cause::TrailingText || !before.is_empty() && !before.ends_with('\n')
        });
        report(
            page,
            body,
            &problems,
            "request-example-not-json",
            "the body of the request example is not JSON",
            findings,
        );
    }
    if let Some(json) = &examples.json {
        report(
            page,
            json.text,
            &json.read.problems,
            "response-example-not-json",
            "the response example is not JSON",
            findings,
        );
    }
    if let Some(xml) = &examples.xml {
        // A missing root element is a way of abbreviating that many pages have.
        let problems: Vec<_> =
            xml.read.problems.iter().filter(|problem| problem.cause != Cause::MissingRoot).cloned().collect();
        report(page, xml.text, &problems, "response-example-not-xml", "the response example is not XML", findings);
    }
}

/// The JSON body of a request example: what stands from the first line on that begins with a bracket.
fn request_body(request: Text<'_>) -> Option<Text<'_>> {
    let mut at = body_from(request.raw);
    for line in request.raw[at..].split_inclusive('\n') {
        if line.trim_start().starts_with(['{', '[']) {
            return Some(Text { raw: &request.raw[at..], at: request.at + at });
        }
        at += line.len();
    }
    None
}

fn report(
    page: &Page<'_>,
    text: Text<'_>,
    problems: &[Problem],
    code: &'static str,
    what: &str,
    findings: &mut Findings<'_>,
) {
    let Some(first) = problems.first() else { return };
    let more = match problems.len() {
        1 => String::new(),
        n => format!(" (and {} more)", n - 1),
    };
    let others: Vec<String> = problems[1..]
        .iter()
        .take(4)
        .map(|problem| {
            let position = page.lines.position(text.at + problem.span.start);
            format!("{}:{}: {} [{}]", position.line, position.column, problem.message, problem.cause.code())
        })
        .collect();
    let message = format!("{what}: {} [{}]{more}", first.message, first.cause.code());
    findings.at(code, text.at + first.span.start, message, others.join("\n"));
}
