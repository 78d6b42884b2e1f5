//! Names whose inner capitals a table lost, such as `Dockdetails`, spelled as the examples have them.

use std::collections::{HashMap, HashSet};

use crate::example::Node;
use crate::infer::response::id::{Arena, RowId};
use crate::infer::table::Row;
use crate::read::is_blank;

/// Gives rows that lost the capitals inside their names the spelling of the examples.
///
/// Evidence: a name without a capital after its first letter, in whatever part of it, that both examples have with one, in one
/// and the same spelling. One example alone may be wrong itself.
pub fn respell(rows: &mut Arena<RowId, Row<'_>>, json: Option<&Node>, xml: Option<&Node>) {
    let (Some(json), Some(xml)) = (json, xml) else { return };
    if !rows.values().any(|row| row.name.split('.').any(is_flat)) {
        return;
    }
    let (json, xml) = (spellings(json), spellings(xml));
    for row in rows.values_mut() {
        let parts: Vec<&str> = row.name.split('.').map(|part| both(part, &json, &xml).unwrap_or(part)).collect();
        row.name = parts.join(".");
    }
}

/// The spelling that both examples have of a name that lost its capitals.
fn both<'s>(name: &str, json: &Spellings<'s>, xml: &Spellings<'_>) -> Option<&'s str> {
    let one = |spellings: &Spellings<'s>| match spellings.get(&name.to_ascii_lowercase())?.as_slice() {
        &[only] => Some(only),
        _ => None,
    };
    let spelled = one(json).filter(|spelled| is_flat(name) && !is_flat(spelled))?;
    let same = xml.get(&name.to_ascii_lowercase()).is_some_and(|xml| xml.as_slice() == [spelled]);
    same.then_some(spelled)
}

/// Tells whether a name has no capital after its first letter.
fn is_flat(name: &str) -> bool {
    !name.chars().skip(1).any(|c| c.is_ascii_uppercase())
}

/// The spellings of the names of an example, by the names in lower case.
type Spellings<'n> = HashMap<String, Vec<&'n str>>;

fn spellings(root: &Node) -> Spellings<'_> {
    let (mut seen, mut queue) = (HashSet::new(), vec![root]);
    while let Some(node) = queue.pop() {
        for member in node.members() {
            seen.insert(member.name.trim_matches(is_blank));
            queue.push(&member.value);
        }
        queue.extend(node.items());
    }
    let mut spellings = Spellings::new();
    for name in seen {
        spellings.entry(name.to_ascii_lowercase()).or_default().push(name);
    }
    spellings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{json, xml};

    fn respelled(name: &str, json_text: &str, xml_text: &str) -> String {
        let mut rows: Arena<RowId, Row<'_>> = [Row { name: name.to_owned(), ..Row::default() }].into_iter().collect();
        respell(&mut rows, json::read(json_text).root.as_ref(), xml::read(xml_text).root.as_ref());
        rows.into_values().remove(0).name
    }

    #[test]
    fn a_name_that_lost_its_capitals_takes_the_spelling_that_both_examples_have() {
        let (json, xml) = (r#"{"DockDetails":{"Id":1}}"#, "<R><DockDetails><Id>1</Id></DockDetails></R>");
        assert_eq!(respelled("Dockdetails", json, xml), "DockDetails");
        assert_eq!(respelled("Dockdetails.Id", json, xml), "DockDetails.Id");
        assert_eq!(respelled("DOCKDetails", json, xml), "DOCKDetails", "it has capitals, of its own");
        assert_eq!(respelled("Dockdetails", json, "<R><Id>1</Id></R>"), "Dockdetails", "one example alone");
        assert_eq!(respelled("Dockdetails", json, "<R><Dockdetails>1</Dockdetails></R>"), "Dockdetails");
        let twice = r#"{"DockDetails":{"dockDetails":1}}"#;
        assert_eq!(respelled("Dockdetails", twice, xml), "Dockdetails", "two spellings");
    }
}
