//! `lint`: what is shown, in which format, and what fails.

use std::fs;
use std::path::PathBuf;

use crate::common::{folder, page, run, write};

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
