//! A page put together: title, sections by role, and in each section its texts, tables and fences in order.

use super::blocks::{Block, BlockKind, outline};
use super::link::{ExplorerLink, explorer_links};
use super::row::Table;
use super::source::Text;
use super::table;
use super::unread::unread;
use crate::diagnostic::{Findings, Lines};
use crate::vocabulary::{self, Language, Role};

/// A page of the reference as it stands.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    /// The page's name, relative to the reference's folder, with `/`.
    pub file: String,
    /// Finds lines and columns.
    pub lines: Lines<'a>,
    /// The title; empty where there is none.
    pub title: String,
    /// The language of most section titles; Chinese where none is known.
    pub language: Language,
    /// The links to OpenAPI Explorer.
    pub links: Vec<ExplorerLink<'a>>,
    /// The sections, in the page's order; the first one is what stands before the first section's title.
    pub sections: Vec<Section<'a>>,
    /// The offsets of fences that were never closed.
    pub unbalanced: Vec<usize>,
    /// The offsets of texts that look like tables and were not read as such.
    pub unread: Vec<usize>,
}

/// A section of a page.
#[derive(Clone, Debug)]
pub struct Section<'a> {
    /// Its subject.
    pub role: Role,
    /// Its title.
    pub title: String,
    /// The offset of its title.
    pub at: usize,
    /// Its content, in order.
    pub content: Vec<Content<'a>>,
}

/// The content of a section.
#[derive(Clone, Debug)]
pub enum Content<'a> {
    /// A paragraph, an item of a list, or the title of a part of the section.
    Text(Text<'a>),
    /// A table.
    Table(Table<'a>),
    /// A fence.
    Fence(Fence<'a>),
}

/// A fenced example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence<'a> {
    /// The info string.
    pub info: String,
    /// The text between the marks.
    pub text: Text<'a>,
}

impl<'a> Page<'a> {
    /// The sections of a role.
    pub fn sections(&self, role: Role) -> impl Iterator<Item = &Section<'a>> {
        self.sections.iter().filter(move |section| section.role == role)
    }

    /// A place for what is found on the page.
    pub fn findings(&self) -> Findings<'_> {
        Findings::new(&self.file, &self.lines)
    }
}

impl<'a> Section<'a> {
    /// The section's tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table<'a>> {
        self.content.iter().filter_map(|content| match content {
            Content::Table(table) => Some(table),
            _ => None,
        })
    }
}

/// Reads a page. Nothing is ever wrong here: what the page lacks is absent from the result.
pub fn read<'a>(file: &str, text: &'a str) -> Page<'a> {
    // A byte order mark would hide the title.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let lines = Lines::new(text);
    let (blocks, unbalanced) = outline(text);
    let mut page = Page {
        file: file.to_owned(),
        title: String::new(),
        language: Language::Chinese,
        links: explorer_links(text),
        sections: Vec::new(),
        unbalanced,
        unread: Vec::new(),
        lines,
    };
    let mut section = Section { role: Role::Description, title: String::new(), at: 0, content: Vec::new() };
    let (mut english, mut known) = (0, 0);
    let mut top = u8::MAX;
    let mut start = 0;
    let mut first = 0;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Heading(level, title) = &block.kind else { continue };
        if page.title.is_empty() && *level == 1 {
            page.title.clone_from(title);
            (start, first) = (block.range.end, index + 1);
            continue;
        }
        let role = vocabulary::section(title);
        let role = role.or_else(|| outside_sections(title, section.role, page.language).filter(|_| *level <= top));
        if role.is_none() && vocabulary::names_format(title) {
            continue;
        }
        // A title of a lower level that the vocabulary does not know is a part of its section: a lead-in to a table.
        if role.is_none() && *level > top {
            continue;
        }
        if let Some((_, language)) = role {
            known += 1;
            english += usize::from(language == Language::English);
            top = top.min(*level);
        }
        fill(&mut section, &page.lines, &blocks[first..index], start, block.range.start);
        let role = role.map_or(Role::Other, |(role, _)| role);
        let next = Section { role, title: title.clone(), at: block.range.start, content: Vec::new() };
        page.sections.push(std::mem::replace(&mut section, next));
        (start, first) = (block.range.end, index + 1);
    }
    fill(&mut section, &page.lines, &blocks[first..], start, text.len());
    page.sections.push(section);
    let tables = page.sections.iter().flat_map(Section::tables).map(|table| table.lines);
    page.unread = unread(&page.lines, &blocks, tables);
    if 2 * english > known {
        page.language = Language::English;
    }
    page
}

/// The section that begins at a title which is a part of the section before it where that is one of examples, or stands higher:
/// `Response`, `Path parameters`; or the title of a format, which shows the response in it.
fn outside_sections(title: &str, before: Role, language: Language) -> Option<(Role, Language)> {
    if matches!(before, Role::Example | Role::RequestExample | Role::ResponseExample) {
        return None;
    }
    let is_format = vocabulary::names_format(title);
    vocabulary::bare_section(title).or_else(|| is_format.then_some((Role::ResponseExample, language)))
}

/// Puts the texts, tables and fences between two offsets into a section, in order.
fn fill<'a>(section: &mut Section<'a>, lines: &Lines<'a>, blocks: &[Block], start: usize, end: usize) {
    let last = if end >= lines.text().len() { lines.len() } else { lines.line_of(end) };
    let start = start.min(lines.text().len());
    // A title can end within a line, at a carriage return of its own; what stands before is not the section's.
    let mut line = lines.line_of(start);
    line += usize::from(lines.start(line) < start);
    let mut blocks = blocks.iter().peekable();
    while line < last {
        let table = next_table(lines, &blocks, line, last);
        let until = table.as_ref().map_or(last, |table| table.lines.0);
        let until_at = lines.start(until);
        while let Some(block) = blocks.next_if(|block| block.range.start < until_at || table.is_none()) {
            push_block(section, lines, block, until_at);
        }
        let Some(table) = table else { break };
        line = table.lines.1.max(line + 1);
        let table_end = lines.start(table.lines.1);
        while blocks.next_if(|block| block.range.start < table_end).is_some() {}
        section.content.push(Content::Table(table));
    }
}

/// The next table that does not begin inside a fence.
fn next_table<'a>(
    lines: &Lines<'a>,
    blocks: &std::iter::Peekable<std::slice::Iter<'_, Block>>,
    mut line: usize,
    last: usize,
) -> Option<Table<'a>> {
    for block in blocks.clone() {
        if !matches!(block.kind, BlockKind::Fence(_)) {
            continue;
        }
        let (from, to) = (lines.line_of(block.range.start), lines.line_of(block.range.end.saturating_sub(1)) + 1);
        if from < line {
            continue;
        }
        if let Some(table) = table::find(lines, line, from.min(last)) {
            // The rows may go on below the fence: it stands in a cell.
            return table::find(lines, line, last).or(Some(table));
        }
        line = to;
    }
    table::find(lines, line, last)
}

fn push_block<'a>(section: &mut Section<'a>, lines: &Lines<'a>, block: &Block, until: usize) {
    let text = lines.text();
    let end = block.range.end.min(until.max(block.range.start));
    let raw = &text[block.range.start..end];
    match &block.kind {
        BlockKind::Fence(info) => {
            let open = raw.find('\n').map_or(raw.len(), |at| at + 1);
            let inner = &raw[open..];
            let close = inner.trim_end().rfind('\n').map_or(0, |at| at + 1);
            let close = if inner[close..].trim_start().starts_with("```") { close } else { inner.len() };
            let text = Text { raw: &inner[..close], at: block.range.start + open };
            section.content.push(Content::Fence(Fence { info: info.clone(), text }));
        }
        BlockKind::Heading(..) | BlockKind::Text => {
            let text = Text { raw, at: block.range.start }.trimmed();
            // An item of a list holds its paragraphs, which are blocks of their own.
            if let Some(Content::Text(before)) = section.content.last_mut()
                && text.at < before.at + before.raw.len()
            {
                return;
            }
            section.content.push(Content::Text(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Do {#doc .reference}\n\nDoes it.\n\n## Request parameters {#parameters .section}\n\nFor common ones see there.\n\n\
        |Parameter|Type|Required|Description|\n|--|--|--|--|\n|A|String|Yes|text\n\n -   `x`: one\n\n |\n\n\
        The following fields:\n\n|Parameter|Type|Required|Description|\n|--|--|--|--|\n|B|String|No|text\n\n |\n\n\
        ## Examples {#demo .section}\n\nSample requests\n\n``` {#request_demo}\nGET /x\n|--|\n```\n\n## Error codes { .section}\n";

    #[test]
    fn sections_hold_their_content_in_order() {
        let page = read("Do.md", PAGE);
        assert_eq!((page.title.as_str(), page.language), ("Do", Language::English));
        let roles: Vec<_> = page.sections.iter().map(|section| section.role).collect();
        assert_eq!(roles, [Role::Description, Role::Request, Role::Example, Role::Errors]);
        let request = &page.sections[1];
        let kinds: Vec<_> = request
            .content
            .iter()
            .map(|content| match content {
                Content::Text(text) => text.raw,
                Content::Table(table) => table.rows[0].cells[0].raw,
                Content::Fence(_) => "fence",
            })
            .collect();
        assert_eq!(kinds, ["For common ones see there.", "A", "The following fields:", "B"]);
    }

    #[test]
    fn fences_keep_their_text_and_place_and_hide_tables() {
        let page = read("Do.md", PAGE);
        let Content::Fence(fence) = &page.sections[2].content[1] else { panic!("a fence follows its label") };
        assert_eq!((fence.info.as_str(), fence.text.raw), ("{#request_demo}", "GET /x\n|--|\n"));
        assert_eq!(&PAGE[fence.text.at..][..6], "GET /x");
        assert_eq!(page.sections[2].tables().count(), 0);
    }

    #[test]
    fn what_stands_before_a_title_on_its_line_is_not_in_its_section() {
        // Markdown ends a line at a carriage return, an editor does not.
        let page = read("Do.md", "# Do\n\n|A|B|\r# More\r|C|D|\n|--|--|\n|x|y|\n");
        let tables: Vec<_> = page.sections.iter().flat_map(Section::tables).map(|table| table.lines.0).collect();
        assert!(tables.iter().all(|&line| page.lines.start(line) >= page.sections[1].at), "{tables:?}");
    }

    #[test]
    fn an_empty_page_has_one_empty_section() {
        let page = read("x.md", "");
        assert_eq!(page.sections.len(), 1);
        assert!(page.sections[0].content.is_empty());
    }
}
