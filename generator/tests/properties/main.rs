//! What holds for every page: reading never panics, nothing is lost uncounted, and a tree that a page shows comes back.

#[path = "../common/mod.rs"]
mod common;
mod damage;
mod pieces;
mod tree;

use std::sync::LazyLock;

use alicloud_generator::infer::{Guess, Inferred};
use alicloud_generator::ir::{Field, Type};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::common::{Case, assert_balanced, assert_linted, cases, understand};
use crate::damage::damage;
use crate::pieces::{PIECES, WORDS};
use crate::tree::{Naming, tree};

static CASES: LazyLock<Vec<Case>> = LazyLock::new(cases);

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_understood(text in any::<String>(), title in any::<bool>()) {
        let text = if title { format!("# DoThing\n\n## Request parameters\n\n{text}") } else { text };
        assert_balanced(&understand("p.md", &text), "any text");
        assert_linted("p.md", &text);
    }

    #[test]
    fn any_heap_of_pieces_is_understood(pieces in vec(select(PIECES), 0..120)) {
        assert_balanced(&understand("p.md", &pieces.concat()), "pieces");
        assert_linted("p.md", &pieces.concat());
    }

    #[test]
    fn any_description_is_understood(words in vec(select(WORDS), 0..60), example in select(WORDS), text in any::<String>()) {
        let (words, example) = (words.concat(), example.replace(['|', '\n'], " "));
        for description in [words.replace('|', "\\|"), text.replace('|', "\\|")] {
            let rows = format!("|A|String|No|{example}|{description}\n\n |\n|B.N|Integer|No|{example}|{description}\n\n |\n");
            let head = "# DoThing\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
            assert_balanced(&understand("p.md", &format!("{head}{rows}")), "a description");
        }
    }

    #[test]
    fn damaged_pages_are_understood(case in any::<Index>(), damages in vec(damage(), 1..12)) {
        let mut lines: Vec<String> = case.get(&CASES).text.lines().map(str::to_owned).collect();
        for damage in &damages {
            damage.apply(&mut lines);
        }
        assert_balanced(&understand("p.md", &lines.join("\n")), "a damaged page");
        assert_linted("p.md", &lines.join("\n"));
    }

    #[test]
    fn a_tree_that_is_shown_comes_back(
        tree in tree(select(vec![Naming::Sorted, Naming::Shuffled, Naming::Repeated])),
        generated in any::<bool>(),
    ) {
        let found = understand("p.md", &tree.page(&tree.json(&|_| true), generated));
        assert_balanced(&found, "a tree");
        prop_assert_eq!(show(&found.operations[0].response), tree.show());
    }

    #[test]
    fn a_tree_that_is_shown_in_part_loses_nothing(tree in tree(select(vec![Naming::Sorted, Naming::Shuffled])), hidden in vec(any::<bool>(), 64)) {
        let found = understand("p.md", &tree.page(&tree.json(&|number| !hidden[number % 64]), false));
        assert_balanced(&found, "a tree in part");
        let mut names = Vec::new();
        count(&found.operations[0].response, &mut names);
        for name in tree.names() {
            prop_assert_eq!(names.iter().filter(|one| **one == name).count(), 1, "{}", name);
        }
        prop_assert!(found.guesses.iter().all(|guess| guess_is_of(guess, &found)));
    }
}

/// A specification in the form of [`Tree::show`].
fn show(fields: &[Field]) -> String {
    let value =
        |ty: Type, fields: &[Field]| if ty == Type::Object { format!("{{{}}}", show(fields)) } else { ty.to_string() };
    let one = |field: &Field| match &field.items {
        Some(items) if field.ty == Type::Array => format!("{}:[{}]", field.name, value(items.ty, &items.fields)),
        _ => format!("{}:{}", field.name, value(field.ty, &field.fields)),
    };
    fields.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// The names of a specification's fields.
fn count(fields: &[Field], names: &mut Vec<String>) {
    for field in fields {
        names.push(field.name.clone());
        count(&field.fields, names);
        let mut items = field.items.as_deref();
        while let Some(inner) = items {
            count(&inner.fields, names);
            items = inner.items.as_deref();
        }
    }
}

/// Whether a guess names a field of the operation.
fn guess_is_of(guess: &Guess, found: &Inferred) -> bool {
    guess.path.resolve(&found.operations[0].response).is_some()
}
