//! Pages drawn from bytes: tables, examples and lead-ins that fit each other as those of people do, so that a fuzzer gets
//! past the reader and into the search for the tree.
//!
//! One byte is one choice, and bytes that are missing are zeros, so that small changes of the input are small changes of the
//! page.

use std::fmt::Write as _;

/// Names that fields have, some the plural, the item, the prefix or another case of others.
const NAMES: [&str; 24] = [
    "Items",
    "Item",
    "Id",
    "Name",
    "Changes",
    "Change",
    "ChangeId",
    "Data",
    "Result",
    "Tags",
    "Tag",
    "Key",
    "Value",
    "code",
    "Code",
    "RequestId",
    "Boxes",
    "Box",
    "List",
    "Total",
    "PageSize",
    "IdList",
    "data",
    "ZoneId",
];
const TYPES: [&str; 16] = [
    "String",
    "Integer",
    " ",
    "Struct",
    "Array of Item",
    "Array of Change",
    "List",
    "Array",
    "Boolean",
    "Map",
    "Json",
    "Array of String",
    "Item[]",
    "BoxType",
    "Long",
    "Array of Tag",
];
const EXAMPLES: [&str; 8] =
    ["x", "1", " ", "true", "{\"Id\":1}", "[{\"Key\":\"k\",\"Value\":\"v\"}]", "[\"a\"]", "N/A"];
const DESCRIPTIONS: [&str; 6] = [
    "What it is.",
    "Valid values:\n\n -   `a`: one\n-   **b** (default): two\n\n",
    "Default value: 10.",
    "默认值：**1**。",
    "Text\n\n ```\n a|b\n```\n\n",
    "",
];

/// The choices that are left.
pub struct Choices<'a>(pub &'a [u8]);

impl Choices<'_> {
    fn next(&mut self) -> u8 {
        let Some((&first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        first
    }

    /// A number below a bound.
    fn below(&mut self, bound: usize) -> usize {
        usize::from(self.next()) % bound
    }

    fn of<'t>(&mut self, table: &[&'t str]) -> &'t str {
        table[self.below(table.len())]
    }

    fn is_over(&self) -> bool {
        self.0.is_empty()
    }
}

/// Draws a page of an operation.
pub fn page(choices: &mut Choices<'_>) -> String {
    let flags = choices.next();
    let chinese = flags & 1 > 0;
    let mut page = format!("# Get{}\n\n", choices.of(&NAMES[..4]));
    if flags & 2 > 0 {
        page.push_str("[x](https://api.aliyun.com/#product=P&api=GetItem&type=ROA&version=2031-04-05)\n\n");
    }
    if flags & 4 > 0 {
        page.push_str(if chinese { "## 请求语法\n\n" } else { "## Request syntax\n\n" });
        page.push_str("```\nPOST /a/[Id]/b HTTP/1.1\n```\n\n");
    }
    page.push_str(if chinese { "## 请求参数\n\n" } else { "## Request parameters\n\n" });
    tables(choices, &mut page, true, chinese);
    page.push_str(if chinese { "\n## 返回数据\n\n" } else { "\n## Response parameters\n\n" });
    tables(choices, &mut page, false, chinese);
    page.push_str(if chinese { "\n## 示例\n\n" } else { "\n## Examples\n\n" });
    if flags & 8 > 0 {
        page.push_str("Sample requests\n\n```\nhttp://host/?Action=X\n&Items=");
        json(choices, 4, &mut page);
        page.push_str("\n```\n\n");
    }
    page.push_str(if chinese { "正常返回示例\n\n" } else { "Sample success responses\n\n" });
    if flags & 16 > 0 {
        page.push_str("```\n");
        elements(choices, &mut page);
        page.push_str("\n```\n\n");
    }
    if flags & 32 == 0 {
        page.push_str("```\n");
        if flags & 64 > 0 {
            page.push_str("HTTP/1.1 200 OK\nContent-Type:application/json\n\n");
        }
        json(choices, 12, &mut page);
        page.push_str("\n```\n\n");
    }
    page
}

/// The tables of a section, with what stands between them.
fn tables(choices: &mut Choices<'_>, page: &mut String, request: bool, chinese: bool) {
    for number in 0..1 + choices.below(3) {
        if number > 0 {
            match choices.below(4) {
                0 => page.push_str("\nThe parameters also include:\n\n"),
                1 => page.push_str("\n\n"),
                _ => drop(writeln!(page, "\nFields of {}:\n", choices.of(&NAMES))),
            }
        }
        page.push_str(match (request, chinese) {
            (true, false) => "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n",
            (true, true) => "|名称|类型|是否必选|示例值|描述|\n|--|--|--|--|--|\n",
            (false, false) => "|Parameter|Type|Example|Description|\n|--|--|--|--|\n",
            (false, true) => "|名称|类型|示例值|描述|\n|--|--|--|--|\n",
        });
        for _ in 0..choices.below(24) {
            row(choices, page, request);
        }
    }
}

fn row(choices: &mut Choices<'_>, page: &mut String, request: bool) {
    let kind = choices.next();
    let mut name = choices.of(&NAMES).to_owned();
    match kind & 15 {
        0 => name = format!("{}.N.{name}", choices.of(&NAMES)),
        1 => name = format!("{}.{name}", choices.of(&NAMES)),
        2 => name.insert_str(0, &"└".repeat(1 + choices.below(3))),
        3 => name.push_str(".N"),
        4 => name = format!("{}[].{name}", choices.of(&NAMES)),
        _ => {}
    }
    let ty = choices.of(&TYPES);
    let required = if request { ["Yes|", "No|", "是|"][choices.below(3)] } else { "" };
    let (example, description) =
        if kind & 32 > 0 { (choices.of(&EXAMPLES), choices.of(&DESCRIPTIONS)) } else { ("x", "What it is.") };
    let end = if kind & 240 == 240 { "" } else { "|" };
    let _ = writeln!(page, "|{name}|{ty}|{required}{example}|{description}{end}");
}

/// A value of JSON, broken here and there. It does not recurse, so that the bytes alone bound it.
fn json(choices: &mut Choices<'_>, least: usize, page: &mut String) {
    let (mut open, mut count) = (vec!['}'], 0);
    page.push('{');
    let mut comma = false;
    while let Some(&closer) = open.last() {
        let choice = choices.next();
        count += 1;
        if (choice & 3 == 0 && count > least) || choices.is_over() || count > 400 {
            page.push(closer);
            open.pop();
            comma = true;
            continue;
        }
        if comma && choice & 124 != 124 {
            page.push(',');
        }
        if closer == '}' {
            let _ = write!(page, "\"{}\":", choices.of(&NAMES));
        }
        comma = true;
        match choices.below(10) {
            0 | 1 if open.len() < 40 => {
                page.push('{');
                open.push('}');
                comma = false;
            }
            2 | 3 if open.len() < 40 => {
                page.push('[');
                open.push(']');
                comma = false;
            }
            4 => page.push_str("null"),
            5 => page.push_str("true"),
            6 => page.push_str("12"),
            7 => page.push_str("\"{\\\"Id\\\":1}\""),
            8 => page.push_str(choices.of(&["\"\"", "“x”", "x", "...", "'x'", "\"x"])),
            _ => page.push_str("\"x\""),
        }
    }
}

/// Elements of XML, now and then not closed.
fn elements(choices: &mut Choices<'_>, page: &mut String) {
    let mut open = vec!["GetItemResponse"];
    page.push_str("<GetItemResponse>");
    let mut count = 0;
    while let Some(name) = open.last() {
        let choice = choices.next();
        count += 1;
        if choice & 3 == 0 && count > 6 || choices.is_over() || count > 300 {
            if choice & 248 != 248 {
                let _ = write!(page, "</{name}>");
            }
            open.pop();
            continue;
        }
        let name = choices.of(&NAMES);
        match choice & 12 {
            0 if open.len() < 40 => {
                let _ = write!(page, "<{name}>");
                open.push(name);
            }
            4 => drop(write!(page, "<{name}/>")),
            _ => drop(write!(page, "<{name}>{}</{name}>", choices.of(&EXAMPLES))),
        }
    }
}
