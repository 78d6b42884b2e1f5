//! Which product pages of trees in many layouts belong to.

use std::path::Path;

use super::*;

/// A page that links to Explorer with a query such as `Kms/2016-01-20`, `Kms` or nothing.
fn page(file: &str, link: &str) -> PageText {
    let operation = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".md");
    let link = match link.split_once('/') {
        Some((product, version)) => format!("product={product}&api={operation}&type=RPC&version={version}"),
        None if link.is_empty() => String::new(),
        None => format!("product={link}&api={operation}"),
    };
    let link = if link.is_empty() { link } else { format!("[x](https://api.aliyun.com/#{link})") };
    PageText { file: file.to_owned(), text: format!("# {operation}\n\n{link}\n\n## Request parameters\n") }
}

fn texts(pages: &[(&str, &str)]) -> Vec<PageText> {
    pages.iter().map(|(file, link)| page(file, link)).collect()
}

/// The product and version of each page of a tree, in the order given; `-` for none, `Kms -` for a version that is missing.
fn owners<'r>(root: impl Into<Root<'r>>, pages: &[(&str, &str)]) -> Vec<String> {
    let texts = texts(pages);
    let read: Vec<read::Page<'_>> = texts.iter().map(|page| read::read(&page.file, &page.text)).collect();
    let name = |owner| match owner {
        Ok(ProductKey { product, version }) => format!("{product} {version}"),
        Err(Unknown::Version(product)) => format!("{product} -"),
        Err(Unknown::Product) => "-".to_owned(),
    };
    owner::owners(root.into(), &read).into_iter().map(name).collect()
}

const TREE: &str = "/tree";

#[test]
fn a_pages_own_folder_speaks_before_what_is_above_it() {
    let found = owners(
        TREE,
        &[
            ("Moor-2031-01-01/zh/a/A.md", "Moor/2031-01-01"),
            ("Moor-2031-01-01/zh/a/B.md", "Moor/2031-01-01"),
            ("Quay-2032-02-02/zh/C.md", ""),
            ("Quay-2032-02-02/en/D.md", "Quay"),
            ("docs/Pier-2033-03-03/API reference/deep/er/E.md", ""),
        ],
    );
    assert_eq!(found[2..], ["Quay 2032-02-02", "Quay 2032-02-02", "Pier 2033-03-03"]);
}

#[test]
fn a_folder_names_both_in_any_case_and_links_tell_the_spelling() {
    let found = owners(
        TREE,
        &[
            ("quay-2032-02-02/A.md", "Quay"),
            ("QUAY_20320202/B.md", "quay"),
            ("en/Quay/2032-02-02/C.md", "Quay"),
            ("Pier/2033-03-03/API/D.md", ""),
        ],
    );
    assert_eq!(found, ["Quay 2032-02-02", "Quay 2032-02-02", "Quay 2032-02-02", "Pier 2033-03-03"]);
}

#[test]
fn a_link_to_another_version_or_product_yields_to_the_folder() {
    let pages = [
        ("Quay-2032-02-02/A.md", "Quay/2032-02-02"),
        ("Quay-2032-02-02/B.md", "Quay/2030-01-01"),
        ("Quay-2032-02-02/C.md", "Moor/2031-01-01"),
    ];
    assert_eq!(owners(TREE, &pages), ["Quay 2032-02-02"; 3]);
    let texts = texts(&pages);
    let grouped = group(TREE, &texts);
    let said: Vec<_> = grouped.diagnostics.iter().map(|found| (found.code, found.file.as_str())).collect();
    let code = "link-names-another-product";
    assert_eq!(said, [(code, "Quay-2032-02-02/B.md"), (code, "Quay-2032-02-02/C.md")]);
}

#[test]
fn a_page_of_an_older_version_beside_that_of_the_folders_is_of_the_older_one() {
    let found = owners(
        TREE,
        &[("Quay-2032-02-02/new/A.md", "Quay/2032-02-02"), ("Quay-2032-02-02/old/A.md", "Quay/2030-01-01")],
    );
    assert_eq!(found, ["Quay 2032-02-02", "Quay 2030-01-01"]);
}

#[test]
fn a_snapshot_is_no_product() {
    let found =
        owners(TREE, &[("backup-2031-01-01/A.md", "Quay/2032-02-02"), ("backup-2031-01-01/b/B.md", "Moor/2031-01-01")]);
    assert_eq!(found, ["Quay 2032-02-02", "Moor 2031-01-01"]);
}

#[test]
fn links_give_the_version_to_folders_that_name_the_product_alone() {
    let found = owners(
        TREE,
        &[
            ("quay/en-US/a/A.md", "Quay/2032-02-02"),
            ("quay/en-US/b/B.md", "Quay"),
            ("quay/zh-CN/C.md", ""),
            ("moor/zh-CN/D.md", "Moor/2031-01-01"),
            ("en/moor/E.md", ""),
            // A subject of another product's.
            ("quay/en-US/moor/F.md", ""),
        ],
    );
    let (quay, moor) = ("Quay 2032-02-02", "Moor 2031-01-01");
    assert_eq!(found, [quay, quay, quay, moor, moor, quay]);
}

#[test]
fn a_page_without_name_or_link_is_of_its_neighbours_but_not_of_another_product() {
    let found = owners(TREE, &[("a/A.md", "Quay/2032-02-02"), ("a/b/B.md", ""), ("c/C.md", "")]);
    assert_eq!(found, ["Quay 2032-02-02"; 3], "folders are called by subjects");
    let found = owners(TREE, &[("quay/A.md", "Quay/2032-02-02"), ("quay/b/B.md", ""), ("pier/C.md", "")]);
    assert_eq!(found, ["Quay 2032-02-02", "Quay 2032-02-02", "-"], "folders are called by products");
}

#[test]
fn a_version_that_nothing_tells_is_asked_for() {
    assert_eq!(owners(TREE, &[("a/A.md", "Quay")]), ["Quay -"]);
    assert_eq!(owners(TREE, &[("a/A.md", "Quay"), ("quay-2032-02-02/B.md", "")])[0], "Quay 2032-02-02");
    assert_eq!(owners(TREE, &[("console/2032-02-02版/A.md", "Quay")]), ["Quay -"]);
}

#[test]
fn the_root_is_a_folder_too() {
    for root in ["/x/quay-2032-02-02", "/x/Quay-2032-02-02/zh", "/x/Quay/2032-02-02"] {
        assert_eq!(owners(root, &[("A.md", "Quay"), ("a/B.md", "")]), ["Quay 2032-02-02"; 2], "{root}");
    }
    let found = owners("/x/backup-2031-01-01", &[("A.md", "Quay/2032-02-02"), ("Pier-2033-03-03/B.md", "")]);
    assert_eq!(found, ["Quay 2032-02-02", "Pier 2033-03-03"]);
}

#[test]
fn what_the_user_says_goes_where_folders_and_links_say_nothing_else() {
    let key = ProductKey { product: "Quay".into(), version: "2032-02-02".into() };
    let root = Root { path: Path::new("/x/backup-2031-01-01"), product: Some(&key) };
    let pages = [
        ("a/A.md", ""),
        ("a/B.md", "quay"),
        ("a/C.md", "Quay/2030-01-01"),
        ("a/D.md", "Moor/2031-01-01"),
        ("Pier-2033-03-03/E.md", ""),
    ];
    let (quay, moor, pier) = ("Quay 2032-02-02", "Moor 2031-01-01", "Pier 2033-03-03");
    assert_eq!(owners(root, &pages), [quay, quay, quay, moor, pier]);
}

#[test]
fn a_product_that_could_leave_its_folder_is_none() {
    let link = |query: &str| format!("# Get\n\n[x](https://api.aliyun.com/#{query})\n\n## Request parameters\n");
    let texts = [
        PageText { file: "x.md".into(), text: link("product=..&api=X&version=../../etc") },
        PageText { file: "y.md".into(), text: link("product=P/..&api=X&version=1") },
    ];
    let grouped = group(TREE, &texts);
    assert!(grouped.groups.is_empty() && grouped.homeless.len() == 2);
}
