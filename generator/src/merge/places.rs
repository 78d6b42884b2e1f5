//! Which of two pages is to be believed about where the fields of a response stand.

use std::collections::HashMap;

use crate::ir::{Field, Node, walk_fields};

/// Where the fields of a response stand, and how much of it is in doubt.
pub struct Places(HashMap<String, f32>);

impl Places {
    /// Those of a response.
    pub fn of(fields: &[Field]) -> Self {
        let mut doubts = HashMap::new();
        walk_fields(fields, &mut |path, node| {
            if let Node::Field(field) = node {
                doubts.insert(path.to_string(), field.confidence.map_or(0.0, |sure| 1.0 - sure));
            }
        });
        Self(doubts)
    }

    /// Whether these places are to be believed where the others differ.
    ///
    /// Evidence: of the places that only one page has, those that were guesses, by how unsure each was. Where that tells
    /// nothing, the page that found more fields inside others: what loses the structure of a table loses levels, and never
    /// makes them up.
    pub fn are_surer_than(&self, others: &Self) -> bool {
        let doubt = |own: &Self, others: &Self| {
            let alone = own.0.iter().filter(|(path, _)| !others.0.contains_key(*path));
            // Whole parts of a thousand: the order of a sum of floats must not count.
            alone.map(|(_, doubt)| (doubt * 1000.0).round() as u32).sum::<u32>()
        };
        let nested = |places: &Self| places.0.keys().filter(|path| path.contains('.')).count();
        let (own, other) = (doubt(self, others), doubt(others, self));
        own < other || own == other && nested(self) > nested(others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Type;

    fn leaf(name: &str, confidence: Option<f32>) -> Field {
        Field { name: name.to_owned(), confidence, ..Field::default() }
    }

    fn object(name: &str, fields: Vec<Field>) -> Field {
        Field { ty: Type::Object, fields, ..leaf(name, None) }
    }

    fn is_surer(own: &[Field], other: &[Field]) -> bool {
        Places::of(own).are_surer_than(&Places::of(other))
    }

    #[test]
    fn the_page_that_guessed_less_where_they_differ_is_believed() {
        let flat = [object("Boat", vec![leaf("Id", None)]), leaf("Name", Some(0.7))];
        let deep = [object("Boat", vec![leaf("Id", None), leaf("Name", Some(0.95))])];
        assert!(is_surer(&deep, &flat) && !is_surer(&flat, &deep));
        let sure = [object("Boat", vec![leaf("Id", None)]), leaf("Name", None)];
        assert!(is_surer(&sure, &deep) && !is_surer(&deep, &sure));
    }

    #[test]
    fn a_guess_that_both_made_says_nothing() {
        let (one, other) = (leaf("Id", Some(0.7)), leaf("Id", None));
        assert!(!is_surer(std::slice::from_ref(&one), std::slice::from_ref(&other)));
        assert!(!is_surer(&[other], &[one]));
    }

    #[test]
    fn of_equals_the_one_with_more_structure_is_believed() {
        let (flat, deep) = ([leaf("Boat", None), leaf("Id", None)], [object("Boat", vec![leaf("Id", None)])]);
        assert!(is_surer(&deep, &flat) && !is_surer(&flat, &deep) && !is_surer(&deep, &deep));
    }
}
