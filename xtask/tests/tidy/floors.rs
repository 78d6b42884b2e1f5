//! The order of the floors: which part of a crate may import from which.
//!
//! `cargo test -p xtask --test tidy circles` prints the circles of files, with the imports that make them.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::imports::{Imports, circles, imports};
use crate::tree::{read, root};

/// The crates whose imports are read, by their root files.
const CRATES: [&str; 4] =
    ["generator/src/lib.rs", "runtime/src/lib.rs", "runtime/test-server/src/lib.rs", "xtask/src/main.rs"];

/// The folders whose floors the page must state.
const STATED: [&str; 5] =
    ["generator/src", "generator/src/infer", "generator/src/infer/response", "generator/src/emit", "runtime/src"];

/// The floors of a folder, the lowest one first. A part, a file or a folder, imports only from floors below its own: not
/// from its own either. The file of the folder itself (`mod.rs`, `lib.rs`) stands on top of all.
struct Floors {
    folder: String,
    floors: Vec<String>,
}

/// The page that states the order, for people and for this test.
const PAGE: &str = "ARCHITECTURE.md";

/// The floors as the page has them: blocks that begin with `floors` and the folder, the highest floor on top.
fn floors() -> Vec<Floors> {
    let page = read(PAGE);
    let blocks = page.split("\n```floors ").skip(1);
    let floors = blocks.map(|block| {
        let mut lines = block.lines().take_while(|line| !line.starts_with("```"));
        let folder = lines.next().unwrap_or_default().trim().to_owned();
        let mut floors: Vec<String> = lines.map(str::to_owned).collect();
        floors.reverse();
        Floors { folder, floors }
    });
    floors.collect()
}

impl Floors {
    /// The part of the folder that a file belongs to; none where it lies elsewhere.
    fn part<'f>(&self, file: &'f str) -> Option<&'f str> {
        let below = file.strip_prefix(self.folder.as_str())?.strip_prefix('/')?;
        let first = below.split('/').next().unwrap_or(below);
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }

    /// How high a part stands; none where it is on no floor.
    fn height(&self, part: &str) -> Option<usize> {
        let is_top = ["lib", "main", "mod"].contains(&part);
        let named = self.floors.iter().position(|floor| floor.split(' ').any(|name| name == part));
        if is_top { Some(self.floors.len()) } else { named }
    }
}

/// The imports of a crate of this workspace.
fn imports_of(crate_root: &str) -> Imports {
    imports(crate_root, &|file| root().join(file).is_file().then(|| read(file)))
}

/// A circle as text: each import that makes it.
fn shown(circle: &BTreeSet<String>, imports: &Imports) -> String {
    let mut text = format!("circle of {}:\n", circle.len());
    for from in circle {
        for (to, paths) in imports[from].iter().filter(|(to, _)| circle.contains(*to)) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
            let _ = writeln!(text, "  {from} -> {to}: {}", paths.join(", "));
        }
    }
    text
}

#[test]
fn no_circles_of_files_are_left() {
    let mut found = String::new();
    for crate_root in CRATES {
        let imports = imports_of(crate_root);
        for circle in circles(&imports) {
            found.push_str(&shown(&circle, &imports));
        }
    }
    assert!(found.is_empty(), "move what two files need into one of its own:\n{found}");
}

#[test]
fn imports_point_downward() {
    let (mut found, all) = (String::new(), floors());
    for crate_root in CRATES {
        for (from, imported) in imports_of(crate_root) {
            for (to, paths) in &imported {
                for floors in &all {
                    let (Some(upper), Some(lower)) = (floors.part(&from), floors.part(to)) else { continue };
                    if upper != lower && floors.height(upper) <= floors.height(lower) {
                        let _ = writeln!(found, "{from} -> {to}: {paths:?}");
                    }
                }
            }
        }
    }
    assert!(found.is_empty(), "these import from their own floor or from a higher one:\n{found}");
}

#[test]
fn every_part_stands_on_one_floor() {
    let all = floors();
    let folders: Vec<&str> = all.iter().map(|floors| floors.folder.as_str()).collect();
    for folder in STATED {
        assert!(folders.contains(&folder), "{PAGE} states no floors of {folder}");
    }
    for floors in &all {
        let names: Vec<&str> = floors.floors.iter().flat_map(|floor| floor.split(' ')).collect();
        let crate_root =
            CRATES.iter().find(|file| floors.folder.starts_with(file.rsplit_once('/').expect("a folder").0));
        let imports = imports_of(crate_root.expect("a crate"));
        let there: BTreeSet<&str> = imports.keys().filter_map(|file| floors.part(file)).collect();
        let parts: BTreeSet<&str> = there.into_iter().filter(|part| !["lib", "main", "mod"].contains(part)).collect();
        assert_eq!(names.iter().copied().collect::<BTreeSet<_>>(), parts, "{}", floors.folder);
        assert_eq!(names.len(), parts.len(), "{}: a part stands on two floors", floors.folder);
    }
}
