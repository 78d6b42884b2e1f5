//! Decides what each node of the found tree is: object, list or scalar, and makes the specification's fields of it.

use std::collections::HashMap;

use super::items::Item;
use super::knowledge::Knowledge;
use super::sample::{Sample, Shape};
use super::search::{Answer, Via};
use super::weigh;
use crate::infer::type_word::Class;
use crate::ir::{Field, Items, Type};

/// What the decision goes by.
#[derive(Clone, Copy)]
pub struct Evidence<'a> {
    /// The items.
    pub items: &'a [Item],
    /// The example.
    pub sample: &'a Sample,
    /// What other pages of the product tell.
    pub knowledge: &'a Knowledge,
    /// Whether the JSON example was converted from XML: numbers quoted, no list anywhere.
    pub converted: bool,
}

/// A node of the found tree.
#[derive(Debug)]
struct Node {
    /// The item; absent for a level that only the example has, and for the root.
    item: Option<usize>,
    place: Option<usize>,
    via: Via,
    parent: usize,
    children: Vec<usize>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scalar(Type),
    Object,
    Map,
    /// A list; what its items are where they have no fields.
    Array(Type),
    /// An object around a list that no row stands for.
    Wrapped(Type),
}

/// The share of wrapped lists, in thousandths, above which a list without visible wrapper has one: where the example shows
/// nothing, an empty list, a filled list.
const WRAP_RATES: (u32, u32, u32) = (650, 850, 970);

/// Moves what stands beside a level into it, in the order of the rows: beside a wrapped list there is nothing.
fn take_siblings(tree: &mut [Node], node: usize) {
    let parent = tree[node].parent;
    let siblings: Vec<usize> = tree[parent].children.iter().copied().filter(|&child| child != node).collect();
    for &sibling in &siblings {
        tree[sibling].parent = node;
    }
    tree[node].children.extend(siblings);
    // Items are numbered in the order of the rows, and nodes were made in it.
    tree[node].children.sort_unstable();
    tree[parent].children = vec![node];
}

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

/// Builds the tree, the root first.
fn grow(answer: &Answer) -> Vec<Node> {
    let mut tree = vec![Node { item: None, place: None, via: Via::Direct, parent: 0, children: Vec::new() }];
    let mut node_of: Vec<usize> = Vec::with_capacity(answer.placed.len());
    let mut levels: HashMap<(usize, usize), usize> = HashMap::new();
    for (index, placed) in answer.placed.iter().enumerate() {
        let mut parent = placed.parent.map_or(0, |parent| node_of[parent]);
        for &level in &placed.levels {
            parent = *levels.entry((parent, level)).or_insert_with(|| {
                tree.push(Node { item: None, place: Some(level), via: Via::Direct, parent, children: Vec::new() });
                let node = tree.len() - 1;
                tree[parent].children.push(node);
                node
            });
        }
        tree.push(Node { item: Some(index), place: placed.place, via: placed.via, parent, children: Vec::new() });
        let node = tree.len() - 1;
        tree[parent].children.push(node);
        node_of.push(node);
    }
    tree
}

/// Takes out levels that only the example has, unless one is all that the example shows of a row: that is a list in its
/// wrapper. Levels among siblings, or at the root, show another operation's reply more often than this one's.
fn drop_levels(evidence: &Evidence<'_>, tree: &mut [Node]) {
    for node in (1..tree.len()).rev() {
        if tree[node].item.is_some() {
            continue;
        }
        let parent = tree[node].parent;
        let only = tree[parent].item.is_some()
            && tree[parent].place.is_some_and(|place| evidence.sample.places[place].children.len() == 1);
        let kept = !is_xml_level(evidence, tree, node) || evidence.knowledge.wrap_rate() >= WRAP_RATES.0;
        if only && kept && tree[node].children.len() + 1 >= tree[parent].children.len() {
            take_siblings(tree, node);
            continue;
        }
        let children = std::mem::take(&mut tree[node].children);
        for &child in &children {
            tree[child].parent = parent;
        }
        if let Some(at) = tree[parent].children.iter().position(|&child| child == node) {
            tree[parent].children.splice(at..=at, children);
        }
    }
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

fn name<'a>(evidence: &'a Evidence<'_>, tree: &[Node], node: usize) -> &'a str {
    match (tree[node].item, tree[node].place) {
        (Some(item), _) => &evidence.items[item].name,
        (None, Some(place)) => &evidence.sample.places[place].name,
        (None, None) => "",
    }
}

/// The list's name inside a wrapper that no row stands for: the example's, another page's, else the singular.
fn inner_name(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> String {
    let outer = name(evidence, tree, node);
    let shown = tree[node].place.and_then(|place| only_list(evidence.sample, place));
    match shown {
        Some(list) => evidence.sample.places[list].name.clone(),
        None => evidence.knowledge.inner_name(outer).map_or_else(|| weigh::singular(outer), str::to_owned),
    }
}

/// The list that is the only member of a node of the example.
fn only_list(sample: &Sample, place: usize) -> Option<usize> {
    let place = &sample.places[place];
    match place.children.as_slice() {
        &[only] if place.shape == Shape::Object && sample.places[only].shape == Shape::Array => Some(only),
        _ => None,
    }
}

/// A row `X` below a row `X` of type `Array of X`, where the example does not show an `X` in an `X`: the row is doubled.
fn doubled_list(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Option<usize> {
    let item = &evidence.items[tree[node].item?];
    let &[only] = tree[node].children.as_slice() else { return None };
    let below = &evidence.items[tree[only].item?];
    let shown = tree[node].place.is_some_and(|place| evidence.sample.child(place, &below.name).is_some());
    let doubled = weigh::is_pair(item, below) && item.name == below.name && !shown;
    doubled.then_some(only)
}

/// Decides what a node is. The rules stand in the order of how far each was right on pages whose truth is known.
fn kind(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Kind {
    let sample = evidence.sample;
    let this = &tree[node];
    let shown = this.place.filter(|_| this.via != Via::Alias).map(|place| &sample.places[place]);
    let Some(item) = this.item.map(|item| &evidence.items[item]) else { return level_kind(evidence, tree, node) };
    if item.row.is_none() {
        // What only dotted names imply is written as an object, unless they have indices.
        return if item.class == Class::List || shown.is_some_and(|place| place.shape == Shape::Array) {
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
            Class::Map => Kind::Map,
            Class::ListOfScalar(ty) => Kind::Array(*ty),
            Class::Json | Class::Named(_) => match shown.map(|place| place.shape) {
                Some(Shape::Object) => Kind::Object,
                Some(Shape::Array) => Kind::Array(item_type),
                _ => Kind::Scalar(if item.class == Class::Json { Type::String } else { Type::Any }),
            },
            Class::ListOf(_) | Class::List | Class::Blank => childless(evidence, tree, node, item_type),
        };
    }
    let shape = shown.map(|place| place.shape);
    match &item.class {
        Class::Object => return Kind::Object,
        Class::Map => return Kind::Object,
        Class::Scalar(_) | Class::ListOfScalar(_) | Class::Json | Class::Named(_) => {
            return if shape == Some(Shape::Array) || item.class.is_list() {
                Kind::Array(item_type)
            } else {
                Kind::Object
            };
        }
        Class::ListOf(_) | Class::List | Class::Blank => {}
    }
    if doubled_list(evidence, tree, node).is_some() {
        return Kind::Array(item_type);
    }
    if is_pair_child(evidence, tree, node) {
        return Kind::Array(item_type);
    }
    if matches!(item.class, Class::ListOf(_)) {
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
        _ if item.class == Class::List => list_kind(evidence, tree, node, shape, item_type),
        Some(Shape::Object) => blank_object(evidence, tree, node, item_type),
        _ => blank_unseen(evidence, tree, node, item_type),
    }
}

/// A level that only the example has: a list, unless it shows an object whose parent is not its plural.
fn level_kind(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> Kind {
    let place = tree[node].place.map(|place| &evidence.sample.places[place]);
    let plural = weigh::is_plural(name(evidence, tree, tree[node].parent), name(evidence, tree, node));
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

/// Whether a level stands in the XML example alone, inside what the JSON example shows as a list: one of them is not as the
/// service answers. The product's other lists tell which.
fn is_xml_level(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let places = &evidence.sample.places;
    let above = tree[tree[node].parent].place.map(|place| places[place].shape);
    tree[node].item.is_none()
        && tree[node].place.is_some_and(|place| places[place].only_xml)
        && above == Some(Shape::Array)
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
    if matches!(item.class, Class::ListOf(_)) {
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
    if matches!(item.class, Class::Blank | Class::List) && evidence.knowledge.wrap_rate() >= needed {
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
        parent.class.is_list() && weigh::is_plural(&parent.name, own)
    });
    if listed && parent.children.len() == 1 {
        return Kind::Array(items);
    }
    let shown = this.place.map_or("", |place| evidence.sample.places[place].name.as_str());
    if this.via == Via::Renamed
        && weigh::is_plural(own, shown)
        && let Some(item) = this.item.map(|item| &evidence.items[item])
    {
        return wrap(evidence, item, None, true, items);
    }
    if evidence.converted && weigh::singular(own) != own && this.children.len() > 1 {
        return Kind::Array(items);
    }
    Kind::Object
}

/// A blank row with fields that the example does not show.
fn blank_unseen(evidence: &Evidence<'_>, tree: &[Node], node: usize, items: Type) -> Kind {
    let this = &tree[node];
    let own = name(evidence, tree, node);
    if tree[this.parent].children.len() == 1 && weigh::is_plural(name(evidence, tree, this.parent), own) {
        return Kind::Array(items);
    }
    if let &[only] = this.children.as_slice()
        && is_list_level(evidence, tree, only)
    {
        return Kind::Object;
    }
    let Some(item) = this.item.map(|item| &evidence.items[item]) else { return Kind::Object };
    if weigh::singular(own) != own { wrap(evidence, item, None, true, items) } else { Kind::Object }
}

/// Whether a node is the row `X` right below a row `Array of X`.
fn is_pair_child(evidence: &Evidence<'_>, tree: &[Node], node: usize) -> bool {
    let (Some(item), Some(parent)) = (tree[node].item, tree[tree[node].parent].item) else { return false };
    parent + 1 == item
        && tree[tree[node].parent].children.len() == 1
        && weigh::is_pair(&evidence.items[parent], &evidence.items[item])
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
    let is_untyped = |class: &Class| matches!(class, Class::Blank | Class::List);
    below == item + 1
        && is_untyped(&above.class)
        && is_untyped(&below_item.class)
        && weigh::is_plural(&above.name, &below_item.name)
}

/// Whether the only child of a row is a level that the example leaves out: the row is the wrapper, the child the list.
fn wraps_alias(tree: &[Node], node: usize) -> bool {
    matches!(tree[node].children.as_slice(), &[only] if tree[node].item.is_some() && tree[only].via == Via::Alias)
}

/// What a list without fields holds.
fn item_type(class: &Class, shown: Option<&super::sample::Place>) -> Type {
    match (class, shown.and_then(|place| place.items)) {
        (Class::ListOfScalar(ty), _) => *ty,
        (_, Some(Shape::Object)) => Type::Object,
        (_, Some(Shape::Scalar)) => Type::String,
        (Class::ListOf(_), _) => Type::Object,
        _ => Type::String,
    }
}
