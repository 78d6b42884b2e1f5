//! What holds for the whole tree: module documentation, the README's map, marks of what is generated, and freshness.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use alicloud_generator::regen;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

/// The files below a folder whose names end so, as paths from the root with `/`.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let (root, mut found, mut folders) = (root(), Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("the folder can be read") {
            let path = folder.join(entry.expect("the folder can be read").file_name());
            if root.join(&path).is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The Rust that people write.
fn hand_written() -> Vec<String> {
    let folders = ["generator/src", "generator/tests", "generator/benches", "generator/fuzz", "runtime", "xtask"];
    let folders = folders.iter().filter(|folder| root().join(folder).is_dir());
    let all = folders.flat_map(|folder| files(folder, ".rs"));
    all.filter(|path| !path.contains("/golden") && !path.contains("/target/") && !path.contains("fixtures")).collect()
}

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

/// The folders whose every module the README's map names.
const MAPPED: [&str; 5] =
    ["generator/src", "generator/src/infer/response", "runtime/src", "runtime/test-server/src", "xtask/src"];

#[test]
fn the_map_of_the_readme_names_what_there_is() {
    let readme = read("README.md");
    let map = readme.split("## Map of the code").nth(1).expect("the README has a map");
    let named: Vec<&str> = map
        .lines()
        .filter(|line| line.starts_with("| `"))
        .filter_map(|line| line.split('|').nth(1))
        .flat_map(|cell| cell.split('`').skip(1).step_by(2))
        .collect();
    let gone: Vec<&&str> = named.iter().filter(|place| !root().join(place).exists()).collect();
    assert!(gone.is_empty(), "the map names what is not there: {gone:?}");
    let named: BTreeSet<&str> = named.into_iter().collect();
    let mut missing = Vec::new();
    for folder in MAPPED {
        for entry in fs::read_dir(root().join(folder)).expect("the folder can be read") {
            let entry = entry.expect("the folder can be read");
            let name = entry.file_name().into_string().expect("names are UTF-8");
            let is_folder = entry.path().is_dir();
            // The root of a module is what its folder's line is about; the folder of a named file needs no line.
            let has_line = ["lib.rs", "main.rs", "mod.rs", "tests.rs"].contains(&name.as_str())
                || (is_folder && named.contains(format!("{folder}/{name}.rs").as_str()));
            let place = format!("{folder}/{name}{}", if is_folder { "/" } else { "" });
            if !has_line && !named.contains(place.as_str()) {
                missing.push(place);
            }
        }
    }
    assert!(missing.is_empty(), "the map does not name {missing:#?}");
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
fn what_is_generated_says_so_first() {
    let rust = files("generated", ".rs").into_iter().chain(files("generated", ".toml"));
    let unmarked: Vec<String> =
        rust.filter(|path| !read(path).lines().next().is_some_and(|line| line.contains("@generated"))).collect();
    assert!(unmarked.is_empty(), "{unmarked:#?}");
}

#[test]
fn what_is_generated_is_fresh() {
    let made = regen::regenerate(&root()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(made.is_fresh(), "run `cargo xtask regen`:\nspecs/:\n{}\ngenerated/:\n{}", made.specs, made.generated);
}

#[test]
fn what_the_pages_hold_is_accounted_for() {
    let made = regen::regenerate(&root()).unwrap_or_else(|errors| panic!("{errors:#?}"));
    for product in &made.products {
        let (pages, rows) = (product.pages, product.rows);
        assert_eq!(pages.pages, pages.operations + pages.common + pages.other + pages.skipped, "{pages:?}");
        assert_eq!(rows.rows, rows.fields + rows.skipped, "{rows:?}");
    }
}
