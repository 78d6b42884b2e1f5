//! What holds for each source file: what it begins with, how long it is, what it must not hold; and for each manifest.

use std::collections::BTreeMap;

use crate::tree::{files, hand_written, read};

#[test]
fn every_module_begins_with_what_it_owns() {
    let without: Vec<String> = hand_written().into_iter().filter(|path| !read(path).starts_with("//! ")).collect();
    assert!(without.is_empty(), "these files do not begin with a `//!` sentence: {without:#?}");
}

#[test]
fn nothing_is_left_to_do_in_code() {
    // Spelled apart, so that this file does not find itself.
    let marks = [
        ["TO", "DO"].concat(),
        ["FIX", "ME"].concat(),
        ["todo", "!("].concat(),
        ["dbg", "!("].concat(),
        ["unimplemented", "!("].concat(),
    ];
    let mut found = Vec::new();
    for path in hand_written().into_iter().chain(files("templates", "")) {
        for (number, line) in read(&path).lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// How many lines a file may have that people write.
const LONGEST: usize = 600;

/// The files that may be longer, each with its reason.
const LONGER: [(&str, &str); 0] = [];

#[test]
fn no_file_is_too_long_for_one_owner() {
    let (lengths, allowed): (BTreeMap<String, usize>, BTreeMap<&str, &str>) = (
        hand_written().into_iter().map(|path| (path.clone(), read(&path).lines().count())).collect(),
        LONGER.into_iter().collect(),
    );
    let long = |path: &str| lengths.get(path).is_some_and(|&lines| lines > LONGEST);
    let found: Vec<_> = lengths.iter().filter(|(path, _)| long(path) && !allowed.contains_key(path.as_str())).collect();
    assert!(found.is_empty(), "split these, or list them in LONGER with a reason: {found:#?}");
    let needless: Vec<_> = allowed.keys().filter(|path| !long(path)).collect();
    assert!(needless.is_empty(), "take these out of LONGER: {needless:?}");
}

#[test]
fn every_manifest_is_one_that_cargo_can_read() {
    // Cargo looks for manifests in all of a repository that is depended on by git, and reports those that it cannot read.
    let listed = read("Cargo.toml");
    let folders = ["generated", "generator", "runtime", "specs", "templates", "xtask"];
    let strangers: Vec<String> = folders
        .iter()
        .flat_map(|folder| files(folder, "/Cargo.toml"))
        .filter(|path| !listed.contains(&format!("\"{}\"", path.trim_end_matches("/Cargo.toml"))))
        .collect();
    assert!(strangers.is_empty(), "these are no members of the workspace; name them otherwise: {strangers:?}");
}

#[test]
fn annotation_makes_no_tokens_and_the_printers_hold_no_sentences() {
    // Texts that a folder of the emission must not hold, but for its tests.
    let strangers = [
        ("generator/src/emit/annotate", ["proc_macro2", "quote::", "super::templates", "emit::templates"].as_slice()),
        ("generator/src/emit/model", &["proc_macro2", "quote::", "emit::templates"]),
        ("generator/src/emit/print", &["#[doc = \"", "reason = \"", "note = \"", "diagnostic::"]),
    ];
    let mut found = Vec::new();
    for (folder, texts) in strangers {
        for path in files(folder, ".rs").into_iter().filter(|path| !path.ends_with("/tests.rs")) {
            let source = read(&path);
            found.extend(texts.iter().filter(|text| source.contains(**text)).map(|text| format!("{path}: {text}")));
        }
    }
    assert!(found.is_empty(), "decide in annotate, print in print, speak in templates: {found:#?}");
}
