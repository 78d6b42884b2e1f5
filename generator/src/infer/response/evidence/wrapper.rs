//! Wrappers of a whole response, which come off before the example is evidence.

use std::collections::HashSet;

use crate::example::{Kind, Member, Node};
use crate::read::is_blank;

/// Takes off the root element `<Operation>Response`, which is always there in XML and now and then in JSON.
pub fn unwrap_response(root: &Node) -> &Node {
    match root.members() {
        [only] if only.name.trim_matches(is_blank).ends_with("Response") && !only.value.members().is_empty() => {
            &only.value
        }
        _ => match &root.kind {
            // A list at the root shows the items of a page that lists fields.
            Kind::Array(items) if items.len() == 1 => &items[0],
            _ => root,
        },
    }
}

/// Takes off an object around the whole response, such as one called like the operation: no row has its name, and some have
/// its members'. Beside an XML example without it, it would not be seen any more.
pub fn unwrap_envelope<'n>(root: &'n Node, names: &HashSet<String>) -> &'n Node {
    let known = |member: &Member| names.contains(member.name.trim_matches(is_blank));
    match root.members() {
        [only] if !known(only) && only.value.members().iter().any(known) => &only.value,
        _ => root,
    }
}
