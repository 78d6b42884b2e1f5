//! The parameters and fields of an operation as a flat list of wire paths.

use std::collections::BTreeSet;

use crate::ir::{Field, Node, Operation, Side, Step, Type, WirePath, walk};

/// A parameter, a field, or what an array or map holds.
#[derive(Clone, Debug)]
pub(super) struct Entry<'a> {
    side: Side,
    /// The wire path; of two siblings of one name the second has `#2` after it.
    pub(super) path: WirePath,
    /// The path of what holds it, empty at the top.
    pub(super) parent: WirePath,
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

/// Every entry of an operation, those of the request first.
pub(super) fn all(operation: &Operation) -> Vec<Entry<'_>> {
    let mut entries = of_side(operation, Side::Request);
    entries.extend(of_side(operation, Side::Response));
    entries
}

/// Every entry of a side, parents before what they hold, in the order of the page. The members of the body count as
/// parameters.
pub(super) fn of_side(operation: &Operation, side: Side) -> Vec<Entry<'_>> {
    let (mut entries, mut seen) = (Vec::new(), BTreeSet::new());
    // The paths around the one that is visited, as they were numbered.
    let mut around: Vec<WirePath> = Vec::new();
    walk(operation, &mut |at, path, node| {
        let at = if at == Side::Body { Side::Request } else { at };
        let (Some(last), true) = (path.steps().last(), at == side) else { return };
        around.truncate(path.steps().len() - 1);
        let parent = around.last().cloned().unwrap_or_default();
        let mut path = parent.clone();
        path.push(last.clone());
        let mut number = 1;
        while matches!(last, Step::Field(_)) && !seen.insert(path.clone()) {
            number += 1;
            path.pop();
            path.push(Step::Field(format!("{}#{number}", last.name())));
        }
        around.push(path.clone());
        let (ty, field) = match node {
            Node::Field(field) => (field.ty, Some(field)),
            Node::Items(items) => (items.ty, None),
        };
        entries.push(Entry { side, path, parent, ty, field });
    });
    entries
}
