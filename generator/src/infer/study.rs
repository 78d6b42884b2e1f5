//! What an operation's page was read as, for those who judge the page and not only its meaning.

use crate::ir::Operation;
use crate::read::Page;

use super::page::examples::Examples;
use super::response::{Response, Shown, Tree};
use super::table::{self, Row, RowCounts};
use crate::vocabulary::Role;

/// An operation's page, and what was understood of it.
#[derive(Clone, Copy, Debug)]
pub struct Study<'s, 'a> {
    /// The page.
    pub page: &'s Page<'a>,
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

    /// The rows of the request tables by table, those of the body too. What is wrong with them was reported before.
    pub(crate) fn parameters(&self) -> Vec<Vec<Row<'a>>> {
        let sections = self.page.sections.iter().filter(|section| matches!(section.role, Role::Request | Role::Body));
        let tables = sections.flat_map(|section| section.tables());
        tables.map(|table| table::parameter_rows(table, &mut RowCounts::default(), &mut self.page.findings())).collect()
    }
}
