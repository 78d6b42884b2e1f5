//! What holds for every text that a reader takes, whether a page, a cell, an example or a file that a person writes: the
//! assertions are those of the fuzz targets, on inputs that the ordinary run has time for.

mod common;

use std::sync::LazyLock;

use alicloud_generator::ir::Operation;
use alicloud_generator::read::{self, Content};
use alicloud_generator::reference::PageText;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use common::{Case, cases, holds, understand};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);
/// The fences of the golden pages.
static FENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut fences = Vec::new();
    for case in &*CASES {
        for content in read::read("p.md", &case.text).sections.iter().flat_map(|section| &section.content) {
            if let Content::Fence(fence) = content {
                fences.push(fence.text.raw.to_owned());
            }
        }
    }
    fences
});
static OPERATIONS: LazyLock<Vec<Operation>> =
    LazyLock::new(|| CASES.iter().take(3).flat_map(|case| understand("p.md", &case.text).operations).collect());

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "'",
    "\\",
    "\\\"",
    "\\u00e9",
    "\\ud83d",
    "“",
    "”",
    "：",
    "，",
    "；",
    "｛",
    "］",
    "\"A\"",
    "\"A\":",
    "\"B\": ",
    "A",
    "B=",
    "1",
    "-",
    "0.5",
    "01",
    "1e999",
    "true",
    "false",
    "null",
    "None",
    "...",
    "…",
    "//",
    "/*",
    "*/",
    "# x",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "\0",
    "{\"A\":[",
    "]}",
    "}}",
    "\"{\"A\":1}\"",
    "中",
    "😀",
    "HTTP/1.1 200 OK\n",
];
const XML: &[&str] = &[
    "<A>",
    "</A>",
    "<B>",
    "</B>",
    "<a>",
    "</a>",
    "<A/>",
    "<A b=\"c\">",
    "<A b=c>",
    "<1>",
    "</1>",
    "<A ",
    "<",
    ">",
    "</",
    "/>",
    "&",
    "&amp;",
    "&#x41;",
    "&#99999999;",
    "&lt",
    ";",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?xml version=\"1.0\"?>",
    "<!",
    "x",
    "words and words",
    " ",
    "\n",
    "\u{a0}",
    "\u{feff}",
    "中",
    "😀",
    "<中>",
    "<RResponse>",
    "</RResponse>",
    "=",
    "\"",
];
const CELL: &[&str] = &[
    "`",
    "``",
    "*",
    "**",
    "_",
    "\\",
    "\\|",
    "|",
    "[",
    "](",
    ")",
    "<",
    ">",
    "<br>",
    "&amp;",
    "\n",
    "\n\n",
    "\n -   ",
    "\n    -   ",
    "\n1. ",
    "\n```\n",
    "\n\n ```\n",
    "# ",
    "> ",
    " ",
    "\u{a0}",
    "\u{200b}",
    "a",
    "B c",
    "中",
    "😀",
    "`a`",
    "**b**",
    "**`c`**",
    "`\u{200b}`",
    "** **",
];
const YAML: &[&str] = &[
    "- ",
    "operation: ",
    "Get",
    "\n",
    "\n  ",
    "\n    ",
    "reason: r",
    "move: ",
    "to: ",
    "change: ",
    "set: ",
    "add: ",
    "remove: ",
    "confirm: ",
    "side: request",
    "mends: guess",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "name: A",
    "type: string",
    "type: array",
    "items: ",
    "fields: ",
    "''",
    "\"",
    "Changes.Change[].Id",
    "A",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "? ",
    "|",
    ">-",
    "#",
    "---",
    "types:",
    "\t",
    "\0",
    "中",
    "1",
    "true",
    "~",
];

/// The text, with pieces put in at characters and others cut out between.
fn damaged(text: &str, damages: &[(Index, Index, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to, piece) in damages {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (from, to) = (*from.get(&places), *to.get(&places));
        // Small cuts and insertions leave most of a text as it was.
        text.replace_range(from..if (from..from + 40).contains(&to) { to } else { from }, piece);
    }
    text
}

fn damages(pieces: &'static [&'static str]) -> impl Strategy<Value = Vec<(Index, Index, &'static str)>> {
    vec((any::<Index>(), any::<Index>(), select(pieces)), 0..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn json_is_read(pieces in vec(select(JSON), 0..60), text in any::<String>()) {
        holds::json(&pieces.concat());
        holds::json(&text);
    }

    #[test]
    fn xml_is_read(pieces in vec(select(XML), 0..60), text in any::<String>()) {
        holds::xml(&pieces.concat());
        holds::xml(&text);
    }

    #[test]
    fn damaged_examples_are_read(fence in any::<Index>(), json in damages(JSON), xml in damages(XML)) {
        let fence = fence.get(&FENCES);
        holds::json(&damaged(fence, &json));
        holds::xml(&damaged(fence, &xml));
    }

    #[test]
    fn strict_json_comes_back(value in value()) {
        holds::json(&value.to_string());
        holds::json(&format!("{value:#}"));
    }

    #[test]
    fn cells_are_read(pieces in vec(select(CELL), 0..40), text in any::<String>()) {
        holds::cell(&pieces.concat());
        holds::cell(&text);
    }

    #[test]
    fn what_is_read_of_a_page_stands_where_it_is_said_to_stand(case in any::<Index>(), damages in damages(CELL)) {
        holds::page(&damaged(&case.get(&CASES).text, &damages));
    }

    #[test]
    fn files_of_people_are_read_or_refused(pieces in vec(select(YAML), 0..40), text in any::<String>()) {
        holds::yaml(&pieces.concat(), &OPERATIONS);
        holds::yaml(&text, &OPERATIONS);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_pages_mean_what_can_be_stored_and_emitted(case in any::<Index>(), damages in damages(CELL)) {
        let found = holds::inferred(&damaged(&case.get(&CASES).text, &damages));
        holds::emitted(&found.operations, &found.common);
    }

    #[test]
    fn pages_in_two_languages_are_one_product(
        pages in vec((any::<Index>(), damages(CELL), any::<bool>()), 1..4),
    ) {
        let texts: Vec<PageText> = pages.iter().enumerate().map(|(number, (case, damages, turned))| {
            let text = damaged(&case.get(&CASES).text, damages);
            PageText { file: format!("{number}.md"), text: if *turned { in_the_other_language(&text) } else { text } }
        }).collect();
        holds::product(&texts);
    }
}

/// The page with its section titles in the other language.
fn in_the_other_language(page: &str) -> String {
    const TITLES: [(&str, &str); 4] = [
        ("## Request parameters", "## 请求参数"),
        ("## Response parameters", "## 返回数据"),
        ("## Examples", "## 示例"),
        ("## Error codes", "## 错误码"),
    ];
    let english = page.contains(TITLES[1].0);
    TITLES
        .iter()
        .fold(page.to_owned(), |page, (en, zh)| if english { page.replace(en, zh) } else { page.replace(zh, en) })
}

/// Any JSON value, of a few levels.
fn value() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((any::<String>(), inner), 0..6).prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}
