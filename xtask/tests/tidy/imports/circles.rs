//! Circles of files: those that import each other, directly or through others.

use std::collections::{BTreeMap, BTreeSet};

use super::Imports;

/// The circles, each with its files in order: the strongly connected components of more than one file.
pub fn circles(imports: &Imports) -> Vec<BTreeSet<String>> {
    let reached: BTreeMap<&str, BTreeSet<&str>> =
        imports.keys().map(|file| (file.as_str(), reach(imports, file))).collect();
    let mut circles = Vec::new();
    let mut seen = BTreeSet::new();
    for (&file, from_here) in &reached {
        let back = |other: &&str| reached.get(other).is_some_and(|from_there| from_there.contains(file));
        let circle: BTreeSet<String> =
            from_here.iter().copied().filter(back).chain([file]).map(str::to_owned).collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            circles.push(circle);
        }
    }
    circles
}

/// The files that a file imports from, directly or through others.
fn reach<'i>(imports: &'i Imports, file: &str) -> BTreeSet<&'i str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = vec![file];
    while let Some(file) = open.pop() {
        for next in imports.get(file).into_iter().flat_map(BTreeMap::keys) {
            if reached.insert(next.as_str()) {
                open.push(next);
            }
        }
    }
    reached
}
