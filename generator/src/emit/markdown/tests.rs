//! What becomes of a page's Markdown.

use super::*;

#[test]
fn brackets_tags_and_addresses_are_harmless() {
    assert_eq!(rustdoc("see [x] and Vec<T>, a|b"), "see \\[x\\] and Vec\\<T\\>, a\\|b");
    assert_eq!(rustdoc("see https://a.example/b_c. Then"), "see <https://a.example/b_c>. Then");
    assert_eq!(rustdoc("[here](../x.md) [there](https://a.example/)"), "here [there](<https://a.example/>)");
    assert_eq!(rustdoc("<https://a.example/>"), "<https://a.example/>");
    assert_eq!(rustdoc("[https://a.example/](https://b.example/)"), "<https://b.example/>");
    assert_eq!(rustdoc("a <custom-tag> b<br>c"), "a \\<custom-tag\\> b\nc");
    assert_eq!(rustdoc("javascript: [x](javascript:alert(1))"), "javascript: x");
}

#[test]
fn code_is_text_and_headings_are_bold() {
    assert_eq!(rustdoc("# Title\n\n```rust\nlet x = 1;\n```"), "**Title**\n\n```text\nlet x = 1;\n```");
    assert_eq!(rustdoc("~~~\n```\n~~~"), "````text\n```\n````");
    assert_eq!(rustdoc("`` a`b ``"), "``a`b``");
}

#[test]
fn lists_and_tables_stay() {
    assert_eq!(rustdoc("Values:\n\n- `A`: one\n  - deep\n- B"), "Values:\n\n- `A`: one\n  - deep\n- B");
    assert_eq!(rustdoc("1. a\n2. b"), "1. a\n2. b");
    assert_eq!(rustdoc("|a|b|\n|-|-|\n|`1`|x y|"), "| a | b |\n| --- | --- |\n| `1` | x y |");
}

#[test]
fn characters_that_the_compiler_refuses_are_dropped() {
    assert_eq!(rustdoc("a\0b\u{202e}c\rd"), "abcd");
    assert_eq!(inline("1. *x*\n`y`"), "1. \\*x\\* \\`y\\`");
    assert_eq!(code("a\nb`c"), "``a b`c``");
    assert_eq!(code(" "), "(empty)");
}

#[test]
fn rendering_is_stable() {
    for text in ["- a\n- b\n\n  c", "> quote\n> more", "a\\*b \\[c\\]", "*e* **s** ~~d~~", "x https://a.example/?q=[1]"]
    {
        let once = rustdoc(text);
        assert_eq!(rustdoc(&once), once, "{text}");
    }
}
