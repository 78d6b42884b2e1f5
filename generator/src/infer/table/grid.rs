//! The tables of a page, each read once: what it stands below, its columns and its rows.

use crate::diagnostic::Findings;
use crate::read::{Content, Page, Section, Table, Text, plain};
use crate::vocabulary::{self, ACTION, Column, Role};

use super::columns::Columns;
use super::row::{Row, RowCounts, rows};

/// A table of a page, read.
#[derive(Clone, Debug)]
pub struct Grid<'p, 'a> {
    /// The section that it stands in.
    pub section: &'p Section<'a>,
    /// What it lists: what its section is about, unless the table says otherwise.
    role: Role,
    /// The text right above it, if no other table stands between.
    pub lead: Option<Text<'a>>,
    /// The type that it describes, where it stands on a page of that type.
    pub describes: Option<String>,
    /// The table as the page has it.
    pub table: &'p Table<'a>,
    /// Its columns.
    pub columns: Columns,
    /// Its rows, if it lists parameters or fields; what is no field is left out.
    pub rows: Vec<Row<'a>>,
}

impl<'p, 'a> Grid<'p, 'a> {
    /// What it lists: what its section is about, unless the table says otherwise.
    pub fn role(&self) -> Role {
        self.role
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
    let lists_response = page.sections(Role::Response).any(|section| section.tables().next().is_some());
    for section in &page.sections {
        let mut lead = None;
        for content in &section.content {
            let table = match content {
                Content::Text(text) => {
                    lead = Some(*text);
                    continue;
                }
                Content::Fence(_) => continue,
                Content::Table(table) => table,
            };
            let columns = Columns::of(table);
            let is_alone = lead.is_none() && !lists_response;
            let before = grids.request.last().filter(|before| is_alone && std::ptr::eq(before.section, section));
            let role = role(section, table, &columns, before);
            let of_headers = lead.is_some_and(|lead: Text<'_>| announces_headers(lead.raw));
            let role = if role == Role::Response && of_headers { Role::ResponseHeaders } else { role };
            let among = match role {
                Role::Headers | Role::Request | Role::Body => &mut grids.request,
                Role::Response => &mut grids.response,
                Role::Other => &mut grids.types,
                _ => {
                    lead = None;
                    continue;
                }
            };
            let lists_fields = columns.list_fields();
            if role == Role::Other && !(lists_fields && columns.has(Column::Type)) {
                lead = None;
                continue;
            }
            let rows = if lists_fields { rows(table, &columns, counts, findings) } else { Vec::new() };
            // Tables of values stand below those of fields; one that stands first was to list fields.
            if !lists_fields && !table.rows.is_empty() && among.iter().all(|grid| grid.rows.is_empty()) {
                let message = "no column of this table is known to hold names; what it lists is lost";
                let help = "call the columns as other pages do, such as `Name`, `Type` and `Description`";
                findings.at("table-unread", table.header.first().map_or(0, |title| title.at), message, help);
            }
            among.push(Grid { section, role, lead: lead.take(), describes: None, table, columns, rows });
        }
    }
    grids
}

/// The first table of names and types on a page that describes no operation. What is wrong with its rows is none of the
/// operations' matters.
pub fn members<'p, 'a>(page: &'p Page<'a>) -> Option<Grid<'p, 'a>> {
    let sections = page.sections.iter().filter(|section| matches!(section.role, Role::Other | Role::Description));
    sections.flat_map(|section| section.tables().map(move |table| (section, table))).find_map(|(section, table)| {
        let columns = Columns::of(table);
        if !columns.list_fields() || !columns.has(Column::Type) {
            return None;
        }
        let rows = rows(table, &columns, &mut RowCounts::default(), &mut page.findings());
        let grid = Grid { section, role: Role::Other, lead: None, describes: None, table, columns, rows };
        (!grid.rows.is_empty()).then_some(grid)
    })
}

/// What a table lists.
///
/// Evidence: its section; where that says nothing, the title of the names, such as `Return parameters`, or a row `Action`, which
/// only parameters have. A further table below the parameters without the column that says which are required lists the
/// response, where its section has none; `before` is the table that it follows then, with nothing between.
fn role(section: &Section<'_>, table: &Table<'_>, columns: &Columns, before: Option<&Grid<'_, '_>>) -> Role {
    match section.role {
        Role::Other | Role::Description if columns.list_fields() => {
            let names = columns.position(Column::Name);
            let title = names.and_then(|at| table.header.get(at)).map(|title| plain(title.raw));
            let named = title.and_then(|title| vocabulary::section(&title)).map(|(role, _)| role);
            // A title that says no more than parameters is that of any table.
            let named = named.filter(|role| *role == Role::Response);
            let mut cells = table.rows.iter().filter_map(|row| row.cells.get(names?));
            let calls = || cells.any(|cell| plain(cell.raw) == ACTION).then_some(Role::Request);
            named.or_else(calls).unwrap_or(section.role)
        }
        Role::Request if before.is_some_and(|before| lists_no_more(columns, &before.columns)) => Role::Response,
        role => role,
    }
}

/// Whether a lead-in is the title of the headers of the response.
fn announces_headers(lead: &str) -> bool {
    let title = lead.trim_start_matches(['#', '-', '+', ' ']);
    title.len() <= 60 && matches!(vocabulary::section(title), Some((Role::ResponseHeaders, _)))
}

/// Whether a table has no column for what is required, unlike the one before it, and no other that parameters have.
fn lists_no_more(columns: &Columns, before: &Columns) -> bool {
    let only_parameters = [Column::Required, Column::Optional, Column::Position];
    let of_parameters = |columns: &Columns| only_parameters.iter().any(|&column| columns.has(column));
    columns.list_fields() && columns.has(Column::Type) && of_parameters(before) && !of_parameters(columns)
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

    fn roles(text: &str) -> [String; 3] {
        let page = read("p.md", text);
        let grids = grids(&page, &mut RowCounts::default(), &mut page.findings());
        let names =
            |grids: &[Grid<'_, '_>]| grids.iter().flat_map(|grid| &grid.rows).map(|row| row.name.as_str()).collect();
        [names(&grids.request), names(&grids.response), names(&grids.types)]
    }

    #[test]
    fn a_table_may_say_itself_what_it_lists() {
        let parameters = "|Name|Type|Required|Description|\n|--|--|--|--|\n|Action|String|Yes|x|\n|A|String|Yes|x|\n\n";
        let response = HEADER.replace("Parameter", "Return parameter");
        let row = "|B|String|x|\n\n";
        assert_eq!(roles(&format!("# X\n\n{parameters}## Boats\n\n{response}{row}")), ["ActionA", "B", ""]);
        assert_eq!(roles(&format!("# X\n\n{HEADER}{row}## Boats\n\n{HEADER}{row}")), ["", "", "B"]);
    }

    #[test]
    fn a_table_below_the_parameters_may_list_the_response_whose_section_is_empty() {
        let head =
            "# X\n\n## Request parameters\n\n|Name|Type|Required|Description|\n|--|--|--|--|\n|A|String|Yes|x|\n\n";
        let second = format!("{HEADER}|B|String|x|\n\n");
        assert_eq!(roles(&format!("{head}{second}## Response parameters\n\n")), ["A", "B", ""]);
        assert_eq!(roles(&format!("{head}The fields of A:\n\n{second}## Response parameters\n")), ["AB", "", ""]);
        let listed = format!("{head}{second}## Response parameters\n\n{HEADER}|C|String|x|\n");
        assert_eq!(roles(&listed), ["AB", "C", ""]);
    }

    #[test]
    fn headers_of_the_response_are_none_of_its_fields() {
        let table = |name: &str| format!("{HEADER}|{name}|String|x|\n\n");
        let text = format!(
            "# X\n\n## Response parameters\n\n-   Response headers\n\n{}-   Elements\n\n{}",
            table("A"),
            table("B")
        );
        assert_eq!(roles(&text), ["", "B", ""]);
    }
}
