//! The rows of the response tables, in the order of the tree.

use std::collections::HashMap;

use crate::diagnostic::Findings;
use crate::infer::table::{self, Row, RowCounts};
use crate::read::{Content, Page, Table, Text};
use crate::vocabulary::Role;

/// The rows of the response tables, in the order of the tree: the rows of a follow-up table stand behind the row that it
/// describes. The row that owns a row, where a lead-in names it, comes second; the sections that describe types third.
pub fn rows_of<'a>(
    page: &Page<'a>,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) -> (Vec<Row<'a>>, Vec<Option<usize>>, Vec<usize>) {
    let mut all: Vec<(Row<'a>, Option<usize>)> = Vec::new();
    let mut owners = Owners::default();
    let mut lead: Option<Text<'_>> = None;
    for section in page.sections(Role::Response) {
        for content in &section.content {
            match content {
                Content::Text(text) => lead = Some(*text),
                Content::Fence(_) => {}
                Content::Table(table) => {
                    add_table(
                        table,
                        owners.named_by(lead.take().map(|lead| lead.raw), &all),
                        &mut all,
                        counts,
                        findings,
                    );
                }
            }
        }
    }
    let described = add_types(page, &mut owners, &mut all, counts, findings);
    let mut at = vec![0; all.len()];
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|&index| insertion_key(&all, index));
    for (position, &index) in order.iter().enumerate() {
        at[index] = position;
    }
    let owners = order.iter().map(|&index| all[index].1.map(|owner| at[owner])).collect();
    let mut rows: Vec<Option<Row<'a>>> = all.into_iter().map(|(row, _)| Some(row)).collect();
    (order.into_iter().filter_map(|index| rows[index].take()).collect(), owners, described)
}

/// Adds the rows of sections that describe a type which a row names, whatever their order; the offsets of those sections'
/// titles come back.
fn add_types<'a>(
    page: &Page<'a>,
    owners: &mut Owners,
    all: &mut Vec<(Row<'a>, Option<usize>)>,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) -> Vec<usize> {
    let mut described = Vec::new();
    let mut open: Vec<_> = table::type_tables(page).collect();
    // A type may be described before the one that has a field of it. Each round but the last takes a table.
    for _ in 0..open.len().min(16) {
        let known = open.len();
        open.retain(|&(section, table)| {
            let Some(owner) = owners.named_by(Some(&section.title), all) else { return true };
            all.extend(table::rows(table, counts, findings).into_iter().map(|row| (row, Some(owner))));
            described.push(section.at);
            false
        });
        if open.len() == known {
            break;
        }
    }
    described
}

/// Where a row belongs: behind its owner, and the owner's owner, in the order of the page.
fn insertion_key(all: &[(Row<'_>, Option<usize>)], index: usize) -> Vec<usize> {
    let mut key = vec![index];
    let mut at = all[index].1;
    while let Some(owner) = at {
        key.push(owner);
        // An owner always stands before what it owns, so this ends; the cap keeps hostile pages short.
        at = all[owner].1.filter(|&next| next < owner && key.len() < 16);
    }
    key.reverse();
    key
}

fn add_table<'a>(
    table: &Table<'a>,
    owner: Option<usize>,
    all: &mut Vec<(Row<'a>, Option<usize>)>,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) {
    if !table::lists_fields(&table::columns(table)) {
        return;
    }
    all.extend(table::rows(table, counts, findings).into_iter().map(|row| (row, owner)));
}

/// The last rows that a lead-in can name, by what it calls them: a container's name, or the name of a row's type.
#[derive(Debug, Default)]
struct Owners {
    last: HashMap<String, usize>,
    /// How many rows were looked at.
    seen: usize,
}

impl Owners {
    /// The row that the lead-in of a follow-up table names.
    ///
    /// Evidence: an identifier in a short text. A text that names no row says that the table goes on.
    fn named_by(&mut self, lead: Option<&str>, all: &[(Row<'_>, Option<usize>)]) -> Option<usize> {
        for (at, (row, _)) in all.iter().enumerate().skip(self.seen) {
            if row.class.is_container() {
                self.last.insert(row.name.clone(), at);
            }
            if let Some(ty) = row.class.type_name() {
                self.last.insert(ty.to_owned(), at);
            }
        }
        self.seen = all.len();
        table::lead_names(lead?).iter().rev().find_map(|name| self.last.get(name).copied())
    }
}
