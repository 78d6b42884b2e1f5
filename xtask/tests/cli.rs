//! The command line as a user meets it: what goes wrong is said with its place and a next step, and writes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A product whose pages are golden pages of the generator.
const PRODUCT: &str = "specs/tidewater-2031-04-05";

/// What a command did.
struct Done {
    code: i32,
    out: String,
    err: String,
}

impl Done {
    /// Asserts how the command ended, and that standard error holds some texts.
    #[track_caller]
    fn says(&self, code: i32, texts: &[&str]) {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        for text in texts {
            assert!(self.err.contains(text), "{text:?} is not in:\n{}", self.err);
        }
    }
}

fn run(arguments: &[&str], at: &Path) -> Done {
    let output: Output =
        Command::new(env!("CARGO_BIN_EXE_xtask")).args(arguments).current_dir(at).output().expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8");
    Done { code: output.status.code().unwrap_or(-1), out: text(&output.stdout), err: text(&output.stderr) }
}

/// An empty folder of a test's own.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("cli-{name}"));
    let _ = fs::remove_dir_all(&folder);
    let _ = fs::remove_file(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("a file");
}

fn page(case: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generator/tests/golden/pages").join(format!("{case}.md"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A workspace with one product of three pages.
fn workspace(name: &str) -> PathBuf {
    let root = folder(name);
    let text = "product: Tidewater\nversion: 2031-04-05\nstyle: rpc\nreference: reference\n";
    write(&root.join(PRODUCT).join("product.yaml"), text);
    for case in ["array-of-with-row", "lone-pipe", "quoted-boolean"] {
        write(&root.join(PRODUCT).join(format!("reference/{case}.md")), &page(case));
    }
    root
}

/// All files below a folder.
fn bytes(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut files, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path.clone(), fs::read(&path).expect("a file"));
            }
        }
    }
    files
}

/// Runs a command that must fail, with its place and a next step said, and must change nothing below the folder.
#[track_caller]
fn fails(root: &Path, arguments: &[&str], texts: &[&str]) {
    let before = bytes(root);
    let done = run(arguments, root);
    done.says(1, texts);
    done.says(1, &["help: "]);
    assert!(before == bytes(root), "nothing is written, and nothing removed");
}

#[test]
fn a_mistyped_command_is_told_from_the_right_one() {
    let root = folder("typo");
    run(&["regn"], &root).says(2, &["regn", "regen", "Usage"]);
    run(&[], &root).says(2, &["regen", "extract", "lint"]);
    run(&["regen", "--chek"], &root).says(2, &["--check"]);
    run(&["extract", "--out", "x"], &root).says(2, &["--reference"]);
    run(&["extract", "--reference", "x", "--out", "y", "--prose", "some"], &root).says(2, &["omit", "keep"]);
    assert!(bytes(&root).is_empty());
}

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
    fails(&root, &["extract", "--reference", "pages", "--out", "out"], &["A.md: ", "product-unknown"]);
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

/// A folder with three pages that have something wrong in them.
fn faulty(name: &str) -> PathBuf {
    let root = folder(name);
    write(&root.join("P-2031-04-05/Broken.md"), &page("short-row"));
    write(&root.join("P-2031-04-05/Example.md"), &page("request-example-not-json"));
    write(&root.join("P-2031-04-05/Open.md"), &page("row-never-closed"));
    root
}

#[test]
fn what_a_page_gets_wrong_is_shown_with_its_place() {
    let root = faulty("lint");
    let done = run(&["lint", "."], &root);
    done.says(1, &[]);
    for text in [
        "warning[row-missing-cells]: ",
        "--> P-2031-04-05/Broken.md:15:1\n",
        "warning[request-example-not-json]: ",
        "--> P-2031-04-05/Example.md:35:14\n",
        "help: 36:12: ",
        "--> P-2031-04-05/Example.md:45:20\n",
        "error[row-unfinished]: ",
        "--> P-2031-04-05/Open.md:21:1\n",
        "help: end the row with `|`",
        "     1 error   row-unfinished\n",
        "3 pages, 3 with operations, ",
        "1 error, 4 warnings",
    ] {
        assert!(done.out.contains(text), "{text:?} is not in:\n{}", done.out);
    }
    write(&root.join("P-2031-04-05/Bytes.md"), "");
    fs::write(root.join("P-2031-04-05/Bytes.md"), b"# X\n\xff").expect("a file");
    let done = run(&["lint", "."], &root);
    for text in ["error[page-unreadable]: ", "--> P-2031-04-05/Bytes.md\n", "byte 4", "UTF-8"] {
        assert!(done.out.contains(text), "{text:?} is not in:\n{}", done.out);
    }
}

#[test]
fn an_error_or_what_is_denied_fails() {
    let root = faulty("deny");
    fs::remove_file(root.join("P-2031-04-05/Open.md")).expect("a page");
    let lint = |arguments: &[&str]| run(&[&["lint", "."], arguments].concat(), &root);
    lint(&[]).says(0, &[]);
    let denied = lint(&["--deny", "row-missing-cells"]);
    denied.says(1, &[]);
    assert!(denied.out.contains("1 warning row-missing-cells (denied)"), "{}", denied.out);
    lint(&["--deny", "row-repeated"]).says(0, &[]);
    lint(&["--deny", "warnings"]).says(1, &[]);
    lint(&["--deny", "warnings", "--allow", "warnings"]).says(0, &[]);
    assert!(!lint(&["--allow", "row-missing-cells"]).out.contains("row-missing-cells"));
    lint(&["--deny", "row-mising-cells"]).says(2, &["did you mean `row-missing-cells`?", "--deny"]);
    lint(&["--format", "yaml"]).says(2, &["text", "json", "sarif"]);
}

#[test]
fn a_code_is_explained() {
    let root = folder("explain");
    let done = run(&["lint", "--explain", "name-case"], &root);
    done.says(0, &[]);
    for text in ["name-case (warning)\n", "For example:", "    |RequestID|", "What to do: "] {
        assert!(done.out.contains(text), "{text:?} is not in:\n{}", done.out);
    }
    run(&["lint", "--explain", "name-cases"], &root).says(2, &["`name-case`"]);
}

#[test]
fn findings_are_printed_for_programs() {
    let root = faulty("formats");
    let done = run(&["lint", ".", "--format", "json"], &root);
    done.says(1, &[]);
    let lines: Vec<serde_json::Value> =
        done.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    let codes: Vec<&str> = lines.iter().filter_map(|line| line["code"].as_str()).collect();
    assert_eq!(
        codes,
        [
            "required-not-in-example",
            "row-missing-cells",
            "request-example-not-json",
            "response-example-not-json",
            "row-unfinished",
        ]
    );
    let first = &lines[1];
    assert_eq!(
        (&first["file"], &first["line"], &first["column"]),
        (&"P-2031-04-05/Broken.md".into(), &15.into(), &1.into())
    );
    assert_eq!((&first["code"], &first["severity"]), (&"row-missing-cells".into(), &"warning".into()));
    assert_eq!(first["denied"], false);
    let again = run(&["lint", ".", "--format", "sarif"], &root).out;
    assert_eq!(again, run(&["lint", ".", "--format", "sarif"], &root).out, "the same findings are the same bytes");
    let sarif: serde_json::Value = serde_json::from_str(&again).expect("JSON");
    assert_eq!(sarif["version"], "2.1.0");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!(results.len(), lines.len());
    for (result, line) in results.iter().zip(&lines) {
        let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!((&rule["id"], &result["ruleId"]), (&line["code"], &line["code"]));
        assert!(rule["help"]["text"].as_str().is_some_and(|help| help.contains("What to do")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            (&place["artifactLocation"]["uri"], &place["artifactLocation"]["uriBaseId"]),
            (&line["file"], &"PAGES".into())
        );
        assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&line["line"], &line["column"]));
        assert_eq!(place["region"]["endColumn"], line["end_column"]);
    }
}

#[test]
fn what_pages_hold_does_not_reach_the_terminal_as_commands() {
    let root = folder("terminal");
    let row = "|Ship\u{1b}[31m\u{202e}Id\u{7}|String|No|\u{9b}2Jx|The \u{1b}]0;x\u{7} ship.|";
    let text =
        "# OpenHarbour\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
    write(&root.join("P-2031-04-05/Open.md"), &format!("{text}{row}\n{row}\n|\u{1b}[2J a b|String|No|x|y|\n"));
    for format in ["text", "json", "sarif"] {
        let done = run(&["lint", ".", "--format", format], &root);
        let acts = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
        assert!(!done.out.contains(acts), "{format}: {:?}", done.out);
    }
    let done = run(&["extract", "--reference", ".", "--out", "out"], &root);
    assert!(!done.err.contains('\u{1b}'), "{:?}", done.err);
}

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
        ("product: Tidewater\nversion: 2031-04-05\nstyle: rpc\nreference: nowhere\n", "nowhere"),
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

#[test]
fn a_revision_that_git_does_not_know_is_an_error() {
    let root = workspace("revision");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    fails(&root, &["--root", ".", "diff", "--", "--output=x"], &["revision-unknown"]);
    fails(&root, &["--root", ".", "diff", "no-such-revision"], &["revision-unknown"]);
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
fn the_workspace_is_the_one_that_cargo_runs_in() {
    let root = workspace("elsewhere");
    // As `cargo run` sets it; a target directory that two checkouts share holds a program that either may have built.
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("regen")
        .env("CARGO_MANIFEST_DIR", root.join("xtask"))
        .current_dir(env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{output:?}");
    assert!(root.join("generated/Cargo.toml").is_file(), "{output:?}");
}

#[test]
fn a_reader_that_goes_away_stops_nothing() {
    let root = workspace("pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["--root", ".", "regen"])
        .current_dir(&root)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    // As `cargo xtask regen | head -1` does, at the latest moment and at the earliest.
    drop(child.stdout.take());
    drop(child.stderr.take());
    assert!(child.wait().expect("an end").success());
    assert!(root.join("generated/Cargo.toml").is_file(), "what was asked for is done");
}
