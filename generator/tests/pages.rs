//! Pages in, specifications out: one page of our own for each oddity of the reference, and what is said of it.
//!
//! `golden/pages/<case>.md` is what is read, `golden/ir/<case>.yaml` what it means, `golden/findings/<case>.txt` what is
//! said about it. The test `golden` compiles the Rust of all cases.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use alicloud_generator::infer::Inferred;
use alicloud_generator::store;

use common::{KNOWN, cases, compare, folder, understand};

#[test]
fn pages_mean_what_their_golden_files_say() {
    let (mut specifications, mut findings) = (BTreeMap::new(), BTreeMap::new());
    let mut unknown: BTreeSet<&str> = KNOWN.iter().map(|(name, _)| *name).collect();
    for case in cases() {
        let found = understand(&format!("{}.md", case.name), &case.text);
        common::assert_balanced(&found, &case.name);
        assert_eq!(found.pages.operations, 1, "{}: a case is one operation", case.name);
        let (mut specification, mut said) = (store::write_operation(&found.operations[0]), say(&found));
        let file = format!("{}.yaml", case.name);
        let text = format!("{}.txt", case.name);
        if unknown.remove(case.name.as_str()) {
            let right = fs::read_to_string(folder("golden/ir").join(&file)).expect("what is right");
            assert_ne!(specification, right, "{} is right now: take it off KNOWN", case.name);
            specification = right;
            said = fs::read_to_string(folder("golden/findings").join(&text)).unwrap_or_default();
        }
        specifications.insert(file, specification);
        findings.insert(text, said);
    }
    assert!(unknown.is_empty(), "KNOWN names cases that are not there: {unknown:?}");
    compare(&folder("golden/ir"), &specifications);
    compare(&folder("golden/findings"), &findings);
}

/// What is said about a page: counts, findings and guesses.
fn say(found: &Inferred) -> String {
    let mut text = format!("{} rows, {} fields, {} left out\n", found.rows.rows, found.rows.fields, found.rows.skipped);
    for finding in found.diagnostics.iter().chain(found.guesses.iter().map(|guess| &guess.diagnostic)) {
        writeln!(text, "{finding}").expect("a string");
    }
    text
}
