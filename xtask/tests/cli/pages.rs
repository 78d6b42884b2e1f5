//! `regen` where the pages are not in the repository: from the committed specification, or from a tree of all pages.

use std::fs;
use std::path::Path;

use crate::common::{PRODUCT, bytes, fails, page, run, workspace, write};

/// Moves the product's pages out of the workspace, below a folder of another case.
fn move_pages(root: &Path) {
    let pages = root.join("pages/TIDEWATER-2031-04-05");
    fs::create_dir_all(root.join("pages")).expect("a folder");
    fs::rename(root.join(PRODUCT).join("reference"), &pages).expect("the pages");
}

/// The committed form of a product: specification and client, without pages.
fn committed(name: &str) -> std::path::PathBuf {
    let root = workspace(name);
    write(&root.join(PRODUCT).join("overrides.yaml"), &reads("LightLamp"));
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    move_pages(&root);
    root
}

fn reads(operation: &str) -> String {
    format!("- operation: {operation}\n  mends: client\n  reason: it only looks\n  reads: true\n")
}

#[test]
fn without_pages_the_committed_specification_stays_and_rust_is_made_of_it() {
    let root = committed("committed");
    let before = bytes(&root);
    for named in [true, false] {
        if !named {
            let text = "product: Tidewater\nversion: 2031-04-05\nstyle: rpc\n";
            write(&root.join(PRODUCT).join("product.yaml"), text);
        }
        for arguments in [&["--root", ".", "regen"][..], &["--root", ".", "regen", "--check"]] {
            let done = run(arguments, &root);
            done.says(0, &[]);
            let line = "1 product from their committed specification; give --reference-root DIR to refresh them";
            assert!(done.out.contains(line), "{}", done.out);
            assert!(!done.err.contains("override"), "overrides are not applied twice: {}", done.err);
        }
    }
    fs::write(root.join(PRODUCT).join("product.yaml"), &before[&root.join(PRODUCT).join("product.yaml")])
        .expect("a file");
    assert!(before == bytes(&root), "nothing changes");
    fs::remove_dir_all(root.join("generated")).expect("the client");
    run(&["--root", ".", "regen", "--check"], &root).says(1, &["stale"]);
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(before == bytes(&root), "the client is made again");
}

#[test]
fn a_tree_of_all_pages_refreshes_the_specification() {
    let root = committed("tree");
    let before = bytes(&root);
    let arguments = ["--root", ".", "regen", "--reference-root", "pages"];
    let done = run(&arguments, &root);
    done.says(0, &[]);
    assert!(!done.out.contains("committed"), "{}", done.out);
    assert!(before == bytes(&root), "the same pages say the same");
    let pages = root.join("pages/TIDEWATER-2031-04-05");
    write(&pages.join("short-row.md"), &page("short-row"));
    let lamp = page("lone-pipe").replace("|B6A1|Number of the call. |", "|B6A1|Number of the call.");
    write(&pages.join("lone-pipe.md"), &lamp);
    let done = run(&arguments, &root);
    done.says(1, &["pages/TIDEWATER-2031-04-05/lone-pipe.md:", "error[row-unfinished]"]);
    let specification = root.join(PRODUCT).join("operations/LightLamp.yaml");
    assert!(fs::read(&specification).expect("a file") == before[&specification], "a broken page loses nothing");
    assert_eq!(fs::read_dir(root.join(PRODUCT).join("operations")).expect("a folder").count(), 4);
    // Without the tree, what it said stays.
    let after = bytes(&root);
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(after == bytes(&root));
}

#[test]
fn a_product_that_a_tree_lacks_is_named_and_kept() {
    let root = committed("lacks");
    let before = bytes(&root);
    fs::create_dir_all(root.join("others/Yunfan-2031-04-05")).expect("a folder");
    let done = run(&["--root", ".", "regen", "--reference-root", "others"], &root);
    done.says(0, &[]);
    assert!(done.out.contains("not in others: Tidewater-2031-04-05"), "{}", done.out);
    assert!(before == bytes(&root));
    fails(&root, &["--root", ".", "regen", "--reference-root", "nowhere"], &["nowhere", "reference-unreadable"]);
}

#[test]
fn own_pages_come_before_those_of_a_tree() {
    let root = workspace("own");
    write(&root.join("pages/Tidewater-2031-04-05/short-row.md"), &page("short-row"));
    let done = run(&["--root", ".", "regen", "--reference-root", "pages"], &root);
    done.says(0, &[]);
    assert_eq!(fs::read_dir(root.join(PRODUCT).join("operations")).expect("a folder").count(), 3);
}

#[test]
fn an_override_that_came_after_the_pages_went_waits_and_is_told() {
    let root = committed("late");
    let before = bytes(&root);
    let late = format!("{}{}", reads("LightLamp"), reads("DescribeShips").replace("true", "false"));
    write(&root.join(PRODUCT).join("overrides.yaml"), &late);
    let done = run(&["--root", ".", "regen"], &root);
    done.says(0, &["overrides.yaml:5:", "warning[override-waits]", "DescribeShips", "--reference-root"]);
    assert!(!done.err.contains("LightLamp"), "{}", done.err);
    let specification = root.join(PRODUCT).join("operations/DescribeShips.yaml");
    assert!(fs::read(&specification).expect("a file") == before[&specification]);
    run(&["--root", ".", "regen", "--reference-root", "pages"], &root).says(0, &[]);
    assert!(fs::read_to_string(&specification).expect("a file") != String::from_utf8_lossy(&before[&specification]));
    let done = run(&["--root", ".", "regen"], &root);
    assert!(!done.err.contains("override"), "{}", done.err);
}

#[test]
fn neither_pages_nor_a_specification_is_an_error() {
    let root = workspace("neither");
    move_pages(&root);
    fails(&root, &["--root", ".", "regen"], &["product.yaml: error[product-without-operation]", "--reference-root"]);
}

#[test]
fn two_versions_stand_side_by_side() {
    let root = workspace("versions");
    let older = root.join("specs/tidewater-2030-01-01");
    let text = "product: Tidewater\nversion: 2030-01-01\nstyle: rpc\nreference: reference\n";
    write(&older.join("product.yaml"), text);
    write(&older.join("reference/short-row.md"), &page("short-row").replace("2031-04-05", "2030-01-01"));
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let features = fs::read_to_string(root.join("generated/Cargo.toml")).expect("the manifest");
    for feature in ["tidewater", "tidewater_2030_01_01"] {
        assert!(features.contains(&format!("\n{feature} = ")), "{features}");
        assert!(root.join("generated/src").join(feature).join("mod.rs").is_file());
    }
    write(&older.join("product.yaml"), &format!("{text}module: tidewater\n"));
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(root.join("generated/src/tidewater_2031_04_05/mod.rs").is_file(), "a stated module is nobody else's");
    let newer = "product: Tidewater\nversion: 2031-04-05\nstyle: rpc\nreference: reference\nmodule: tidewater\n";
    write(&root.join(PRODUCT).join("product.yaml"), newer);
    let files = ["specs/tidewater-2030-01-01/product.yaml", "specs/tidewater-2031-04-05/product.yaml"];
    fails(&root, &["--root", ".", "regen"], &[files[0], files[1], "error[module-repeated]"]);
}
