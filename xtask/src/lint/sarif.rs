//! Findings as SARIF 2.1.0, for tools that show what any linter found: one run, the codes as its rules.

use std::collections::BTreeMap;

use alicloud_generator::diagnostic::codes::{self, Code};
use alicloud_generator::diagnostic::{Diagnostic, Severity};
use serde_json::{Value, json};

use super::{Choice, Region, Tree};
use crate::print::{lines, outln};

/// The schema that the document follows.
const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Prints the findings as one document.
pub fn print(trees: &[Tree], choice: &Choice) {
    let document = document(trees, choice);
    outln!("{}", serde_json::to_string_pretty(&document).expect("the document has only keys that are strings"));
}

fn document(trees: &[Tree], choice: &Choice) -> Value {
    let all: Vec<&Code> = codes::all().collect();
    let index: BTreeMap<&str, usize> = all.iter().enumerate().map(|(at, code)| (code.code, at)).collect();
    let found = trees.iter().flat_map(|tree| tree.lint.diagnostics.iter().map(move |found| (tree, found)));
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {
                "driver": {
                    "name": "cargo xtask lint",
                    "semanticVersion": env!("CARGO_PKG_VERSION"),
                    "rules": all.iter().map(|code| rule(code)).collect::<Vec<_>>(),
                }
            },
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                "PAGES": { "description": { "text": "The folder that the command ran in." } }
            },
            "results": found.map(|(tree, found)| result(tree, found, &index, choice)).collect::<Vec<_>>(),
        }]
    })
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.code,
        "shortDescription": { "text": code.meaning },
        "help": { "text": code.explain(), "markdown": markdown(code) },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn markdown(code: &Code) -> String {
    let example =
        if code.example.is_empty() { String::new() } else { format!("\n\n````markdown\n{}````", code.example) };
    format!("{}{example}\n\n**What to do:** {}", code.meaning, code.remedy)
}

fn result(tree: &Tree, found: &Diagnostic, index: &BTreeMap<&str, usize>, choice: &Choice) -> Value {
    let help = if found.help.is_empty() { "" } else { "\n" };
    let text = lines(&format!("{}{help}{}", found.message, found.help));
    // A denied warning is an error to who asked for it.
    let level = if choice.denies(found) { "error" } else { level(found.severity) };
    let mut location = json!({
        "artifactLocation": { "uri": uri(&tree.path(&found.file)), "uriBaseId": "PAGES" }
    });
    if tree.folder.is_absolute() {
        location = json!({ "artifactLocation": { "uri": format!("file://{}", uri(&tree.path(&found.file))) } });
    }
    if let Some(region) = tree.text(&found.file).and_then(|text| Region::at(text, found.position)) {
        location["region"] = json!({
            "startLine": found.position.line,
            "startColumn": region.columns.0,
            "endLine": found.position.line,
            "endColumn": region.columns.1,
        });
    }
    json!({
        "ruleId": found.code,
        "ruleIndex": index.get(found.code).copied().map_or(-1, |at| at as i64),
        "level": level,
        "message": { "text": text },
        "locations": [{ "physicalLocation": location }],
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a relative URI: what RFC 3986 does not leave as it is, in percents.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("a b/船.md"), "a%20b/%E8%88%B9.md");
    }
}
