//! Reads the tables of parameters, one after the other, into the trees of parameters and of the body.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Findings;
use crate::infer::depth::DEEPEST;
use crate::infer::guess::Doubt;
use crate::infer::table::{self, Class, Grid, Grids, Row, RowCounts};
use crate::ir::{Encoding, Fact, Format, Step, Style};
use crate::vocabulary::{self, Column, Position, Role, has_body};

use super::body;
use super::encoding;
use super::leaf::leaf;
use super::location::{Evidence, location};
use super::nested;
use super::parts::Request;
use super::path::{steps, wire_path};
use super::shown::{ShownValues, structure};
use super::tree::{Owner, Tree};

/// Reads the parameters of a page. Sentences are kept where `prose` says so.
pub fn request(
    grids: &Grids<'_, '_>,
    evidence: Evidence<'_>,
    prose: bool,
    counts: &mut RowCounts,
    findings: &mut Findings<'_>,
) -> Request {
    let mut shown = ShownValues::read(evidence.example);
    shown.add_body(evidence.body);
    let mut reader = Reader {
        evidence,
        shown,
        prose,
        request: Request::default(),
        latest: None,
        described: HashSet::new(),
        loose: HashSet::new(),
        places: HashMap::new(),
        counts,
        findings,
    };
    let mut before: Option<&Grid<'_, '_>> = None;
    for grid in &grids.request {
        reader.table(grid, before.filter(|before| std::ptr::eq(before.section, grid.section)));
        before = Some(grid);
    }
    for grid in &grids.types {
        reader.type_table(grid);
    }
    reader.finish()
}

/// What holds for all rows of a table.
#[derive(Clone, Debug, Default)]
struct Setting {
    /// Whether they are members of the body.
    is_body: bool,
    /// What they describe, if they are no parameters themselves.
    owner: Option<Owner>,
    /// Where they travel, by the lead-in or a title.
    position: Option<Position>,
    /// Whether the table has a column that says where each travels.
    has_positions: bool,
}

/// What a table described: whether in the body, the parameter, and the member of it.
type Described = (bool, usize, Option<String>);

struct Reader<'r, 'p> {
    evidence: Evidence<'r>,
    shown: ShownValues<'r>,
    prose: bool,
    request: Request,
    /// The parameter that the table before described.
    latest: Option<usize>,
    /// What tables described, by tree.
    described: HashSet<Described>,
    /// What several tables described.
    loose: HashSet<Described>,
    /// The rows of texts that may be JSON.
    places: HashMap<String, usize>,
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
        let latest = self.latest.filter(|&latest| latest < tree.fields.len());
        let named = grid.lead.filter(|_| !is_first).and_then(|lead| tree.owner(lead.raw, latest));
        let untold = || tree.only_untold().filter(|_| grid.lead.is_none() && before.is_some());
        let at_top = grid.rows.iter().any(|row| self.shown.has(&row.name));
        let held = || tree.owner_shown(&grid.rows).or_else(untold).filter(|_| !at_top && !is_first);
        let owner = named.or_else(held);
        self.describe(&owner, is_body);
        // A further table in the section of the parameters says what one of them holds, or describes values. Where
        // nothing says which, its rows are no parameters.
        if !is_first && owner.is_none() && !is_body && !goes_on() {
            self.skip_table(grid);
            return;
        }
        let levels = nested::levels(&grid.rows, &self.shown);
        let has_positions = grid.columns.has(Column::Position);
        self.rows(&grid.rows, &levels, &Setting { is_body, owner, position, has_positions });
    }

    /// Reads a table in a section of its own: what the parameter or the type holds that its lead-in or the section's title
    /// names.
    fn type_table(&mut self, grid: &Grid<'_, '_>) {
        if let Some(ty) = &grid.describes {
            return self.linked_table(grid, ty);
        }
        let tree = &self.request.parameters;
        let by_lead = grid.lead.and_then(|lead| tree.owner(lead.raw, self.latest));
        let Some(owner) = by_lead.or_else(|| tree.owner(&grid.section.title, None)) else {
            return self.skip_table(grid);
        };
        let levels: Vec<usize> = grid.rows.iter().map(|row| row.marks).collect();
        let owner = Some(owner);
        self.describe(&owner, false);
        self.rows(&grid.rows, &levels, &Setting { owner, ..Setting::default() });
    }

    /// Reads the table of a type's own page: what every field of the type holds.
    fn linked_table(&mut self, grid: &Grid<'_, '_>, ty: &str) {
        let of_type = |tree: &Tree| tree.of_type(ty).into_iter();
        let parameters = of_type(&self.request.parameters).map(|owner| (false, owner));
        let owners: Vec<_> = parameters.chain(of_type(&self.request.body).map(|owner| (true, owner))).collect();
        if owners.is_empty() {
            return self.skip_table(grid);
        }
        // What is written once and holds for several fields is as many rows.
        self.counts.rows += grid.rows.len() * (owners.len() - 1);
        let levels: Vec<usize> = grid.rows.iter().map(|row| row.marks).collect();
        for (is_body, owner) in owners {
            let owner = Some(owner);
            self.describe(&owner, is_body);
            self.rows(&grid.rows, &levels, &Setting { is_body, owner, ..Setting::default() });
        }
    }

    /// Notes that a table describes something. A second one describes another kind of it: no member is in all of them.
    fn describe(&mut self, owner: &Option<Owner>, is_body: bool) {
        self.latest = owner.as_ref().map_or(self.latest, |owner| Some(owner.parameter));
        let Some(owner) = owner else { return };
        let described = (is_body, owner.parameter, owner.member.clone());
        if !self.described.insert(described.clone()) && self.loose.insert(described) {
            self.request.tree(is_body).loosen(owner);
        }
    }

    /// Types what texts and empty containers hold by the examples, once all rows are read.
    fn finish(mut self) -> Request {
        for parameter in &mut self.request.parameters.fields {
            if let Some(problem) = encoding::decode_json(parameter, self.shown.text(&parameter.name)) {
                let message =
                    format!("the example of {} was read as JSON after a repair: {}", parameter.name, problem.message);
                let at = self.places.get(&parameter.name).copied().unwrap_or_default();
                let help = "write a whole example as JSON; if the value is no JSON, settle it in overrides.yaml";
                self.findings.at("parameter-example-repaired", at, message, help);
            }
            // Where the encoding tells how the text is made, the format says nothing more.
            if parameter.encoding == Some(Encoding::Json) && parameter.format == Some(Format::Json) {
                parameter.format = None;
                parameter.guessed.remove(&Fact::Format);
            }
        }
        for field in self.request.parameters.fields.iter_mut().chain(&mut self.request.body.fields) {
            if let Some(value) = structure(&field.example).or_else(|| self.shown.value(&field.name)) {
                encoding::fill(field, &value);
            }
        }
        // A document needs no text of its own inside: what is written as JSON there is structure.
        self.request.body.fields.iter_mut().for_each(|member| member.location = None);
        body::settle(&mut self.request, &self.shown, self.evidence.route);
        self.request
    }

    fn rows(&mut self, rows: &[Row<'_>], levels: &[usize], setting: &Setting) {
        let mut open: Vec<String> = Vec::new();
        let mut names: HashSet<&str> = HashSet::new();
        for (row, &level) in rows.iter().zip(levels) {
            if self.is_of_every_call(row, setting) {
                self.counts.skipped += 1;
                continue;
            }
            let mut path = steps(row, level, &mut open);
            self.respell(&mut path, setting);
            if path.len() > DEEPEST {
                self.skip(row, "row-too-deep", "lies too deep");
            } else if self.is_in_other_tree(&path, setting) {
                self.skip(row, "row-repeated", "has a row already");
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
    fn is_of_every_call(&self, row: &Row<'_>, setting: &Setting) -> bool {
        self.evidence.route.style == Style::Rpc && row.name == vocabulary::ACTION
            || row.position.or(setting.position) == Some(Position::Header) && vocabulary::is_call_header(&row.name)
    }

    /// Gives a parameter that lost its inner capitals those of the request example.
    fn respell(&self, path: &mut [Step], setting: &Setting) {
        if let (Some(Step::Field(name)), None, false) = (path.first_mut(), &setting.owner, setting.is_body)
            && let Some(spelled) = self.shown.respelled(name)
        {
            spelled.clone_into(name);
        }
    }

    /// Whether the other tree has a parameter of this name: to a caller a member of the body is a parameter like any other.
    fn is_in_other_tree(&mut self, path: &[Step], setting: &Setting) -> bool {
        setting.owner.is_none() && self.request.tree(!setting.is_body).has(path.first().map_or("", Step::name))
    }

    /// Puts a row into its tree. False where it stands there already.
    fn insert(&mut self, row: &Row<'_>, path: &[Step], setting: &Setting) -> bool {
        let tree = self.request.tree(setting.is_body);
        let (leaf, grounds) = leaf(row, self.prose);
        let is_new = match &setting.owner {
            Some(owner) => {
                let mut leaf = leaf;
                let kinds = (setting.is_body, owner.parameter, owner.member.clone());
                leaf.field.required &= !self.loose.contains(&kinds);
                tree.insert_below(owner, path, leaf)
            }
            None => {
                let name = path.first().map_or("", Step::name);
                let route = self.evidence.route;
                let sends_json = route.sends_json && route.style == Style::Roa && has_body(&route.method);
                let is_body = setting.is_body || sends_json && self.shown.has_member(name);
                let stated = row.position.or(setting.position).or(is_body.then_some(Position::Body));
                tree.insert(path, leaf, location(name, stated, setting.has_positions, self.evidence))
            }
        };
        let holder = setting.owner.as_ref();
        if let (true, Some(ty), [Step::Field(name)]) = (is_new, row.class.type_name(), path)
            && holder.is_none_or(|holder| holder.member.is_none())
        {
            tree.see_type(ty, name, holder);
        }
        if let (true, [Step::Field(name)], None) = (is_new, path, &setting.owner) {
            if holds_untold(&row.class) {
                tree.see_untold(name);
            }
            if let Some(value) = structure(&row.example).or_else(|| self.shown.value(name)) {
                tree.see_value(name, &value);
                self.places.insert(name.clone(), row.at);
            }
        }
        if is_new && !grounds.is_empty() {
            let (parameter, path) = match &setting.owner {
                Some(owner) => (Some(&tree.fields[owner.parameter]), owner.path(path)),
                None => (None, path.to_vec()),
            };
            let path = wire_path(parameter, &path);
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
        // The rows of a type's own page stand where the row stands that led to it.
        let at = grid.rows.first().filter(|_| grid.describes.is_some()).map_or_else(|| grid.at(), |row| row.at);
        self.findings.at("table-without-owner", at, message, help);
    }
}

/// Whether a type says that a parameter holds something, and not what: a list or an object, or words such as `JSON格式的List`.
fn holds_untold(class: &Class) -> bool {
    const WORDS: &[&str] = &["json", "list", "array"];
    match class {
        Class::Object | Class::List(None) => true,
        Class::List(Some(item)) => matches!(**item, Class::Named(_)),
        Class::Named(word) => {
            let word = word.to_ascii_lowercase();
            WORDS.iter().any(|known| word.contains(known))
        }
        _ => false,
    }
}
