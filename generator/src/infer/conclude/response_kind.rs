//! What kind of body a response has: JSON, or a file, text or nothing, which no table can list.

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::example::Node;
use crate::infer::page::examples::{Examples, Head};
use crate::infer::table::{Class, Row};
use crate::ir::ResponseKind;
use crate::read::{Content, Page};
use crate::vocabulary::{Role, bodies};

/// The kind of a response body, and what it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conclusion {
    /// The kind.
    pub kind: ResponseKind,
    /// What it rests on; absent: nothing on the page tells, and the kind is the usual one.
    pub ground: Option<Ground>,
}

/// What the kind of a response body rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Fields or a JSON example.
    Fields,
    /// The head of the response example: its media type or its status.
    Head,
    /// The type word of the only row; its offset.
    Row(usize),
    /// A sentence of the page; its offset.
    Words(usize),
    /// An example that is neither JSON nor XML; its offset.
    Example(usize),
}

/// The kind of a response body.
///
/// Evidence, the strongest first: a JSON example; the head of the response example; a single row whose type is a file; rows
/// at all; sentences in the sections of the response and its example, then in the introduction; an example in neither format.
pub fn response_kind(page: &Page<'_>, examples: &Examples<'_>, rows: &[Row<'_>]) -> Conclusion {
    let known = |kind, ground| Conclusion { kind, ground: Some(ground) };
    if let Some(root) = examples.json.as_ref().and_then(|json| json.read.root.as_ref()) {
        let kind = if is_list_of(root, rows) { ResponseKind::List } else { ResponseKind::Json };
        return known(kind, Ground::Fields);
    }
    if let Some(kind) = examples.head.as_ref().and_then(by_head) {
        return known(kind, Ground::Head);
    }
    if let Some(at) = only_stream(rows) {
        return known(ResponseKind::Bytes, Ground::Row(at));
    }
    // A service that shows XML answers in JSON too, for that is what the client asks for.
    if !rows.is_empty() || examples.xml.is_some() {
        return known(ResponseKind::Json, Ground::Fields);
    }
    if let Some((kind, at)) = by_words(page) {
        return known(kind, Ground::Words(at));
    }
    match &examples.plain {
        Some(text) if is_plain(text.raw) => known(ResponseKind::Text, Ground::Example(text.at)),
        _ => Conclusion { kind: ResponseKind::default(), ground: None },
    }
}

/// Whether the response is a list whose items have the fields that the rows describe.
///
/// Evidence: the example is a list of objects, and a row has the name of a member of one, or there are no rows. An example that
/// shows one list of a response has members that are rows as well, but then the row of the list itself is among the rows first.
fn is_list_of(root: &Node, rows: &[Row<'_>]) -> bool {
    let items = root.items();
    let names: HashSet<&str> = items.iter().flat_map(Node::members).map(|member| member.name.as_str()).collect();
    let is_item = |row: &Row<'_>| names.contains(row.name.as_str());
    !names.is_empty() && items.iter().all(|item| !item.members().is_empty()) && rows.first().is_none_or(is_item)
}

/// The kind that the head of an example tells.
fn by_head(head: &Head) -> Option<ResponseKind> {
    if head.status == 204 {
        return Some(ResponseKind::Nothing);
    }
    bodies::media_type(&head.media_type)
}

/// The offset of the only row, where its type is a file.
fn only_stream(rows: &[Row<'_>]) -> Option<usize> {
    match rows {
        [Row { class: Class::Named(word), at, .. }] if bodies::is_stream(word) => Some(*at),
        _ => None,
    }
}

/// How many bytes a text may have to say what the body is: a longer one says many things.
const LONGEST: usize = 400;

/// What the sentences of the page say: those about the response first, then the introduction.
fn by_words(page: &Page<'_>) -> Option<(ResponseKind, usize)> {
    const ROLES: [&[Role]; 2] = [&[Role::Response, Role::ResponseExample], &[Role::Description]];
    ROLES.iter().find_map(|roles| {
        let sections = page.sections.iter().filter(|section| roles.contains(&section.role));
        let texts = sections.flat_map(|section| &section.content).filter_map(|content| match content {
            Content::Text(text) => Some(text),
            _ => None,
        });
        let mut short = texts.filter(|text| text.raw.len() <= LONGEST);
        let is_introduction = roles.contains(&Role::Description);
        short.find_map(|text| {
            let speaks = !is_introduction || bodies::hands_out(text.raw);
            Some((bodies::body(text.raw).filter(|_| speaks)?, text.at))
        })
    })
}

/// Reports a kind that was guessed, and a page that tells none.
pub fn report(page: &Page<'_>, operation: &str, conclusion: Conclusion, findings: &mut Findings<'_>) {
    let (code, at, what) = match conclusion.ground {
        Some(Ground::Fields | Ground::Head) => return,
        Some(Ground::Row(at)) => ("response-kind-guessed", at, "the type of its only row"),
        Some(Ground::Words(at)) => ("response-kind-guessed", at, "this sentence"),
        Some(Ground::Example(at)) => ("response-kind-guessed", at, "its example"),
        None => {
            let section = page.sections(Role::Response).next();
            ("response-kind-unknown", section.map_or(0, |section| section.at), "")
        }
    };
    let kind = conclusion.kind.name();
    let message = match conclusion.ground {
        Some(_) => format!("the response was taken for {kind}, by {what}"),
        None => "nothing tells what the response is; the client takes it for JSON without fields".to_owned(),
    };
    let (when, other) = if conclusion.ground.is_some() { ("if it is wrong, ", "json") } else { ("", "bytes") };
    let help = format!(
        "{when}show the response's head with its Content-Type in the example, or settle it in overrides.yaml with json, xml, \
         bytes, text or nothing:\n- operation: {operation}\n  mends: guess\n  reason: …\n  response_kind: {other}"
    );
    findings.at(code, at, message, help);
}

/// Whether an example is text: one with brackets may be a structure that could not be read.
fn is_plain(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['{', '}', '[', ']', '<', '>'])
}

#[cfg(test)]
mod tests {
    use crate::infer::{Inferred, infer};
    use crate::ir::{Prose, ResponseKind};
    use crate::read::read;

    const TABLE: &str = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";

    /// The kind of a page whose response section and example are these, and the codes of what was found about it.
    fn kind(introduction: &str, response: &str, example: &str) -> (ResponseKind, Vec<&'static str>) {
        let text = format!(
            "# GetChart\n\n{introduction}\n\n## Response parameters\n\n{response}\n\n## Sample responses\n\n{example}\n"
        );
        let Inferred { operations, diagnostics, .. } = infer(&[read("p.md", &text)], Prose::Omit);
        let is_about = |code: &&str| code.starts_with("response-") && *code != "response-without-table";
        assert_eq!(
            diagnostics.iter().any(|found| found.code == "response-without-table"),
            matches!(operations[0].response_kind, ResponseKind::Json | ResponseKind::List) && !response.contains('|'),
            "only fields want a table: {diagnostics:?}"
        );
        let codes = diagnostics.iter().map(|found| found.code).filter(is_about);
        (operations[0].response_kind, codes.collect())
    }

    #[test]
    fn a_list_is_one_whose_first_row_is_a_member_of_its_items() {
        let example = "```\n[{\"Depth\": 1}, {\"Depth\": 2}]\n```";
        let rows =
            |names: &[&str]| names.iter().fold(TABLE.to_owned(), |text, name| format!("{text}|{name}|Integer|1|x|\n"));
        assert_eq!(kind("", &rows(&["Depth", "Name"]), example).0, ResponseKind::List);
        assert_eq!(kind("", "", example).0, ResponseKind::List);
        assert_eq!(kind("", &rows(&["Charts", "Depth"]), example).0, ResponseKind::Json, "the list has a row itself");
        assert_eq!(kind("", "", "```\n[1, 2]\n```").0, ResponseKind::Json, "single values have no fields");
        assert_eq!(kind("", &rows(&["Depth"]), "```\n{\"Depth\": 1}\n```").0, ResponseKind::Json);
    }

    #[test]
    fn the_head_of_the_example_tells_the_kind() {
        let with = |head: &str, body: &str| kind("", "", &format!("```\nHTTP/1.1 {head}\n\n{body}\n```"));
        assert_eq!(with("200 OK\nContent-Type: image/png", "(the picture)"), (ResponseKind::Bytes, vec![]));
        assert_eq!(with("200 OK\nContent-Type: text/csv", "a,b"), (ResponseKind::Text, vec![]));
        assert_eq!(with("200 OK\nContent-Type: text/xml", "<Chart/>"), (ResponseKind::Xml, vec![]));
        assert_eq!(with("204 No Content\nDate: today", ""), (ResponseKind::Nothing, vec![]));
        assert_eq!(with("200 OK\nContent-Type: image/png", "{\"Chart\": 1}"), (ResponseKind::Json, vec![]));
    }

    #[test]
    fn words_tell_the_kind_where_nothing_is_listed() {
        let guessed = vec!["response-kind-guessed"];
        assert_eq!(kind("", "The body is the chart as image/png.", ""), (ResponseKind::Bytes, guessed.clone()));
        assert_eq!(kind("", "接口返回纯文本。", ""), (ResponseKind::Text, guessed.clone()));
        assert_eq!(kind("Downloads the chart as a byte stream.", "", ""), (ResponseKind::Bytes, guessed));
        let listed = format!("The body is binary.\n\n{TABLE}|Chart|String|c-1|The chart.|\n");
        assert_eq!(kind("", &listed, ""), (ResponseKind::Json, vec![]), "what is listed is decoded");
        let unknown = vec!["response-kind-unknown"];
        assert_eq!(kind("Queries binary charts.", "", ""), (ResponseKind::Json, unknown), "it hands nothing out");
    }

    #[test]
    fn a_single_row_of_a_file_is_the_body() {
        let row = |ty: &str| format!("{TABLE}|Chart|{ty}| |The chart.|\n");
        assert_eq!(kind("", &row("Binary"), ""), (ResponseKind::Bytes, vec!["response-kind-guessed"]));
        assert_eq!(kind("", &row("String"), ""), (ResponseKind::Json, vec![]));
        let two = format!("{}|Size|Integer|1|The size.|\n", row("Binary"));
        assert_eq!(kind("", &two, ""), (ResponseKind::Json, vec![]));
    }

    #[test]
    fn an_example_in_neither_format_is_text() {
        let fence = |text: &str| kind("", "", &format!("```\n{text}\n```"));
        assert_eq!(fence("moored, sailing"), (ResponseKind::Text, vec!["response-kind-guessed"]));
        assert_eq!(fence("// the boat {"), (ResponseKind::Json, vec!["response-kind-unknown"]));
        assert_eq!(fence("<Chart/>"), (ResponseKind::Json, vec![]), "services that show XML answer in JSON too");
    }
}
