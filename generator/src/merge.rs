//! One operation of its pages in two languages: the first page is kept, and what only the other one says is added.

use std::collections::HashMap;

use crate::ir::{Field, Items, Operation, Type};

/// Adds to an operation what its page in another language says beyond it: parameters, fields and facts. Texts are taken only
/// where the operation has none at all.
pub fn merge(operation: &mut Operation, other: Operation) {
    let Operation { request, body, response, errors, response_example, .. } = operation;
    for (own, others) in [(request, other.request), (body, other.body), (response, other.response)] {
        let mut counts = Counts::default();
        counts.add(own, 1);
        counts.add(&others, -1);
        fields(own, others, &mut counts);
    }
    for error in other.errors {
        if !errors.iter().any(|own| own.code == error.code && own.status == error.status) {
            errors.push(error);
        }
    }
    if response_example.is_empty() {
        *response_example = other.response_example;
    }
    operation.deprecated |= other.deprecated;
    operation.preview |= other.preview;
    operation.pagination = operation.pagination.take().or(other.pagination);
    fill(&mut operation.link, other.link);
}

/// How many rows more of a name one page has than the other, in whatever case. A name that both have as often is not added
/// anywhere: the pages only disagree where it stands.
#[derive(Default)]
struct Counts(HashMap<String, i32>);

impl Counts {
    fn add(&mut self, fields: &[Field], step: i32) {
        for field in fields {
            *self.of(&field.name) += step;
            self.add(&field.fields, step);
            if let Some(items) = &field.items {
                self.add_items(items, step);
            }
        }
    }

    fn add_items(&mut self, items: &Items, step: i32) {
        self.add(&items.fields, step);
        if let Some(items) = &items.items {
            self.add_items(items, step);
        }
    }

    fn of(&mut self, name: &str) -> &mut i32 {
        self.0.entry(name.to_ascii_lowercase()).or_default()
    }
}

/// Merges siblings. What only the other page has stands behind the field that it stands behind there.
fn fields(own: &mut Vec<Field>, others: Vec<Field>, counts: &mut Counts) {
    let mut at = 0;
    for other in others {
        let exact = own.iter().position(|field| field.name == other.name);
        match exact.or_else(|| own.iter().position(|field| field.name.eq_ignore_ascii_case(&other.name))) {
            Some(found) => {
                at = found + 1;
                field(&mut own[found], other, counts);
            }
            None if *counts.of(&other.name) < 0 => {
                counts.add(std::slice::from_ref(&other), 1);
                own.insert(at, other);
                at += 1;
            }
            None => {}
        }
    }
}

/// Merges the two views of one field.
fn field(own: &mut Field, other: Field, counts: &mut Counts) {
    if is_better(own, &other) {
        own.ty = other.ty;
    }
    if own.encoding.is_none() && own.ty == other.ty {
        own.encoding = other.encoding;
    }
    fill(&mut own.example, other.example);
    fill(&mut own.default, other.default);
    fill(&mut own.description, other.description);
    fill(&mut own.unit, other.unit);
    fill(&mut own.allowed, other.allowed);
    fill(&mut own.range, other.range);
    fill(&mut own.length, other.length);
    fill(&mut own.size, other.size);
    fill(&mut own.format, other.format);
    own.deprecated |= other.deprecated;
    own.preview |= other.preview;
    own.conditional |= other.conditional;
    if own.ty == other.ty {
        fields(&mut own.fields, other.fields, counts);
        match (&mut own.items, other.items) {
            (Some(own), Some(other)) => items(own, *other, counts),
            (own @ None, other) => *own = other,
            (Some(_), None) => {}
        }
    }
}

fn items(own: &mut Items, other: Items, counts: &mut Counts) {
    if own.ty == other.ty {
        fields(&mut own.fields, other.fields, counts);
        match (&mut own.items, other.items) {
            (Some(own), Some(other)) => items(own, *other, counts),
            (own @ None, other) => *own = other,
            (Some(_), None) => {}
        }
    }
}

/// Takes what the other page says where this one says nothing.
fn fill<T: Default + PartialEq>(own: &mut T, other: T) {
    if *own == T::default() {
        *own = other;
    }
}

/// Whether the other page's type is the better one.
///
/// Evidence: two scalar types, the own one contradicted by an example value of either page that the other one fits.
fn is_better(own: &Field, other: &Field) -> bool {
    let examples = [own.example.as_str(), other.example.as_str()];
    let mut examples = examples.into_iter().filter(|example| !example.is_empty());
    own.ty != other.ty
        && examples.any(|example| fits(own.ty, example) == Some(false) && fits(other.ty, example) == Some(true))
}

/// Whether a value can be of a scalar type; nothing for other types.
fn fits(ty: Type, example: &str) -> Option<bool> {
    match ty {
        Type::Boolean => Some(matches!(example.to_ascii_lowercase().as_str(), "true" | "false")),
        Type::Int32 | Type::Int64 => Some(example.parse::<i64>().is_ok()),
        Type::Float | Type::Double => Some(example.parse::<f64>().is_ok()),
        Type::String => Some(true),
        Type::Object | Type::Array | Type::Map | Type::Any => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(name: &str) -> Field {
        Field { name: name.to_owned(), ..Field::default() }
    }

    fn object(name: &str, fields: Vec<Field>) -> Field {
        Field { ty: Type::Object, fields, ..leaf(name) }
    }

    fn merged(own: Vec<Field>, other: Vec<Field>) -> Vec<Field> {
        let mut operation = Operation { response: own, ..Operation::default() };
        merge(&mut operation, Operation { response: other, ..Operation::default() });
        operation.response
    }

    fn names(fields: &[Field]) -> Vec<String> {
        let name = |field: &Field| match names(&field.fields).as_slice() {
            [] => field.name.clone(),
            below => format!("{}({})", field.name, below.join(" ")),
        };
        fields.iter().map(name).collect()
    }

    #[test]
    fn what_only_the_other_page_has_is_added_in_its_place() {
        let own = vec![leaf("A"), object("B", vec![leaf("X")]), leaf("D")];
        let other = vec![leaf("A"), object("B", vec![leaf("W"), leaf("X")]), leaf("C"), leaf("D")];
        assert_eq!(names(&merged(own, other)), ["A", "B(W X)", "C", "D"]);
    }

    #[test]
    fn what_stands_elsewhere_is_not_added_twice() {
        let own = vec![object("B", vec![leaf("X")]), leaf("Y")];
        let other = vec![object("B", Vec::new()), leaf("x"), leaf("y")];
        assert_eq!(names(&merged(own, other)), ["B(X)", "Y"]);
    }

    #[test]
    fn the_type_that_the_example_fits_is_taken() {
        let own = Field { ty: Type::Boolean, example: "Start".to_owned(), ..leaf("A") };
        assert_eq!(merged(vec![own.clone()], vec![leaf("A")])[0].ty, Type::String);
        let right = Field { ty: Type::Boolean, example: "true".to_owned(), ..leaf("A") };
        assert_eq!(merged(vec![right], vec![leaf("A")])[0].ty, Type::Boolean);
    }

    #[test]
    fn facts_are_filled_in_and_not_replaced() {
        let own = Field { default: "1".to_owned(), ..leaf("A") };
        let other = Field { default: "2".to_owned(), example: "e".to_owned(), ..leaf("A") };
        let made = &merged(vec![own], vec![other])[0];
        assert_eq!((made.default.as_str(), made.example.as_str()), ("1", "e"));
    }
}
