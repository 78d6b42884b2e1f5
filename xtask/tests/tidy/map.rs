//! The map of the code names what there is.

use std::collections::BTreeSet;
use std::fs;

use crate::tree::{read, root};

/// The folders whose every part the map names.
const MAPPED: [&str; 7] = [
    "generator/src",
    "generator/src/infer",
    "generator/src/infer/response",
    "generator/src/emit",
    "runtime/src",
    "runtime/test-server/src",
    "xtask/src",
];

#[test]
fn the_map_names_what_there_is() {
    let page = read("ARCHITECTURE.md");
    let map = page.split("## Where things are").nth(1).expect("the page has a map");
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

/// The pages for people that work on the code.
const PAGES: [&str; 6] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "benches/README.md",
    "generator/fuzz/README.md",
    "runtime/fuzz/README.md",
];

#[test]
fn the_places_that_pages_name_are_there() {
    let tops = ["benches/", "generator/", "runtime/", "templates/", "xtask/"];
    // `CODE` and the like stand for any name.
    let is_place = |text: &&str| tops.iter().any(|top| text.starts_with(top)) && !text.contains(['*', '<', '{', ' ']);
    let mut gone = Vec::new();
    for page in PAGES {
        let text = read(page);
        let places = text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter(is_place);
        let missing = places.filter(|place| !place.contains("CODE") && !root().join(place).exists());
        gone.extend(missing.map(|place| format!("{page}: {place}")));
    }
    assert!(gone.is_empty(), "these are not there: {gone:#?}");
}
