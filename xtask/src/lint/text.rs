//! Findings for people: each with the line that it is about and a mark below it, and what there is in all.

use std::collections::BTreeMap;
use std::io::IsTerminal;

use alicloud_generator::diagnostic::{Diagnostic, Severity};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Choice, Region, Tree};
use crate::print::{self, clean, lines, out, outln};

/// The widest snippet; the cells of the reference are far longer.
const WIDTH: usize = 100;

/// Prints the findings and a summary.
pub fn print(trees: &[Tree], choice: &Choice) {
    let colours = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() }.term_width(WIDTH);
    for tree in trees {
        for found in &tree.lint.diagnostics {
            out!("{}", render(&renderer, tree, found));
        }
    }
    summary(trees, choice);
}

/// A finding as text, with an empty line after it.
fn render(renderer: &Renderer, tree: &Tree, found: &Diagnostic) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let (path, message) = (clean(&tree.path(&found.file)), clean(&found.message));
    let title = level.primary_title(message).id(found.code);
    let region = tree.text(&found.file).and_then(|text| Region::at(text, found.position));
    let mut group = Group::with_title(title);
    match region {
        Some(region) => {
            let (start, end) = region.bytes;
            let before = clean(&region.line[..start]);
            let marked = clean(&region.line[start..end]);
            let span = before.len()..before.len() + marked.len();
            let line = before + &marked + &clean(&region.line[end..]);
            let mark = AnnotationKind::Primary.span(span);
            let snippet = Snippet::source(line).path(path).line_start(found.position.line as usize);
            group = group.element(snippet.fold(false).annotation(mark));
        }
        None => group = group.element(Origin::path(path)),
    }
    // Lines that begin with white space belong to the one before: lines to be copied stay together.
    if !found.help.is_empty() {
        group = group.element(Level::HELP.message(lines(&found.help)));
    }
    renderer.render(&[group]) + "\n\n"
}

/// Prints the totals: findings by code, pages, operations, rows.
fn summary(trees: &[Tree], choice: &Choice) {
    let mut counts: BTreeMap<(Severity, &str), (usize, bool)> = BTreeMap::new();
    for found in trees.iter().flat_map(|tree| &tree.lint.diagnostics) {
        let count = counts.entry((found.severity, found.code)).or_default();
        count.0 += 1;
        count.1 |= choice.denies(found);
    }
    for (&(severity, code), &(count, denied)) in &counts {
        let mark = if denied && severity != Severity::Error { " (denied)" } else { "" };
        outln!("{count:>6} {severity:<7} {code}{mark}");
    }
    let sum = |number: fn(&Tree) -> usize| trees.iter().map(number).sum::<usize>();
    let all: Vec<&Diagnostic> = trees.iter().flat_map(|tree| &tree.lint.diagnostics).collect();
    outln!(
        "{}, {} with operations, {}: {}",
        print::counted(sum(|tree| tree.lint.pages.pages), "page"),
        sum(|tree| tree.lint.pages.operations),
        print::counted(sum(|tree| tree.lint.rows.rows), "row"),
        print::tally(all)
    );
}
