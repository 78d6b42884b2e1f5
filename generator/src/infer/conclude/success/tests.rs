//! Responses that tell success by a flag or a code, and such that do not.

use crate::infer::{Inferred, infer};
use crate::ir::Prose;
use crate::read::read;

/// A page of an operation whose response has these rows of name, type, example and description, and this example.
fn page(name: &str, rows: &str, example: &str) -> String {
    let rows: String = rows.lines().map(|row| format!("|{}|\n", row.trim())).collect();
    format!(
        "# {name}\n\n## Request parameters\n\n|Parameter|Type|Description|\n|--|--|--|\n|Dock|String|x|\n\n## Response parameters\n\n\
         |Parameter|Type|Example|Description|\n|--|--|--|--|\n{rows}\n## Examples\n\n```\n{example}\n```\n"
    )
}

/// How each of some pages tells success, and how many only may.
fn found(pages: &[String]) -> (Vec<String>, usize) {
    let files: Vec<String> = (0..pages.len()).map(|number| format!("{number}.md")).collect();
    let pages: Vec<_> = pages.iter().zip(&files).map(|(text, file)| read(file, text)).collect();
    let Inferred { operations, diagnostics, .. } = infer(&pages, Prose::Omit);
    let told = operations.iter().map(|one| one.success.as_ref().map_or_else(String::new, ToString::to_string));
    (told.collect(), diagnostics.iter().filter(|found| found.code == "success-untold").count())
}

fn one(rows: &str, example: &str) -> (String, usize) {
    let (mut told, untold) = found(&[page("OpenDock", rows, example)]);
    (told.remove(0), untold)
}

fn sure(told: &str) -> (String, usize) {
    (told.to_owned(), 0)
}

#[test]
fn a_flag_that_the_example_shows_true_tells_success() {
    let shown = r#"{"Success": true, "Code": "200"}"#;
    assert_eq!(one("Success|Boolean|true|Whether the call was successful.", shown), sure("Success = true"));
    assert_eq!(one("IsSuccess|String| |操作是否成功。", r#"{"IsSuccess": "true"}"#), sure("IsSuccess = true"));
    let both = "Code|String|200|The code; 200 is success.\nSuccess|Boolean|true|Whether the call was successful.";
    assert_eq!(one(both, shown), sure("Success = true"), "a flag is plainer than a code");
}

#[test]
fn a_flag_of_another_meaning_or_place_tells_nothing() {
    assert_eq!(one("Success|Boolean|true|The dock is open.", "{}"), sure(""), "no word of success");
    assert_eq!(one("Success|Boolean|false|Whether the call was successful.", "{}"), sure(""), "nowhere true");
    assert_eq!(one("Success|Integer|7|How many calls were successful.", r#"{"Success": 7}"#), sure(""));
    assert_eq!(one("Sealed|Boolean|true|Whether the dock was sealed successfully.", "{}"), sure(""));
    let nested = "Dock|Struct| |The dock.\nSuccess|Boolean|true|Whether the call was successful.";
    assert_eq!(one(nested, r#"{"Dock": {"Success": true}}"#), sure(""), "of the dock, not of the call");
}

#[test]
fn a_code_tells_success_where_its_description_says_so() {
    let shown = r#"{"Code": "OK"}"#;
    assert_eq!(one("Code|String|OK|The code, OK if it succeeded.", shown), sure("Code = OK"));
    assert_eq!(one("Code|String|200|The code: OK says success.", shown), sure("Code = 200 or OK"));
    assert_eq!(one("Code|Integer|200|状态码。2xx：成功。", r#"{"Code": 200}"#), sure("Code = 200"));
}

#[test]
fn a_code_that_no_words_explain_is_reported_and_others_are_none() {
    let shown = r#"{"Code": "OK"}"#;
    assert_eq!(one("Code|String|OK|The code.", shown), (String::new(), 1));
    assert_eq!(one("Code|String|SUCCESS|Tells success or failure.", "{}"), (String::new(), 1), "only the code itself");
    assert_eq!(one("Code|String|DockBusy|The code. It is absent after success.", "{}"), sure(""));
    assert_eq!(one("Code|String|OK|OK is success.", r#"{"Code": "DockBusy"}"#), sure(""), "the example shows another");
    assert_eq!(one("Mode|String|OK|OK if it succeeded.", r#"{"Mode": "OK"}"#), sure(""));
}

#[test]
fn other_operations_say_what_a_code_means() {
    let told = |name: &str| page(name, "Code|String|OK|OK if it succeeded.", r#"{"Code": "OK"}"#);
    let bare = page("ShutDock", "Code|String|OK|The code.", r#"{"Code": "OK"}"#);
    let all = [told("OpenDock"), told("PaintDock"), bare.clone()];
    assert_eq!(found(&all), (vec!["Code = OK".to_owned(); 3], 0));
    assert_eq!(found(&all[1..]), (vec!["Code = OK".to_owned(), String::new()], 1), "one operation is not enough");
}
