//! Reads the tables of parameters, one after the other, into the trees of parameters and of the body.

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::infer::depth::DEEPEST;
use crate::infer::guess::Doubt;
use crate::infer::table::{self, Grid, Grids, Row, RowCounts};
use crate::ir::{Encoding, Fact, Field, Format, Step, Style};
use crate::vocabulary::{self, Column, Position, Role};

use super::encoding;
use super::leaf::leaf;
use super::location::{Evidence, location};
use super::nested::{self, ShownValues};
use super::path::{steps, wire_path};
use super::tree::Tree;

/// What a page says of the request.
#[derive(Debug, Default)]
pub struct Request {
    /// The parameters.
    pub parameters: Tree,
    /// The members of the JSON body, where a section of its own describes it.
    pub body: Tree,
}

impl Request {
    fn tree(&mut self, is_body: bool) -> &mut Tree {
        if is_body { &mut self.body } else { &mut self.parameters }
    }
}

/// Reads the parameters of a page. Sentences are kept where `prose` says so.
pub fn request(
    grids: &Grids<'_, '_>,
    evidence: Evidence<'_>,
    prose: bool,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) -> Request {
    let shown = ShownValues::read(evidence.example);
    let mut reader = Reader { evidence, shown, prose, request: Request::default(), counts, findings };
    let mut before: Option<&Grid<'_, '_>> = None;
    for grid in &grids.request {
        reader.table(grid, before.filter(|before| std::ptr::eq(before.section, grid.section)));
        before = Some(grid);
    }
    for grid in &grids.types {
        reader.type_table(grid);
    }
    let mut request = reader.request;
    request.parameters.fields.iter_mut().for_each(decode);
    // A document needs no text of its own inside: what is written as JSON there is structure.
    request.body.fields.iter_mut().for_each(|member| member.location = None);
    request
}

/// Types what a parameter holds that travels as JSON text.
fn decode(parameter: &mut Field) {
    encoding::decode_json(parameter);
    // Where the encoding tells how the text is made, the format says nothing more.
    if parameter.encoding == Some(Encoding::Json) && parameter.format == Some(Format::Json) {
        parameter.format = None;
        parameter.guessed.remove(&Fact::Format);
    }
}

/// What holds for all rows of a table.
#[derive(Clone, Copy, Debug, Default)]
struct Setting {
    /// Whether they are members of the body.
    is_body: bool,
    /// The parameter that they describe.
    owner: Option<usize>,
    /// Where they travel, by the lead-in or a title.
    position: Option<Position>,
    /// Whether the table has a column that says where each travels.
    has_positions: bool,
}

struct Reader<'r, 'p> {
    evidence: Evidence<'r>,
    shown: ShownValues<'r>,
    prose: bool,
    request: Request,
    counts: &'r mut RowCounts,
    findings: &'r mut Findings<'p>,
}

impl Reader<'_, '_> {
    /// Reads a table: the parameters, or what one of them holds. `before` is the table before it in its section.
    fn table(&mut self, grid: &Grid<'_, '_>, before: Option<&Grid<'_, '_>>) {
        let announcements = grid.lead.iter().map(|lead| lead.raw).chain([&*grid.section.title]);
        let position = match grid.role() {
            Role::Headers => Some(Position::Header),
            _ => announcements.into_iter().find_map(table::announced_position),
        };
        let is_body = grid.role() == Role::Body
            || position == Some(Position::Body)
            || grid.lead.is_some_and(|lead| table::announces_body(lead.raw));
        // Without a word between them, a table with the columns of the one before goes on with it.
        let goes_on = || match grid.lead {
            Some(lead) => position.is_some() || table::continues(lead.raw),
            None => before.is_none_or(|before| before.columns == grid.columns),
        };
        let tree = self.request.tree(is_body);
        let is_first = tree.fields.is_empty();
        let owner = grid.lead.filter(|_| !is_first).and_then(|lead| tree.owner(lead.raw));
        // A further table in the section of the parameters says what one of them holds, or describes values. Where
        // nothing says which, its rows are no parameters.
        if !is_first && owner.is_none() && !is_body && !goes_on() {
            self.skip_table(grid);
            return;
        }
        let levels = nested::levels(&grid.rows, &self.shown);
        let has_positions = grid.columns.has(Column::Position);
        self.rows(&grid.rows, &levels, Setting { is_body, owner, position, has_positions });
    }

    /// Reads a table in a section of its own: what the parameter or the type holds that the section's title names.
    fn type_table(&mut self, grid: &Grid<'_, '_>) {
        let Some(owner) = self.request.parameters.owner(&grid.section.title) else { return self.skip_table(grid) };
        let levels: Vec<usize> = grid.rows.iter().map(|row| row.marks).collect();
        self.rows(&grid.rows, &levels, Setting { owner: Some(owner), ..Setting::default() });
    }

    fn rows(&mut self, rows: &[Row<'_>], levels: &[usize], setting: Setting) {
        let mut open: Vec<String> = Vec::new();
        let mut names: HashSet<&str> = HashSet::new();
        for (row, &level) in rows.iter().zip(levels) {
            if self.is_of_every_call(row, setting) {
                self.counts.skipped += 1;
                continue;
            }
            let path = steps(row, level, &mut open);
            if path.len() > DEEPEST {
                self.skip(row, "row-too-deep", "lies too deep");
            } else if self.insert(row, &path, setting) {
                self.counts.fields += 1;
                names.insert(&row.name);
            } else if names.insert(&row.name) {
                self.skip_item(row);
            } else {
                self.skip(row, "row-repeated", "has a row already");
            }
        }
    }

    /// Whether a row describes what every call has, which is no parameter of the operation.
    fn is_of_every_call(&self, row: &Row<'_>, setting: Setting) -> bool {
        self.evidence.route.style == Style::Rpc && row.name == vocabulary::ACTION
            || row.position.or(setting.position) == Some(Position::Header) && vocabulary::is_call_header(&row.name)
    }

    /// Puts a row into its tree. False where it stands there already.
    fn insert(&mut self, row: &Row<'_>, path: &[Step], setting: Setting) -> bool {
        let tree = self.request.tree(setting.is_body);
        if let (Some(ty), [Step::Field(name)], None) = (row.class.type_name(), path, setting.owner) {
            tree.see_type(ty, name);
        }
        let (leaf, grounds) = leaf(row, self.prose);
        let is_new = match setting.owner {
            Some(owner) => tree.insert_below(owner, path, leaf),
            None => {
                let name = path.first().map_or("", Step::name);
                let stated = row.position.or(setting.position).or(setting.is_body.then_some(Position::Body));
                tree.insert(path, leaf, location(name, stated, setting.has_positions, self.evidence))
            }
        };
        if is_new && !grounds.is_empty() {
            let owner = setting.owner.map(|owner| &tree.fields[owner]);
            let path = wire_path(owner, path);
            tree.doubts.push(Doubt { at: row.at, path, grounds });
        }
        is_new
    }

    fn skip(&mut self, row: &Row<'_>, code: &'static str, why: &str) {
        self.counts.skipped += 1;
        let message = format!("the parameter {} {why}; this row is left out", row.name);
        self.findings.at(code, row.at, message, "keep the row that is right");
    }

    /// Leaves out a row such as `Filter.2.Key`, where `Filter.1.Key` has one: it says nothing wrong, and nothing new of the
    /// list.
    fn skip_item(&mut self, row: &Row<'_>) {
        self.counts.skipped += 1;
        let message = format!("the row of {} describes a list that has a row already; it is left out", row.name);
        let help = "describe the items of the list in one row, with N for their number";
        self.findings.at("row-of-series", row.at, message, help);
    }

    fn skip_table(&mut self, grid: &Grid<'_, '_>) {
        let count = grid.rows.len();
        self.counts.skipped += count;
        let message = format!(
            "nothing says which parameter this table of {count} row{} describes; it is left out",
            if count == 1 { "" } else { "s" }
        );
        let help = "name the parameter in the paragraph above the table, or in the title of its section";
        self.findings.at("table-without-owner", grid.at(), message, help);
    }
}
