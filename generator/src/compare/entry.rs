//! The parameters and fields of an operation as a flat list of wire paths.

use std::collections::BTreeSet;

use crate::ir::{Field, Items, Operation, Type};

/// Which half of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Request,
    Response,
}

/// A parameter, a field, or what an array or map holds.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    pub(super) side: Side,
    /// The wire path; of two siblings of one name the second has `#2` after it.
    pub(super) path: String,
    /// The path of what holds it, empty at the top.
    pub(super) parent: String,
    pub(super) ty: Type,
    /// Absent for the items of an array.
    pub(super) field: Option<&'a Field>,
}

impl Entry<'_> {
    /// A key that no other entry of the operation has.
    pub(super) fn place(&self) -> String {
        format!("{:?} {}", self.side, self.path)
    }

    pub(super) fn name(&self) -> &str {
        self.field.map_or("", |field| &field.name)
    }
}

/// Every entry of an operation, parents before what they hold, in the order of the page.
pub(super) fn all(operation: &Operation) -> Vec<Entry<'_>> {
    let mut entries = of_side(operation, Side::Request);
    entries.extend(of_side(operation, Side::Response));
    entries
}

pub(super) fn of_side(operation: &Operation, side: Side) -> Vec<Entry<'_>> {
    let mut walk = Walk { side, entries: Vec::new(), seen: BTreeSet::new() };
    match side {
        Side::Request => {
            walk.fields(&operation.request, "");
            walk.fields(&operation.body, "");
        }
        Side::Response => walk.fields(&operation.response, ""),
    }
    walk.entries
}

struct Walk<'a> {
    side: Side,
    entries: Vec<Entry<'a>>,
    seen: BTreeSet<String>,
}

impl<'a> Walk<'a> {
    fn fields(&mut self, fields: &'a [Field], parent: &str) {
        for field in fields {
            let mut path = if parent.is_empty() { field.name.clone() } else { format!("{parent}.{}", field.name) };
            let base = path.clone();
            let mut number = 1;
            while !self.seen.insert(path.clone()) {
                number += 1;
                path = format!("{base}#{number}");
            }
            self.entries.push(Entry {
                side: self.side,
                path: path.clone(),
                parent: parent.to_owned(),
                ty: field.ty,
                field: Some(field),
            });
            self.items(field.items.as_deref(), field.ty, &path);
            self.fields(&field.fields, &path);
        }
    }

    fn items(&mut self, items: Option<&'a Items>, holder: Type, parent: &str) {
        let Some(items) = items else { return };
        let path = format!("{parent}{}", if holder == Type::Map { "{}" } else { "[]" });
        self.entries.push(Entry {
            side: self.side,
            path: path.clone(),
            parent: parent.to_owned(),
            ty: items.ty,
            field: None,
        });
        self.items(items.items.as_deref(), items.ty, &path);
        self.fields(&items.fields, &path);
    }
}
