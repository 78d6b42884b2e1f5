//! The table of codes: it has every code that is reported, and the page made of it is fresh.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use alicloud_generator::diagnostic::codes;
use alicloud_generator::example::Cause;

use common::{is_update, workspace};

/// The page that lists the codes.
const PAGE: &str = "generator/LINTS.md";

#[test]
fn the_page_of_codes_is_fresh() {
    let path = workspace().join(PAGE);
    if is_update() {
        fs::write(&path, codes::page()).expect("the page");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == codes::page(), "{PAGE} is stale: UPDATE_GOLDEN=1 cargo test -p alicloud-generator --test codes");
}

#[test]
fn codes_are_sorted_and_unique() {
    for codes in [codes::of_pages(), codes::of_files()] {
        assert!(codes.is_sorted_by(|a, b| a.code < b.code));
    }
    assert_eq!(codes::all().map(|code| code.code).collect::<BTreeSet<_>>().len(), codes::all().count());
    for code in codes::all() {
        assert!(code.meaning.ends_with('.') && code.remedy.ends_with('.'), "{}", code.code);
        assert!(code.explain().starts_with(code.code));
    }
}

/// Folders whose files report nothing: their words may look like codes.
const SILENT: &[&str] = &["ir", "vocabulary"];

/// The Rust files of a folder that are no tests.
fn sources(folder: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.ends_with("tests") {
            continue;
        } else if path.is_dir() {
            if !SILENT.iter().any(|folder| path.ends_with(folder)) {
                sources(&path, out);
            }
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).expect("a source");
            out.push(text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned());
        }
    }
}

/// Words in the form of a code that are none.
const OTHERS: &[&str] = &["cn-shanghai", "content-type", "kebab-case", "ls-tree"];

#[test]
fn every_code_that_is_reported_is_in_the_table_and_the_reverse() {
    let mut texts = Vec::new();
    sources(&workspace().join("generator/src"), &mut texts);
    sources(&workspace().join("xtask/src"), &mut texts);
    let is_table = |text: &str| text.contains("pub const CODES: &[Code]");
    let words: BTreeSet<&str> = texts
        .iter()
        .filter(|text| !is_table(text))
        .flat_map(|text| text.split('"').skip(1))
        .filter(|word| {
            word.contains('-')
                && word.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase()))
        })
        .filter(|word| !OTHERS.contains(word) && Cause::ALL.iter().all(|cause| cause.code() != *word))
        .collect();
    let known: BTreeSet<&str> = codes::all().map(|code| code.code).collect();
    let unknown: Vec<_> = words.difference(&known).collect();
    assert!(unknown.is_empty(), "add these to generator/src/diagnostic/codes/: {unknown:?}");
    let unused: Vec<_> = known
        .iter()
        .filter(|code| !texts.iter().any(|text| !is_table(text) && text.contains(&format!("\"{code}\""))))
        .collect();
    assert!(unused.is_empty(), "nothing reports these: {unused:?}");
}

#[test]
fn an_unknown_code_is_answered_with_the_nearest() {
    let suggest = |unknown| codes::suggest(unknown, codes::all().map(|code| code.code));
    assert_eq!(suggest("row-repeat"), Some("row-repeated"));
    assert_eq!(suggest("Name-Case"), Some("name-case"));
    assert_eq!(suggest("zzzzzz"), None);
}
