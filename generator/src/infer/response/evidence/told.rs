//! What a list consists of, where the description of its row says so: `由X组成的数组`, `an array consisting of X data`.

use crate::infer::table::{Class, Row};
use crate::read::{head, plain};
use crate::vocabulary::{AFTER_ITEM, BEFORE_ITEM, ITEM_NOUNS};
use crate::words::plural::singular;

/// The longest description that is searched, in bytes: what a list consists of stands at the beginning.
const LONGEST: usize = 300;

/// The name that a description gives the items of a list: in a wrapper without example, the list inside is called so.
///
/// Evidence: a cue right beside a name in the singular, in the row of a container whose type word says nothing of its items.
/// The name of a type, `DockType`, and that of the row itself say nothing of how the list is called.
pub fn told_item(row: &Row<'_>) -> Option<String> {
    if !matches!(row.class, Class::Blank | Class::List(None)) {
        return None;
    }
    let text = plain(head(row.description.raw, LONGEST));
    // In ASCII lower case, so that places are the same in both.
    let lower = text.to_ascii_lowercase();
    let after = || AFTER_ITEM.iter().find_map(|cue| text.find(cue)).and_then(|at| name_before(&text[..at]));
    let end = |cue: &&str| lower.find(cue).map(|at| at + cue.len());
    let before = || BEFORE_ITEM.iter().find_map(end).and_then(|at| name_after(&text[at..]));
    after().or_else(before).filter(|name| is_item_name(name) && *name != row.name).map(str::to_owned)
}

/// The name that a text ends with, nouns and brackets aside.
fn name_before(text: &str) -> Option<&str> {
    let bare = |text: &'_ str| text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ')' | '）')).len();
    let mut text = &text[..bare(text)];
    if let Some(rest) = ITEM_NOUNS.iter().find_map(|noun| text.strip_suffix(noun)) {
        text = &rest[..bare(rest)];
    }
    let name = text.trim_end_matches(|c: char| c.is_ascii_alphanumeric()).len();
    text.get(name..)
}

/// The name that a text begins with, if nothing but a noun or a punctuation mark comes after it.
fn name_after(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let rest = rest.trim_start();
    let is_noun = || ITEM_NOUNS.iter().any(|noun| rest.starts_with(noun));
    (rest.is_empty() || rest.starts_with(['.', ',', ';']) || is_noun()).then_some(name)
}

/// Whether a word may name the items of a list: capitalised, with small letters, in the singular, and no name of a type.
fn is_item_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.bytes().any(|b| b.is_ascii_lowercase())
        && !word.ends_with("Type")
        && singular(word) == word
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::table::class;
    use crate::read::Text;

    fn told(word: &str, description: &str) -> Option<String> {
        let description = Text { raw: description, ..Text::default() };
        told_item(&Row { name: "Docks".to_owned(), class: class(word), description, ..Row::default() })
    }

    #[test]
    fn a_description_names_the_items_of_a_list() {
        for description in [
            "由DockDetail组成的数组格式。",
            "码头（**DockDetail**）组成的列表。",
            "由 [DockDetail](#) 对象组成的集合",
            "The docks. An array that consists of DockDetail data.",
            "A list consisting of `DockDetail`.",
        ] {
            assert_eq!(told("", description).as_deref(), Some("DockDetail"), "{description}");
            assert_eq!(told("List", description).as_deref(), Some("DockDetail"), "{description}");
            assert_eq!(told("Array of Pier", description), None, "the type word says it: {description}");
        }
    }

    #[test]
    fn other_texts_name_no_items() {
        for description in [
            "由Docks组成的数组。",
            "由DockDetails组成的数组。",
            "由DockDetailType组成的数组。",
            "由码头组成的数组。",
            "组成的",
            "Consists of ECS instances.",
            "It consists of Dock names and lengths.",
            "The DockDetail.",
            "",
        ] {
            assert_eq!(told("", description), None, "{description}");
        }
        assert_eq!(told("", &format!("{}DockDetail组成的数组", "长".repeat(200))), None, "far from the beginning");
    }
}
