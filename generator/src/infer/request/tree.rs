//! The tree of parameters: it grows row by row, and makes the containers that only names imply.

use std::collections::HashMap;

use crate::infer::guess::Doubt;
use crate::infer::table::lead_names;
use crate::ir::{Encoding, Field, Items, Location, Step, Type};

use super::leaf::Leaf;

/// Parameters, or the members of a body.
#[derive(Debug, Default)]
pub struct Tree {
    /// The fields so far.
    pub fields: Vec<Field>,
    /// Rows with facts that are guesses.
    pub doubts: Vec<Doubt>,
    siblings: Siblings,
    /// The first field of a type that the reference has a name for.
    of_type: HashMap<String, String>,
}

/// Where fields stand among their siblings, by name: a long table is not searched for every row.
#[derive(Debug, Default)]
struct Siblings {
    at: HashMap<String, usize>,
    below: HashMap<usize, Siblings>,
}

impl Tree {
    /// Remembers the type that a field has, which another table may describe.
    pub fn see_type(&mut self, ty: &str, field: &str) {
        if !self.of_type.contains_key(ty) {
            self.of_type.insert(ty.to_owned(), field.to_owned());
        }
    }

    /// The field that a lead-in names, by its name or its type's; the last one where it names several.
    pub fn owner(&self, lead: &str) -> Option<usize> {
        let at = |name: &String| self.siblings.at.get(name).copied();
        let names = lead_names(lead);
        names.iter().rev().find_map(|name| at(name).or_else(|| at(self.of_type.get(name)?)))
    }

    /// Puts a parameter at its path. False where it stands already.
    pub fn insert(&mut self, path: &[Step], leaf: Leaf, location: Location) -> bool {
        insert(&mut self.fields, &mut self.siblings, path, leaf, Some(location))
    }

    /// Puts what a further table lists into the field that it describes. A text that holds fields is JSON text.
    pub fn insert_below(&mut self, owner: usize, path: &[Step], leaf: Leaf) -> bool {
        let field = &mut self.fields[owner];
        if matches!(field.ty, Type::String | Type::Any) {
            let is_list = field.example.trim_start().starts_with('[');
            field.encoding = Some(Encoding::Json);
            field.ty = if is_list { Type::Array } else { Type::Object };
        }
        insert(fields_of(field), self.siblings.below.entry(owner).or_default(), path, leaf, None)
    }
}

/// Puts a parameter at its path; containers that only names imply are made on the way. False where it stands already.
fn insert(
    fields: &mut Vec<Field>,
    siblings: &mut Siblings,
    path: &[Step],
    mut leaf: Leaf,
    location: Option<Location>,
) -> bool {
    let Some((Step::Field(name), rest)) = path.split_first() else { return false };
    let known = siblings.at.get(name).copied();
    let at = known.unwrap_or_else(|| {
        fields.push(Field { name: name.clone(), location, ty: Type::Object, ..Field::default() });
        siblings.at.insert(name.clone(), fields.len() - 1);
        fields.len() - 1
    });
    let field = &mut fields[at];
    let depth = rest.iter().take_while(|step| **step == Step::Item).count();
    let rest = &rest[depth..];
    if rest.is_empty() {
        // What only the names of other rows implied says nothing yet; a row of its own may fill it in.
        let is_blank = depth > 0 && field.example.is_empty() && field.description.is_empty() && field.fields.is_empty();
        if known.is_some() && !is_blank {
            return false;
        }
        // What the list above has been told already says nothing of a member that holds one value.
        let holds_several = depth > 0 || leaf.field.ty == Type::Array;
        if holds_several && leaf.field.size.is_open() {
            leaf.field.size = leaf.count;
        }
        *field = at_leaf(name, leaf.field, location, depth);
        siblings.below.remove(&at);
        return true;
    }
    // Of several lists the index counts the innermost one; whatever the row says later of it, the first row has said it.
    if depth > 0 && !rest.contains(&Step::Item) {
        let count = std::mem::take(&mut leaf.count);
        if field.size.is_open() {
            field.size = count;
        }
    }
    let below = if depth > 0 { fields_of_items(items_at(field, depth)) } else { fields_of(field) };
    // Only the top level says where it travels.
    insert(below, siblings.below.entry(at).or_default(), rest, leaf, None)
}

/// The parameter at the end of its path: a list of its type for every index after its name.
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

/// What a list holds so many lists down; a field that was met as something else becomes one.
fn items_at(field: &mut Field, depth: usize) -> &mut Items {
    let mut items = as_list(field);
    for _ in 1..depth {
        items.ty = Type::Array;
        items = items.items.get_or_insert_default();
    }
    items
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
