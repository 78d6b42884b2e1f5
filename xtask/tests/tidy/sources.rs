//! What holds for each source file: what it begins with, how long it is, what it must not hold; and for each manifest.

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
const LONGEST: usize = 400;

#[test]
fn no_file_is_too_long_for_one_owner() {
    let lengths = hand_written().into_iter().map(|path| (read(&path).lines().count(), path));
    let long: Vec<(usize, String)> = lengths.filter(|&(lines, _)| lines > LONGEST).collect();
    assert!(long.is_empty(), "split these by what they own: {long:#?}");
}

/// Where the files of people lie on machines.
const HOMES: [&str; 5] = ["work", "root", "home", "Users", "tmp"];

#[test]
fn nothing_depends_on_the_folders_of_a_machine() {
    let mut found = Vec::new();
    for path in hand_written() {
        for (number, line) in read(&path).lines().enumerate() {
            let names_home = HOMES.iter().any(|home| line.contains(&format!("\"/{home}/")));
            if names_home {
                found.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert!(found.is_empty(), "find these relative to the repository: {found:#?}");
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
