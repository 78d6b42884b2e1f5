//! Findings as JSON lines: an object a finding, the same keys in each.

use alicloud_generator::diagnostic::Diagnostic;
use serde::Serialize;

use super::{Choice, Region, Tree};
use crate::print::{clean, lines, outln};

/// A finding. Lines and columns count from 1, columns count characters; 0: the file as a whole.
#[derive(Serialize)]
struct Finding<'f> {
    file: String,
    line: u32,
    column: u32,
    end_column: u32,
    severity: String,
    code: &'f str,
    message: String,
    help: String,
    denied: bool,
}

/// Prints the findings.
pub fn print(trees: &[Tree], choice: &Choice) {
    for tree in trees {
        for found in &tree.lint.diagnostics {
            outln!("{}", line(tree, found, choice));
        }
    }
}

fn line(tree: &Tree, found: &Diagnostic, choice: &Choice) -> String {
    let region = tree.text(&found.file).and_then(|text| Region::at(text, found.position));
    let finding = Finding {
        file: clean(&tree.path(&found.file)),
        line: found.position.line,
        column: found.position.column,
        end_column: region.map_or(found.position.column, |region| region.columns.1),
        severity: found.severity.to_string(),
        code: found.code,
        message: lines(&found.message),
        help: lines(&found.help),
        denied: choice.denies(found),
    };
    serde_json::to_string(&finding).expect("a finding has only keys that are strings")
}
