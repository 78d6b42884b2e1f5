//! The pages of one operation in two languages against each other.

use std::collections::{HashMap, HashSet};

use super::language_facts::{Said, differences};
use super::sample::words;
use super::subject::Subject;
use crate::diagnostic::{Diagnostic, Position};
use crate::infer::Shown;
use crate::infer::table::Class;
use crate::ir::{Field, Node, Type, walk_fields};
use crate::read::{is_blank, plain};
use crate::vocabulary::ACTION;

/// What one page says of an operation, to be compared with another.
#[derive(Debug)]
pub struct Twin {
    /// The operation.
    pub operation: String,
    file: String,
    request: Vec<TwinRow>,
    response: Vec<TwinRow>,
    /// The names in all tables of the page, whatever they were read as.
    names: HashSet<String>,
}

/// A row of one of the pages.
#[derive(Debug)]
struct TwinRow {
    name: String,
    class: Class,
    required: Option<bool>,
    said: Said,
    position: Position,
    /// Whether the row is a level of the tree that pages write or leave out as they like: a list in its wrapper.
    is_level: bool,
}

impl Twin {
    /// Keeps what is compared.
    pub fn new(subject: &Subject<'_, '_>) -> Self {
        let lines = &subject.study.page.lines;
        let row = |name: &str, row: &crate::infer::table::Row<'_>| TwinRow {
            name: name.to_owned(),
            class: row.class.clone(),
            required: row.required,
            said: Said::new(row),
            position: lines.position(row.at),
            is_level: false,
        };
        // One page marks what another one writes with dots: the last part of a name is what both have.
        let last = |name: &str| {
            let mut parts = name.split('.').filter(|part| part.len() > 1 && !part.bytes().all(|b| b.is_ascii_digit()));
            parts.next_back().unwrap_or(name).trim_end_matches("[]").to_owned()
        };
        let page = subject.study.page;
        let mut names = HashSet::new();
        for table in page.sections.iter().flat_map(|section| section.tables()) {
            for row in &table.rows {
                names.extend(
                    row.cells.first().map(|cell| last(plain(cell.raw).trim_matches(|c| is_blank(c) || c == '└'))),
                );
                // A row that swallowed others has their names in its last cell.
                let swallowed = row.cells.last().filter(|_| row.written > table.header.len());
                names.extend(swallowed.into_iter().flat_map(|cell| words(cell.raw)).map(str::to_owned));
            }
        }
        let levels = levels(&subject.fields);
        let response = subject
            .fields
            .iter()
            .zip(levels)
            .filter_map(|(field, is_level)| Some(TwinRow { is_level, ..row(field.name, field.row?) }));
        // Rows of tables that only describe values are no parameters.
        let mut known = HashSet::new();
        collect(&subject.study.operation.request, &mut known);
        collect(&subject.study.operation.body, &mut known);
        let request = subject.all_parameters().map(|one| row(&last(&one.name), one));
        Self {
            operation: subject.study.operation.operation.clone(),
            file: page.file.clone(),
            request: request.filter(|row| row.name == ACTION || known.contains(row.name.as_str())).collect(),
            response: response.collect(),
            names,
        }
    }
}

/// The names of fields and of what they hold.
fn collect<'f>(fields: &'f [Field], names: &mut HashSet<&'f str>) {
    walk_fields(fields, &mut |_, node| {
        if let Node::Field(field) = node {
            names.insert(&field.name);
        }
    });
}

/// By field, whether it is the only one below its parent and a container, or the parent of such a one.
fn levels(fields: &[Shown<'_, '_>]) -> Vec<bool> {
    let mut children = vec![0; fields.len()];
    for parent in fields.iter().filter_map(|field| field.parent) {
        children[parent] += 1;
    }
    let is_container = |field: &Shown<'_, '_>| field.row.is_some_and(|row| row.class.is_container());
    let mut levels = vec![false; fields.len()];
    for (index, field) in fields.iter().enumerate() {
        let only = field.parent.filter(|&parent| children[parent] == 1);
        if let Some(parent) = only.filter(|_| is_container(field)) {
            levels[index] = true;
            levels[parent] = true;
        }
    }
    levels
}

/// Compares the pages of an operation: rows that one of them lacks, and rows that say another name, type or requirement, or
/// other values.
///
/// Evidence: the names of the rows. What rows say is compared where a name has one row on each page; a cell
/// without a type says nothing.
pub fn compare(one: &Twin, other: &Twin, found: &mut Vec<Diagnostic>) {
    for (side, ours, theirs) in
        [("request", &one.request, &other.request), ("response", &one.response, &other.response)]
    {
        // A page that leaves a whole table out was understood otherwise, not translated otherwise.
        if ours.is_empty() || theirs.is_empty() {
            continue;
        }
        let spelt = missing(side, (one, ours), (other, theirs), &HashSet::new(), found);
        missing(side, (other, theirs), (one, ours), &spelt, found);
        let (left, right) = (single(ours), single(theirs));
        let mut pairs: Vec<(&TwinRow, &TwinRow)> =
            left.iter().filter_map(|(name, &row)| Some((row, *right.get(name)?))).collect();
        pairs.sort_by_key(|(row, _)| row.position);
        for (a, b) in pairs {
            differ(side, (one, a), (other, b), found);
        }
    }
}

/// Reports the rows of a page that the other one lacks. Returns what the other page has in another case.
fn missing<'t>(
    side: &str,
    (page, rows): (&Twin, &[TwinRow]),
    (other, theirs): (&'t Twin, &'t [TwinRow]),
    reported: &HashSet<&str>,
    found: &mut Vec<Diagnostic>,
) -> HashSet<&'t str> {
    let known: HashSet<&str> = theirs.iter().map(|row| row.name.as_str()).collect();
    let ours: HashSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
    let (mut spelt, mut seen) = (HashSet::new(), HashSet::new());
    let folded: HashMap<String, &TwinRow> = theirs
        .iter()
        .filter(|row| !ours.contains(row.name.as_str()))
        .map(|row| (row.name.to_ascii_lowercase(), row))
        .collect();
    for row in rows.iter().filter(|row| !known.contains(row.name.as_str()) && !reported.contains(row.name.as_str())) {
        if !seen.insert(row.name.as_str()) {
            continue;
        }
        if row.is_level || other.names.contains(&row.name) {
            continue;
        }
        let alike = folded.get(&row.name.to_ascii_lowercase());
        let (code, message, help) = match alike {
            Some(alike) => {
                spelt.insert(alike.name.as_str());
                let place = format!("{}:{}:{}", other.file, alike.position.line, alike.position.column);
                let message = format!("the {side} has `{}` here and `{}` in {place}", row.name, alike.name);
                ("language-case", message, "write the name as the service does, on both pages")
            }
            None => {
                let message = format!("the {side} has `{}` here, and no row for it in {}", row.name, other.file);
                ("language-row-missing", message, "bring the page that is behind up to date")
            }
        };
        found.push(Diagnostic::new(&page.file, code, message, help).at(row.position));
    }
    spelt
}

/// The rows whose name no other row of the table has.
fn single(rows: &[TwinRow]) -> HashMap<&str, &TwinRow> {
    let mut counted: HashMap<&str, (&TwinRow, usize)> = HashMap::new();
    for row in rows {
        counted.entry(&row.name).or_insert((row, 0)).1 += 1;
    }
    counted.into_iter().filter(|&(_, (_, count))| count == 1).map(|(name, (row, _))| (name, row)).collect()
}

fn differ(side: &str, (page, a): (&Twin, &TwinRow), (other, b): (&Twin, &TwinRow), found: &mut Vec<Diagnostic>) {
    let place = format!("{}:{}:{}", other.file, b.position.line, b.position.column);
    let mut report = |code, message: String, help: &str| {
        found.push(Diagnostic::new(&page.file, code, message, help).at(a.position));
    };
    if let (Some(ours), Some(theirs)) = (word(&a.class), word(&b.class))
        && ours != theirs
    {
        let message = format!("`{}` of the {side} is {ours} here and {theirs} in {place}", a.name);
        report("language-type", message, "write the type that is right on both pages");
    }
    // The action is required whatever the pages say.
    if let (Some(ours), Some(theirs)) = (a.required, b.required)
        && ours != theirs
        && a.name != ACTION
    {
        let says = |required: bool| if required { "required" } else { "optional" };
        let message = format!("`{}` of the {side} is {} here and {} in {place}", a.name, says(ours), says(theirs));
        report("language-required", message, "say the same on both pages");
    }
    for (code, words) in differences(&a.said, &b.said, &place) {
        let message = format!("`{}` of the {side} {words}", a.name);
        report(code, message, "say the same on both pages");
    }
}

/// What a type cell says, in a word; nothing where the cell leaves it to the reader.
fn word(class: &Class) -> Option<&'static str> {
    match class {
        Class::Scalar(Type::String) => Some("String"),
        Class::Scalar(Type::Int32) => Some("Integer"),
        Class::Scalar(Type::Int64) => Some("Long"),
        Class::Scalar(Type::Boolean) => Some("Boolean"),
        Class::Scalar(Type::Float) => Some("Float"),
        Class::Scalar(Type::Double) => Some("Double"),
        Class::Object | Class::Map(_) => Some("an object"),
        Class::List(_) => Some("a list"),
        _ => None,
    }
}
