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
    /// The lists whose wrapper or name was guessed.
    pub guessed: Vec<GuessedList>,
}

/// A list in a wrapper that no example shows.
#[derive(Debug)]
pub struct GuessedList {
    /// The row of the wrapper.
    pub item: ItemId,
    /// The name of the list.
    pub name: String,
    pub by: GuessedBy,
}

/// What a guess about a list goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuessedBy {
    /// Its description.
    Description,
    /// The lists beside it.
    Siblings,
}

/// Makes fields of the found tree. `describe` fills in what the rows say beyond their type.
pub fn fields(known: Known<'_>, tree: &Tree, describe: &mut dyn FnMut(RowId, &mut Field)) -> Made {
    let tree = FieldTree::new(known, tree);
    let paths = Arena::filled(Paths::default(), known.items.len());
    let mut maker = Maker { tree: &tree, paths, guessed: Vec::new(), describe };
    let fields =
        tree.at(FieldId::ROOT).children.iter().map(|&child| maker.field(child, &WirePath::default())).collect();
    let (paths, guessed) = (maker.paths, maker.guessed);
    let doubles = tree.doubles.iter().map(|&(item, stays)| (item, tree.at(stays).item)).collect();
    Made { fields, paths, doubles, guessed }
}

/// Makes fields one by one, from above.
struct Maker<'a> {
    tree: &'a FieldTree<'a>,
    paths: Arena<ItemId, Paths>,
    guessed: Vec<GuessedList>,
    describe: &'a mut dyn FnMut(RowId, &mut Field),
}

impl Maker<'_> {
    /// Makes a field and everything below it; `prefix` is the path of what holds it.
    fn field(&mut self, id: FieldId, prefix: &WirePath) -> Field {
        let tree = self.tree;
        let mut made = Field { name: tree.name(id).to_owned(), ..Field::default() };
        let kind = tree.kind(id);
        let (inner, by) = if let FieldKind::Wrapped(_) = kind { inner_name(tree, id) } else { Default::default() };
        let guessed = |(item, by)| GuessedList { item, name: inner.clone(), by };
        self.guessed.extend(tree.at(id).item.zip(by).map(guessed));
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

/// The list's name inside a wrapper that no row stands for: the example's, that of the wrapper where those beside it repeat
/// theirs, else as [`usual_name`] has it. With it, what it was guessed by, where nothing better tells the name or the wrapper.
fn inner_name(tree: &FieldTree<'_>, field: FieldId) -> (String, Option<GuessedBy>) {
    let sample = tree.known.sample;
    if let Some(list) = tree.at(field).node.and_then(|node| sample.only_list(node)) {
        return (sample[list].name.clone(), None);
    }
    let (usual, by) = usual_name(tree, field);
    if tree.siblings_repeat_names(field) {
        let outer = tree.name(field);
        let by = (usual != outer || tree.is_wrapped_by_siblings(field)).then_some(GuessedBy::Siblings);
        return (outer.to_owned(), by);
    }
    (usual, by.or(tree.is_wrapped_by_siblings(field).then_some(GuessedBy::Siblings)))
}

/// How a list in a wrapper that the example does not show is called: as on another page, as the description calls its items,
/// as in a wrapper that the name ends with, else by the singular, else as in wrappers of a like name.
fn usual_name(tree: &FieldTree<'_>, field: FieldId) -> (String, Option<GuessedBy>) {
    let (outer, knowledge) = (tree.name(field), tree.known.knowledge);
    let usual = || match singular(outer) {
        same if same == outer => knowledge.inner_by_last_words(outer).map_or(same, str::to_owned),
        singular => singular,
    };
    let told = tree.item(field).and_then(|item| item.told.as_deref());
    match (knowledge.inner_name(outer), told) {
        (Some(known), _) => (known.to_owned(), None),
        // The singular needs nobody to tell it.
        (None, Some(told)) => (told.to_owned(), (told != singular(outer)).then_some(GuessedBy::Description)),
        (None, None) => (knowledge.inner_of_last_words(outer).map_or_else(usual, str::to_owned), None),
    }
}
