//! What is generated: it is marked, fresh, and accounts for all that the pages hold.

use alicloud_generator::regen;

use crate::tree::{files, read, root};

#[test]
fn what_is_generated_says_so_first() {
    let rust = files("generated", ".rs").into_iter().chain(files("generated", ".toml"));
    let unmarked: Vec<String> =
        rust.filter(|path| !read(path).lines().next().is_some_and(|line| line.contains("@generated"))).collect();
    assert!(unmarked.is_empty(), "{unmarked:#?}");
}

#[test]
fn what_is_generated_is_fresh() {
    let made = regen::regenerate(&root(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert!(made.is_fresh(), "run `cargo xtask regen`:\nspecs/:\n{}\ngenerated/:\n{}", made.specs, made.generated);
}

#[test]
fn what_the_pages_hold_is_accounted_for() {
    let made = regen::regenerate(&root(), None).unwrap_or_else(|errors| panic!("{errors:#?}"));
    // A product that is made of its committed specification has no pages to account for.
    for product in made.products.iter().filter(|product| product.pages.pages > 0) {
        let (pages, rows) = (product.pages, product.rows);
        assert_eq!(pages.pages, pages.operations + pages.common + pages.other + pages.skipped, "{pages:?}");
        assert_eq!(rows.rows, rows.fields + rows.skipped, "{rows:?}");
    }
}
