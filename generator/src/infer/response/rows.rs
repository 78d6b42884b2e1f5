//! The rows of the response tables, in the order of the tree.

use std::collections::HashMap;

use super::id::{Arena, Id, PageRowId, RowId};
use crate::diagnostic::Findings;
use crate::infer::table::{self, Row, RowCounts};
use crate::read::{Content, Page, Table, Text};
use crate::vocabulary::Role;

/// The rows of the response tables: the rows of a follow-up table stand after the row that it describes.
#[derive(Debug)]
pub struct ResponseRows<'a> {
    pub rows: Arena<RowId, Row<'a>>,
    /// The rows that own a row, where the lead-in of its table names one.
    pub owners: Arena<RowId, Option<RowId>>,
    /// The offsets of the titles of sections that describe types of the response.
    pub described: Vec<usize>,
}

impl<'a> ResponseRows<'a> {
    /// Reads the response tables of a page, and those of types that their rows name.
    pub fn read(page: &Page<'a>, counts: &mut RowCounts, findings: &mut Findings<'_>) -> Self {
        let mut reader = Reader { page, counts, findings, rows: Arena::default(), owners: Owners::default() };
        let mut lead: Option<Text<'_>> = None;
        for content in page.sections(Role::Response).flat_map(|section| &section.content) {
            match content {
                Content::Text(text) => lead = Some(*text),
                Content::Fence(_) => {}
                Content::Table(table) => reader.add_table(table, lead.take()),
            }
        }
        let described = reader.add_types();
        let (rows, owners) = in_order_of_the_tree(reader.rows);
        Self { rows, owners, described }
    }
}

/// Reads table after table.
struct Reader<'p, 'a, 'f> {
    page: &'p Page<'a>,
    counts: &'p mut RowCounts,
    findings: &'p mut Findings<'f>,
    rows: PageRows<'a>,
    owners: Owners,
}

/// Rows in the order of the page, each with the row that owns it.
type PageRows<'a> = Arena<PageRowId, (Row<'a>, Option<PageRowId>)>;

impl<'a> Reader<'_, 'a, '_> {
    fn add_table(&mut self, table: &Table<'a>, lead: Option<Text<'_>>) {
        let owner = self.owners.named_by(lead.map(|lead| lead.raw), &self.rows);
        if table::lists_fields(&table::columns(table)) {
            self.add(table, owner);
        }
    }

    /// Adds the rows of sections that describe a type which a row names, whatever their order; the offsets of those sections'
    /// titles come back.
    fn add_types(&mut self) -> Vec<usize> {
        let mut described = Vec::new();
        let mut open: Vec<_> = table::type_tables(self.page).collect();
        // A type may be described before the one that has a field of it. Each round but the last takes a table.
        for _ in 0..open.len().min(16) {
            let known = open.len();
            open.retain(|&(section, table)| {
                let Some(owner) = self.owners.named_by(Some(&section.title), &self.rows) else { return true };
                self.add(table, Some(owner));
                described.push(section.at);
                false
            });
            if open.len() == known {
                break;
            }
        }
        described
    }

    fn add(&mut self, table: &Table<'a>, owner: Option<PageRowId>) {
        for row in table::rows(table, self.counts, self.findings) {
            self.rows.push((row, owner));
        }
    }
}

/// Puts each row after its owner.
fn in_order_of_the_tree<'a>(rows: PageRows<'a>) -> (Arena<RowId, Row<'a>>, Arena<RowId, Option<RowId>>) {
    let mut order: Vec<PageRowId> = rows.ids().collect();
    order.sort_by_cached_key(|&row| insertion_key(&rows, row));
    let mut at: Arena<PageRowId, RowId> = Arena::filled(RowId::new(0), rows.len());
    for (position, &row) in order.iter().enumerate() {
        at[row] = RowId::new(position);
    }
    let owners = order.iter().map(|&row| rows[row].1.map(|owner| at[owner])).collect();
    let mut sorted: Vec<(RowId, Row<'a>)> =
        rows.ids().zip(rows.into_values()).map(|(id, (row, _))| (at[id], row)).collect();
    sorted.sort_by_key(|&(position, _)| position);
    (sorted.into_iter().map(|(_, row)| row).collect(), owners)
}

/// Sorts a row after its owner, and the owner's owner, in the order of the page.
fn insertion_key(rows: &PageRows<'_>, row: PageRowId) -> Vec<PageRowId> {
    let mut key = vec![row];
    let mut above = rows[row].1;
    while let Some(owner) = above {
        key.push(owner);
        // An owner always stands before what it owns, so this ends; the cap keeps hostile pages short.
        above = rows[owner].1.filter(|&next| next < owner && key.len() < 16);
    }
    key.reverse();
    key
}

/// The last rows that a lead-in can name, by what it calls them: a container's name, or the name of a row's type.
#[derive(Debug, Default)]
struct Owners {
    last: HashMap<String, PageRowId>,
    /// The number of rows that were looked at.
    seen: usize,
}

impl Owners {
    /// The row that the lead-in of a follow-up table names.
    ///
    /// Evidence: an identifier in a short text. A text that names no row says that the table goes on.
    fn named_by(&mut self, lead: Option<&str>, rows: &PageRows<'_>) -> Option<PageRowId> {
        for (at, (row, _)) in rows.iter().skip(self.seen) {
            if row.class.is_container() {
                self.last.insert(row.name.clone(), at);
            }
            if let Some(ty) = row.class.type_name() {
                self.last.insert(ty.to_owned(), at);
            }
        }
        self.seen = rows.len();
        table::lead_names(lead?).iter().rev().find_map(|name| self.last.get(name).copied())
    }
}
