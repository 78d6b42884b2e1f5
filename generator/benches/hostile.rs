//! How the time for a hostile page grows with its size: MB/s for each kind and size, which stay level where time is linear.
//!
//! `cargo bench -p alicloud-generator --bench hostile -- <part of a name>` measures some kinds alone.

use std::hint::black_box;
use std::io::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use alicloud_generator::infer::ProductKey;
use alicloud_generator::ir::Prose;
use alicloud_generator::reference::{self, PageText};
use alicloud_generator::understand::{by_product, understand};

/// The sizes, in bytes.
const SIZES: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];
/// A kind that takes longer for one size is not measured for larger ones.
const PATIENCE: Duration = Duration::from_secs(20);

const REQUEST: &str = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
const RESPONSE: &str = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";

/// Makes the pages of a product with about so many bytes.
type Make = fn(usize) -> Vec<String>;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    println!("{:44} {:>9} {:>9} {:>9} {:>9}  MB/s", "", "10 kB", "100 kB", "1 MB", "10 MB");
    for (name, make) in KINDS {
        if !wanted.is_empty() && !wanted.iter().any(|part| name.contains(part.as_str())) {
            continue;
        }
        print!("{name:44}");
        let mut longest = Duration::ZERO;
        for size in SIZES {
            if longest > PATIENCE {
                print!("         -");
                continue;
            }
            let texts: Vec<PageText> = make(size)
                .into_iter()
                .enumerate()
                .map(|(number, text)| PageText { file: format!("P-2031-04-05/{number}.md"), text })
                .collect();
            let bytes: usize = texts.iter().map(|page| page.text.len()).sum();
            let took = (0..if size > 100_000 { 1 } else { 3 }).map(|_| measure(&texts)).min().unwrap_or_default();
            print!(" {:>9.2}", bytes as f64 / 1e6 / took.as_secs_f64());
            // A kind that is not linear is waited for, or not.
            let _ = std::io::stdout().flush();
            longest = longest.max(took);
        }
        println!();
    }
}

fn measure(texts: &[PageText]) -> Duration {
    let begun = Instant::now();
    let groups = reference::group(Path::new("."), texts).groups;
    for (key, groups) in by_product(&groups) {
        black_box::<(&ProductKey, _)>((key, understand(&groups, Prose::Keep)));
    }
    begun.elapsed()
}

/// A page of one operation with the given rows and what follows them.
fn page(request: &str, response: &str, rest: &str) -> Vec<String> {
    vec![format!(
        "# DoThing\n\nDoes it.\n\n## Request parameters\n\n{REQUEST}{request}\n## Response parameters\n\n{RESPONSE}{response}\n{rest}"
    )]
}

fn example(text: &str) -> String {
    format!("## Examples\n\nSample success responses\n\n```\n{text}\n```\n")
}

/// The same text over and over.
fn repeated(text: &str, size: usize) -> String {
    text.repeat((size / text.len()).max(1))
}

/// Texts with a number in each, up to a size.
fn numbered(size: usize, text: impl Fn(usize) -> String) -> String {
    let mut all = String::new();
    let mut number = 0;
    while all.len() < size {
        all.push_str(&text(number));
        number += 1;
    }
    all
}

/// Members of an object, without the last comma.
fn members(size: usize, text: impl Fn(usize) -> String) -> String {
    let mut all = numbered(size, text);
    all.truncate(all.trim_end_matches(',').len());
    all
}

const KINDS: &[(&str, Make)] = &[
    ("rows: the same response row", |n| page("", &repeated("|A|String|x|y|\n", n), &example("{\"A\":1}"))),
    ("rows: different response rows", |n| page("", &numbered(n, |i| format!("|F{i}|String|x|y|\n")), "")),
    ("rows: shown in the example", |n| {
        let rows = numbered(n / 2, |i| format!("|F{i}|String|x|y|\n"));
        page("", &rows, &example(&format!("{{{}}}", members(n / 2, |i| format!("\"F{i}\":\"x\",")))))
    }),
    ("rows: containers, not in the example", |n| {
        let rows = numbered(n / 2, |i| format!("|C{i}|Struct|x|y|\n"));
        page("", &rows, &example(&format!("{{{}}}", members(n / 2, |i| format!("\"F{i}\":{{\"a\":1}},")))))
    }),
    ("rows: one name in many places", |n| {
        let rows = repeated("|A|String|x|y|\n", n / 2);
        page("", &rows, &example(&format!("{{{}}}", members(n / 2, |i| format!("\"P{i}\":{{\"A\":1}},")))))
    }),
    ("rows: one container in many places", |n| {
        let rows = numbered(n / 2, |i| format!("|A|Struct|x|y|\n|B{i}|String|x|y|\n"));
        page("", &rows, &example(&format!("{{{}}}", members(n / 2, |i| format!("\"P{i}\":{{\"A\":{{\"C\":1}}}},")))))
    }),
    ("rows: names that come again and again", |n| {
        let rows = numbered(n / 2, |i| format!("|F{}|String|x|y|\n", i % 400)) + "|Last|String|x|y|\n";
        let shown = members(n / 2, |i| format!("\"X{i}\":1,"));
        page("", &rows, &example(&format!("{{{shown},\"Last\":1}}")))
    }),
    ("rows: deep marks", |n| {
        let rows = numbered(n / 2, |i| format!("|{}F{i}|Struct|No| |y|\n", "└".repeat(i % 30)));
        page(&rows, &rows.replace("|No|", "|"), "")
    }),
    ("rows: dotted names", |n| {
        let rows = numbered(n / 2, |i| format!("|{}F{i}|String|No|x|y|\n", "A.N.".repeat(i % 12)));
        page(&rows, &rows.replace("|No|", "|"), "")
    }),
    ("rows: dotted names of one row", |n| {
        let rows = numbered(n, |i| format!("|{}F{i}|String|x|y|\n", "A.".repeat(50)));
        page("", &format!("|A|Struct| |y|\n{rows}"), "")
    }),
    ("rows: different parameters", |n| page(&numbered(n, |i| format!("|F{i}|String|No|x|y|\n")), "", "")),
    ("rows: the same parameter", |n| page(&repeated("|A|String|No|x|y|\n", n), "", "")),
    ("rows: parameters of a call by path", |n| {
        let path = numbered(n / 2, |i| format!("/[P{i}]"));
        let rows = numbered(n / 2, |i| format!("|F{i}|String|No|x|y|\n"));
        let syntax = format!("## Request syntax\n\n```\nPOST {path} HTTP/1.1\n```\n\n## Request parameters");
        page(&rows, "", "").iter().map(|page| page.replace("## Request parameters", &syntax)).collect()
    }),
    ("rows: a long query in the example", |n| {
        let query = numbered(n / 2, |i| format!("&Q{i}=1"));
        let rows = numbered(n / 2, |i| format!("|F{i}|String|No|x|y|\n"));
        let syntax = "## Request syntax\n\n```\nPOST /a HTTP/1.1\n```\n\n## Request parameters";
        let request = format!("## Examples\n\nSample requests\n\n```\nhttp://h/?a=1{query}\n```\n");
        page(&rows, "", &request).iter().map(|page| page.replace("## Request parameters", syntax)).collect()
    }),
    ("rows: parameters that an example holds", |n| {
        let rows = repeated("|G|List|No||y|\n|A|String|No|x|y|\n", n / 2);
        let value = members(n / 2, |i| format!("\"A{i}\":1,"));
        page(&rows, "", &format!("## Examples\n\nSample requests\n\n```\nhttp://h/?G={{\"A\":1,{value}}}\n```\n"))
    }),
    ("rows: many short ones", |n| page(&repeated("|A|\n", n), "", "")),
    ("rows: never closed", |n| page(&repeated("|A|String\n", n), "", "")),
    ("tables: many with lead-ins", |n| {
        let more = format!("\nThe following table describes the fields of A.\n\n{RESPONSE}|B|Struct|x|y|\n");
        page("", &format!("|A|Array of A| |y|\n{}", repeated(&more, n)), "")
    }),
    ("tables: lead-ins of many words", |n| {
        let rows = numbered(n / 2, |i| format!("|F{i}|Struct|x|y|\n"));
        let more = format!("\n{}\n\n{RESPONSE}|B|Struct|x|y|\n", "ab ".repeat(90));
        page("", &(rows + &repeated(&more, n / 2)), "")
    }),
    ("tables: lead-ins of parameters", |n| {
        let rows = numbered(n / 2, |i| format!("|F{i}|Struct|No|x|y|\n"));
        let more = format!("\n{}\n\n{REQUEST}|B|Struct|No|x|y|\n", "ab ".repeat(90));
        page(&(rows + &repeated(&more, n / 2)), "", "")
    }),
    ("tables: errors, all different", |n| {
        let rows = numbered(n, |i| format!("|400|E{i}|x|y|\n"));
        page(
            "",
            "",
            &format!("## Error codes\n\n|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n{rows}"),
        )
    }),
    ("cell: words", |n| page(&format!("|A|String|Yes|x|{}|\n", repeated("words, `code` and **bold** ", n)), "", "")),
    ("cell: blank code", |n| page(&format!("|A|String|Yes|x|{}|\n", repeated("`\u{200b}` ", n)), "", "")),
    ("cell: brackets", |n| page(&format!("|A|String|Yes|x|{}|\n", repeated("[a](", n)), "", "")),
    ("cell: fences", |n| page(&format!("|A|String|Yes|x|{}|\n", repeated("\n\n ```\n", n)), "", "")),
    ("cell: bullets", |n| {
        page(&format!("|A|String|Yes|x|Valid values:\n\n{} |\n", repeated("-   `v` (default): one\n", n)), "", "")
    }),
    ("cell: the word default", |n| page(&format!("|A|String|Yes|x|{}|\n", repeated("默认值 default ", n)), "", "")),
    ("cell: JSON with many members", |n| {
        page(&format!("|A|String|Yes|{{{}}}|y|\n", members(n, |i| format!("\"F{i}\":1,"))), "", "")
    }),
    ("cell: JSON with many objects", |n| {
        page(&format!("|A|String|Yes|[{}]|y|\n", members(n, |i| format!("{{\"F{i}\":1}},"))), "", "")
    }),
    ("JSON: flat", |n| {
        page("", "|A|String|x|y|\n", &example(&format!("{{{}}}", members(n, |i| format!("\"F{i}\":1,")))))
    }),
    ("JSON: deep", |n| page("", "|A|Struct| |y|\n", &example(&repeated("{\"A\":", n)))),
    ("JSON: lists", |n| page("", "|A|Struct| |y|\n", &example(&format!("[{}1]", repeated("[1,[2,3]],", n))))),
    ("JSON: every fault", |n| {
        page("", "|A|String|x|y|\n", &example(&format!("{{{}}}", repeated("\"A\"：\"a\"b\"c\"，", n))))
    }),
    ("JSON: quotes", |n| page("", "|A|String|x|y|\n", &example(&format!("{{\"A\":\"{}", repeated("\"{\" ", n))))),
    ("JSON: lines that do not end", |n| {
        page("", "|A|String|x|y|\n", &example(&format!("{{\"A\":\"{}", repeated("x”\n", n))))
    }),
    ("JSON: spaces and colons", |n| {
        page("", "|A|String|x|y|\n", &example(&format!("{{{}", repeated("“a” \u{a0} : ", n))))
    }),
    ("XML: not closed", |n| page("", "|A|Struct| |y|\n", &example(&format!("<R>{}", repeated("<A>", n))))),
    ("XML: text around tags", |n| page("", "|A|Struct| |y|\n", &example(&format!("<R>{}</R>", repeated("x <a>", n))))),
    ("XML: closed by others", |n| {
        page("", "|A|Struct| |y|\n", &example(&format!("<R>{}{}", repeated("<A>", n / 2), repeated("</B>", n / 2))))
    }),
    ("XML: wide", |n| {
        page("", "|A|Struct| |y|\n", &example(&format!("<R>{}</R>", numbered(n, |i| format!("<A{i}/>")))))
    }),
    ("XML beside JSON: nothing in common", |n| {
        let json = members(n / 3, |i| format!("\"J{i}\":1,"));
        let xml = numbered(n / 3, |i| format!("<X{i}/>"));
        let rows = numbered(n / 3, |i| format!("|X{i}|String|x|y|\n"));
        page("", &rows, &(example(&format!("{{{json}}}")) + &format!("\n```\n<R>{xml}</R>\n```\n")))
    }),
    ("page: fences", |n| page("", "", &repeated("```\nx\n```\n\n", n))),
    ("page: fences and tables", |n| {
        page("", "", &repeated(&format!("```\nx\n```\n\n{RESPONSE}|A|String|x|y|\n\n"), n))
    }),
    ("page: delimiters", |n| vec![format!("# DoThing\n\n## Request parameters\n\n{}", repeated("|--|--|\n", n))]),
    ("page: headings", |n| vec![format!("# DoThing\n\n{}", repeated("## Request parameters\n\n", n))]),
    ("page: addresses without end", |n| page("", "", &repeated("https://api.aliyun.com/#product=P&api=A&", n))),
    ("page: quotes", |n| page("", "", &repeated("> ", n))),
    ("page: nested bullets", |n| page("", "", &numbered(n, |i| format!("{}- x\n", " ".repeat(2 * (i % 60)))))),
    ("pages: two languages", |n| {
        let rows = |from: usize| numbered(n / 4, |i| format!("|F{}|String|x|y|\n", i + from));
        let page = |file: &str, rows: String| {
            format!("# GetBoat\n\n## {file}\n\n|名称|类型|示例值|描述|\n|--|--|--|--|\n{rows}")
        };
        vec![page("返回数据", rows(0)), page("Response parameters", rows(1_000_000))]
    }),
    ("pages: containers that do not agree", |n| {
        let page = |name: &str, letter: char| {
            let rows = numbered(n / 4, |i| format!("|{letter}{i}|String|x|y|\n"));
            let shown = members(n / 4, |i| format!("\"{letter}{i}\":1,"));
            let box_of = format!("|Box|Struct| |y|\n{rows}");
            format!(
                "# {name}\n\n## Request parameters\n\n## Response parameters\n\n{RESPONSE}{box_of}\n{}",
                example(&format!("{{\"Box\":{{{shown}}}}}"))
            )
        };
        vec![page("GetOne", 'A'), page("GetTwo", 'B')]
    }),
    ("pages: many small ones", |n| {
        let number = n / 200 + 1;
        (0..number)
            .map(|i| {
                format!("# Get{i}\n\n## Response parameters\n\n{RESPONSE}|Box|Struct| |y|\n|A{i}|String|x|y|\n|Id|String|x|y|\n")
            })
            .collect()
    }),
];
