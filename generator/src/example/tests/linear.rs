//! The work of the readers is in proportion to the text, whatever is repeated in it.

use crate::example::{Read, json, steps, xml};

/// The texts that are repeated.
const SEEDS: &[&str] = &[
    "[",
    "{",
    "{\"a\":",
    "\"",
    "\"a",
    "\"a\"",
    "'",
    "“",
    "\\",
    "\\\"",
    "<a>",
    "</a>",
    "<",
    "<!--",
    "<!",
    "<?",
    "<![CDATA[",
    "<a",
    "&",
    "&amp",
    ",",
    ":",
    "}",
    "]",
    "[}",
    "{]",
    "{{",
    "[{",
    "\"[",
    "\"{\"",
    "[\"a\" \"b\"",
    "\"a\":\"b\" c ",
    "\"a”b\"c ",
    "//",
    "/*",
    "#",
    "a",
    "a ",
    "a\n",
    "\"a\n",
    "..",
    "\u{a0}",
    "，",
    "“a”，",
    "“a”b",
    "[\"a\":",
    "{\"a\":[1}",
    "<a>x<b>",
    "<a></b>",
    "<a> <a>",
    "{\"a\":1},",
    "\"a\":1},",
    "[[1,2],",
    "<1 2>",
    "x<y>z",
    "\"[{\"a\":",
    "[\"[\"",
];

/// The most bytes that are looked at for each byte of a text, all looks ahead together.
const MOST: usize = 24;

#[test]
fn steps_are_in_proportion_to_the_text() {
    for seed in SEEDS {
        for prefix in ["", "{\"a\":", "[", "<r>"] {
            for read in [json::read as fn(&str) -> Read, xml::read] {
                for length in [1 << 12, 1 << 18] {
                    let text = format!("{prefix}{}", seed.repeat(length / seed.len()));
                    let steps = steps::during(|| drop(read(&text)));
                    assert!(steps <= MOST * text.len(), "{prefix}{seed}: {steps} steps for {} bytes", text.len());
                }
            }
        }
    }
}

#[test]
fn all_of_a_text_is_counted() {
    let json = format!("[{}1]", "{\"a\": \"b\"}, ".repeat(1000));
    assert!(steps::during(|| drop(json::read(&json))) >= json.len());
    let xml = format!("<r>{}</r>", "<a>b</a> ".repeat(1000));
    assert!(steps::during(|| drop(xml::read(&xml))) >= xml.len());
}
