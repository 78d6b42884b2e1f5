//! The rows of the response tables, in the order of the tree.

use std::collections::HashMap;

use super::id::{Arena, Id, Owner, PageRowId, RowId};
use crate::infer::table::{self, Grid, Grids, Row, lead_names};

/// The rows of the response tables: the rows of a follow-up table stand after the row that it describes.
#[derive(Debug)]
pub struct ResponseRows<'a> {
    pub rows: Arena<RowId, Row<'a>>,
    /// What owns a row, where the lead-in of its table names it.
    pub owners: RowOwners,
    /// How many of the rows are there once more, because several fields have the type that they describe.
    pub copies: usize,
}

/// What owns each row.
type RowOwners = Arena<RowId, Option<Owner<RowId>>>;

/// How many copies there can be of rows that describe a type: types of types would multiply them without end.
const MOST_COPIES: usize = 500;

impl<'a> ResponseRows<'a> {
    /// Takes the rows out of the response tables. Tables of types that these rows name are taken out themselves: those that
    /// are left may describe the request.
    pub fn take(grids: &mut Grids<'_, 'a>) -> Self {
        let (mut rows, mut owners) = (PageRows::default(), Owners::default());
        let (mut copies, mut open) = (0, Vec::new());
        for grid in &mut grids.response {
            let mut named = owners.named_by(grid.lead.map(|lead| lead.raw), &rows);
            open.retain(|row| !named.contains(row));
            if grid.lead.is_none() {
                named.extend(open.pop());
            }
            let first = rows.len();
            take_rows(grid, &named, &mut rows, &mut copies);
            open.extend(childless(&rows, first));
        }
        // A type may be described before the one that has a field of it. Each round but the last takes a table.
        for _ in 0..grids.types.len().min(16) {
            let known = grids.types.len();
            grids.types.retain_mut(|grid| {
                let lead = grid.describes.as_deref().or(grid.lead.map(|lead| lead.raw));
                let mut named = owners.named_by(lead, &rows);
                if named.is_empty() {
                    named = owners.named_by(Some(&grid.section.title), &rows);
                }
                if !named.is_empty() {
                    take_rows(grid, &named, &mut rows, &mut copies);
                }
                named.is_empty()
            });
            if grids.types.len() == known {
                break;
            }
        }
        let (rows, owners) = in_order_of_the_tree(rows);
        Self { rows, owners, copies }
    }
}

/// Rows in the order of the page, each with the row that owns it.
type PageRows<'a> = Arena<PageRowId, (Row<'a>, Option<Owner<PageRowId>>)>;

/// Takes the rows out of a table, once for each row that has the type which they describe; none: they stand by themselves.
fn take_rows<'a>(grid: &mut Grid<'_, 'a>, owners: &[PageRowId], rows: &mut PageRows<'a>, copies: &mut usize) {
    let taken = std::mem::take(&mut grid.rows);
    let whole = grid.lead.is_none_or(|lead| !table::continues(lead.raw));
    let mut owners = owners.iter().map(|&row| Owner { row, whole });
    let first = owners.next();
    for owner in owners.rev() {
        if *copies + taken.len() <= MOST_COPIES {
            *copies += taken.len();
            for row in &taken {
                rows.push((row.clone(), Some(owner)));
            }
        }
    }
    for row in taken {
        rows.push((row, first));
    }
}

/// The containers that a table ends with, the last one first: what they hold must stand in tables of their own.
///
/// Evidence: a container that ends a table has no row below it. Tables without a lead-in describe such containers in order.
fn childless(rows: &PageRows<'_>, first: usize) -> Vec<PageRowId> {
    let own = rows.iter().rev().take_while(|(row, _)| row.index() >= first);
    let containers = own.take_while(|(_, (row, _))| row.class.is_container() && !row.class.is_leaf());
    containers.map(|(row, _)| row).collect()
}

/// Puts each row after its owner.
fn in_order_of_the_tree<'a>(rows: PageRows<'a>) -> (Arena<RowId, Row<'a>>, RowOwners) {
    let mut order: Vec<PageRowId> = rows.ids().collect();
    order.sort_by_cached_key(|&row| insertion_key(&rows, row));
    let mut at: Arena<PageRowId, RowId> = Arena::filled(RowId::new(0), rows.len());
    for (position, &row) in order.iter().enumerate() {
        at[row] = RowId::new(position);
    }
    let owner_of = |owner: Owner<PageRowId>| Owner { row: at[owner.row], whole: owner.whole };
    let owners = order.iter().map(|&row| rows[row].1.map(owner_of)).collect();
    let mut sorted: Vec<(RowId, Row<'a>)> =
        rows.ids().zip(rows.into_values()).map(|(id, (row, _))| (at[id], row)).collect();
    sorted.sort_by_key(|&(position, _)| position);
    (sorted.into_iter().map(|(_, row)| row).collect(), owners)
}

/// Sorts a row after its owner, and the owner's owner, in the order of the page.
fn insertion_key(rows: &PageRows<'_>, row: PageRowId) -> Vec<PageRowId> {
    let mut key = vec![row];
    let mut above = rows[row].1.map(|owner| owner.row);
    while let Some(owner) = above {
        key.push(owner);
        // An owner always stands before what it owns, so this ends; the cap keeps hostile pages short.
        above = rows[owner].1.map(|next| next.row).filter(|&next| next < owner && key.len() < 16);
    }
    key.reverse();
    key
}

/// The rows that a lead-in can name, by what it calls them.
#[derive(Debug, Default)]
struct Owners {
    /// The last container of a name.
    named: HashMap<String, PageRowId>,
    /// The rows of a type that has a name.
    typed: HashMap<String, Vec<PageRowId>>,
    /// The last container whose description has a word in camel case.
    mentioned: HashMap<String, PageRowId>,
    /// The number of rows that were looked at.
    seen: usize,
}

impl Owners {
    /// The rows that the lead-in of a follow-up table names, the last one first: all that have a type, or the one that has a
    /// name, or the one whose description speaks of it.
    ///
    /// Evidence: an identifier in a short text. A text that names no row says that the table goes on.
    fn named_by(&mut self, lead: Option<&str>, rows: &PageRows<'_>) -> Vec<PageRowId> {
        for (at, (row, _)) in rows.iter().skip(self.seen) {
            let ty = row.class.type_name();
            if row.class.is_container() || ty.is_some() {
                self.named.insert(row.name.clone(), at);
                for word in lead_names(row.description.raw).into_iter().filter(|word| is_type_name(word)) {
                    self.mentioned.insert(word, at);
                }
            }
            if let Some(ty) = ty {
                self.typed.entry(ty.to_owned()).or_default().push(at);
            }
        }
        self.seen = rows.len();
        let names = lead.map(lead_names).unwrap_or_default();
        let of = |found: &dyn Fn(&String) -> Option<Vec<PageRowId>>| names.iter().rev().find_map(found);
        let known = |name: &String| {
            let typed = self.typed.get(name).map(|rows| rows.iter().rev().copied().collect());
            typed.or_else(|| self.named.get(name).map(|&row| vec![row]))
        };
        let mentioned = |name: &String| self.mentioned.get(name).filter(|_| is_type_name(name)).map(|&row| vec![row]);
        of(&known).or_else(|| of(&mentioned)).unwrap_or_default()
    }
}

/// Whether a word is written as the names of types are, and few others: in camel case.
fn is_type_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().skip(1).any(|b| b.is_ascii_uppercase())
        && word.bytes().any(|b| b.is_ascii_lowercase())
}
