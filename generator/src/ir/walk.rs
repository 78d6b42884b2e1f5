//! One walk over all that an operation sends and receives: fields, and the items of lists, of lists of lists too.

use super::operation::Operation;
use super::path::{Step, WirePath};
use super::shape::{Field, Items, Type};
use super::side::Side;

/// What stands at a wire path.
#[derive(Clone, Copy, Debug)]
pub enum Node<'f> {
    /// A parameter or a field.
    Field(&'f Field),
    /// What a list or a map holds.
    Items(&'f Items),
}

/// Shows every field of an operation, and what lists and maps hold, parents before what they hold, in the order of the page.
pub fn walk<'f>(operation: &'f Operation, visit: &mut impl FnMut(Side, &WirePath, Node<'f>)) {
    for side in [Side::Request, Side::Body, Side::Response] {
        walk_fields(operation.side(side), &mut |path, node| visit(side, path, node));
    }
}

/// The same of the fields of one side, or of any others.
pub fn walk_fields<'f>(fields: &'f [Field], visit: &mut impl FnMut(&WirePath, Node<'f>)) {
    down(fields, &mut WirePath::default(), visit);
}

fn down<'f>(fields: &'f [Field], path: &mut WirePath, visit: &mut impl FnMut(&WirePath, Node<'f>)) {
    for field in fields {
        path.push(Step::Field(field.name.clone()));
        visit(path, Node::Field(field));
        into_items(field.items.as_deref(), field.ty, path, visit);
        down(&field.fields, path, visit);
        path.pop();
    }
}

fn into_items<'f>(
    items: Option<&'f Items>,
    holder: Type,
    path: &mut WirePath,
    visit: &mut impl FnMut(&WirePath, Node<'f>),
) {
    let Some(items) = items else { return };
    path.push(if holder == Type::Map { Step::Value } else { Step::Item });
    visit(path, Node::Items(items));
    into_items(items.items.as_deref(), items.ty, path, visit);
    down(&items.fields, path, visit);
    path.pop();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists_of_lists_are_walked_through() {
        let field = |name: &str, ty| Field { name: name.to_owned(), ty, ..Field::default() };
        let items = |ty, items, fields| Some(Box::new(Items { ty, items, fields }));
        let inner = items(Type::Object, None, vec![field("Depth", Type::Int32)]);
        let grid = Field { items: items(Type::Array, inner, Vec::new()), ..field("Grid", Type::Array) };
        let tags = Field { items: items(Type::String, None, Vec::new()), ..field("Tags", Type::Map) };
        let operation = Operation { request: vec![tags], response: vec![grid], ..Operation::default() };
        let mut seen = Vec::new();
        walk(&operation, &mut |side, path, node| {
            seen.push(format!("{side:?} {path} {}", matches!(node, Node::Field(_))));
        });
        assert_eq!(
            seen,
            [
                "Request Tags true",
                "Request Tags{} false",
                "Response Grid true",
                "Response Grid[] false",
                "Response Grid[][] false",
                "Response Grid[][].Depth true",
            ]
        );
    }
}
