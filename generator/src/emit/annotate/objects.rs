//! The objects of a specification that become structs: walks requests and responses and names every place of one.

use crate::emit::names::{Case, ident};
use crate::emit::place::{Direction, Place};
use crate::emit::registry::TypeRegistry;
use crate::ir::{Field, Operation};
use crate::words::plural::singular;

use super::output::decoded;
use super::view::{Node, View};

/// An object that becomes a struct.
#[derive(Clone, Debug)]
pub struct Object<'a> {
    /// Where it stands.
    pub place: Place,
    /// The operation.
    pub operation: &'a str,
    /// What it is called on the wire, in the singular and as a type name.
    pub container: String,
    /// The same of the object that holds this one; absent at the top.
    pub parent: Option<String>,
    /// The place of the object that holds this one; absent at the top.
    pub inside: Option<Place>,
    /// How many objects hold this one.
    pub depth: usize,
    /// What the page says of the field that holds it.
    pub description: &'a str,
    /// The fields, in the page's order.
    pub fields: &'a [Field],
}

/// Every object of operations that becomes a struct, and the place of every wrapper, from the top down.
pub fn collect<'a>(operations: &'a [Operation], registry: &TypeRegistry) -> (Vec<Object<'a>>, Vec<Place>) {
    let (mut objects, mut wrappers) = (Vec::new(), Vec::new());
    for operation in operations {
        let mut walk = Walk { operation: &operation.operation, registry, objects, wrappers };
        for (direction, fields) in
            [(Direction::Request, operation.request.as_slice()), (Direction::Response, decoded(operation))]
        {
            for field in fields {
                let place = Place::top(&operation.operation, direction, &field.name);
                let around =
                    Around { name: &field.name, parent: None, inside: None, depth: 0, description: &field.description };
                walk.view(field.into(), &place, &around);
            }
        }
        (objects, wrappers) = (walk.objects, walk.wrappers);
    }
    (objects, wrappers)
}

struct Walk<'a, 'r> {
    operation: &'a str,
    registry: &'r TypeRegistry,
    objects: Vec<Object<'a>>,
    wrappers: Vec<Place>,
}

/// What surrounds a place.
#[derive(Clone)]
struct Around<'a> {
    name: &'a str,
    parent: Option<String>,
    inside: Option<Place>,
    depth: usize,
    description: &'a str,
}

impl<'a> Walk<'a, '_> {
    fn view(&mut self, view: View<'a>, place: &Place, around: &Around<'a>) {
        match view.node(place, self.registry) {
            Node::Scalar(_) | Node::Any => {}
            Node::Map(values) => self.view(values, &place.value(), around),
            Node::List(items) => self.view(items, &place.item(), around),
            Node::Wrapper(list) => {
                self.wrappers.push(place.clone());
                self.view(list.into(), &place.member(&list.name), &Around { name: &list.name, ..around.clone() });
            }
            Node::Struct(fields) => self.object(fields, place, around),
        }
    }

    fn object(&mut self, fields: &'a [Field], place: &Place, around: &Around<'a>) {
        let name = if place.is_one_of_many() { singular(around.name) } else { around.name.to_owned() };
        let container = ident(&name, Case::Camel);
        for field in fields {
            let inner = Around {
                name: &field.name,
                parent: Some(container.clone()),
                inside: Some(place.clone()),
                depth: around.depth + 1,
                description: &field.description,
            };
            self.view(field.into(), &place.member(&field.name), &inner);
        }
        self.objects.push(Object {
            place: place.clone(),
            operation: self.operation,
            container,
            parent: around.parent.clone(),
            inside: around.inside.clone(),
            depth: around.depth,
            description: around.description,
            fields,
        });
    }
}
