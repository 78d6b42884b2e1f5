//! `measure`: what it prints, and that it counts as the judge of the references does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::common::{fails, folder, page, run, write};

/// A folder with a tree of two pages and a truth that does not agree with all they say.
fn tree(name: &str) -> PathBuf {
    let root = folder(name);
    for case in ["array-of-with-row", "indexed-names"] {
        write(&root.join(format!("pages/Tidewater-2031-04-05/en/{case}.md")), &page(case));
    }
    write(
        &root.join("truth/tidewater.json"),
        r#"{"product": "tidewater", "version": "2031-04-05", "style": "rpc", "operations": {
            "DescribeShips": {"method": null, "path": null, "request": [], "response": [
                {"path": "Ships", "type": "array"}, {"path": "Ships[].Name", "type": "string"},
                {"path": "Ships[].Ship", "type": "string"}]}}}"#,
    );
    root
}

#[test]
fn what_is_misplaced_is_listed_and_counted() {
    let root = tree("measured");
    let done = run(&["measure", "--reference", "pages", "--truth", "truth", "--misplaced"], &root);
    done.says(0, &[]);
    for text in [
        "pages en\n",
        "pages merged\n",
        "tidewater-2031-04-05 DescribeShips: 2 fields misplaced",
        "Ships[].Name is at Ships.Ship[].Name",
    ] {
        assert!(done.out.contains(text), "{text:?} is not in:\n{}", done.out);
    }
    assert!(!done.out.contains("pages zh"), "there is no Chinese page:\n{}", done.out);
    let arguments = ["measure", "--reference", "pages", "pages", "--truth", "truth", "--totals", "--format", "json"];
    let done = run(&arguments, &root);
    done.says(0, &[]);
    let lines: Vec<Value> = done.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(lines.len(), 4, "two trees, each in English and merged:\n{}", done.out);
    assert_eq!(lines[0]["counts"]["st_n"], 3);
}

#[test]
fn folders_that_hold_no_truth_and_trees_without_one_are_said_to_be() {
    let root = tree("truthless");
    fs::create_dir_all(root.join("empty")).expect("a folder");
    write(&root.join("broken/a.json"), "{}");
    write(&root.join("other/Flood-2031-04-05/Open.md"), "# OpenHarbour\n\n## Request parameters\n\nNone.\n");
    for (reference, truth, texts) in [
        ("pages", "none", &["none: ", "truth-unreadable"][..]),
        ("pages", "empty", &["empty: ", "holds no truth (.json)"]),
        ("pages", "broken", &["a.json holds no truth", "missing field"]),
        ("other", "truth", &["other: ", "truth-missing"]),
        ("none", "truth", &["none: ", "reference-unreadable"]),
    ] {
        fails(&root, &["measure", "--reference", reference, "--truth", truth], texts);
    }
    fails(&root, &["measure", "--reference", "pages", "--truth", "truth", "--product", "Ebb"], &["no truth of Ebb"]);
}

#[test]
fn merged_languages_are_at_least_as_good_as_the_better_one() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let reference = shared.join("history/2019-07-01");
    if !reference.is_dir() {
        return eprintln!("skipped: there is no ../shared with a reference of 2019");
    }
    let truth = shared.join("truth");
    let arguments = ["measure", "--totals", "--reference", text(&reference), "--truth", text(&truth)];
    let done = run(&arguments, &folder("merged"));
    done.says(0, &[]);
    let table = done.out.lines().skip_while(|line| !line.contains(" merged, beside each language, ")).skip(2);
    let rows: Vec<Vec<&str>> = table.take(2).map(|line| line.split_whitespace().collect()).collect();
    for row in &rows {
        let &[_, fields, alone, merged] = row.as_slice() else { panic!("{row:?} is no row") };
        let number = |text: &str| text.parse::<usize>().expect("a number");
        assert!(number(fields) > 1000 && number(merged) <= number(alone), "{row:?}");
    }
    assert_eq!(rows.len(), 2, "{}", done.out);
}

/// Counts by name, of each product in each language and merged.
type Counts = BTreeMap<(String, String), BTreeMap<String, u64>>;

/// Products of all kinds, each of a few pages: with paths and without, with JSON bodies, without truth of their responses.
const PRODUCTS: [&str; 4] = ["Cloudfw-2017-12-07", "LinkWAN-2018-12-30", "pvtz-2018-01-01", "sae-2019-05-06"];

/// Prints what the judge counts of the specifications below each folder given, as JSON.
const JUDGE: &str = "
import json, sys
sys.path.insert(0, sys.argv[1])
import score
for languages in ('zh', 'en', 'merged'):
    judged = score.run(sys.argv[1] + '/truth', sys.argv[2] + '/' + languages)
    for product, figures in judged['products'].items():
        print(json.dumps([languages, product, figures['counts']]))
";

#[test]
fn the_judge_counts_the_same() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if !shared.join("score.py").is_file() || !shared.join("reference").is_dir() {
        return eprintln!("skipped: there is no ../shared with the judge and its references");
    }
    if !Command::new("python3").args(["-c", "import yaml"]).output().is_ok_and(|output| output.status.success()) {
        return eprintln!("skipped: there is no python3 with yaml");
    }
    let root = folder("judge");
    let judged = judge(&shared, &root);
    let (reference, truth) = (shared.join("reference"), shared.join("truth"));
    let mut arguments = vec!["measure", "--format", "json", "--reference", text(&reference), "--truth", text(&truth)];
    arguments.push("--product");
    arguments.extend(PRODUCTS);
    let done = run(&arguments, &root);
    done.says(0, &[]);
    let lines = done.out.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let measured: Counts = lines
        .filter_map(|line| {
            Some((
                (line["languages"].as_str()?.to_owned(), line["product"].as_str()?.to_owned()),
                counts(&line["counts"]),
            ))
        })
        .collect();
    assert!(measured.len() > 2 * PRODUCTS.len(), "{:?}", measured.keys());
    assert_eq!(measured.keys().collect::<Vec<_>>(), judged.keys().collect::<Vec<_>>());
    for (product, counts) in &measured {
        assert_eq!(counts, &judged[product], "{product:?}");
    }
}

/// Extracts the products, each alone, in each language and merged, and asks the judge.
fn judge(shared: &Path, root: &Path) -> Counts {
    for product in PRODUCTS {
        let pages = shared.join("reference").join(product);
        for language in ["zh", "en"] {
            if pages.join(language).is_dir() {
                let staged = root.join(format!("staged/{language}/{product}"));
                copy(&pages.join(language), &staged.join(language));
                extract(root, &staged, &format!("{language}/{product}"));
            }
        }
        extract(root, &pages, &format!("merged/{product}"));
    }
    let output =
        Command::new("python3").args(["-c", JUDGE, text(shared), text(root)]).output().expect("the judge runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("what is printed is UTF-8");
    let parts = lines.lines().map(|line| serde_json::from_str::<(String, String, Value)>(line).expect("JSON"));
    parts.map(|(languages, product, figures)| ((languages, product), counts(&figures))).collect()
}

fn extract(root: &Path, pages: &Path, out: &str) {
    run(&["extract", "--reference", text(pages), "--out", out], root).says(0, &[]);
}

/// What was counted at all, but for what only an index of the references tells.
fn counts(figures: &Value) -> BTreeMap<String, u64> {
    let figures = figures.as_object().expect("counts").iter();
    let counted = figures.map(|(name, count)| (name.clone(), count.as_u64().expect("a count")));
    counted.filter(|(name, count)| *count > 0 && !["ops_tc", "ops_both_tc"].contains(&name.as_str())).collect()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("paths are UTF-8")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a copy");
        }
    }
}
