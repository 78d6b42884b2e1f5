//! Sentences of a page as Markdown: descriptions of cells, and the page's own introduction.

use crate::read::{Content, Page, is_blank};
use crate::vocabulary::Role;

/// A cell's text as Markdown of its own: without the indentation that only the table needed.
pub fn markdown(raw: &str) -> String {
    let dedented = crate::read::dedent(raw);
    let mut text = String::with_capacity(dedented.len());
    for line in dedented.lines() {
        text.push_str(line.trim_end_matches(is_blank));
        text.push('\n');
    }
    text.trim_matches(is_blank).to_owned()
}

/// The page's introduction: its first sentence, and the rest.
pub fn introduction(page: &Page<'_>) -> (String, String) {
    let mut texts: Vec<String> = Vec::new();
    for section in page.sections(Role::Description) {
        let mut end = 0;
        for content in &section.content {
            // A paragraph inside a list item or a quote was taken with it.
            let Content::Text(text) = content else { continue };
            if text.at < end {
                continue;
            }
            end = text.at + text.raw.len();
            texts.push(markdown(text.raw));
        }
    }
    texts.retain(|text| !text.is_empty());
    if texts.is_empty() {
        return (String::new(), String::new());
    }
    let summary = texts.remove(0).split_whitespace().collect::<Vec<_>>().join(" ");
    (summary, texts.join("\n\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    #[test]
    fn the_first_paragraph_is_the_summary() {
        let page = read("p.md", "# X\n\nDoes\nit.\n\n**Note:** mind.\n\n-   one\n-   two\n\n## Request parameters\n");
        assert_eq!(introduction(&page), ("Does it.".to_owned(), "**Note:** mind.\n\n-   one\n\n-   two".to_owned()));
    }

    #[test]
    fn cells_lose_the_indentation_of_the_table() {
        assert_eq!(markdown("Text \n\n -   `a`: x\n-   `b`: y\n\n "), "Text\n\n-   `a`: x\n-   `b`: y");
    }
}
