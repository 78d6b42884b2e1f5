//! Examples that a page converted from XML.

use std::collections::HashSet;

use crate::example::{Kind, Node};
use crate::infer::response::id::{Arena, RowId};
use crate::infer::table::{Class, Row};
use crate::ir::Type;

/// Tells whether a JSON example was converted from XML.
///
/// Evidence: most numbers and booleans of the table are quoted, and there is no list.
pub fn is_converted(json: &Node, rows: &Arena<RowId, Row<'_>>) -> bool {
    let (mut quoted, mut bare, mut lists) = (0, 0, 0);
    let typed: HashSet<&str> = rows
        .values()
        .filter(|row| matches!(&row.class, Class::Scalar(ty) if *ty != Type::String))
        .map(|row| row.name.as_str())
        .collect();
    let mut queue = vec![json];
    while let Some(node) = queue.pop() {
        for member in node.members() {
            match member.value.kind {
                Kind::String(_) => quoted += usize::from(typed.contains(member.name.as_str())),
                Kind::Number(_) | Kind::Boolean(_) => bare += usize::from(typed.contains(member.name.as_str())),
                _ => {}
            }
            queue.push(&member.value);
        }
        if let Kind::Array(items) = &node.kind {
            lists += 1;
            queue.extend(items);
        }
    }
    lists == 0 && quoted * 10 > (quoted + bare) * 6
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::json;

    #[test]
    fn quoted_numbers_without_any_list_tell_that_an_example_was_converted() {
        let class = Class::Scalar(Type::Int32);
        let row = Row { name: "Size".to_owned(), class, ..Row::default() };
        let rows: Arena<RowId, Row<'_>> = [row].into_iter().collect();
        let converted = |text: &str| is_converted(&json::read(text).root.expect("the example is JSON"), &rows);
        assert!(converted(r#"{"Box":{"Size":"3"},"Id":"x"}"#));
        assert!(!converted(r#"{"Size":3}"#), "the number is not quoted");
        assert!(!converted(r#"{"Box":[{"Size":"3"}]}"#), "XML has no lists");
        assert!(!converted(r#"{"Id":"3"}"#), "the table has no number of that name");
    }
}
