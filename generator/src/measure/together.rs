//! Compares what two languages come to merged with what each comes to alone.

use std::collections::BTreeSet;

use super::pages::Languages;
use super::{Measured, Places};

/// The operations that pages in several languages describe.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Together {
    /// How many there are.
    pub operations: usize,
    /// Each language beside all merged.
    pub each: Vec<Compared>,
    /// Those of which merged misplaces more fields than the best language, among the fields which that one has: product and
    /// name.
    pub worse: Vec<(String, String)>,
}

/// A language beside all merged: a page that says little misplaces little, so that only the fields which it has count.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    /// The language.
    pub languages: Languages,
    /// The fields that its pages have.
    pub fields: usize,
    /// Those of them that it misplaces.
    pub alone: usize,
    /// Those that merged misplaces, or lost.
    pub merged: usize,
}

/// Compares the languages of a reference with what all come to merged; nothing where there is one language only.
pub fn together(measured: &[Measured]) -> Option<Together> {
    let (all, each): (Vec<&Measured>, Vec<&Measured>) =
        measured.iter().partition(|measured| measured.languages == Languages::All);
    let merged = all.first().filter(|_| each.len() > 1)?;
    let of_both = |key: &&(String, String)| each.iter().all(|one| one.places.contains_key(*key));
    let keys: BTreeSet<&(String, String)> = merged.places.keys().filter(of_both).collect();
    let compare = |one: &&Measured| {
        let mut compared = Compared { languages: one.languages, fields: 0, alone: 0, merged: 0 };
        for key in &keys {
            let own = &one.places[*key];
            compared.fields += own.len();
            compared.alone += wrong(own, own);
            compared.merged += wrong(own, &merged.places[*key]);
        }
        compared
    };
    // The best page is the one that places most fields rightly.
    let is_worse = |key: &&&(String, String)| {
        let pages = each.iter().map(|one| &one.places[**key]);
        let best = pages.max_by_key(|places| places.len() - wrong(places, places));
        best.is_some_and(|best| wrong(best, &merged.places[**key]) > wrong(best, best))
    };
    let worse = keys.iter().filter(is_worse).map(|key| (*key).clone()).collect();
    Some(Together { operations: keys.len(), each: each.iter().map(compare).collect(), worse })
}

/// How many of the fields that a page has are not at their place in what came of some pages.
fn wrong(own: &Places, places: &Places) -> usize {
    own.keys().filter(|path| places.get(*path) != Some(&true)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Language;

    /// What a language came to: the fields of operations, and whether each is at its place.
    fn measured(languages: Languages, operations: &[(&str, &[(&str, bool)])]) -> Measured {
        let places = operations.iter().map(|&(operation, fields)| {
            let fields = fields.iter().map(|&(path, right)| (path.to_owned(), right)).collect();
            (("Tide".to_owned(), operation.to_owned()), fields)
        });
        let places = places.collect();
        Measured { languages, products: Default::default(), places, without_truth: 0, unknown: 0 }
    }

    #[test]
    fn merged_is_compared_by_the_fields_that_a_page_has() {
        let (zh, en) = (Languages::One(Language::Chinese), Languages::One(Language::English));
        let all = [
            measured(zh, &[("Get", &[("A", true), ("B", false), ("C", false)]), ("Own", &[("A", false)])]),
            measured(en, &[("Get", &[("A", true), ("B", true)])]),
            measured(Languages::All, &[("Get", &[("A", true), ("B", true), ("C", false)]), ("Own", &[("A", false)])]),
        ];
        let found = together(&all).expect("two languages");
        assert_eq!((found.operations, found.worse), (1, Vec::new()));
        assert_eq!(found.each[0], Compared { languages: zh, fields: 3, alone: 2, merged: 1 });
        assert_eq!(
            found.each[1],
            Compared { languages: en, fields: 2, alone: 0, merged: 0 },
            "C stands on no English page"
        );
        assert_eq!(together(&all[1..]), None, "one language");
    }

    #[test]
    fn an_operation_is_worse_where_the_best_page_has_the_field_at_its_place() {
        let (zh, en) = (Languages::One(Language::Chinese), Languages::One(Language::English));
        let all = [
            measured(zh, &[("Get", &[("A", true), ("B", false)])]),
            measured(en, &[("Get", &[("A", true), ("B", true)])]),
            measured(Languages::All, &[("Get", &[("A", true), ("B", false)])]),
        ];
        let found = together(&all).expect("two languages");
        assert_eq!(found.worse, [("Tide".to_owned(), "Get".to_owned())]);
    }
}
