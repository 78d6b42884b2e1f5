//! Decides what each node of the found tree is: object, list or scalar.

use super::tree::{Evidence, Node, is_xml_level, name, only_list};
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::knowledge::WRAP_RATES;
use crate::infer::response::evidence::plural::{is_plural, singular};
use crate::infer::response::evidence::sample::{Place, Shape};
use crate::infer::response::search::tree::Via;
use crate::infer::table::Class;
use crate::ir::Type;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Scalar(Type),
    Object,
    Map,
    /// A list; what its items are where they have no fields.
    Array(Type),
    /// An object around a list that no row stands for.
    Wrapped(Type),
}

/// A row `X` below a row `X` of type `Array of X`, where the example does not show an `X` in an `X`: the row is doubled.
pub fn doubled_list(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Option<usize> {
    let item = &evidence.items[tree[node].item?];
    let &[only] = tree[node].children.as_slice() else { return None };
    let below = &evidence.items[tree[only].item?];
    let shown = tree[node].place.is_some_and(|place| evidence.sample.child(place, &below.name).is_some());
    let doubled = is_pair(item, below) && item.name == below.name && !shown;
    doubled.then_some(only)
}

/// Decides what a node is. The rules stand in the order of how far each was right on pages whose truth is known.
pub fn kind(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Kind {
    let sample = evidence.sample;
    let this = &tree[node];
    let shown = this.place.filter(|_| this.via != Via::Alias).map(|place| &sample.places[place]);
    let Some(item) = this.item.map(|item| &evidence.items[item]) else { return level_kind(evidence, tree, node) };
    if item.row.is_none() {
        // What only dotted names imply is written as an object, unless they have indices.
        return if item.class == Class::List(None) || shown.is_some_and(|place| place.shape == Shape::Array) {
            Kind::Array(Type::Object)
        } else {
            Kind::Object
        };
    }
    let item_type = item_type(&item.class, shown);
    if this.children.is_empty() {
        return match &item.class {
            Class::Scalar(ty) => Kind::Scalar(*ty),
            Class::Object => Kind::Object,
            Class::Map(_) => Kind::Map,
            Class::List(_) if item.class.scalar_items().is_some() => Kind::Array(item_type),
            Class::Json | Class::Named(_) => match shown.map(|place| place.shape) {
                Some(Shape::Object) => Kind::Object,
                Some(Shape::Array) => Kind::Array(item_type),
                _ => Kind::Scalar(if item.class == Class::Json { Type::String } else { Type::Any }),
            },
            Class::List(_) | Class::Blank => childless(evidence, tree, node, item_type),
        };
    }
    let shape = shown.map(|place| place.shape);
    match &item.class {
        Class::Object => return Kind::Object,
        Class::Map(_) => return Kind::Object,
        Class::Scalar(_) | Class::Json | Class::Named(_) => {
            return if shape == Some(Shape::Array) { Kind::Array(item_type) } else { Kind::Object };
        }
        Class::List(_) if item.class.scalar_items().is_some() => return Kind::Array(item_type),
        Class::List(_) | Class::Blank => {}
    }
    if doubled_list(evidence, tree, node).is_some() {
        return Kind::Array(item_type);
    }
    if is_pair_child(evidence, tree, node) {
        return Kind::Array(item_type);
    }
    if item.class.lists_structures() {
        return match *this.children.as_slice() {
            [only] if is_pair_child(evidence, tree, only) => Kind::Object,
            [only] if is_list_level(evidence, tree, only) => Kind::Object,
            _ => Kind::Array(item_type),
        };
    }
    if wraps_singular(evidence, tree, node) || wraps_alias(tree, node) {
        return Kind::Object;
    }
    if this.via == Via::Alias && wraps_alias(tree, this.parent) {
        return Kind::Array(item_type);
    }
    if wraps_singular(evidence, tree, this.parent) && tree[this.parent].children.len() == 1 {
        return Kind::Array(item_type);
    }
    match shape {
        Some(Shape::Array) if is_wrapped_already(evidence, tree, node) => Kind::Array(item_type),
        Some(Shape::Array) if this.children.iter().any(|&child| is_xml_level(evidence, tree, child)) => Kind::Object,
        Some(Shape::Array) => wrap(evidence, item, Some(Shape::Array), false, item_type),
        _ if item.class == Class::List(None) => list_kind(evidence, tree, node, shape, item_type),
        Some(Shape::Object) => blank_object(evidence, tree, node, item_type),
        _ => blank_unseen(evidence, tree, node, item_type),
    }
}

/// A level that only the example has: a list, unless it shows an object whose parent is not its plural.
fn level_kind(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Kind {
    let place = tree[node].place.map(|place| &evidence.sample.places[place]);
    let plural = is_plural(name(evidence, tree, tree[node].parent), name(evidence, tree, node));
    match place.map(|place| place.shape) {
        Some(Shape::Object) if !plural => Kind::Object,
        _ => Kind::Array(Type::Object),
    }
}

/// Whether a list is all that the example shows of what holds it: that is its wrapper, and it has no other.
fn is_wrapped_already(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let parent = &tree[tree[node].parent];
    parent.item.is_some()
        && parent.children.len() == 1
        && parent.place.is_some_and(|place| only_list(evidence.sample, place) == tree[node].place)
}

/// A list or blank row without fields.
fn childless(evidence: &Evidence<'_>, tree: &[Node], node: usize, item_type: Type) -> Kind {
    let this = &tree[node];
    let Some(item) = this.item.map(|item| &evidence.items[item]) else { return Kind::Object };
    if let Some(list) = this.place.and_then(|place| only_list(evidence.sample, place)) {
        let items = evidence.sample.places[list].items;
        return Kind::Wrapped(if items == Some(Shape::Object) { Type::Object } else { Type::String });
    }
    let shape = this.place.map(|place| evidence.sample.places[place].shape);
    if item.class == Class::Blank {
        match shape {
            Some(Shape::Object) => return Kind::Object,
            Some(Shape::Scalar) => return Kind::Scalar(Type::String),
            _ => {}
        }
    }
    if item.class.lists_structures() {
        return Kind::Array(item_type);
    }
    // A list inside a wrapper that has a row of its own is not wrapped once more.
    if tree[this.parent].children.len() == 1 && wraps_singular(evidence, tree, this.parent) {
        return Kind::Array(item_type);
    }
    let empty = this.place.is_none_or(|place| evidence.sample.places[place].items.is_none());
    wrap(evidence, item, shape, empty, item_type)
}

/// A list, or a list in a wrapper where nearly all lists of the product have one.
fn wrap(evidence: &Evidence<'_>, item: &Item, shown: Option<Shape>, empty: bool, items: Type) -> Kind {
    let needed = match shown {
        Some(Shape::Array) if !empty => WRAP_RATES.2,
        Some(Shape::Array) => WRAP_RATES.1,
        _ => WRAP_RATES.0,
    };
    if matches!(item.class, Class::Blank | Class::List(None)) && evidence.knowledge.wrap_rate() >= needed {
        Kind::Wrapped(items)
    } else {
        Kind::Array(items)
    }
}

/// A row `List` with fields.
fn list_kind(evidence: &Evidence<'_>, tree: &[Node], node: usize, shape: Option<Shape>, items: Type) -> Kind {
    let only = match tree[node].children.as_slice() {
        &[only] => Some(only),
        _ => None,
    };
    let container = only.is_some_and(|only| match tree[only].item {
        Some(item) => evidence.items[item].class.is_container(),
        None => true,
    });
    match shape {
        Some(Shape::Object) if container => Kind::Object,
        // A list of one item that was converted from XML.
        Some(Shape::Object) => Kind::Array(items),
        _ => {
            let Some(item) = tree[node].item.map(|item| &evidence.items[item]) else { return Kind::Array(items) };
            wrap(evidence, item, shape, true, items)
        }
    }
}

/// A blank row with fields that the example shows as an object.
fn blank_object(evidence: &Evidence<'_>, tree: &[Node], node: usize, items: Type) -> Kind {
    let this = &tree[node];
    let own = name(evidence, tree, node);
    let parent = &tree[this.parent];
    let listed = parent.item.is_some_and(|item| {
        let parent = &evidence.items[item];
        parent.class.is_list() && is_plural(&parent.name, own)
    });
    if listed && parent.children.len() == 1 {
        return Kind::Array(items);
    }
    let shown = this.place.map_or("", |place| evidence.sample.places[place].name.as_str());
    if this.via == Via::Renamed
        && is_plural(own, shown)
        && let Some(item) = this.item.map(|item| &evidence.items[item])
    {
        return wrap(evidence, item, None, true, items);
    }
    if evidence.converted && singular(own) != own && this.children.len() > 1 {
        return Kind::Array(items);
    }
    Kind::Object
}

/// A blank row with fields that the example does not show.
fn blank_unseen(evidence: &Evidence<'_>, tree: &[Node], node: usize, items: Type) -> Kind {
    let this = &tree[node];
    let own = name(evidence, tree, node);
    if tree[this.parent].children.len() == 1 && is_plural(name(evidence, tree, this.parent), own) {
        return Kind::Array(items);
    }
    if let &[only] = this.children.as_slice()
        && is_list_level(evidence, tree, only)
    {
        return Kind::Object;
    }
    let Some(item) = this.item.map(|item| &evidence.items[item]) else { return Kind::Object };
    if singular(own) != own { wrap(evidence, item, None, true, items) } else { Kind::Object }
}

/// Whether a node is the row `X` right below a row `Array of X`.
fn is_pair_child(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let (Some(item), Some(parent)) = (tree[node].item, tree[tree[node].parent].item) else { return false };
    parent + 1 == item
        && tree[tree[node].parent].children.len() == 1
        && is_pair(&evidence.items[parent], &evidence.items[item])
}

/// Whether a node is a level that only the example has, and a list there.
fn is_list_level(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    tree[node].item.is_none() && matches!(level_kind(evidence, tree, node), Kind::Array(_))
}

/// Whether a blank or list row is followed at once by its only child, a blank or list row that is its singular.
fn wraps_singular(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let (Some(item), &[only]) = (tree[node].item, tree[node].children.as_slice()) else { return false };
    let Some(below) = tree[only].item else { return false };
    let (above, below_item) = (&evidence.items[item], &evidence.items[below]);
    let is_untyped = |class: &Class| matches!(class, Class::Blank | Class::List(None));
    below == item + 1
        && is_untyped(&above.class)
        && is_untyped(&below_item.class)
        && is_plural(&above.name, &below_item.name)
}

/// Whether the only child of a row is a level that the example leaves out: the row is the wrapper, the child the list.
fn wraps_alias(tree: &[Node], node: usize) -> bool {
    matches!(tree[node].children.as_slice(), &[only] if tree[node].item.is_some() && tree[only].via == Via::Alias)
}

/// What a list without fields holds.
fn item_type(class: &Class, shown: Option<&Place>) -> Type {
    match (class.scalar_items(), shown.and_then(|place| place.items)) {
        (Some(ty), _) => ty,
        (_, Some(Shape::Object)) => Type::Object,
        (_, Some(Shape::Scalar)) => Type::String,
        _ if class.lists_structures() => Type::Object,
        _ => Type::String,
    }
}
