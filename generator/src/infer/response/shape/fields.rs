//! Makes the specification's fields of the found tree.

use super::kind::{Kind, doubled_list, kind};
use super::tree::{Evidence, Node, drop_levels, grow, name, only_list};
use crate::infer::response::evidence::plural::singular;
use crate::infer::response::search::tree::Answer;
use crate::ir::{Field, Items, Type};

/// Where an item came to stand, as wire paths: `Changes.Change[].Id`.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// The item's own path.
    pub own: String,
    /// The path that its fields begin with, such as `Changes.Change[]`.
    pub inside: String,
}

/// Makes fields of the best explanation, and says where each item came to stand. `describe` fills in what the rows say
/// beyond their type.
pub fn fields(
    evidence: &Evidence<'_>,
    answer: &Answer,
    describe: &dyn Fn(usize, &mut Field),
) -> (Vec<Field>, Vec<Paths>) {
    let mut tree = grow(answer);
    drop_levels(evidence, &mut tree);
    let mut paths = vec![Paths::default(); evidence.items.len()];
    let mut make = |&child: &usize| field(evidence, &tree, child, "", &mut paths, describe);
    let fields = tree[0].children.iter().map(&mut make).collect();
    (fields, paths)
}

/// Makes a field of a node and of everything below it; `prefix` is the path of what holds it.
fn field(
    evidence: &Evidence<'_>,
    tree: &[Node],
    node: usize,
    prefix: &str,
    paths: &mut [Paths],
    describe: &dyn Fn(usize, &mut Field),
) -> Field {
    let mut children = &tree[node].children;
    if let Some(noise) = doubled_list(evidence, tree, node) {
        children = &tree[noise].children;
    }
    let mut made = Field { name: name(evidence, tree, node).to_owned(), ..Field::default() };
    let kind = kind(evidence, tree, node);
    let inner = if let Kind::Wrapped(_) = kind { inner_name(evidence, tree, node) } else { String::new() };
    let own = if prefix.is_empty() { made.name.clone() } else { format!("{prefix}.{}", made.name) };
    let inside = match kind {
        Kind::Array(_) => format!("{own}[]"),
        Kind::Wrapped(_) => format!("{own}.{inner}[]"),
        Kind::Scalar(_) | Kind::Object | Kind::Map => own.clone(),
    };
    let below = children.iter().map(|&child| field(evidence, tree, child, &inside, paths, describe)).collect();
    if let Some(item) = tree[node].item {
        paths[item] = Paths { own, inside };
    }
    let list = |items: Type, fields: Vec<Field>| {
        let ty = if fields.is_empty() { items } else { Type::Object };
        Some(Box::new(Items { ty, items: None, fields }))
    };
    match kind {
        Kind::Scalar(ty) => made.ty = ty,
        Kind::Object => (made.ty, made.fields) = (Type::Object, below),
        Kind::Map => made.ty = Type::Map,
        Kind::Array(items) => (made.ty, made.items) = (Type::Array, list(items, below)),
        Kind::Wrapped(items) => {
            made.ty = Type::Object;
            made.fields = vec![Field { name: inner, ty: Type::Array, items: list(items, below), ..Field::default() }];
        }
    }
    if let Some(row) = tree[node].item.and_then(|item| evidence.items[item].row) {
        describe(row, &mut made);
    }
    made
}

/// The list's name inside a wrapper that no row stands for: the example's, another page's, else the singular.
fn inner_name(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> String {
    let outer = name(evidence, tree, node);
    let shown = tree[node].place.and_then(|place| only_list(evidence.sample, place));
    match shown {
        Some(list) => evidence.sample.places[list].name.clone(),
        None => evidence.knowledge.inner_name(outer).map_or_else(|| singular(outer), str::to_owned),
    }
}
