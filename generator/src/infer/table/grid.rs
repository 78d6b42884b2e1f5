//! The tables of a page, each read once: what it stands below, its columns and its rows.

use crate::diagnostic::Findings;
use crate::read::{Content, Page, Section, Table, Text};
use crate::vocabulary::{Column, Role};

use super::columns::Columns;
use super::row::{Row, RowCounts, rows};

/// A table of a page, read.
#[derive(Clone, Debug)]
pub struct Grid<'p, 'a> {
    /// The section that it stands in.
    pub section: &'p Section<'a>,
    /// The text right above it, if no other table stands between.
    pub lead: Option<Text<'a>>,
    /// The table as the page has it.
    pub table: &'p Table<'a>,
    /// Its columns.
    pub columns: Columns,
    /// Its rows, if it lists parameters or fields; what is no field is left out.
    pub rows: Vec<Row<'a>>,
}

impl<'p, 'a> Grid<'p, 'a> {
    /// The role of its section.
    pub fn role(&self) -> Role {
        self.section.role
    }

    /// The cells of a column as they stand; none where there is no such column.
    pub fn cells(&self, column: Column) -> impl Iterator<Item = &'p Text<'a>> + use<'p, 'a> {
        let at = self.columns.position(column);
        self.table.rows.iter().filter_map(move |row| row.cells.get(at?))
    }

    /// The place of the table.
    pub fn at(&self) -> usize {
        self.table.header.first().map_or(0, |cell| cell.at)
    }
}

/// The tables of a page that can list fields, in the page's order.
#[derive(Clone, Debug, Default)]
pub struct Grids<'p, 'a> {
    /// Those in the sections of headers, parameters and the body.
    pub request: Vec<Grid<'p, 'a>>,
    /// Those in the sections of the response.
    pub response: Vec<Grid<'p, 'a>>,
    /// Tables of names and types in sections of their own, which describe a type or a field that the section's title names.
    pub types: Vec<Grid<'p, 'a>>,
}

impl<'p, 'a> Grids<'p, 'a> {
    /// The tables in the section of the parameters alone.
    pub fn parameters(&self) -> impl Iterator<Item = &Grid<'p, 'a>> {
        self.request.iter().filter(|grid| grid.role() == Role::Request)
    }
}

/// Reads the tables of a page. The rows of those that list fields are counted.
pub fn grids<'p, 'a>(page: &'p Page<'a>, counts: &mut RowCounts, findings: &mut Findings<'_>) -> Grids<'p, 'a> {
    let mut grids = Grids::default();
    for section in &page.sections {
        let among = match section.role {
            Role::Headers | Role::Request | Role::Body => &mut grids.request,
            Role::Response => &mut grids.response,
            Role::Other => &mut grids.types,
            _ => continue,
        };
        let mut lead = None;
        for content in &section.content {
            match content {
                Content::Text(text) => lead = Some(*text),
                Content::Fence(_) => {}
                Content::Table(table) => {
                    let columns = Columns::of(table);
                    let lists_fields = columns.list_fields();
                    if section.role == Role::Other && !(lists_fields && columns.has(Column::Type)) {
                        continue;
                    }
                    let rows = if lists_fields { rows(table, &columns, counts, findings) } else { Vec::new() };
                    among.push(Grid { section, lead: lead.take(), table, columns, rows });
                }
            }
        }
    }
    grids
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::read;

    const HEADER: &str = "|Parameter|Type|Description|\n|--|--|--|\n";

    #[test]
    fn each_table_is_read_once_with_what_stands_above_it() {
        let text = format!(
            "# X\n\n## Request parameters\n\nFirst.\n\n{HEADER}|A|String|x|\n\n{HEADER}|B|String|x|\n\n\
             |Colour|Shade|\n|--|--|\n|red|dark|\n\n## Response parameters\n\n{HEADER}|C|String|x|\n\n## Boat\n\n\
             {HEADER}|D|String|x|\n\n|Colour|Description|\n|--|--|\n|red|x|\n"
        );
        let page = read("p.md", &text);
        let (mut counts, mut findings) = (RowCounts::default(), page.findings());
        let grids = grids(&page, &mut counts, &mut findings);
        let shown = |grids: &[Grid<'_, '_>]| {
            let rows = |grid: &Grid<'_, '_>| grid.rows.iter().map(|row| row.name.clone()).collect::<String>();
            let lead = |grid: &Grid<'_, '_>| grid.lead.map_or("", |lead| lead.raw).to_owned();
            grids.iter().map(|grid| (lead(grid), rows(grid))).collect::<Vec<_>>()
        };
        let row = |lead: &str, names: &str| (lead.to_owned(), names.to_owned());
        assert_eq!(shown(&grids.request), [row("First.", "A"), row("", "B"), row("", "")]);
        assert_eq!(shown(&grids.response), [row("", "C")]);
        assert_eq!(shown(&grids.types), [row("", "D")], "a table without types describes no type");
        assert_eq!((counts.rows, findings.into_iter().count()), (4, 0));
    }
}
