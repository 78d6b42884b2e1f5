//! Whatever a page holds, reading it ends, in time that grows with its length, and what is made of it is safe.
//!
//! No test measures time: the inputs are so long that anything worse than linear would hang.

mod common;

use std::fs;
use std::path::Path;
use std::time::Instant;

use alicloud_generator::emit::{Emission, TypeRegistry, emit};
use alicloud_generator::extract::{self, extract};
use alicloud_generator::infer::{self, Inferred};
use alicloud_generator::ir::{Operation, Product, Prose};
use alicloud_generator::{read, reference, store};
use proc_macro2::{TokenStream, TokenTree};

const REQUEST: &str = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
const RESPONSE: &str = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";

/// Understands a page and emits what it means; everything is checked that must hold whatever the page says.
fn survives(what: &str, text: &str) -> (Inferred, Emission) {
    let begun = Instant::now();
    let found = infer::infer(&[read::read(&format!("{what}.md"), text)], Prose::Keep);
    common::assert_balanced(&found, what);
    let understood = begun.elapsed();
    common::assert_linted(&format!("{what}.md"), text);
    let linted = begun.elapsed();
    for operation in &found.operations {
        assert!(infer::is_operation_name(&operation.operation), "{what}: {}", operation.operation);
        let text = store::write_operation(operation);
        let back = store::parse::<Operation>(Path::new("operation.yaml"), &text);
        assert!(
            back.unwrap_or_else(|error| panic!("{what}: {error}")) == *operation,
            "{what}: it is read as it was written"
        );
    }
    let stored = begun.elapsed();
    let style = found.operations.first().map(|operation| operation.style).unwrap_or_default();
    let product = Product { product: "Hostile".into(), version: "2031-04-05".into(), style, ..Product::default() };
    let emission = emit(&product, &found.operations, &found.common, &TypeRegistry::default(), "specs/hostile");
    let emission = emission.unwrap_or_else(|error| panic!("{what}: {error}"));
    common::assert_only_items(&emission);
    common::assert_plain_paths(&emission);
    eprintln!(
        "{what}: {} kB, understood in {:.2} s, linted in {:.2} s, stored in {:.2} s, emitted and checked in {:.2} s",
        text.len() / 1000,
        understood.as_secs_f64(),
        (linted - understood).as_secs_f64(),
        (stored - linted).as_secs_f64(),
        (begun.elapsed() - stored).as_secs_f64()
    );
    (found, emission)
}

/// A page of one operation with the given rows and examples.
fn page(request: &str, response: &str, rest: &str) -> String {
    format!(
        "# DoThing\n\nDoes it.\n\n## Request parameters\n\n{REQUEST}{request}\n## Response parameters\n\n{RESPONSE}{response}\n{rest}"
    )
}

/// A JSON response example.
fn example(json: &str) -> String {
    format!("## Examples\n\nSample success responses\n\n```\n{json}\n```\n")
}

#[test]
fn code_in_texts_stays_text() {
    for evil in [
        "*/ pub fn evil() {} /*",
        "\"#; pub fn evil() {} //",
        "#[doc = \"evil\"]",
        "#![allow(evil)]",
        "```rust\npub fn evil() {}\n```",
        "[evil](evil) [`evil`]: <script>evil()</script>",
        "\u{202e}evil\u{2066}\u{200f}",
        "evil\0\u{1b}[31m",
        "{{ evil }}{% evil %}",
    ] {
        let row =
            |name: &str| format!("|{name}|String|Yes|{evil}|{evil}\n\n -   `{evil}`: {evil}\n-   `b`: {evil}\n\n |\n");
        let response = format!("|A|String|{evil}|{evil}|\n");
        let errors = format!(
            "## Error codes\n\n|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n|400|E|{evil}|{evil}|\n"
        );
        let text = page(&(row("A") + &row("B")), &response, &(example("{\"A\":\"x\"}") + &errors))
            .replace("Does it.", &format!("{evil}\n\n{evil}"));
        let (found, emission) = survives("code", &text);
        assert_eq!(found.operations.len(), 1, "{evil}");
        // The emitted items are checked by kind; no word of the text may be a token of the Rust beyond literals.
        for (path, text) in emission.files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(!has_word(tokens, "evil"), "{path} of {evil}");
        }
    }
}

/// Whether a word is among the identifiers of a text.
fn has_word(tokens: TokenStream, word: &str) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == word,
        TokenTree::Group(group) => has_word(group.stream(), word),
        _ => false,
    })
}

#[test]
fn names_that_leave_their_folder_name_nothing() {
    for evil in
        ["../../etc/passwd", "/etc/passwd", "C:\\evil", "..", "a/b", "evil\0", "%2e%2e", "DoThing/../x", "変更", "-rf"]
    {
        for text in [
            page("", "|A|String|x|y|\n", "").replace("# DoThing", &format!("# {evil}")),
            page("", "|A|String|x|y|\n", "").replace(
                "# DoThing",
                &format!("# 中文\n\n[x](https://api.aliyun.com/#product={evil}&api={evil}&type=RPC&version={evil})"),
            ),
            page(&format!("|Action|String|Yes|{evil}|x|\n"), "|A|String|x|y|\n", "").replace("# DoThing", "# 中文"),
        ] {
            let (found, _) = survives("names", &text);
            assert!(found.operations.iter().all(|one| !one.operation.contains(['/', '\\', '.'])), "{evil}");
            let pages = [reference::PageText { file: "x.md".into(), text }];
            for group in reference::group(Path::new("/tree"), &pages).groups {
                assert!(!format!("{}{}", group.key.product, group.key.version).contains(['/', '\\']), "{evil}");
            }
        }
    }
}

#[test]
fn names_of_every_kind_become_distinct_identifiers() {
    let long = "x".repeat(64 << 10);
    let names = [
        "type", "Self", "self", "crate", "super", "gen", "async", "_", "__", "😀", "变更", "r#type", "2nd", "EnvID",
        "EnvId", "env_id", "Env-Id", "Env.Id", "Option", "String", "Client", "send", "new", "", " ", "a b", "${x}",
        "\"", "'", "\\", &long,
    ];
    let request: String = names.iter().map(|name| format!("|{name}|String|Yes|x|y|\n")).collect();
    let response: String = names.iter().map(|name| format!("|{name}|String|x|y|\n")).collect();
    let (found, emission) = survives("identifiers", &page(&request, &response, ""));
    assert!(found.operations[0].request.len() > 20, "{}", found.operations[0].request.len());
    assert!(found.rows.skipped >= 4, "{:?}", found.rows);
    assert!(emission.files.keys().any(|path| path.ends_with("operations/do_thing.rs")), "{:?}", emission.diagnostics);
}

/// A test of one long input.
macro_rules! survive {
    ($($name:ident: $text:expr;)*) => {$(
        #[test]
        fn $name() {
            survives(stringify!($name), &$text);
        }
    )*};
}

survive! {
    a_megabyte_in_a_cell: page(&format!("|A|String|Yes|x|{}|\n", "words and `code` and *more* ".repeat(40_000)), "", "");
    a_megabyte_in_a_name: page(&format!("|{}|String|Yes|x|y|\n", "x".repeat(1 << 20)), "", "");
    ten_thousand_columns: format!(
        "# DoThing\n\n## Request parameters\n\n|{}\n|{}\n|{}\n", "Parameter|".repeat(10_000), "--|".repeat(10_000), "x|".repeat(10_000)
    );
    short_rows_of_a_wide_table: format!(
        "# DoThing\n\n## Request parameters\n\n{}|\n{}|\n{}\n", "|A".repeat(50_000), "|--".repeat(50_000), "|a|b|\n".repeat(20_000)
    );
    twenty_thousand_rows: {
        let rows: String = (0..20_000).map(|n| format!("|F{n}|String|x|y|\n")).collect();
        let members: Vec<String> = (0..20_000).map(|n| format!("\"F{n}\":\"x\"")).collect();
        page("", &rows, &example(&format!("{{{}}}", members.join(","))))
    };
    names_that_nearly_match: {
        let letters = |n: usize| [n / 676, n / 26 % 26, n % 26].map(|at| char::from(b'a' + at as u8)).iter().collect::<String>();
        let row = |n: usize| format!("|Field{}ing|Integer|x|y|\n", letters(n));
        let member = |n: usize| format!("\"Fiel{}Ding\":\"z\"", letters(n));
        let members: Vec<String> = (0..8_000).map(member).collect();
        page("", &(0..8_000).map(row).collect::<String>(), &example(&format!("{{{}}}", members.join(","))))
    };
    many_fields_of_many_items: {
        let rows: String = (0..800).map(|n| format!("|F{n}|Integer|1|y|\n")).collect();
        let members: Vec<String> = (0..100).map(|n| format!("\"F{n}\":1")).collect();
        let items = vec![format!("{{{}}}", members.join(",")); 800];
        page("", &format!("|List|Array of Item| |y|\n{rows}"), &example(&format!("{{\"List\":[{}]}}", items.join(","))))
    };
    twenty_thousand_parameters: {
        let rows: String = (0..20_000).map(|n| format!("|F{n}|String|No|x|y|\n")).collect();
        page(&rows, "", "")
    };
    twenty_thousand_errors: {
        let rows: String = (0..20_000).map(|n| format!("|400|E{n}|x|y|\n")).collect();
        page("", "", &format!("## Error codes\n\n|HttpCode|Error code|Error message|Description|\n|--|--|--|--|\n{rows}"))
    };
    the_same_row_twenty_thousand_times: page(&"|A|String|No|x|y|\n".repeat(20_000), &"|A|String|x|y|\n".repeat(20_000), &example("{\"A\":1}"));
    a_hundred_thousand_pipes: page(&format!("{}\n", "|".repeat(100_000)), &format!("|A|String|{}\n", "|".repeat(100_000)), "");
    a_hundred_thousand_lone_pipes: page(&"|\n".repeat(100_000), "", "");
    a_hundred_thousand_delimiters: format!("# DoThing\n\n## Request parameters\n\n{}", "|--|--|\n".repeat(100_000));
    rows_that_are_never_closed: page(&"|A|String\n".repeat(50_000), "", "");
    deep_marks: {
        let rows: String = (0..400).map(|n| format!("|{}F|Struct|No| |y|\n", "└".repeat(n))).collect();
        page(&rows, &rows.replace("|No|", "|"), "")
    };
    a_name_of_ten_thousand_marks: page(&format!("|{}F|String|No|x|y|\n", "└".repeat(10_000)), &format!("|{}F|String|x|y|\n", "└".repeat(10_000)), "");
    names_of_many_parts: {
        let rows: String = (0..2_000).map(|n| format!("|{}F{n}|String|No|x|y|\n", "A.N.".repeat(25))).collect();
        page(&rows, &rows.replace("|No|", "|"), "")
    };
    deep_brackets_in_an_example: page("", "|A|Struct| |y|\n", &example(&format!("{}{}", "[".repeat(100_000), "]".repeat(100_000))));
    deep_objects_in_an_example: page("", "|A|Struct| |y|\n|B|String|x|y|\n", &example(&format!("{}{}", "{\"A\":".repeat(100_000), "}".repeat(100_000))));
    deep_brackets_in_a_parameter: page(&format!("|A|String|Yes|{}{}|y|\n", "[".repeat(100_000), "]".repeat(100_000)), "", "");
    nested_lists_in_a_parameter: page(&format!("|A|String|Yes|{}1{}|y|\n", "[".repeat(100), "]".repeat(100)), "", "");
    nested_objects_in_a_parameter: page(&format!("|A|String|Yes|{}1{}|y|\n", "{\"a\":".repeat(100), "}".repeat(100)), "", "");
    unclosed_brackets_in_an_example: page("", "|A|Struct| |y|\n", &example(&"{\"A\":[".repeat(100_000)));
    deep_xml: page("", "|A|Struct| |y|\n|B|String|x|y|\n", &example(&format!("<R>{}{}</R>", "<A>".repeat(100_000), "</A>".repeat(100_000))));
    unclosed_xml: page("", "|A|Struct| |y|\n", &example(&format!("<R>{}", "<A>".repeat(100_000))));
    mismatched_xml: page("", "|A|Struct| |y|\n", &example(&format!("<R>{}{}", "<A>".repeat(50_000), "</B>".repeat(50_000))));
    a_megabyte_of_backticks: page(&format!("|A|String|Yes|x|{}|\n", "`".repeat(1 << 20)), "", "");
    runs_of_backticks: page(&format!("|A|String|Yes|x|{}|\n", (1..1400).map(|n| "`".repeat(n) + " ").collect::<String>()), "", "");
    unpaired_runs_of_backticks: page(&format!("|A|String|Yes|x|{}|\n", "`` ``` ```` ````` ` | ".repeat(20_000)), "", "");
    unclosed_fences: "# DoThing\n\n## Request parameters\n\n".to_owned() + &"```\nx\n\n## Request parameters\n\n".repeat(1_000);
    ten_thousand_fences_in_a_cell: page(&format!("|A|String|Yes|x|{}|\n", "\n\n ```\n".repeat(10_001)), "", "");
    fences_and_tables: page("", "", &format!("```\nx\n```\n\n{RESPONSE}|A|String|x|y|\n\n").repeat(3_000));
    tables_without_end: page("", &format!("\n{RESPONSE}|A|String|x|y|\n").repeat(5_000), "");
    follow_up_tables: {
        let more = format!("\nThe following table describes the fields of A.\n\n{RESPONSE}|B|Struct|x|y|\n");
        page("", &format!("|A|Array of A| |y|\n{}", more.repeat(3_000)), "")
    };
    emphasis_without_end: page(&format!("|A|String|Yes|x|{}|\n", "*a **b _c ".repeat(50_000)), "", "");
    links_without_end: page(&format!("|A|String|Yes|x|{}{}|\n", "[a".repeat(100_000), "](b)".repeat(1_000)), "", "");
    quotes_without_end: page(&format!("|A|String|Yes|x|\n{} b|\n", "> ".repeat(20_000)), "", "");
    bullets_without_end: page(&format!("|A|String|Yes|x|Valid values:\n\n{} |\n", "-   `v`: one\n".repeat(50_000)), "", "");
    words_without_end: {
        let phrases = [
            "Valid values: a,", "取值a:b", "默认值：a", "(默认)", "up to ", "最多", "N的1~2", "1(", "[1,2", "单位：GB/", "当必选", "deprecated ",
            "逗号隔开", "yyyy-MM-", "1,000 to ", "a and ", "a、", "JSON", "1~", "((((",
        ];
        let rows = phrases.map(|phrase| format!("|A{}|String|No|1|{}|\n", phrase.len(), phrase.repeat(10_000)));
        let bullets = format!("|B|String|No|1|Valid values:\n\n{}|\n", "-   **a**(默认): x. default value: b\n".repeat(10_000));
        page(&format!("{}{bullets}", rows.concat()), "", "")
    };
    nested_bullets: page(&format!("|A|String|Yes|x|Valid values:\n\n{} |\n", (0..300).map(|n| format!("{}-   v\n", "    ".repeat(n))).collect::<String>()), "", "");
    containers_in_containers: {
        let rows: String = (0..5_000).map(|n| format!("|F{n}|Struct| |y|\n")).collect();
        page("", &rows, "")
    };
    one_name_in_itself: page("", &"|A|Array of A| |y|\n".repeat(1_000), &example("{\"A\":[{\"A\":[{\"A\":[]}]}]}"));
    many_members_in_the_example_alone: {
        let members: Vec<String> = (0..100_000).map(|n| format!("\"F{n}\":{{}}")).collect();
        page("", "|A|String|x|y|\n|B|Struct| |y|\n|C|String|x|y|\n", &example(&format!("{{{}}}", members.join(","))))
    };
    one_member_many_times: page("", "|A|String|x|y|\n", &example(&format!("{{{}\"B\":1}}", "\"A\":1,".repeat(100_000))));
    long_lists_in_the_example: page("", "|A|Array of A| |y|\n|B|String|x|y|\n", &example(&format!("{{\"A\":[{}{{}}]}}", "{\"B\":1},".repeat(50_000))));
    example_with_every_fault: page("", "|A|String|x|y|\n", &example(&format!("{{{}}}", "\"A\"：\"a\"b\"c\"，".repeat(20_000))));
    quotes_in_the_example: page("", "|A|String|x|y|\n", &example(&format!("{{\"A\":\"{}\"}}", "\"".repeat(100_000))));
    braces_in_a_string: page("", "|A|String|x|y|\n", &example(&format!("{{\"A\":\"{}\"}}", "\"{\"".repeat(50_000))));
    headings_without_end: "# DoThing\n\n".to_owned() + &"## Request parameters\n\n".repeat(50_000);
    links_to_explorer: page("", "", &"[x](https://api.aliyun.com/#product=P&api=A&type=RPC&version=1) ".repeat(20_000));
    addresses_without_end: page("", "", &"https://api.aliyun.com/#product=P&api=A&".repeat(25_000));
    code_of_nothing: page(&format!("|A|String|Yes|x|{}|\n", "`\u{200b}` ".repeat(200_000)), "", "");
    many_members_in_a_parameter: {
        let members: Vec<String> = (0..20_000).map(|n| format!("\"F{n}\":1")).collect();
        page(&format!("|A|String|Yes|{{{}}}|y|\n", members.join(",")), "", "")
    };
    a_value_of_many_rows: {
        let members: Vec<String> = (0..40_000).map(|n| format!("\"F{n}\":1")).collect();
        let request = format!("## Examples\n\nSample requests\n\n```\nhttp://h/?G={{\"A\":1,{}}}\n```\n", members.join(","));
        page(&"|G|List|No||y|\n|A|String|No|x|y|\n".repeat(10_000), "", &request)
    };
    containers_that_the_example_lacks: {
        let rows: String = (0..10_000).map(|n| format!("|C{n}|Struct| |y|\n")).collect();
        let members: Vec<String> = (0..30_000).map(|n| format!("\"F{n}\":{{\"a\":1}}")).collect();
        page("", &rows, &example(&format!("{{{}}}", members.join(","))))
    };
    one_name_in_many_places: {
        let members: Vec<String> = (0..30_000).map(|n| format!("\"P{n}\":{{\"A\":{{\"C\":1}}}}")).collect();
        let rows: String = (0..10_000).map(|n| format!("|A|Struct| |y|\n|B{n}|String|x|y|\n")).collect();
        page("", &rows, &example(&format!("{{{}}}", members.join(","))))
    };
    names_that_come_again_and_again: {
        let members: Vec<String> = (0..30_000).map(|n| format!("\"X{n}\":1")).collect();
        let rows: String = (0..20_000).map(|n| format!("|F{}|String|x|y|\n", n % 400)).collect();
        page("", &format!("{rows}|Last|String|x|y|\n"), &example(&format!("{{{},\"Last\":1}}", members.join(","))))
    };
    names_below_one_row: {
        let rows: String = (0..5_000).map(|n| format!("|{}F{n}|String|x|y|\n", "A.".repeat(50))).collect();
        page("", &format!("|A|Struct| |y|\n{rows}"), "")
    };
    lead_ins_of_many_words: {
        let rows: String = (0..10_000).map(|n| format!("|F{n}|Struct| |y|\n")).collect();
        let more = format!("\n{}\n\n{RESPONSE}|B|Struct| |y|\n", "ab ".repeat(90));
        page("", &(rows + &more.repeat(2_000)), "")
    };
    a_path_and_a_query_without_end: {
        let rows: String = (0..20_000).map(|n| format!("|F{n}|String|No|x|y|\n")).collect();
        let request = format!("## Examples\n\nSample requests\n\n```\nhttp://h/?a=1{}\n```\n", "&b=1".repeat(100_000));
        let syntax = format!("## Request syntax\n\n```\nPOST {} HTTP/1.1\n```\n\n## Request parameters", "/[A]".repeat(200));
        page(&rows, "", &request).replace("## Request parameters", &syntax)
    };
    names_spelled_alike: {
        let rows: String = (0..20_000).map(|n: u32| {
            let mark = |bit: u32| if n >> bit & 1 > 0 { "-" } else { "_" };
            format!("|A{}B|String|x|y|\n", (0..15).map(mark).collect::<String>())
        }).collect();
        page("", &rows, "")
    };
    an_example_in_two_formats_with_nothing_in_common: {
        let json: Vec<String> = (0..20_000).map(|n| format!("\"J{n}\":1")).collect();
        let xml: String = (0..20_000).map(|n| format!("<X{n}/>")).collect();
        let rows: String = (0..20_000).map(|n| format!("|X{n}|String|x|y|\n")).collect();
        page("", &rows, &(example(&format!("{{{}}}", json.join(","))) + &format!("\n```\n<R>{xml}</R>\n```\n")))
    };
    an_endless_line: format!("# DoThing\n\n## Request parameters\n\n{}", "|a|b ".repeat(200_000));
    escapes_without_end: page(&format!("|A|String|Yes|{}|y|\n", "\\|\\_\\[".repeat(100_000)), "", "");
    white_space_without_end: page(&format!("|A|String|Yes|x|{}|\n", "\u{a0}\u{200b} \n".repeat(100_000)), "", "");
}

#[test]
fn pages_of_one_product_are_weighed_together_in_time() {
    // A field of its own on each page in a container of all of them, and two pages with nothing in common.
    let many = (0..4_000).map(|n| (format!("Get{n}"), format!("|Box|Struct| |y|\n|A{n}|String|x|y|\n")));
    let wide = |from: usize| (from..from + 20_000).map(|n| format!("|F{n}|String|x|y|\n")).collect::<String>();
    for pages in [many.collect(), vec![("GetOne".to_owned(), wide(0)), ("GetOne".to_owned(), wide(20_000))]] {
        let pages: Vec<reference::PageText> = pages
            .iter()
            .enumerate()
            .map(|(number, (name, rows)): (usize, &(String, String))| {
                let head = if number % 2 == 0 { "Response parameters" } else { "返回数据" };
                let text = format!("# {name}\n\n## {head}\n\n{RESPONSE}{rows}");
                reference::PageText { file: format!("P-2031-04-05/{number}.md"), text }
            })
            .collect();
        common::holds::product(&pages);
    }
}

#[test]
fn line_ends_and_byte_order_marks_change_nothing() {
    for case in common::cases() {
        let plain = common::understand("p.md", &case.text);
        for (what, text) in
            [("line ends", case.text.replace('\n', "\r\n")), ("byte order mark", format!("\u{feff}{}", case.text))]
        {
            let other = common::understand("p.md", &text);
            let bare = |found: &Inferred| {
                let mut operation = found.operations[0].clone();
                operation.response_example.retain(|c| c != '\r');
                operation
            };
            assert_eq!(other.operations.len(), 1, "{what}: {}", case.name);
            assert_eq!(bare(&other), bare(&plain), "{what}: {}", case.name);
        }
    }
}

#[test]
fn tables_inside_lists_are_read() {
    let indent = |text: &str| text.lines().map(|line| format!("    {line}\n")).collect::<String>();
    let rows = format!("{REQUEST}|A|Integer|Yes|1|first\n\n second\n\n |\n|B|String|No|x|y|\n");
    let text = format!("# DoThing\n\n## Request parameters\n\n-   One\n\n{}\n## Response parameters\n", indent(&rows));
    let (found, _) = survives("lists", &text);
    let names: Vec<&str> = found.operations[0].request.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["A", "B"]);
}

#[test]
fn a_tree_with_unreadable_pages_and_loops_gives_the_others() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile-tree");
    let _ = fs::remove_dir_all(&root);
    let folder = root.join("P-2031-04-05");
    fs::create_dir_all(folder.join("inner")).expect("a folder");
    fs::write(folder.join("Good.md"), page("", "|A|String|x|y|\n", "")).expect("a page");
    fs::write(folder.join("Bad.md"), b"# X\n\xff\xfe\n").expect("a page");
    fs::write(folder.join("Empty.md"), "").expect("a page");
    fs::create_dir_all(folder.join("folder.md")).expect("a folder");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&root, folder.join("inner/loop")).expect("a link");
        std::os::unix::fs::symlink("/etc/passwd", folder.join("inner/Outside.md")).expect("a link");
        std::os::unix::fs::symlink("Nowhere.md", folder.join("inner/Dangling.md")).expect("a link");
    }
    let (texts, unreadable) = extract::load(&root).expect("the tree");
    let names: Vec<&str> = texts.iter().map(|page| page.file.as_str()).collect();
    assert_eq!(names, ["P-2031-04-05/Empty.md", "P-2031-04-05/Good.md"]);
    assert_eq!(unreadable.len(), 1);
    let made = extract(&root, Prose::Omit, &mut |_, _| {}).expect("an extraction");
    assert!(made.files.contains_key("P-2031-04-05/operations/DoThing.yaml"), "{:?}", made.files.keys());
    let bad = made.diagnostics.iter().find(|one| one.file.ends_with("Bad.md")).expect("a finding");
    assert!(bad.code == "page-unreadable" && bad.message.contains("byte 4"), "{bad}");
}
