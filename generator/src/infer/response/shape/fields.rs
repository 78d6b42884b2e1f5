//! Makes the specification's fields of the found tree.

use super::kind::FieldKind;
use super::nesting::with_fields;
use super::tree::{FieldTree, Known};
use crate::infer::response::id::{Arena, FieldId, ItemId, RowId};
use crate::infer::response::search::tree::Tree;
use crate::ir::{Field, Items, Type, WirePath};
use crate::words::plural::singular;

/// The wire paths of an item's field, such as `Changes.Change[].Id`.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The item's own path.
    pub own: WirePath,
    /// The path that its fields begin with, such as `Changes.Change[]`.
    pub inside: WirePath,
}

/// The fields that a found tree comes to.
#[derive(Debug)]
pub struct Made {
    /// The fields at the root.
    pub fields: Vec<Field>,
    /// Where each item came to stand; nowhere if it was left out.
    pub paths: Arena<ItemId, Paths>,
    /// The items that were left out, because another one of their name stands where they would.
    pub doubles: Vec<(ItemId, Option<ItemId>)>,
    /// The wrappers whose list is called as the description calls its items, with that name.
    pub told: Vec<(ItemId, String)>,
}

/// Makes fields of the found tree. `describe` fills in what the rows say beyond their type.
pub fn fields(known: Known<'_>, tree: &Tree, describe: &mut dyn FnMut(RowId, &mut Field)) -> Made {
    let tree = FieldTree::new(known, tree);
    let paths = Arena::filled(Paths::default(), known.items.len());
    let mut maker = Maker { tree: &tree, paths, told: Vec::new(), describe };
    let fields =
        tree.at(FieldId::ROOT).children.iter().map(|&child| maker.field(child, &WirePath::default())).collect();
    let (paths, told) = (maker.paths, maker.told);
    let doubles = tree.doubles.iter().map(|&(item, stays)| (item, tree.at(stays).item)).collect();
    Made { fields, paths, doubles, told }
}

/// Makes fields one by one, from above.
struct Maker<'a> {
    tree: &'a FieldTree<'a>,
    paths: Arena<ItemId, Paths>,
    told: Vec<(ItemId, String)>,
    describe: &'a mut dyn FnMut(RowId, &mut Field),
}

impl Maker<'_> {
    /// Makes a field and everything below it; `prefix` is the path of what holds it.
    fn field(&mut self, id: FieldId, prefix: &WirePath) -> Field {
        let tree = self.tree;
        let mut made = Field { name: tree.name(id).to_owned(), ..Field::default() };
        let kind = tree.kind(id);
        let (inner, is_told) = if let FieldKind::Wrapped(_) = kind { inner_name(tree, id) } else { Default::default() };
        self.told.extend(tree.at(id).item.filter(|_| is_told).map(|item| (item, inner.clone())));
        let own = prefix.child(&made.name);
        let inside = match &kind {
            FieldKind::Array(items) => inside(&own, items),
            FieldKind::Wrapped(items) => inside(&own.child(&inner), items),
            FieldKind::Scalar(_) | FieldKind::Object | FieldKind::Map(_) => own.clone(),
        };
        let children = &tree.at(tree.doubled_list(id).unwrap_or(id)).children;
        let below = children.iter().map(|&child| self.field(child, &inside)).collect();
        if let Some(item) = tree.at(id).item {
            self.paths[item] = Paths { own, inside };
        }
        match kind {
            FieldKind::Scalar(ty) => made.ty = ty,
            FieldKind::Object => (made.ty, made.fields) = (Type::Object, below),
            FieldKind::Map(values) => (made.ty, made.items) = (Type::Map, values.map(Box::new)),
            FieldKind::Array(items) => (made.ty, made.items) = (Type::Array, list(items, below)),
            FieldKind::Wrapped(items) => {
                made.ty = Type::Object;
                made.fields =
                    vec![Field { name: inner, ty: Type::Array, items: list(items, below), ..Field::default() }];
            }
        }
        if let Some(row) = tree.item(id).and_then(|item| item.row) {
            (self.describe)(row, &mut made);
        }
        made
    }
}

/// The path of what the innermost items of a list hold.
fn inside(list: &WirePath, items: &Items) -> WirePath {
    match &items.items {
        Some(inner) if items.ty == Type::Array => inside(&list.item(), inner),
        _ => list.item(),
    }
}

/// The items of a list: objects where it has fields.
fn list(items: Items, fields: Vec<Field>) -> Option<Box<Items>> {
    Some(Box::new(if fields.is_empty() { items } else { with_fields(items, fields) }))
}

/// The list's name inside a wrapper that no row stands for: the example's, another page's, the one that the description
/// tells, that of a wrapper that the name ends with, else the singular, else what wrappers of a like name hold. With it, whether
/// the description alone tells it.
fn inner_name(tree: &FieldTree<'_>, field: FieldId) -> (String, bool) {
    let sample = tree.known.sample;
    match tree.at(field).node.and_then(|node| sample.only_list(node)) {
        Some(list) => (sample[list].name.clone(), false),
        None => {
            let outer = tree.name(field);
            let knowledge = tree.known.knowledge;
            let usual = || match singular(outer) {
                same if same == outer => knowledge.inner_by_last_words(outer).map_or(same, str::to_owned),
                singular => singular,
            };
            if tree.siblings_repeat_names(field) {
                return (outer.to_owned(), false);
            }
            let told = || tree.item(field).and_then(|item| item.told.as_deref());
            match (knowledge.inner_name(outer), told()) {
                (Some(known), _) => (known.to_owned(), false),
                // The singular needs nobody to tell it.
                (None, Some(told)) => (told.to_owned(), told != singular(outer)),
                (None, None) => (knowledge.inner_of_last_words(outer).map_or_else(usual, str::to_owned), false),
            }
        }
    }
}
