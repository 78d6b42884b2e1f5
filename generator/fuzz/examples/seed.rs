//! Makes the seed corpora and the dictionary of the targets from what the repository holds, below `corpus/`.

use std::fs;
use std::path::{Path, PathBuf};

use alicloud_generator::read::{Content, read};
use alicloud_generator_fuzz::SEPARATOR;

fn main() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR"));
    let golden = texts(&fuzz.join("../tests/golden/pages"));
    let (mut json, mut xml, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for page in &golden {
        for content in read("p.md", page).sections.iter().flat_map(|section| &section.content) {
            match content {
                Content::Fence(fence) if fence.text.raw.contains("</") => xml.push(fence.text.raw.to_owned()),
                Content::Fence(fence) => json.push(fence.text.raw.to_owned()),
                Content::Table(table) => {
                    let all = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.raw);
                    cells.extend(all.filter(|cell| cell.len() > 8).map(str::to_owned));
                }
                Content::Text(_) => {}
            }
        }
    }
    let mut products: Vec<String> = golden.windows(3).step_by(3).map(|pages| pages.join(SEPARATOR)).collect();
    products.extend(golden.iter().map(|page| [page.as_str(), &in_the_other_language(page)].join(SEPARATOR)));
    let mut yaml = texts(&fuzz.join("../tests/golden/ir"));
    yaml.push(OVERRIDES.to_owned());
    yaml.push("types:\n  Change: [Get.Changes.Change[]]\n".to_owned());
    let drawn: Vec<Vec<u8>> = (0..64).map(|seed| noise(seed, 64 + 12 * seed as usize)).collect();
    let zeroed: Vec<Vec<u8>> = drawn.iter().map(|bytes| [&[0], bytes.as_slice()].concat()).collect();
    for (target, inputs) in [
        ("page", bytes(&golden)),
        ("infer", bytes(&golden)),
        ("emit", [bytes(&golden), zeroed[..8].to_vec()].concat()),
        ("product", [bytes(&products), zeroed].concat()),
        ("tables", drawn),
        ("json", bytes(&json)),
        ("xml", bytes(&xml)),
        ("cell", bytes(&cells)),
        ("yaml", bytes(&yaml)),
    ] {
        let folder = fuzz.join("corpus").join(target);
        fs::create_dir_all(&folder).expect("a folder");
        for (number, input) in inputs.iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), input).expect("a file");
        }
    }
    fs::write(fuzz.join("corpus/dictionary"), dictionary(fuzz)).expect("a file");
}

/// The files right in a folder.
fn texts(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is part of the repository");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    paths.iter().map(|path| fs::read_to_string(path).expect("a text")).collect()
}

fn bytes(texts: &[String]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.clone().into_bytes()).collect()
}

/// The page with its section titles in the other language, so that the two are one operation.
fn in_the_other_language(page: &str) -> String {
    const TITLES: [(&str, &str); 4] = [
        ("## Request parameters", "## 请求参数"),
        ("## Response parameters", "## 返回数据"),
        ("## Examples", "## 示例"),
        ("## Error codes", "## 错误码"),
    ];
    let english = page.contains(TITLES[0].0) || page.contains(TITLES[1].0);
    TITLES
        .iter()
        .fold(page.to_owned(), |page, (en, zh)| if english { page.replace(en, zh) } else { page.replace(zh, en) })
}

/// Bytes without a pattern, the same each time.
fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// Overrides of every kind.
const OVERRIDES: &str = "\
- operation: Get
  mends: guess
  reason: r
  move: Changes.Change[].Id
  to: ''
- operation: Get
  reason: r
  side: request
  change: Id
  set: {type: int32, in: query, required: false, default: '1', allowed: [{value: a, description: b}]}
- operation: Get
  reason: r
  remove: Code
- operation: Get
  reason: r
  add: {name: New, type: array, items: {type: object, fields: [{name: X, type: string}]}}
  to: Changes.Change[]
";

/// The marks that stand around words.
const MARKS: &[&str] = &[
    "|",
    "|--|",
    "|\n|--|--|\n",
    "|--|--|--|--|\n",
    "|--|--|--|--|--|\n",
    "\n## ",
    "\n# ",
    "└",
    "└└",
    "```\n",
    "\n```\n",
    "\n\n -   `",
    "**",
    "\\|",
    "\\_",
    "](",
    "[]",
    ".N.",
    ".N",
    "{#demo .section}",
    " { .section}",
    "\u{feff}",
    "\u{a0}",
    "\u{200b}",
    "HTTP/1.1 200 OK\n",
    "Content-Type: application/json\n\n",
    "POST /a/[Id] HTTP/1.1",
    "Array of ",
    "https://api.aliyun.com/#product=P&api=A&type=ROA&version=2031-04-05",
    "[x](",
    "\n=====\n",
    ".md\n",
    "{\"",
    "\":",
    "}]",
    "[{",
    "\\\"",
    "“",
    "”",
    "：",
    "，",
    "｛",
    "］",
    "null",
    "true",
    "1e999",
    "//",
    "/*",
    "*/",
    "...",
    "…",
    "\\u00e9",
    "\\ud83d",
    "<A>",
    "</A>",
    "<A/>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version=\"1.0\"?>",
    "&lt;",
    "&#x41;",
    "Response>",
    "|Parameter|Type|Required|Example|Description|\n",
    "|名称|类型|示例值|描述|\n",
    "- operation: ",
    "\n  reason: ",
    "\n  move: ",
    "\n  to: ",
    "\n  change: ",
    "\n  set: ",
    "&a ",
    "*a",
    "<<: ",
    "!!str ",
    "? ",
];

/// The words of the vocabulary, and the marks that stand around them.
fn dictionary(fuzz: &Path) -> String {
    let source = fuzz.join("../src");
    let vocabulary = [texts(&source.join("vocabulary")), texts(&source.join("vocabulary/cues"))].concat();
    let words = vocabulary.iter().flat_map(|text| text.lines());
    let words =
        words.filter_map(|line| line.trim().strip_prefix("(\"")?.split('"').next()).filter(|word| !word.is_empty());
    let mut lines: Vec<String> = words.chain(MARKS.iter().copied()).map(entry).collect();
    lines.sort();
    lines.dedup();
    lines.join("\n") + "\n"
}

/// An entry of a dictionary of libFuzzer, which takes ASCII alone.
fn entry(word: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b' ' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    format!("\"{}\"", word.bytes().map(byte).collect::<String>())
}
