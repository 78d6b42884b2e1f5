//! Prints what the rules find in every row of the reference, so that rows can be drawn, judged and counted.

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::facts;
use super::labelled::{reference, texts};
use crate::infer::table::{Row, RowCounts, grids};
use crate::read::read;

/// All pages below a folder, in the order of their names.
fn pages(below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![below.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("the entry can be read").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A row as it stands, and what was found in it.
fn line(page: &str, at: u32, side: &str, row: &Row<'_>) -> Value {
    let found = facts(row);
    let facts: serde_json::Map<String, Value> = texts(&found)
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(fact, text)| (fact.to_owned(), Value::String(text)))
        .collect();
    let grounds: serde_json::Map<String, Value> =
        found.grounds.iter().map(|(fact, ground)| (fact.key().to_owned(), format!("{ground:?}").into())).collect();
    json!({
        "page": page, "line": at, "side": side, "name": row.name, "class": format!("{:?}", row.class),
        "required": row.required, "example": row.example, "description": row.description.raw,
        "facts": facts, "grounds": grounds,
    })
}

/// `SURVEY=rows.jsonl cargo test -p alicloud-generator survey -- --ignored` writes one line for each row.
#[test]
#[ignore = "writes a file of many megabytes"]
fn survey() {
    let Some(reference) = reference() else { return };
    let Some(file) = env::var_os("SURVEY") else { return };
    let mut file = std::io::BufWriter::new(fs::File::create(file).expect("the file can be made"));
    for path in pages(&reference) {
        let text = fs::read_to_string(&path).expect("the page can be read");
        let name = path.strip_prefix(&reference).expect("it lies below").to_string_lossy().into_owned();
        let page = read(&name, &text);
        let grids = grids(&page, &mut RowCounts::default(), &mut page.findings());
        for (side, grids) in [("request", &grids.request), ("response", &grids.response)] {
            for row in grids.iter().flat_map(|grid| &grid.rows) {
                let line = line(&name, page.lines.position(row.at).line, side, row);
                writeln!(file, "{line}").expect("the file can be written");
            }
        }
    }
}
