//! The request: parameters, their tree, their types and where they travel.

mod encoding;
mod location;
mod nested;
mod path;

use std::collections::{HashMap, HashSet};

use crate::diagnostic::Findings;
use crate::ir::{Bounds, Encoding, Fact, Field, Format, Items, Location, Step, Style, Type};
use crate::read::{Content, Page, Table, Text};
use crate::vocabulary::{self, Column, Position, Role};

use super::depth::DEEPEST;
use super::facts::{Ground, describe};
use super::guess::Doubt;
use super::table::{self, Class, Row, RowCounts};
pub use location::{Evidence, Positions};
use path::{steps, wire_path};

/// What the parameters of a page are read by.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// What tells where they travel.
    pub location: Evidence<'c>,
    /// The offsets of the titles of sections that describe types of the response.
    pub described: &'c [usize],
    /// Whether sentences are kept.
    pub prose: bool,
}

/// What a page says of the request.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// The parameters.
    pub parameters: Vec<Field>,
    /// The members of the JSON body, where a section of its own describes it.
    pub body: Vec<Field>,
    /// Rows of parameters with facts that are guesses.
    pub doubts: Vec<Doubt>,
    /// The same of the body.
    pub body_doubts: Vec<Doubt>,
}

/// Reads the parameters of a page.
pub fn request(page: &Page<'_>, context: Context<'_>, counts: &mut RowCounts, findings: &mut Findings<'_>) -> Request {
    let mut request = Request::default();
    let (mut of_parameters, mut of_body) = (Places::default(), Places::default());
    let mut lead: Option<Text<'_>> = None;
    let is_read = |role| matches!(role, Role::Headers | Role::Request | Role::Body);
    for section in page.sections.iter().filter(|section| is_read(section.role)) {
        let mut before: Option<&Table<'_>> = None;
        for content in &section.content {
            match content {
                Content::Text(text) => lead = Some(*text),
                Content::Fence(_) => {}
                Content::Table(table) => {
                    let announced = match section.role {
                        Role::Headers => Some(Position::Header),
                        _ => {
                            lead.map(|lead| lead.raw).into_iter().chain([&*section.title]).find_map(announced_position)
                        }
                    };
                    let in_body = section.role == Role::Body
                        || announced == Some(Position::Body)
                        || lead.is_some_and(|lead| announces_body(lead.raw));
                    // Without a word between them, a table with the columns of the one before goes on with it.
                    let goes_on = match lead {
                        Some(lead) => announced.is_some() || continues(lead.raw),
                        None => before.is_none_or(|before| table::columns(before) == table::columns(table)),
                    };
                    let mut rows = table::parameter_rows(table, counts, findings);
                    rows.iter_mut().for_each(|row| row.position = row.position.or(announced));
                    nested::nest(&mut rows, context.location.example);
                    let (parameters, places, doubts) = if in_body {
                        (&mut request.body, &mut of_body, &mut request.body_doubts)
                    } else {
                        (&mut request.parameters, &mut of_parameters, &mut request.doubts)
                    };
                    let mut reader = Reader { context, in_body, parameters, places, doubts, counts, findings };
                    reader.table(table, rows, lead.take(), goes_on);
                    before = Some(table);
                }
            }
        }
    }
    for (section, table) in table::type_tables(page).filter(|(section, _)| !context.described.contains(&section.at)) {
        let rows = table::rows(table, counts, findings);
        let (parameters, places, doubts) = (&mut request.parameters, &mut of_parameters, &mut request.doubts);
        let mut reader = Reader { context, in_body: false, parameters, places, doubts, counts, findings };
        match reader.owner(&section.title) {
            Some(owner) => reader.rows(rows, Some(owner), false),
            None => reader.skip_table(table, &rows),
        }
    }
    for parameter in &mut request.parameters {
        encoding::decode_json(parameter);
        // Where the encoding tells how the text is made, the format says nothing more.
        if parameter.encoding == Some(Encoding::Json) && parameter.format == Some(Format::Json) {
            parameter.format = None;
            parameter.guessed.remove(&Fact::Format);
        }
    }
    // A document needs no text of its own inside: what is written as JSON there is structure.
    for member in &mut request.body {
        member.location = None;
    }
    request
}

/// Reads the tables of a page one after the other.
struct Reader<'r, 'p> {
    context: Context<'r>,
    in_body: bool,
    parameters: &'r mut Vec<Field>,
    places: &'r mut Places,
    doubts: &'r mut Vec<Doubt>,
    counts: &'r mut RowCounts,
    findings: &'r mut Findings<'p>,
}

impl Reader<'_, '_> {
    /// Reads a table: the parameters, or what one of them holds.
    fn table(&mut self, table: &Table<'_>, rows: Vec<Row<'_>>, lead: Option<Text<'_>>, goes_on: bool) {
        let columns = table::columns(table);
        let is_first = self.parameters.is_empty();
        let owner = lead.filter(|_| !is_first).and_then(|lead| self.owner(lead.raw));
        // A further table in the section of the parameters says what one of them holds, or describes values. Where
        // nothing says which, its rows are no parameters.
        if !is_first && owner.is_none() && !self.in_body && !goes_on {
            self.skip_table(table, &rows);
            return;
        }
        self.rows(rows, owner, columns.contains(&Some(Column::Position)));
    }

    /// Reads rows: parameters, or what an owner holds.
    fn rows(&mut self, rows: Vec<Row<'_>>, owner: Option<usize>, has_positions: bool) {
        let mut open: Vec<String> = Vec::new();
        let mut names: HashSet<String> = HashSet::new();
        for row in rows {
            if self.context.location.route.style == Style::Rpc && row.name == vocabulary::ACTION {
                self.counts.skipped += 1;
                continue;
            }
            if row.position == Some(Position::Header) && vocabulary::is_call_header(&row.name) {
                self.counts.skipped += 1;
                continue;
            }
            let path = steps(&row, &mut open);
            if let (Some(ty), [Step::Field(name)], None) = (row.class.type_name(), &*path, owner) {
                self.places.of_type.entry(ty.to_owned()).or_insert_with(|| name.clone());
            }
            if path.len() > DEEPEST {
                self.skip(&row, "row-too-deep", "lies too deep");
                continue;
            }
            let (leaf, grounds) = parameter(&row, self.context.prose);
            let inserted = match owner {
                Some(owner) => {
                    insert_below(&mut self.parameters[owner], self.places.below.entry(owner).or_default(), &path, leaf)
                }
                None => {
                    let name = path.first().map_or("", Step::name);
                    let location = location::location(&row, name, self.context.location, self.in_body, has_positions);
                    insert(self.parameters, self.places, &path, leaf, Some(location))
                }
            };
            let is_new_name = names.insert(row.name.clone());
            if inserted {
                self.counts.fields += 1;
                if !grounds.is_empty() {
                    let owner = owner.map(|owner| &self.parameters[owner]);
                    self.doubts.push(Doubt { at: row.at, path: wire_path(owner, &path), grounds });
                }
            } else if is_new_name {
                self.skip_item(&row);
            } else {
                self.skip(&row, "row-repeated", "has a row already");
            }
        }
    }

    /// The parameter that a lead-in names, by its name or its type's; the last one where it names several.
    fn owner(&self, lead: &str) -> Option<usize> {
        let names = table::lead_names(lead);
        let Places { at, of_type, .. } = &*self.places;
        let typed = |name: &String| at.get(of_type.get(name)?).copied();
        names.iter().rev().find_map(|name| at.get(name).copied().or_else(|| typed(name)))
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

    fn skip_table(&mut self, table: &Table<'_>, rows: &[Row<'_>]) {
        self.counts.skipped += rows.len();
        let message = format!(
            "nothing says which parameter this table of {} row{} describes; it is left out",
            rows.len(),
            if rows.len() == 1 { "" } else { "s" }
        );
        let help = "name the parameter in the paragraph above the table, or in the title of its section";
        let at = table.header.first().map_or(0, |cell| cell.at);
        self.findings.at("table-without-owner", at, message, help);
    }
}

/// Whether a lead-in says that the table below it lists the members of the body. A long text says many things.
fn announces_body(lead: &str) -> bool {
    let lead = lead.to_lowercase();
    lead.len() <= 300 && vocabulary::BODIES.iter().any(|word| lead.contains(word))
}

/// Where the parameters of a table travel, if its lead-in or the title above it says so: `### Query参数`.
fn announced_position(lead: &str) -> Option<Position> {
    let lead = lead.trim_start_matches(['#', '*', '-', ' ']);
    // A sentence that mentions a body announces nothing.
    (lead.len() <= 60).then(|| vocabulary::position(lead)).flatten()
}

/// Whether a lead-in says that the table before goes on.
fn continues(lead: &str) -> bool {
    let lead = lead.to_lowercase();
    vocabulary::CONTINUATIONS.iter().any(|phrase| lead.contains(phrase))
}

/// Puts what a further table lists into the parameter that it describes. A text that holds fields is JSON text.
fn insert_below(owner: &mut Field, places: &mut Places, path: &[Step], leaf: Leaf) -> bool {
    if matches!(owner.ty, Type::String | Type::Any) {
        let is_list = owner.example.trim_start().starts_with('[');
        owner.encoding = Some(Encoding::Json);
        owner.ty = if is_list { Type::Array } else { Type::Object };
    }
    insert(fields_of(owner), places, path, leaf, None)
}

/// The fields of an object, or of the items of a list, however far lists nest; what was met as something else becomes one.
fn fields_of(field: &mut Field) -> &mut Vec<Field> {
    if field.ty != Type::Array {
        (field.ty, field.items) = (Type::Object, None);
        return &mut field.fields;
    }
    fields_of_items(field.items.get_or_insert_default())
}

fn fields_of_items(items: &mut Items) -> &mut Vec<Field> {
    if items.ty == Type::Array {
        return fields_of_items(items.items.get_or_insert_default());
    }
    (items.ty, items.items) = (Type::Object, None);
    &mut items.fields
}

/// Where the fields of a tree stand among their siblings, by name: a long table is not searched for every row.
#[derive(Debug, Default)]
struct Places {
    at: HashMap<String, usize>,
    /// The first field of a type that the reference has a name for.
    of_type: HashMap<String, String>,
    below: HashMap<usize, Places>,
}

/// A parameter without its place in the tree.
#[derive(Debug)]
struct Leaf {
    field: Field,
    /// How many items the list has that the parameter's name counts, as `Tag.N.Key` does.
    count: Bounds<u64>,
}

/// Makes a parameter of a row, without its place in the tree; which of its facts are guesses comes second.
fn parameter(row: &Row<'_>, prose: bool) -> (Leaf, Vec<(Fact, Ground)>) {
    let ty = match row.class {
        Class::Scalar(ty) => ty,
        Class::Object => Type::Object,
        Class::Map(_) => Type::Map,
        Class::List(_) => Type::Array,
        Class::Json | Class::Blank | Class::Named(_) => Type::String,
    };
    let items = row.class.items().map(Box::new);
    let mut field = Field { ty, items, required: row.required == Some(true), ..Field::default() };
    let described = describe(row, prose, &mut field);
    let count = if described.counts_list { std::mem::take(&mut field.size) } else { Bounds::default() };
    (Leaf { field, count }, described.doubts)
}

/// Puts a parameter at its path; containers that only names imply are made on the way. False where it stands already.
fn insert(
    fields: &mut Vec<Field>,
    places: &mut Places,
    path: &[Step],
    mut leaf: Leaf,
    location: Option<Location>,
) -> bool {
    let Some((Step::Field(name), mut rest)) = path.split_first() else { return false };
    let at = places.at.get(name).copied();
    let is_new = at.is_none();
    let at = at.unwrap_or_else(|| {
        fields.push(Field { name: name.clone(), location, ty: Type::Object, ..Field::default() });
        places.at.insert(name.clone(), fields.len() - 1);
        fields.len() - 1
    });
    let field = &mut fields[at];
    let mut depth = 0;
    while let Some((Step::Item, after)) = rest.split_first() {
        depth += 1;
        rest = after;
    }
    if rest.is_empty() {
        // What only the names of other rows implied says nothing yet; a row of its own may fill it in.
        let is_blank = depth > 0 && field.example.is_empty() && field.description.is_empty() && field.fields.is_empty();
        if !is_new && !is_blank {
            return false;
        }
        if leaf.field.size.is_open() {
            leaf.field.size = leaf.count;
        }
        *field = at_leaf(name, leaf.field, location, depth);
        places.below.remove(&at);
        return true;
    }
    if depth > 0 && field.size.is_open() {
        field.size = std::mem::take(&mut leaf.count);
    }
    let below = if depth > 0 {
        let mut items = as_list(field);
        for _ in 1..depth {
            items.ty = Type::Array;
            items = items.items.get_or_insert_default();
        }
        fields_of_items(items)
    } else {
        fields_of(field)
    };
    // Only the top level says where it travels.
    insert(below, places.below.entry(at).or_default(), rest, leaf, None)
}

/// The parameter at the end of its path: a list of its type for every index behind its name.
fn at_leaf(name: &str, leaf: Field, location: Option<Location>, depth: usize) -> Field {
    let mut made = Field { name: name.to_owned(), location, ..leaf };
    if depth == 0 {
        return made;
    }
    // `RepeatList` and `Array` on an indexed name say again what the index says: the items are strings.
    let items = made.items.take().map(|items| *items);
    let mut items = match made.ty {
        Type::Array => items.unwrap_or_default(),
        ty => Items { ty, items: items.map(Box::new), fields: std::mem::take(&mut made.fields) },
    };
    for _ in 1..depth {
        items = Items { ty: Type::Array, items: Some(Box::new(items)), fields: Vec::new() };
    }
    (made.ty, made.items) = (Type::Array, Some(Box::new(items)));
    made
}

/// Makes a list of a field that was met as something else, and gives what it holds.
fn as_list(field: &mut Field) -> &mut Items {
    if field.ty != Type::Array {
        let fields = std::mem::take(&mut field.fields);
        field.items = Some(Box::new(Items { ty: Type::Object, items: None, fields }));
        field.ty = Type::Array;
    }
    field.items.get_or_insert_default()
}

#[cfg(test)]
mod tests;
