//! `regen`: what it writes, and what stops it before it writes anything.

use std::fs;

use crate::common::{PRODUCT, bytes, fails, folder, page, run, workspace, write};

#[test]
fn a_workspace_is_made_checked_and_made_again() {
    let root = workspace("whole");
    let before = bytes(&root);
    let stale = run(&["--root", ".", "regen", "--check"], &root);
    stale.says(1, &["stale", "cargo xtask regen"]);
    assert!(before == bytes(&root), "a check writes nothing");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(root.join(PRODUCT).join("operations/DescribeShips.yaml").is_file());
    assert!(root.join("generated/src/tidewater/operations/describe_ships.rs").is_file());
    let made = bytes(&root);
    let fresh = run(&["--root", ".", "regen", "--check"], &root);
    fresh.says(0, &[]);
    assert!(fresh.out.contains("up to date"), "{}", fresh.out);
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(made == bytes(&root), "a second run changes nothing");
    fs::remove_file(root.join(PRODUCT).join("reference/lone-pipe.md")).expect("a page");
    let fewer = run(&["--root", ".", "regen"], &root);
    fewer.says(0, &[]);
    assert!(fewer.out.contains("LightLamp"), "{}", fewer.out);
    assert!(!root.join("generated/src/tidewater/operations/light_lamp.rs").exists());
}

#[test]
fn a_description_of_a_product_that_is_wrong_stops_everything() {
    let root = workspace("product");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let file = root.join(PRODUCT).join("product.yaml");
    for (text, place) in [
        ("product: Tidewater\nversion: 2031-04-05\nstyle: soap\n", "product.yaml:3:"),
        ("product: Tidewater\nversion: 2031-04-05\nstyle: rpc\nreferense: reference\n", "product.yaml:4:"),
        ("product: [\n", "product.yaml:"),
        (
            "product: Other\nversion: 2031-04-05\nstyle: rpc\nreference: reference\n",
            "no page describes an operation of Other",
        ),
    ] {
        write(&file, text);
        fails(&root, &["--root", ".", "regen"], &[place, "nothing was written"]);
    }
}

#[test]
fn corrections_that_correct_nothing_stop_everything() {
    let root = workspace("overrides");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let correct = |text: &str, texts: &[&str]| {
        write(&root.join(PRODUCT).join("overrides.yaml"), text);
        fails(&root, &["--root", ".", "regen"], texts);
    };
    let head = "# Corrections.\n- operation: DescribeShips\n  mends: guess\n  reason: no reason\n";
    correct(&format!("{head}  confirm: Ships.Boat\n"), &["overrides.yaml:2:", "Ships.Boat"]);
    correct(
        &head.replace("DescribeShips", "DescribeBoats").replace("reason: no", "confirm: Ships\n  reason: no"),
        &["overrides.yaml:2:", "DescribeBoats"],
    );
    correct("- operation: [\n", &["overrides.yaml:"]);
    correct("- operation: DescribeShips\n  mend: guess\n", &["overrides.yaml:2:", "mend"]);
}

#[test]
fn a_page_of_another_product_is_an_error_and_the_others_are_made() {
    let root = workspace("foreign");
    write(&root.join(PRODUCT).join("reference/array-of-plain.md"), &page("array-of-plain"));
    let done = run(&["--root", ".", "regen"], &root);
    done.says(
        1,
        &[
            "specs/tidewater-2031-04-05/reference/array-of-plain.md:1:1: error[page-of-another-product]: ",
            "Yunfan 2031-04-05",
            "help: move the page",
        ],
    );
    assert!(root.join(PRODUCT).join("operations/DescribeShips.yaml").is_file());
    assert!(!root.join(PRODUCT).join("operations/DescribeTugs.yaml").exists());
}

#[test]
fn a_failing_product_leaves_every_other_one_as_it_was() {
    let root = workspace("both");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let other = root.join("specs/yunfan-2031-04-05");
    write(&other.join("product.yaml"), "product: Yunfan\nversion: 2031-04-05\nstyle: nonsense\n");
    write(&other.join("reference/array-of-plain.md"), &page("array-of-plain"));
    // There is something to be written for the product that is right.
    write(&root.join(PRODUCT).join("reference/short-row.md"), &page("short-row"));
    fails(&root, &["--root", ".", "regen"], &["specs/yunfan-2031-04-05/product.yaml:3:"]);
    write(&other.join("product.yaml"), "product: Yunfan\nversion: 2031-04-05\nstyle: rpc\nreference: reference\n");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    assert!(
        root.join("generated/src/yunfan/mod.rs").is_file() && root.join("generated/src/tidewater/mod.rs").is_file()
    );
}

#[test]
fn a_target_that_cannot_be_written_is_said_before_anything_is() {
    // Permissions would not do: they do not bind the root user, as whom tests often run.
    let root = workspace("target");
    write(&root.join("generated"), "a file where a folder is needed");
    fails(&root, &["--root", ".", "regen"], &["generated", "nothing was written"]);
    assert!(!root.join(PRODUCT).join("operations").exists());
    let root = workspace("target-inner");
    write(&root.join(PRODUCT).join("operations"), "a file where a folder is needed");
    fails(&root, &["--root", ".", "regen"], &["operations"]);
    assert!(!root.join("generated").exists());
    let root = folder("target-extract");
    write(&root.join("pages/A.md"), &page("short-row"));
    write(&root.join("out"), "a file where a folder is needed");
    fails(&root, &["extract", "--reference", "pages", "--out", "out"], &["out/", "nothing was written"]);
}

#[test]
fn an_operation_whose_page_broke_stays_as_it_was() {
    let root = workspace("broken");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let specification = root.join(PRODUCT).join("operations/LightLamp.yaml");
    let before = fs::read_to_string(&specification).expect("the specification");
    let broken = page("lone-pipe").replace("|B6A1|Number of the call. |", "|B6A1|Number of the call.");
    write(&root.join(PRODUCT).join("reference/lone-pipe.md"), &broken);
    let done = run(&["--root", ".", "regen"], &root);
    done.says(1, &["reference/lone-pipe.md:", "error[row-unfinished]"]);
    assert_eq!(fs::read_to_string(&specification).expect("the specification"), before);
    // Bytes that are no text lose nothing either.
    fs::write(root.join(PRODUCT).join("reference/lone-pipe.md"), b"# LightLamp\n\xff").expect("a file");
    run(&["--root", ".", "regen"], &root).says(1, &["reference/lone-pipe.md", "error[page-unreadable]"]);
    assert_eq!(fs::read_to_string(&specification).expect("the specification"), before);
}

#[test]
fn an_operation_that_cannot_be_emitted_stays_as_it_was_and_stops_no_other() {
    let root = workspace("refused");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let specification = root.join(PRODUCT).join("operations/LightLamp.yaml");
    let before = fs::read_to_string(&specification).expect("the specification");
    // The product's calls are of another style.
    let refused = page("lone-pipe").replace("type=RPC", "type=ROA");
    write(&root.join(PRODUCT).join("reference/lone-pipe.md"), &refused);
    write(&root.join(PRODUCT).join("reference/new.md"), &refused.replace("LightLamp", "DimLamp"));
    write(&root.join(PRODUCT).join("reference/short-row.md"), &page("short-row"));
    let done = run(&["--root", ".", "regen"], &root);
    done.says(1, &["LightLamp.yaml: error[operation-not-callable]", "DimLamp.yaml: error[operation-not-callable]"]);
    assert!(done.err.starts_with("specs/") && !done.err.contains("nothing was written"), "{}", done.err);
    assert!(done.err.lines().next().is_some_and(|line| line.contains("error[")), "errors come first: {}", done.err);
    assert_eq!(fs::read_to_string(&specification).expect("the specification"), before);
    assert!(root.join("generated/src/tidewater/operations/light_lamp.rs").is_file());
    assert!(!root.join(PRODUCT).join("operations/DimLamp.yaml").exists());
    let made = fs::read_dir(root.join(PRODUCT).join("operations")).expect("the operations").count();
    assert_eq!(made, 4, "the new page beside it is taken");
    run(&["--root", ".", "regen", "--check"], &root).says(1, &["operation-not-callable"]);
}

#[test]
fn corrections_of_an_operation_whose_page_broke_wait_for_the_page() {
    let root = workspace("waiting");
    let text = "- operation: LightLamp\n  mends: client\n  reason: it only looks\n  reads: true\n";
    write(&root.join(PRODUCT).join("overrides.yaml"), text);
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    let specification = root.join(PRODUCT).join("operations/LightLamp.yaml");
    let before = fs::read_to_string(&specification).expect("the specification");
    fs::write(root.join(PRODUCT).join("reference/lone-pipe.md"), b"# LightLamp\n\xff").expect("a file");
    let done = run(&["--root", ".", "regen"], &root);
    done.says(1, &["error[page-unreadable]"]);
    assert!(!done.err.contains("override-without-effect"), "{}", done.err);
    assert_eq!(fs::read_to_string(&specification).expect("the specification"), before);
}
