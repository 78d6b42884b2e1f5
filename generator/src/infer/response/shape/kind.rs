//! Decides what each node of the found tree is: object, list or scalar.

use super::nesting::items as items_of;
use super::tree::FieldTree;
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::knowledge::ListShown;
use crate::infer::response::evidence::sample::{SampleNode, ValueType};
use crate::infer::response::id::{FieldId, NodeId};
use crate::infer::response::search::tree::Via;
use crate::infer::table::Class;
use crate::ir::{Items, Type};
use crate::words::plural::{is_plural, singular};

/// The kind of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum FieldKind {
    Scalar(Type),
    Object,
    /// A map, and what its values are, where the type word says so.
    Map(Option<Items>),
    /// A list; what its items are where they have no fields.
    Array(Items),
    /// An object around a list that no row stands for.
    Wrapped(Items),
}

impl FieldTree<'_> {
    /// Decides what a field is.
    pub fn kind(&self, field: FieldId) -> FieldKind {
        let Some(item) = self.item(field) else { return self.level_kind(field) };
        let shown = self.shown(field).filter(|_| self.at(field).via != Via::Alias);
        let value = shown.map(|shown| shown.value);
        let items = items_of(&item.class, shown);
        if item.row.is_none() {
            // What only dotted names imply is written as an object, unless they have indices.
            let is_list = item.class == Class::List(None) || value == Some(ValueType::Array);
            return if is_list { FieldKind::Array(items) } else { FieldKind::Object };
        }
        match &item.class {
            Class::Object => FieldKind::Object,
            Class::List(_) if item.class.scalar_items().is_some() => FieldKind::Array(items),
            Class::List(_) | Class::Blank if self.at(field).children.is_empty() => self.empty_list(field, item, items),
            Class::List(_) | Class::Blank => self.container_kind(field, item, value, items),
            Class::Scalar(ty) if value == Some(ValueType::Array) && self.is_list_of_wrapper(field) => {
                FieldKind::Array(Items { ty: *ty, ..Items::default() })
            }
            class if self.at(field).children.is_empty() => leaf_kind(class, value, items),
            Class::Map(_) => FieldKind::Object,
            _ if value == Some(ValueType::Array) && !self.wraps_xml_level(field) => FieldKind::Array(items),
            _ => FieldKind::Object,
        }
    }

    /// A list or blank row with fields. The rules stand in the order of how far each was right on pages whose truth is known.
    fn container_kind(&self, field: FieldId, item: &Item, value: Option<ValueType>, items: Items) -> FieldKind {
        let parent = self.at(field).parent;
        if self.doubled_list(field).is_some() || self.is_pair_child(field) {
            return FieldKind::Array(items);
        }
        if self.wraps_values(field) {
            return FieldKind::Object;
        }
        if item.class.lists_structures() {
            let is_wrapper = |only| self.is_pair_child(only) || self.leads_to_list(only);
            let wraps = self.only_child(field).is_some_and(is_wrapper);
            return if wraps { FieldKind::Object } else { FieldKind::Array(items) };
        }
        if self.wraps_singular(field) || self.wraps_alias(field) {
            return FieldKind::Object;
        }
        let is_alias = self.at(field).via == Via::Alias && self.wraps_alias(parent);
        if is_alias || self.wraps_singular(parent) {
            return FieldKind::Array(items);
        }
        match value {
            // The example is not of this very response: what it shows of a list counts less.
            Some(ValueType::Array) if self.at(field).via == Via::Renamed => self.wrap(ListShown::Nothing, items),
            Some(ValueType::Array) => self.shown_list(field, items),
            _ if item.class == Class::List(None) => self.list_kind(field, value, items),
            Some(ValueType::Object) => self.shown_object(field, items),
            _ => self.unseen(field, items),
        }
    }

    /// A level that only the example has: a list, unless it shows an object whose parent is neither its plural nor a list of
    /// what is called so: XML does not tell a list of one item from an object.
    fn level_kind(&self, field: FieldId) -> FieldKind {
        let (parent, own) = (self.at(field).parent, self.name(field));
        let is_object = self.shown(field).is_some_and(|shown| shown.value == ValueType::Object);
        let is_item =
            is_plural(self.name(parent), own) || self.item(parent).is_some_and(|parent| is_list_of(parent, own));
        if is_object && !is_item {
            FieldKind::Object
        } else {
            FieldKind::Array(items_of(&Class::Blank, self.shown(field)))
        }
    }

    /// A list or blank row without fields.
    fn empty_list(&self, field: FieldId, item: &Item, items: Items) -> FieldKind {
        let (node, sample) = (self.at(field).node, self.known.sample);
        let is_row =
            |list: NodeId| self.at(field).item.is_some_and(|own| self.is_placed_blindly(&sample[list].name, own));
        if let Some(list) = node.and_then(|node| sample.only_list(node)).filter(|&list| !is_row(list)) {
            return FieldKind::Wrapped(items_of(&Class::Blank, Some(&sample[list])));
        }
        let shown = self.shown(field);
        match shown.map(|shown| shown.value) {
            Some(ValueType::Object) if item.class == Class::Blank => return FieldKind::Object,
            Some(ValueType::Scalar) if item.class == Class::Blank => return FieldKind::Scalar(Type::String),
            _ => {}
        }
        // A list inside a wrapper that has a row of its own is not wrapped once more.
        if item.class.lists_structures() || self.wraps_singular(self.at(field).parent) {
            return FieldKind::Array(items);
        }
        if shown.is_none() && self.siblings_are_wrapped(field) {
            return FieldKind::Wrapped(items);
        }
        let list = match shown {
            Some(shown) if shown.value == ValueType::Array && !shown.nested.is_empty() => ListShown::Filled,
            Some(shown) if shown.value == ValueType::Array => ListShown::Empty,
            _ => ListShown::Nothing,
        };
        self.wrap(list, items)
    }

    /// A list, or a list in a wrapper where nearly all lists of the product have one.
    fn wrap(&self, list: ListShown, items: Items) -> FieldKind {
        if self.known.knowledge.wraps(list) { FieldKind::Wrapped(items) } else { FieldKind::Array(items) }
    }

    /// The view of an example that does not show a list, whose description may tell of it.
    fn unshown(&self, field: FieldId) -> ListShown {
        let is_told = self.item(field).is_some_and(|item| item.told.is_some());
        if is_told { ListShown::Told } else { ListShown::Nothing }
    }

    /// A list or blank row with fields that the example shows as a list.
    fn shown_list(&self, field: FieldId, items: Items) -> FieldKind {
        if self.is_wrapped_already(field) {
            FieldKind::Array(items)
        } else if self.wraps_xml_level(field) {
            FieldKind::Object
        } else {
            // What has another name in the example is not as the service responds.
            let is_renamed = self.at(field).via == Via::Renamed;
            self.wrap(if is_renamed { ListShown::Nothing } else { ListShown::Filled }, items)
        }
    }

    fn wraps_xml_level(&self, field: FieldId) -> bool {
        self.at(field).children.iter().any(|&child| self.is_xml_level(child))
    }

    /// A row `List` with fields that the example does not show as a list.
    fn list_kind(&self, field: FieldId, value: Option<ValueType>, items: Items) -> FieldKind {
        let is_container = |only| self.item(only).is_none_or(|item| item.class.is_container());
        match value {
            Some(ValueType::Object) if self.only_child(field).is_some_and(is_container) => FieldKind::Object,
            Some(ValueType::Object) if self.is_plain_object(field) => FieldKind::Object,
            // A list of one item that was converted from XML.
            Some(ValueType::Object) => FieldKind::Array(items),
            _ => self.wrap(self.unshown(field), items),
        }
    }

    /// Tells whether the JSON example shows a field as an object of single values.
    ///
    /// Evidence: it was not converted from XML, which does not tell an object from a list of one item.
    fn is_plain_object(&self, field: FieldId) -> bool {
        let sample = self.known.sample;
        let is_scalar = |&child: &NodeId| sample[child].value == ValueType::Scalar;
        let is_object = |shown: &SampleNode| !shown.only_xml && shown.children.iter().all(is_scalar);
        !self.known.converted && !sample.led_by_xml() && self.shown(field).is_some_and(is_object)
    }

    /// A blank row with fields that the example shows as an object.
    fn shown_object(&self, field: FieldId, items: Items) -> FieldKind {
        let (this, own) = (self.at(field), self.name(field));
        let is_listed = |parent: &Item| parent.class.is_list() && is_plural(&parent.name, own);
        if self.item(this.parent).is_some_and(is_listed) && self.only_child(this.parent).is_some() {
            return FieldKind::Array(items);
        }
        let shown = self.shown(field).map_or("", |shown| shown.name.as_str());
        if this.via == Via::Renamed && is_plural(own, shown) {
            return self.wrap(ListShown::Nothing, items);
        }
        if self.known.converted && singular(own) != own && this.children.len() > 1 {
            return FieldKind::Array(items);
        }
        FieldKind::Object
    }

    /// A blank row with fields that the example does not show.
    fn unseen(&self, field: FieldId, items: Items) -> FieldKind {
        let (parent, own) = (self.at(field).parent, self.name(field));
        if self.only_child(parent).is_some() && is_plural(self.name(parent), own) {
            return FieldKind::Array(items);
        }
        let wraps_level = self.only_child(field).is_some_and(|only| self.is_list_level(only));
        if wraps_level || singular(own) == own { FieldKind::Object } else { self.wrap(self.unshown(field), items) }
    }

    /// Tells whether a list is all that the example shows of what holds it: that is its wrapper, and it has no other.
    fn is_wrapped_already(&self, field: FieldId) -> bool {
        let parent = self.at(self.at(field).parent);
        parent.item.is_some()
            && parent.children.len() == 1
            && parent.node.is_some_and(|node| self.known.sample.only_list(node) == self.at(field).node)
    }

    /// Tells whether a field is the row `X` right below a row `Array of X`, and all that it holds.
    fn is_pair_child(&self, field: FieldId) -> bool {
        let parent = self.at(field).parent;
        let (Some(above), Some(below)) = (self.at(parent).item, self.at(field).item) else { return false };
        let items = self.known.items;
        above.after() == below && self.only_child(parent).is_some() && is_pair(&items[above], &items[below])
    }

    /// Tells whether a field is the list of single values in a wrapper or in a level that only the example has: its type word
    /// says what each of them is.
    fn is_list_of_wrapper(&self, field: FieldId) -> bool {
        let parent = self.at(field).parent;
        let is_level = parent != FieldId::ROOT && self.at(parent).item.is_none();
        let is_in = is_level && is_plural(self.name(parent), self.name(field)) || self.wraps_values(parent);
        is_in && self.at(field).children.is_empty()
    }

    /// Tells whether a list wraps the list that its only row names, where the type word of that row says what each
    /// value is: the example shows an object of one list of single values.
    fn wraps_values(&self, field: FieldId) -> bool {
        let sample = self.known.sample;
        let is_list = self.item(field).is_some_and(|item| item.class.is_list());
        let Some(only) = self.only_child(field).filter(|_| is_list) else { return false };
        let list = self.at(field).node.and_then(|node| sample.only_list(node));
        let is_values = |list: NodeId| sample[list].children.is_empty() && sample[list].nested.len() == 1;
        let is_scalar = self.item(only).is_some_and(|item| matches!(item.class, Class::Scalar(_)));
        is_scalar && list.is_some_and(is_values) && self.at(only).node == list
    }

    /// Tells whether a field is a level that only the example has, and a list there or the way to one.
    fn leads_to_list(&self, field: FieldId) -> bool {
        let is_level = self.at(field).item.is_none();
        self.is_list_level(field) || is_level && self.only_child(field).is_some_and(|only| self.leads_to_list(only))
    }

    /// Tells whether a field is a level that only the example has, and a list there.
    fn is_list_level(&self, field: FieldId) -> bool {
        self.at(field).item.is_none() && matches!(self.level_kind(field), FieldKind::Array(_))
    }

    /// Tells whether a blank or list row is followed at once by its only child, a blank or list row that is its singular, or
    /// that it wraps as the product does.
    fn wraps_singular(&self, field: FieldId) -> bool {
        let Some(only) = self.only_child(field) else { return false };
        let (Some(above), Some(below)) = (self.at(field).item, self.at(only).item) else { return false };
        let (outer, inner) = (&self.known.items[above], &self.known.items[below]);
        let is_untyped = |item: &Item| matches!(item.class, Class::Blank | Class::List(None));
        above.after() == below
            && is_untyped(outer)
            && is_untyped(inner)
            && (is_plural(&outer.name, &inner.name) || self.wraps_unlike(field, only))
    }

    /// Tells whether a row wraps the list that is its only child, whatever the two are called: the product's lists are wrapped,
    /// and the example does not show that this one is none.
    fn wraps_unlike(&self, field: FieldId, only: FieldId) -> bool {
        let node = |field: FieldId| self.at(field).node.filter(|_| self.at(field).via != Via::Alias);
        let sample = self.known.sample;
        let may_wrap =
            node(field).is_none_or(|outer| sample[outer].children.is_empty() || sample.only_list(outer).is_some());
        let may_be_list = node(only).is_none_or(|inner| sample[inner].value == ValueType::Array);
        may_wrap && may_be_list && self.known.knowledge.wraps(ListShown::Nothing)
    }

    /// Tells whether the only child of a row is a level that the example leaves out: then the row wraps the child, a list.
    fn wraps_alias(&self, field: FieldId) -> bool {
        self.at(field).item.is_some() && self.only_child(field).is_some_and(|only| self.at(only).via == Via::Alias)
    }
}

/// Tells whether a row is a list of what has a name.
fn is_list_of(item: &Item, name: &str) -> bool {
    item.class.is_list() && item.class.type_name() == Some(name)
}

/// A row without fields whose type says more than that there is a list.
fn leaf_kind(class: &Class, value: Option<ValueType>, items: Items) -> FieldKind {
    match (class, value) {
        (Class::Scalar(ty), _) => FieldKind::Scalar(*ty),
        (Class::Map(_), _) => FieldKind::Map(class.items()),
        (_, Some(ValueType::Object)) => FieldKind::Object,
        (_, Some(ValueType::Array)) => FieldKind::Array(items),
        (Class::Json, _) => FieldKind::Scalar(Type::String),
        _ => FieldKind::Scalar(Type::Any),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::fixture::Fixture;
    use crate::infer::response::search::beam;
    use crate::infer::response::shape::tree::Known;

    /// The kinds of a table's fields, by name.
    fn kinds(fixture: &Fixture) -> Vec<(String, String)> {
        let Fixture { items, sample, knowledge, .. } = fixture;
        let found = beam::search(&fixture.question());
        let tree = FieldTree::new(Known { items, sample, knowledge, converted: false }, &found);
        let mut open = tree.at(FieldId::ROOT).children.clone();
        let mut kinds = Vec::new();
        while let Some(field) = open.pop() {
            let kind = match tree.kind(field) {
                FieldKind::Scalar(ty) => ty.to_string(),
                FieldKind::Object => "object".to_owned(),
                FieldKind::Map(_) => "map".to_owned(),
                FieldKind::Array(items) => format!("array of {}", items.ty),
                FieldKind::Wrapped(items) => format!("wrapped {}", items.ty),
            };
            kinds.push((tree.name(field).to_owned(), kind));
            open.extend(&tree.at(field).children);
        }
        kinds
    }

    fn check(cases: &[(&str, &str, &str, &str)]) {
        for &(rows, example, name, expected) in cases {
            let kinds = kinds(&Fixture::new(rows, example));
            let kind = kinds.iter().find(|(field, _)| field == name).map(|(_, kind)| kind.as_str());
            assert_eq!(kind, Some(expected), "{name} of {rows:?} {example}");
        }
    }

    #[test]
    fn a_row_without_fields_is_what_its_type_or_else_the_example_says() {
        check(&[
            ("A Long", r#"{"A":{"B":1}}"#, "A", "int64"),
            ("A Struct", r#"{"A":[1]}"#, "A", "object"),
            ("A Map", "{}", "A", "map"),
            ("A Array of Long", r#"{"A":{"B":1}}"#, "A", "array of int64"),
            ("A Json", r#"{"A":"{}"}"#, "A", "string"),
            ("A Json", r#"{"A":{"B":1}}"#, "A", "object"),
            ("A Json", r#"{"A":[{"B":1}]}"#, "A", "array of object"),
            ("A Boat", "{}", "A", "any"),
            ("A Boat", r#"{"A":[1]}"#, "A", "array of string"),
            ("A _", r#"{"A":{"B":1}}"#, "A", "object"),
            ("A _", r#"{"A":1}"#, "A", "string"),
            ("A _", r#"{"A":[{"B":1}]}"#, "A", "array of object"),
            ("A List", r#"{"A":{"B":[{"C":1}]}}"#, "A", "wrapped object"),
        ]);
    }

    #[test]
    fn a_list_and_its_wrapper_are_told_apart() {
        let rows = "Changes Array of Change\nChange _\nId String";
        let wrapped = r#"{"Changes":{"Change":[{"Id":1}]}}"#;
        check(&[
            (rows, wrapped, "Changes", "object"),
            (rows, wrapped, "Change", "array of object"),
            ("Changes Array of Change\nId String", r#"{"Changes":[{"Id":1}]}"#, "Changes", "array of object"),
            ("Changes _\nChange _\nId String", "{}", "Changes", "object"),
            ("Changes _\nChange _\nId String", "{}", "Change", "array of string"),
        ]);
    }

    #[test]
    fn a_blank_row_with_fields_is_a_list_where_the_example_or_a_plural_says_so() {
        check(&[
            ("Box _\nId String", r#"{"Box":{"Id":1}}"#, "Box", "object"),
            ("Box _\nId String", r#"{"Box":[{"Id":1}]}"#, "Box", "array of object"),
            ("Boats _\nId String", "{}", "Boats", "array of string"),
            ("Boat _\nId String", "{}", "Boat", "object"),
        ]);
    }

    #[test]
    fn lists_are_wrapped_where_nearly_all_lists_of_the_product_are() {
        let mut fixture = Fixture::new("Boats List", "{}");
        assert_eq!(kinds(&fixture)[0].1, "array of string");
        fixture.knowledge.lists.see_wrapped("Changes", "Change", 5);
        assert_eq!(kinds(&fixture)[0].1, "wrapped string");
        let shown = Fixture { knowledge: fixture.knowledge, ..Fixture::new("Boats List", r#"{"Boats":["a"]}"#) };
        assert_eq!(kinds(&shown)[0].1, "array of string", "the example shows that this one is not");
    }
}
