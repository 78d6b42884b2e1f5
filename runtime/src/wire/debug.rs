//! Shows objects as debug output, without what is secret.

use std::fmt::{self, Debug, Formatter};

use crate::secret::Redacted;

use super::node::{Node, Object};

/// Shows an object with those members that are there; of a secret it shows that there is one.
///
/// # Errors
/// Those of the formatter.
pub fn debug(object: &dyn Object, f: &mut Formatter<'_>) -> fmt::Result {
    let mut out = f.debug_struct(object.shape().ident);
    object.each(&mut |member| {
        if member.node.is_nothing() {
            return;
        }
        let ident = member.ident.strip_prefix("r#").unwrap_or(member.ident);
        if member.is_secret {
            out.field(ident, &Secret(member.node));
        } else {
            out.field(ident, &member.node);
        }
    });
    out.finish()
}

/// Shows the value as it is.
impl Debug for Node<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::Absent => f.write_str("None"),
            Node::Boolean(value) => value.fmt(f),
            Node::Integer(value) => value.fmt(f),
            Node::Number(value) => value.fmt(f),
            Node::Single(value) => value.fmt(f),
            Node::Text(value) => value.fmt(f),
            Node::Json(value) => value.fmt(f),
            Node::List(list) => f.debug_list().entries((0..list.length()).map(|index| list.item(index))).finish(),
            Node::Map(map) => {
                let mut out = f.debug_map();
                map.each(&mut |name, node| {
                    out.entry(&name, &node);
                });
                out.finish()
            }
            Node::Object(object) => debug(*object, f),
        }
    }
}

/// Shows that there is a value, and how many there are of a list or a map.
struct Secret<'a>(Node<'a>);

impl Debug for Secret<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let many = |count: usize, f: &mut Formatter<'_>| f.debug_list().entries((0..count).map(|_| Redacted)).finish();
        match self.0 {
            Node::List(list) => many(list.length(), f),
            Node::Map(map) => many(map.length(), f),
            _ => Redacted.fmt(f),
        }
    }
}
