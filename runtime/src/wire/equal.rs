//! Compares objects, so that no type needs code of its own for it.

use super::node::{Map, Member, Node, Object};

/// Whether two objects of one type have equal members.
pub fn equal(one: &dyn Object, other: &dyn Object) -> bool {
    let mut members: Vec<Member<'_>> = Vec::new();
    other.each(&mut |member| members.push(member));
    let (mut others, mut are_equal) = (members.into_iter(), true);
    one.each(&mut |member| {
        are_equal = are_equal && others.next().is_some_and(|other| same(member.node, other.node));
    });
    are_equal
}

fn same(one: Node<'_>, other: Node<'_>) -> bool {
    match (one, other) {
        (Node::Absent, Node::Absent) => true,
        (Node::Boolean(one), Node::Boolean(other)) => one == other,
        (Node::Integer(one), Node::Integer(other)) => one == other,
        (Node::Number(one), Node::Number(other)) => one == other,
        (Node::Single(one), Node::Single(other)) => one == other,
        (Node::Text(one), Node::Text(other)) => one == other,
        (Node::Json(one), Node::Json(other)) => one == other,
        (Node::List(one), Node::List(other)) => {
            one.length() == other.length() && (0..one.length()).all(|index| same(one.item(index), other.item(index)))
        }
        (Node::Map(one), Node::Map(other)) => same_entries(one, other),
        (Node::Object(one), Node::Object(other)) => equal(one, other),
        _ => false,
    }
}

fn same_entries(one: &dyn Map, other: &dyn Map) -> bool {
    let mut entries = Vec::new();
    other.each(&mut |name, node| entries.push((name, node)));
    let (mut entries, mut are_equal) = (entries.into_iter(), one.length() == other.length());
    one.each(&mut |name, node| {
        let is_equal = |(other_name, other)| name == other_name && same(node, other);
        are_equal = are_equal && entries.next().is_some_and(is_equal);
    });
    are_equal
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::Value;

    crate::object! {
        struct Boat {
            name: Option<String> = "Name",
            length: Option<f64> = "Length",
            crew: Vec<String> = "Crew" / "Member",
            decks: Vec<Boat> = "Decks",
            cargo: BTreeMap<String, i32> = "Cargo",
            more: Option<Value> = "More",
        }
    }

    #[test]
    fn objects_are_equal_member_by_member() {
        let boat = || Boat {
            name: Some("a".into()),
            length: Some(1.5),
            crew: vec!["b".into()],
            decks: vec![Boat::default()],
            cargo: [("c".to_owned(), 1)].into(),
            more: Some(Value::Bool(true)),
        };
        assert_eq!(boat(), boat());
        let changes: [fn(&mut Boat); 8] = [
            |boat| boat.name = None,
            |boat| boat.length = Some(2.5),
            |boat| boat.length = Some(f64::NAN),
            |boat| boat.crew.push("d".into()),
            |boat| boat.decks[0].name = Some("e".into()),
            |boat| boat.cargo = [("c".to_owned(), 2)].into(),
            |boat| boat.cargo.extend([("f".to_owned(), 1)]),
            |boat| boat.more = Some(Value::Bool(false)),
        ];
        for change in changes {
            let mut changed = boat();
            change(&mut changed);
            assert_ne!(changed, boat());
            assert_ne!(boat(), changed);
        }
    }
}
