//! What an operation's page was read as, for those who judge the page and not only its meaning.

use crate::ir::Operation;
use crate::read::Page;
use crate::vocabulary::Role;

use super::page::errors::ErrorRow;
use super::page::examples::Examples;
use super::response::{Response, Shown, Tree};
use super::table::{Grid, Grids, Row};

/// An operation's page, and what was understood of it.
#[derive(Clone, Copy, Debug)]
pub struct Study<'s, 'a> {
    /// The page.
    pub page: &'s Page<'a>,
    /// Its tables, but for the rows of the response.
    pub(super) grids: &'s Grids<'s, 'a>,
    /// Its error tables.
    pub(crate) error_tables: &'s [Vec<ErrorRow>],
    /// Its examples.
    pub(crate) examples: &'s Examples<'a>,
    /// The operation that it means.
    pub operation: &'s Operation,
    pub(super) response: &'s Response<'a>,
    pub(super) tree: &'s Tree,
}

impl<'s, 'a> Study<'s, 'a> {
    /// The fields of the response in the order of the tree, each with its place in the example.
    pub fn fields(&self) -> Vec<Shown<'s, 'a>> {
        self.response.shown(self.tree)
    }

    /// The tables in the sections of parameters, of the body and of the response, but for the rows of the response.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'s Grid<'s, 'a>> {
        let Grids { request, response, .. } = self.grids;
        request.iter().chain(response).filter(|grid| grid.role() != Role::Headers)
    }

    /// The rows of the request tables by table, those of the body too. What is wrong with them was reported before.
    pub(crate) fn parameters(&self) -> Vec<&'s [Row<'a>]> {
        let request = self.grids.request.iter().filter(|grid| grid.role() != Role::Headers);
        request.map(|grid| grid.rows.as_slice()).collect()
    }
}
