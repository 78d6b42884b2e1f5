//! `extract` and `compare`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{bytes, fails, folder, page, run, write};

#[test]
fn folders_that_are_missing_or_empty_are_said_to_be() {
    let root = folder("folders");
    fs::create_dir_all(root.join("empty")).expect("a folder");
    for (reference, what) in [("none", "cannot be read"), ("empty", "holds no page")] {
        fails(&root, &["extract", "--reference", reference, "--out", "out"], &[reference, what, "nothing was written"]);
        fails(&root, &["lint", reference], &[reference, what, "nothing was written"]);
    }
    fails(&root, &["--root", "none", "regen"], &["none/specs", "cannot be read", "product.yaml"]);
    fails(&root, &["--root", "empty", "regen"], &["empty/specs"]);
    fails(&root, &["compare", "none", "empty"], &["none"]);
    assert!(!root.join("out").exists());
}

#[test]
fn pages_of_no_known_product_are_an_error() {
    let root = folder("unknown");
    write(&root.join("pages/A.md"), &page("prose-title"));
    // What an earlier extraction wrote stays.
    write(&root.join("out/P-2031-04-05/operations/Old.yaml"), "operation: Old\nstyle: rpc\n");
    let texts = &["A.md: ", "product-unknown", "reference-without-operation", "1 error; nothing was written"];
    fails(&root, &["extract", "--reference", "pages", "--out", "out"], texts);
}

#[test]
fn pages_whose_folders_and_links_say_nothing_are_of_the_product_that_the_user_says() {
    let root = folder("stated");
    write(&root.join("pages/A.md"), &page("prose-title"));
    let stated = ["--product", "Quay", "--version", "2032-02-02"];
    let done = run(&[&["extract", "--reference", "pages", "--out", "out"], &stated[..]].concat(), &root);
    done.says(0, &[]);
    assert!(root.join("out/Quay-2032-02-02/product.yaml").is_file());
    assert!(run(&["lint", "pages"], &root).out.contains("product-unknown"));
    assert!(!run(&[&["lint", "pages"], &stated[..]].concat(), &root).out.contains("product-unknown"));
}

#[test]
fn of_a_whole_documentation_only_pages_of_operations_are_told() {
    let root = folder("documentation");
    for name in ["Start", "Prices", "Console"] {
        write(&root.join(format!("docs/guide/{name}.md")), "# A guide\n\n## Steps\n\n|Step|What|\n|--|--|\n|1|Sail|\n");
    }
    fails(&root, &["extract", "--reference", "docs", "--out", "out"], &["1 error; nothing was written"]);
    write(&root.join("docs/api/A.md"), &page("prose-title"));
    write(&root.join("docs/tidewater/array-of-with-row.md"), &page("array-of-with-row"));
    let done = run(&["extract", "--reference", "docs", "--out", "out"], &root);
    done.says(0, &["api/A.md: warning[product-unknown]"]);
    assert!(!done.err.contains("guide") && !done.err.contains("nothing was written"), "{}", done.err);
    assert!(done.out.contains("3 pages of no operation and no product\n"), "{}", done.out);
}

#[test]
fn pages_without_tables_are_operations_without_fields() {
    let root = folder("tables");
    write(
        &root.join("P-2031-04-05/Open.md"),
        "# OpenHarbour\n\n## Request parameters\n\nNone.\n\n## Response parameters\n\nNone.\n",
    );
    write(&root.join("P-2031-04-05/About.md"), "# About the harbour\n\nText.\n");
    let done = run(&["extract", "--reference", ".", "--out", "out"], &root);
    done.says(0, &[]);
    let text = fs::read_to_string(root.join("out/P-2031-04-05/operations/OpenHarbour.yaml")).expect("a specification");
    assert!(!text.contains("request:") && !text.contains("response:"), "{text}");
    let line = done.out.lines().find(|line| line.starts_with("P 2031-04-05")).expect("the product's line");
    assert_eq!(
        line.split_whitespace().skip(2).take(5).collect::<Vec<_>>(),
        ["2", "1", "0", "1", "0"],
        "pages, operations, merged, other, skipped"
    );
}

#[test]
fn extracting_twice_gives_the_same_bytes_whatever_was_there() {
    let root = folder("twice");
    for case in ["short-row", "array-of-with-row", "indexed-names"] {
        write(&root.join(format!("pages/{case}.md")), &page(case));
    }
    write(&root.join("b/Tidewater-2031-04-05/operations/Gone.yaml"), "operation: Gone\nstyle: rpc\n");
    write(&root.join("b/notes.txt"), "kept");
    for out in ["a", "b"] {
        run(&["extract", "--reference", "pages", "--out", out], &root).says(0, &[]);
    }
    let relative = |folder: &str| -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = root.join(folder);
        let files = bytes(&folder).into_iter();
        files.map(|(path, bytes)| (path.strip_prefix(&folder).expect("a path below").to_owned(), bytes)).collect()
    };
    let (a, mut b) = (relative("a"), relative("b"));
    assert!(b.remove(Path::new("notes.txt")).is_some(), "what no extraction wrote stays");
    assert!(a == b && a.len() == 5, "{:?} and {:?}", a.keys(), b.keys());
    run(&["compare", "a", "b"], &root).says(0, &[]);
    write(&root.join("b/Tidewater-2031-04-05/operations/RaiseFlag.yaml"), "operation: RaiseFlag\nstyle: rpc\n");
    let done = run(&["compare", "a", "b"], &root);
    done.says(1, &[]);
    assert!(done.out.contains("Tidewater-2031-04-05 RaiseFlag: "), "{}", done.out);
}
