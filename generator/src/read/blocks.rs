//! The outline of a page: its headings, fences and paragraphs, as pulldown-cmark sees them.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::vocabulary::{self, Role};

/// One block of a page, in the page's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the page, the marks included.
    pub range: Range<usize>,
}

/// The kinds of blocks that a reference page is read for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A title with its level, without attributes and emphasis.
    Heading(u8, String),
    /// A fence with its info string.
    Fence(String),
    /// Text: a paragraph, or an item of a list.
    Text,
}

/// How often the outline is taken anew because a fence swallowed a section; each repairs one unbalanced fence.
const REPAIRS: usize = 16;

/// Takes the outline of a page. The offsets of fences that were not closed where their section ended come second.
pub fn outline(text: &str) -> (Vec<Block>, Vec<usize>) {
    let (mut blocks, mut unbalanced) = (Vec::new(), Vec::new());
    let mut from = 0;
    while let Some(cut) = outline_from(text, from, &mut blocks, unbalanced.len() < REPAIRS) {
        unbalanced.push(cut.fence);
        from = cut.resume;
    }
    promote_bold_titles(text, &mut blocks);
    (blocks, unbalanced)
}

/// A fence that must end where a section begins.
struct Cut {
    fence: usize,
    resume: usize,
}

/// Reads blocks from an offset on, to the end or to a fence that swallowed a section's title.
fn outline_from(text: &str, from: usize, blocks: &mut Vec<Block>, repair: bool) -> Option<Cut> {
    // Tables stay off: a table's row may hold blank lines, lists and fences here, which GFM would cut it at.
    let options = Options::ENABLE_HEADING_ATTRIBUTES;
    let mut heading: Option<(u8, usize, String)> = None;
    for (event, range) in Parser::new_ext(&text[from..], options).into_offset_iter() {
        let range = range.start + from..range.end + from;
        match event {
            Event::Start(Tag::Heading { level, .. }) => heading = Some((level as u8, range.start, String::new())),
            Event::End(TagEnd::Heading(_)) => {
                if let Some((level, _, title)) = heading.take() {
                    // Dashes below the rows of a table make no title of them.
                    let is_row = text[range.clone()].trim_start().starts_with('|');
                    let kind =
                        if is_row { BlockKind::Text } else { BlockKind::Heading(level, title.trim().to_owned()) };
                    blocks.push(Block { kind, range });
                }
            }
            Event::Text(piece) | Event::Code(piece) => {
                if let Some((.., title)) = &mut heading {
                    title.push_str(&piece);
                }
            }
            Event::Start(Tag::CodeBlock(kind)) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info,
                    // Indented code is how a table or a list inside a list looks to CommonMark: text to us.
                    CodeBlockKind::Indented => {
                        blocks.push(Block { kind: BlockKind::Text, range });
                        continue;
                    }
                };
                if let Some(at) = swallowed_section(&text[range.clone()]).filter(|_| repair) {
                    let cut = Cut { fence: range.start, resume: range.start + at };
                    push_fence(blocks, info, cut.fence..cut.resume);
                    return Some(cut);
                }
                push_fence(blocks, info, range);
            }
            Event::Start(Tag::Paragraph | Tag::Item) => {
                let kind = unspaced_title(&text[range.clone()]).unwrap_or(BlockKind::Text);
                blocks.push(Block { kind, range });
            }
            // Tags in upper case are those of an XML example that no fence holds.
            Event::Start(Tag::HtmlBlock) => {
                let tag = text[range.clone()].trim_start().strip_prefix('<');
                if tag.is_some_and(|tag| tag.starts_with(|c: char| c == '?' || c.is_ascii_uppercase())) {
                    blocks.push(Block { kind: BlockKind::Text, range });
                }
            }
            _ => {}
        }
    }
    None
}

/// A title whose marks no space parts from its text, so that Markdown takes it as text: `##请求参数`.
///
/// Evidence: a line by itself whose text is a section's title in the vocabulary.
fn unspaced_title(paragraph: &str) -> Option<BlockKind> {
    let line = paragraph.trim();
    let title = line.trim_start_matches('#');
    let level = line.len() - title.len();
    let is_title = (2..=6).contains(&level) && !title.contains('\n') && vocabulary::section(title).is_some();
    is_title.then(|| BlockKind::Heading(level as u8, title.to_owned()))
}

/// Makes titles of lines such as `**请求参数**` where the headings of a page name neither the request nor the response, or
/// lack the one that the line names.
///
/// Evidence: a paragraph or an item that is bold as a whole, and a section's title in the vocabulary; where the headings name
/// the other of the two, the table right below it, bold or not. Elsewhere bold lines stand within sections, and introduce
/// tables of types.
fn promote_bold_titles(text: &str, blocks: &mut [Block]) {
    let main = |title: &str| match vocabulary::section(title) {
        Some((role @ (Role::Request | Role::Response), _)) => Some(role),
        _ => None,
    };
    let known = |blocks: &[Block]| -> Vec<Role> {
        let titles = blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading(_, title) => main(title),
            _ => None,
        });
        titles.collect()
    };
    let headed = known(blocks);
    for block in blocks.iter_mut().filter(|block| block.kind == BlockKind::Text) {
        let Some(title) = line_title(&text[block.range.clone()]) else { continue };
        let is_above_table = text[block.range.end..].trim_start().starts_with('|');
        if is_above_table && main(title).is_some_and(|role| !headed.contains(&role)) {
            block.kind = BlockKind::Heading(2, title.to_owned());
        }
    }
    if !headed.is_empty() {
        return;
    }
    let mut titles: Vec<(usize, String)> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let title = line_title(&text[block.range.clone()]).filter(|_| text[block.range.clone()].contains("**"));
        if let Some(title) = title.filter(|_| block.kind == BlockKind::Text) {
            titles.push((index, title.to_owned()));
        }
    }
    if titles.iter().any(|(_, title)| main(title).is_some()) || !known(blocks).is_empty() {
        for (index, title) in titles {
            blocks[index].kind = BlockKind::Heading(2, title);
        }
    }
}

/// The title in a line of its own, bold or not; a bullet may stand before it, and punctuation after it.
fn line_title(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches(['-', '+', ' ']).trim_end_matches([':', '：', ' ']);
    let inner = line.strip_prefix("**").and_then(|line| line.strip_suffix("**")).unwrap_or(line);
    let title = inner.trim().trim_end_matches([':', '：']);
    (title.len() <= 100 && !title.contains(['\n', '*']) && vocabulary::section(title).is_some()).then_some(title)
}

fn push_fence(blocks: &mut Vec<Block>, info: CowStr<'_>, range: Range<usize>) {
    blocks.push(Block { kind: BlockKind::Fence(info.into_string()), range });
}

/// The offset of the first line of a fence that is a section's title: the fence's end was forgotten before it.
///
/// Evidence: a second-level heading whose title is in the vocabulary. A comment of a shell example is no such title.
fn swallowed_section(fence: &str) -> Option<usize> {
    if !fence.contains("\n## ") {
        return None;
    }
    let mut at = 0;
    for line in fence.split_inclusive('\n') {
        if let Some(title) = line.strip_prefix("## ") {
            let title = title.split("{#").next().unwrap_or(title).split("{ .").next().unwrap_or(title);
            if vocabulary::section(title).is_some() {
                return Some(at);
            }
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        outline(text).0.into_iter().map(|block| block.kind).collect()
    }

    #[test]
    fn headings_lose_attributes_and_emphasis() {
        let expected = [BlockKind::Heading(2, "Request parameters".into()), BlockKind::Text];
        assert_eq!(kinds("## **Request** parameters {#parameters .section}\n\ntext\n"), expected);
    }

    #[test]
    fn a_title_without_a_space_is_one_where_the_vocabulary_knows_it() {
        assert_eq!(kinds("##请求参数\n"), [BlockKind::Heading(2, "请求参数".into())]);
        assert_eq!(kinds("##船的参数\n\n#请求参数\n"), [BlockKind::Text, BlockKind::Text]);
    }

    #[test]
    fn bold_lines_are_titles_only_where_no_title_names_request_or_response() {
        let bold = "**请求参数**\n\ntext\n\n**1. 返回数据：**\n\n**注意**\n";
        let title = |title: &str| BlockKind::Heading(2, title.into());
        assert_eq!(kinds(bold), [title("请求参数"), BlockKind::Text, title("1. 返回数据"), BlockKind::Text]);
        assert!(kinds("-   **请求参数**\n\n    text\n").contains(&title("请求参数")), "a bullet may stand before it");
        let titled = kinds(&format!("## 请求参数\n\n{bold}"));
        assert_eq!(titled.iter().filter(|kind| matches!(kind, BlockKind::Heading(..))).count(), 1);
        let table = "\n\n|名称|类型|\n|--|--|\n|A|String|\n\n";
        let other = kinds(&format!("## 返回参数\n\n**请求参数**{table}**返回参数**{table}请求参数：\n\ntext\n"));
        assert!(other.contains(&title("请求参数")) && !other.contains(&title("返回参数：")), "{other:?}");
        assert_eq!(other.iter().filter(|kind| matches!(kind, BlockKind::Heading(..))).count(), 2);
        assert!(
            kinds(&format!("请求参数：{table}")).contains(&title("请求参数")),
            "a line above a table need not be bold"
        );
        assert_eq!(kinds("**示例**\n"), [BlockKind::Text], "an example alone makes no page of an operation");
    }

    #[test]
    fn a_fence_that_was_not_closed_ends_at_the_next_section() {
        let text = "``` {#demo}\n{}\n\n## Error codes { .section}\n\n```\nx\n```\n";
        let (blocks, unbalanced) = outline(text);
        assert_eq!(unbalanced, [0]);
        let expected = [
            BlockKind::Fence("{#demo}".into()),
            BlockKind::Heading(2, "Error codes".into()),
            BlockKind::Fence(String::new()),
        ];
        assert_eq!(blocks.into_iter().map(|block| block.kind).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_heading_like_line_that_names_no_section_stays_in_its_fence() {
        assert_eq!(kinds("```\n## build the thing\n```\n"), [BlockKind::Fence(String::new())]);
    }
}
