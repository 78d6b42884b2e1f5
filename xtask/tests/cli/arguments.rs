//! The arguments: what is mistyped is answered with the nearest one.

use std::process::{Command, Stdio};

use crate::common::{bytes, fails, folder, run, workspace};

#[test]
fn what_is_mistyped_is_answered_with_the_nearest() {
    let root = folder("typo");
    for (arguments, typed, meant) in [
        (&["regn"][..], "regn", "a similar subcommand exists: 'regen'"),
        (&["compar", "a", "b"], "compar", "a similar subcommand exists: 'compare'"),
        (&["regen", "--chek"], "--chek", "a similar argument exists: '--check'"),
        (&["extract", "--referense", "x"], "--referense", "a similar argument exists: '--reference'"),
        (&["measure", "--truht", "x"], "--truht", "a similar argument exists: '--truth'"),
        (&["lint", "--fromat", "json"], "--fromat", "a similar argument exists: '--format'"),
        (&["lint", "--format", "jsn"], "jsn", "a similar value exists: 'json'"),
        (&["extract", "--reference", "x", "--out", "y", "--prose", "kep"], "kep", "a similar value exists: 'keep'"),
        (&["lint", "--deny", "warning"], "warning", "did you mean `warnings`?"),
        (&["lint", "--allow", "row-mising-cells"], "row-mising-cells", "did you mean `row-missing-cells`?"),
        (&["lint", "--explain", "name-cases"], "name-cases", "did you mean `name-case`?"),
    ] {
        run(arguments, &root).says(2, &[typed, meant, "'--help'"]);
    }
    run(&["extract", "--out", "x"], &root).says(2, &["--reference <DIR>", "Usage"]);
    for (command, product, missing) in [
        (&["extract", "--reference", "x", "--out", "y"][..], &["--product", "Tidewater"][..], "--version <DATE>"),
        (&["extract", "--reference", "x", "--out", "y"], &["--version", "2031-04-05"], "--product <NAME>"),
        (&["lint", "x"], &["--product", "Tidewater"], "--version <DATE>"),
        (&["lint"], &["--product", "Tidewater", "--version", "2031-04-05"], "<DIR>"),
        (&["lint", "x"], &["--product", "Tidewater", "--version", "2031-13-05"], "a day, as in 2019-03-20"),
        (&["lint", "x"], &["--product", "Tidewater", "--version", "latest"], "a day, as in 2019-03-20"),
        (&["lint", "x"], &["--product", "../Tide", "--version", "2031-04-05"], "ASCII letters and digits"),
    ] {
        run(&[command, product].concat(), &root).says(2, &[missing]);
    }
    run(&["lint", "--explain", "name-case", "--format", "json"], &root).says(2, &["cannot be used with", "--format"]);
    assert!(bytes(&root).is_empty());
}

#[test]
fn help_names_every_command_and_argument() {
    let root = folder("help");
    let all = run(&[], &root);
    all.says(
        2,
        &["Usage: cargo xtask <COMMAND>", "regen", "extract", "diff", "compare", "lint", "measure", "fit", "calibrate"],
    );
    for (command, arguments) in [
        ("regen", &["--check", "Write nothing", "--reference-root <DIR>"][..]),
        (
            "extract",
            &[
                "--reference <DIR>",
                "--out <DIR>",
                "--prose <PROSE>",
                "[default: omit]",
                "keep",
                "--product <NAME>",
                "--version <DATE>",
            ],
        ),
        ("diff", &["[REV]", "[default: HEAD]"]),
        ("compare", &["<LEFT> <RIGHT>", "exits with 1"]),
        (
            "lint",
            &[
                "[DIR]",
                "--format <FORMAT>",
                "sarif",
                "--deny <CODE>",
                "--allow <CODE>",
                "--explain <CODE>",
                "--product <NAME>",
                "--version <DATE>",
            ],
        ),
        (
            "measure",
            &["--reference <DIR>...", "--truth <DIR>", "--one-root", "--product <NAME>...", "--misplaced", "--totals"],
        ),
        ("fit", &["--reference <DIR>...", "--truth <DIR>"]),
        ("calibrate", &["--reference <DIR>...", "--truth <DIR>"]),
    ] {
        for flag in ["--help", "-h"] {
            let help = run(&[command, flag], &root);
            help.says(0, &[]);
            for text in arguments.iter().chain(&["Usage: cargo xtask ", "-h, --help"]) {
                assert!(help.out.contains(text), "{text:?} is not in:\n{}", help.out);
            }
            assert!(!help.out.contains("--root"), "{}", help.out);
        }
    }
}

#[test]
fn a_code_is_explained() {
    let root = folder("explain");
    let done = run(&["lint", "--explain", "name-case"], &root);
    done.says(0, &[]);
    for text in ["name-case (warning)\n", "For example:", "    |RequestID|", "What to do: "] {
        assert!(done.out.contains(text), "{text:?} is not in:\n{}", done.out);
    }
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

#[test]
fn a_revision_that_git_does_not_know_is_an_error() {
    let root = workspace("revision");
    run(&["--root", ".", "regen"], &root).says(0, &[]);
    fails(&root, &["--root", ".", "diff", "--", "--output=x"], &["revision-unknown"]);
    fails(&root, &["--root", ".", "diff", "no-such-revision"], &["revision-unknown"]);
}
