//! Texts of a page that look like tables and that no table was read from: what stands there would be lost without a word.

use super::blocks::{Block, BlockKind};
use super::pipes::count_pipes;
use super::source::{head, is_blank};
use crate::diagnostic::Lines;

/// What begins a table in HTML, in lower case.
const HTML: &[&str] = &["<table", "<thead", "<tbody", "<tr>"];

/// The offsets of texts that look like tables, outside the lines of the tables that were read and outside fences.
///
/// Evidence: two lines one after the other, blank ones aside, that begin with a pipe and have three or more, or that have
/// equally many pipes with dashes between them in the second; or a tag of a table.
pub fn unread(lines: &Lines<'_>, blocks: &[Block], tables: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let known = known(lines, blocks, tables);
    let mut known = known.into_iter().peekable();
    let (mut found, mut before, mut goes_on) = (Vec::new(), "", false);
    let mut line = 0;
    while line < lines.len() {
        while known.next_if(|&(_, end)| end <= line).is_some() {}
        if let Some(&(begin, end)) = known.peek()
            && begin <= line
        {
            (line, before, goes_on) = (end.max(line + 1), "", false);
            continue;
        }
        let text = lines.line(line);
        let is_html = HTML.iter().any(|tag| head(text.trim_start(), tag.len()).eq_ignore_ascii_case(tag));
        let looks = is_html || are_rows(before, text);
        if looks && !goes_on {
            found.push(lines.start(line));
        }
        // One finding a table: it ends where a line of another kind follows.
        if !text.trim_matches(is_blank).is_empty() {
            goes_on = looks || goes_on && (is_row(text) || text.trim_start().starts_with('<'));
            before = text;
        }
        line += 1;
    }
    found
}

/// Whether a line can be a row.
fn is_row(text: &str) -> bool {
    text.trim_start().starts_with('|') && count_pipes(text) > 2
}

/// Whether two lines can be rows, or titles and what is below them.
fn are_rows(before: &str, text: &str) -> bool {
    if is_row(before) && is_row(text) {
        return true;
    }
    let dashes = text.contains('|') && text.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '));
    dashes && text.contains("--") && count_pipes(before) == count_pipes(text)
}

/// The lines of fences and tables, in order.
fn known(lines: &Lines<'_>, blocks: &[Block], tables: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let fences = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Fence(_)));
    let fences =
        fences.map(|block| (lines.line_of(block.range.start), lines.line_of(block.range.end.saturating_sub(1)) + 1));
    let mut known: Vec<(usize, usize)> = fences.chain(tables).collect();
    known.sort_unstable();
    known
}

#[cfg(test)]
mod tests {
    use super::super::page::read;

    fn lines(text: &str) -> Vec<usize> {
        let page = read("p.md", text);
        page.unread.iter().map(|&at| page.lines.position(at).line as usize).collect()
    }

    #[test]
    fn rows_and_tags_that_no_table_was_read_from_are_told_once() {
        assert_eq!(lines("|Sail|String|one|\n|Oar|String|two|\n\n|Keel|String|three|\n"), [2]);
        assert_eq!(lines("Sail | Oar | Text\n--- | --- | ---\nSail | String | one\n"), [2]);
        assert_eq!(lines("<table>\n<tr><td>Sail</td></tr>\n</table>\n\ntext\n\n<TABLE>\n</TABLE>\n"), [1, 7]);
    }

    #[test]
    fn tables_fences_and_texts_with_pipes_are_none() {
        assert!(lines("|Name|Type|\n|--|--|\n|Sail|String|\n|Oar|String|\n").is_empty());
        assert!(lines("```\n|Sail|String|one|\n|Oar|String|two|\n```\n").is_empty());
        assert!(lines("a | b\n\n|x|y|\n\na|b\n---\n").is_empty());
    }
}
