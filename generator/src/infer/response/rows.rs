//! The rows of the response tables, in the order of the tree.

use std::collections::HashMap;

use super::id::{Arena, Id, PageRowId, RowId};
use crate::infer::table::{Grid, Grids, Row, lead_names};

/// The rows of the response tables: the rows of a follow-up table stand after the row that it describes.
#[derive(Debug)]
pub struct ResponseRows<'a> {
    pub rows: Arena<RowId, Row<'a>>,
    /// The rows that own a row, where the lead-in of its table names one.
    pub owners: Arena<RowId, Option<RowId>>,
}

impl<'a> ResponseRows<'a> {
    /// Takes the rows out of the response tables. Tables of types that these rows name are taken out themselves: those that
    /// are left may describe the request.
    pub fn take(grids: &mut Grids<'_, 'a>) -> Self {
        let (mut rows, mut owners) = (PageRows::default(), Owners::default());
        for grid in &mut grids.response {
            let owner = owners.named_by(grid.lead.map(|lead| lead.raw), &rows);
            take_rows(grid, owner, &mut rows);
        }
        // A type may be described before the one that has a field of it. Each round but the last takes a table.
        for _ in 0..grids.types.len().min(16) {
            let known = grids.types.len();
            grids.types.retain_mut(|grid| {
                let owner = owners.named_by(Some(&grid.section.title), &rows);
                if owner.is_some() {
                    take_rows(grid, owner, &mut rows);
                }
                owner.is_none()
            });
            if grids.types.len() == known {
                break;
            }
        }
        let (rows, owners) = in_order_of_the_tree(rows);
        Self { rows, owners }
    }
}

/// Rows in the order of the page, each with the row that owns it.
type PageRows<'a> = Arena<PageRowId, (Row<'a>, Option<PageRowId>)>;

fn take_rows<'a>(grid: &mut Grid<'_, 'a>, owner: Option<PageRowId>, rows: &mut PageRows<'a>) {
    for row in std::mem::take(&mut grid.rows) {
        rows.push((row, owner));
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
        lead_names(lead?).iter().rev().find_map(|name| self.last.get(name).copied())
    }
}
