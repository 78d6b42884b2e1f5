//! Writes nodes as parameters: flattened, or joined by commas.

use crate::http::{Comma, Pairs, Parameter};

use super::node::{Node, Wire};

/// Appends the parameters that stand for `node` under `name`, as [`Parameter`] describes them.
pub fn flatten(node: Node<'_>, name: &str, out: &mut Pairs) {
    match node {
        Node::Absent => {}
        Node::Boolean(value) => value.flatten(name, out),
        Node::Integer(value) => value.flatten(name, out),
        Node::Number(value) => value.flatten(name, out),
        Node::Single(value) => value.flatten(name, out),
        Node::Text(value) => value.flatten(name, out),
        Node::Json(value) => value.flatten(name, out),
        Node::List(list) => {
            for index in 0..list.length() {
                flatten(list.item(index), &format!("{name}.{}", index + 1), out);
            }
        }
        Node::Map(map) => map.each(&mut |key, node| flatten(node, &format!("{name}.{key}"), out)),
        Node::Object(object) => object.each(&mut |member| {
            if member.node.is_nothing() {
                return;
            }
            let dot = if member.wrapper.is_empty() { "" } else { "." };
            flatten(member.node, &[name, ".", member.name, dot, member.wrapper].concat(), out);
        }),
    }
}

/// Appends the items of a list as one parameter, joined by commas, as [`Comma`] does; what is no list as it is.
pub fn join(node: Node<'_>, name: &str, out: &mut Pairs) {
    match node {
        Node::List(list) => {
            let items: Vec<Node<'_>> = (0..list.length()).map(|index| list.item(index)).collect();
            Comma(&items).flatten(name, out);
        }
        node => flatten(node, name, out),
    }
}

impl Parameter for Node<'_> {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        flatten(*self, name, out);
    }
}

/// So that every value can be given by name, as `&value as &dyn Wire`.
impl Parameter for dyn Wire + '_ {
    fn flatten(&self, name: &str, out: &mut Pairs) {
        flatten(self.node(), name, out);
    }
}
