//! A folder changes as a whole or not at all.

use std::cell::Cell;
use std::{fs, io};

use super::super::tests::Scratch;
use super::*;

fn files(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(path, content)| ((*path).to_owned(), (*content).to_owned())).collect()
}

/// What a folder holds, hidden files and folders included.
fn content(folder: &Path) -> BTreeMap<String, String> {
    fn visit(root: &Path, folder: &Path, out: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.strip_prefix(root).expect("below").display().to_string();
            if path.is_dir() {
                out.insert(format!("{name}/"), String::new());
                visit(root, &path, out);
            } else {
                out.insert(name, fs::read_to_string(&path).expect("a file"));
            }
        }
    }
    let mut out = BTreeMap::new();
    visit(folder, folder, &mut out);
    out
}

fn is_rust(path: &str, content: &[u8]) -> bool {
    path.ends_with(".rs") && content.starts_with(b"// @generated")
}

#[test]
fn only_what_differs_is_written() {
    let scratch = Scratch::new();
    let target = scratch.path().join("new/target");
    let first = files(&[("a.rs", "// @generated a"), ("m/b.rs", "// @generated b"), ("m/n/c.rs", "// @generated c")]);
    let summary = write(&target, &first, is_rust).expect("written");
    assert_eq!(summary.written, ["a.rs", "m/b.rs", "m/n/c.rs"]);
    assert_eq!(write(&target, &first, is_rust), Ok(Summary { unchanged: 3, ..Summary::default() }));

    fs::write(target.join("hand.rs"), "// by hand").expect("a file");
    fs::write(target.join("README.md"), "// @generated").expect("a file");
    let modified =
        |path: &str| fs::metadata(target.join(path)).and_then(|metadata| metadata.modified()).expect("a time");
    let before = modified("a.rs");
    let second = files(&[("a.rs", "// @generated a"), ("m/b.rs", "// @generated B")]);
    let summary = write(&target, &second, is_rust).expect("written");
    assert_eq!(summary, Summary { written: vec!["m/b.rs".into()], unchanged: 1, removed: vec!["m/n/c.rs".into()] });
    assert_eq!(modified("a.rs"), before);
    let expected = files(&[
        ("README.md", "// @generated"),
        ("a.rs", "// @generated a"),
        ("hand.rs", "// by hand"),
        ("m/", ""),
        ("m/b.rs", "// @generated B"),
    ]);
    assert_eq!(content(&target), expected);
    assert_eq!(fs::read_dir(scratch.path().join("new")).expect("a folder").count(), 1, "the staging folder is gone");
}

#[test]
fn a_plan_shows_what_would_change_and_changes_nothing() {
    let scratch = Scratch::new();
    let target = scratch.path().join("t");
    write(&target, &files(&[("a.rs", "// @generated\nold\nx\n"), ("b.rs", "// @generated\n")]), is_rust)
        .expect("written");
    let before = content(&target);
    let plan = plan(&target, &files(&[("a.rs", "// @generated\nnew\nx\n"), ("c.rs", "c\n")]), is_rust).expect("a plan");
    assert_eq!(plan.stale().collect::<Vec<_>>(), ["a.rs"]);
    assert_eq!(plan.missing().collect::<Vec<_>>(), ["c.rs"]);
    assert_eq!(plan.surplus().collect::<Vec<_>>(), ["b.rs"]);
    assert!(!plan.is_fresh());
    let text = plan.to_string();
    for part in [
        "stale: ",
        "missing: ",
        "surplus: ",
        "--- a/a.rs\n+++ b/a.rs\n",
        "-old\n+new\n x\n",
        "--- /dev/null\n+++ b/c.rs\n",
        "+c\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert_eq!(content(&target), before);
}

#[test]
fn a_long_diff_is_cut() {
    let scratch = Scratch::new();
    let text = "line\n".repeat(1000);
    let plan = plan(scratch.path(), &files(&[("a", &text)]), is_rust).expect("a plan");
    let shown = plan.to_string();
    assert!(shown.lines().count() < 100, "{shown}");
    assert!(shown.contains("more lines"), "{shown}");
}

#[test]
fn paths_that_leave_the_folder_are_refused() {
    let scratch = Scratch::new();
    let target = scratch.path().join("t");
    for path in
        ["", "/a", "../a", "a/../b", "a/..", ".", "./a", "a//b", "a/", "a\0b", "a\\b", "..\\a", "C:a", "C:/a", "a\nb"]
    {
        let failure = write(&target, &files(&[("good", "x"), (path, "x")]), is_rust).expect_err(path);
        assert_eq!(failure.code, "path-refused", "{path}");
        assert!(!target.exists(), "{path}");
    }
    write(&target, &files(&[("a..b/.c/…", "x")]), is_rust).expect("these are plain names");
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let scratch = Scratch::new();
    let (target, outside) = (scratch.path().join("t"), scratch.path().join("outside"));
    for folder in [&target, &outside] {
        fs::create_dir(folder).expect("a folder");
    }
    fs::write(outside.join("a.rs"), "// @generated").expect("a file");
    std::os::unix::fs::symlink(&outside, target.join("m")).expect("a link");
    assert_eq!(write(&target, &files(&[("m/a.rs", "x")]), is_rust).expect_err("a link").code, "path-refused");
    write(&target, &files(&[]), is_rust).expect("what is behind a link is not surplus");
    assert_eq!(content(&outside), files(&[("a.rs", "// @generated")]));
}

#[test]
fn a_failure_in_the_middle_undoes_what_was_done() {
    let scratch = Scratch::new();
    let target = scratch.path().join("t");
    write(&target, &files(&[("a.rs", "// @generated 1"), ("b.rs", "// @generated 2"), ("z.rs", "3")]), is_rust)
        .expect("written");
    let before = content(scratch.path());
    let wanted = files(&[("a.rs", "new"), ("m/n/c.rs", "new"), ("z.rs", "new")]);
    let plan = plan(&target, &wanted, is_rust).expect("a plan");
    for fail_at in 0..4 {
        let count = Cell::new(0);
        let failure = plan
            .apply_with(|from, to| {
                count.set(count.get() + 1);
                if count.get() > fail_at { Err(io::Error::other("no space left")) } else { fs::rename(from, to) }
            })
            .expect_err("a rename fails");
        assert!(failure.message.contains("no space left; nothing was changed"), "{failure}");
        assert_eq!(content(scratch.path()), before, "after {fail_at} renames");
    }
    plan.apply().expect("it works when nothing fails");
    assert_eq!(
        content(&target),
        files(&[("a.rs", "new"), ("m/", ""), ("m/n/", ""), ("m/n/c.rs", "new"), ("z.rs", "new")])
    );
}

#[test]
fn what_is_read_only_is_found_out_before_anything_changes() {
    let scratch = Scratch::new();
    let target = scratch.path().join("t");
    write(&target, &files(&[("a", "1"), ("m/z", "1")]), is_rust).expect("written");
    let before = content(scratch.path());
    for locked in [target.join("m/z"), target.join("m"), target.clone()] {
        let permissions = fs::metadata(&locked).expect("it exists").permissions();
        let mut read_only = permissions.clone();
        read_only.set_readonly(true);
        fs::set_permissions(&locked, read_only).expect("permissions");
        let failure = write(&target, &files(&[("a", "2"), ("m/z", "2")]), is_rust).expect_err("it is read-only");
        fs::set_permissions(&locked, permissions).expect("permissions");
        assert_eq!(failure.code, "not-writable");
        assert_eq!(failure.file, locked.display().to_string());
        assert!(failure.message.contains("read-only; nothing was changed"), "{failure}");
        assert_eq!(content(scratch.path()), before);
    }
}

#[test]
fn a_file_in_the_place_of_a_folder_is_an_error() {
    let scratch = Scratch::new();
    fs::write(scratch.path().join("t"), "a file").expect("a file");
    assert!(write(&scratch.path().join("t"), &files(&[("a", "x")]), is_rust).is_err());
    fs::create_dir_all(scratch.path().join("u/a")).expect("a folder");
    assert!(write(&scratch.path().join("u"), &files(&[("a", "x")]), is_rust).is_err());
    assert!(write(&scratch.path().join("u"), &files(&[("b", "x"), ("b/c", "x")]), is_rust).is_err());
    assert_eq!(content(scratch.path()), files(&[("t", "a file"), ("u/", ""), ("u/a/", "")]));
}

#[test]
fn two_writers_do_not_mix() {
    let scratch = Scratch::new();
    let target = scratch.path().join("t");
    fs::create_dir(scratch.path().join(".t.writing")).expect("a folder");
    let failure = write(&target, &files(&[("a", "x")]), is_rust).expect_err("someone else is writing");
    assert_eq!(failure.code, "folder-in-use");
    assert!(!target.exists());
}
