//! Which of two spellings of a field's name is right, where two pages differ by case.

use std::collections::{HashMap, HashSet};

use crate::ir::{Field, Items};

/// The names that examples show.
pub struct Shown<'e>(HashSet<&'e str>);

impl<'e> Shown<'e> {
    /// The names in the texts of examples: what stands between the marks that end a name in JSON or XML.
    pub fn of(examples: [&'e str; 2]) -> Self {
        let words = examples.into_iter().flat_map(|example| example.split(['"', '<', '>', '/', ' ', '\n']));
        Self(words.filter(|word| !word.is_empty()).collect())
    }

    /// Whether the other page's spelling is the better one.
    ///
    /// Evidence: an example of either page shows it, and none shows the own one.
    fn prefers(&self, other: &str, own: &str) -> bool {
        self.0.contains(other) && !self.0.contains(own)
    }
}

/// Gives fields the spelling of the other page where that is the better one. Only fields that hold none and were no guess:
/// the others are known by their paths.
pub fn respell(fields: &mut [Field], others: &[Field], shown: &Shown<'_>) {
    let own: HashSet<String> = fields.iter().map(|field| field.name.clone()).collect();
    let mut by_name: HashMap<String, &Field> = HashMap::new();
    others.iter().for_each(|other| _ = by_name.entry(other.name.to_ascii_lowercase()).or_insert(other));
    for field in fields {
        let Some(other) = by_name.get(&field.name.to_ascii_lowercase()) else { continue };
        respell(&mut field.fields, &other.fields, shown);
        respell_items(field.items.as_deref_mut(), other.items.as_deref(), shown);
        let holds = !field.fields.is_empty() || field.items.is_some();
        let is_guess = field.confidence.is_some() || !field.guessed.is_empty();
        if !holds && !is_guess && !own.contains(&other.name) && shown.prefers(&other.name, &field.name) {
            field.name.clone_from(&other.name);
        }
    }
}

fn respell_items(items: Option<&mut Items>, others: Option<&Items>, shown: &Shown<'_>) {
    if let (Some(own), Some(other)) = (items, others) {
        respell(&mut own.fields, &other.fields, shown);
        respell_items(own.items.as_deref_mut(), other.items.as_deref(), shown);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Type;

    fn leaf(name: &str) -> Field {
        Field { name: name.to_owned(), ..Field::default() }
    }

    fn respelled(mut field: Field, other: &str, examples: [&str; 2]) -> String {
        respell(std::slice::from_mut(&mut field), &[leaf(other)], &Shown::of(examples));
        field.name
    }

    #[test]
    fn a_name_is_spelled_as_the_examples_spell_it() {
        let (json, xml) = (r#"{"TideId":"1"}"#, "<R><TideId>1</TideId></R>");
        for example in [json, xml] {
            assert_eq!(respelled(leaf("TideID"), "TideId", ["", example]), "TideId");
            assert_eq!(respelled(leaf("TideId"), "TideID", [example, ""]), "TideId");
        }
        assert_eq!(respelled(leaf("TideID"), "TideId", [json, r#"{"TideID":"1"}"#]), "TideID", "they differ too");
        assert_eq!(respelled(leaf("TideID"), "TideId", ["", "{}"]), "TideID", "no example shows it");
        assert_eq!(respelled(leaf("TideID"), "Tides", [r#"{"Tides":1}"#, ""]), "TideID", "it is another field");
    }

    #[test]
    fn what_is_known_by_its_path_keeps_its_name_and_no_name_comes_twice() {
        let examples = [r#"{"TideId":"1"}"#, ""];
        let holder = Field { ty: Type::Object, fields: vec![leaf("A")], ..leaf("TideID") };
        assert_eq!(respelled(holder, "TideId", examples), "TideID");
        assert_eq!(respelled(Field { confidence: Some(0.7), ..leaf("TideID") }, "TideId", examples), "TideID");
        let mut both = [leaf("TideID"), leaf("TideId")];
        respell(&mut both, &[leaf("TideId")], &Shown::of(examples));
        assert_eq!(both.map(|field| field.name), ["TideID", "TideId"]);
    }

    #[test]
    fn members_of_lists_are_respelled_too() {
        let list = |name: &str| {
            let items = Items { ty: Type::Object, items: None, fields: vec![leaf(name)] };
            Field { ty: Type::Array, items: Some(Box::new(items)), ..leaf("Tides") }
        };
        let mut own = [list("TimeOut")];
        respell(&mut own, &[list("Timeout")], &Shown::of(["", r#"{"Tides":[{"Timeout":1}]}"#]));
        assert_eq!(own[0], list("Timeout"));
    }
}
