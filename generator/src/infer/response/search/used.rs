//! The names that stand under one parent so far.

use std::rc::Rc;

use rustc_hash::FxHashSet;

use super::weigh::Alike;
use crate::infer::response::id::{FoldedId, ItemId, NameId, WordId};

/// Above this many names sets answer faster than the list; tables of people have fewer under any parent.
const LISTED: usize = 64;

/// Explanations share it until one of them adds a name.
#[derive(Clone, Debug, Default)]
pub struct UsedNames(Rc<Added>);

/// A name that was added, and what is asked of it.
#[derive(Clone, Copy, Debug)]
pub struct UsedName {
    pub exact: NameId,
    pub folded: FoldedId,
    /// Its first and its last word.
    pub words: Option<(WordId, WordId)>,
    /// Whether a row of the name may hold rows.
    pub opens: bool,
}

#[derive(Clone, Debug, Default)]
struct Added {
    /// The names as long as they are few.
    list: Vec<UsedName>,
    /// The names once they are many.
    sets: Sets,
    /// By name that comes again in rows below, the last of them, sorted.
    again: Vec<ItemId>,
}

#[derive(Clone, Debug, Default)]
struct Sets {
    exact: FxHashSet<NameId>,
    folded: FxHashSet<FoldedId>,
    first_words: FxHashSet<WordId>,
    last_words: FxHashSet<WordId>,
    /// The last words of names that may hold rows.
    containers: FxHashSet<WordId>,
}

impl Sets {
    fn add(&mut self, name: &UsedName) {
        self.exact.insert(name.exact);
        self.folded.insert(name.folded);
        if let Some((first, last)) = name.words {
            self.first_words.insert(first);
            self.last_words.insert(last);
            if name.opens {
                self.containers.insert(last);
            }
        }
    }
}

impl UsedNames {
    /// Adds a name.
    pub fn add(&mut self, name: UsedName) {
        let Added { list, sets, .. } = Rc::make_mut(&mut self.0);
        if list.len() < LISTED {
            list.push(name);
            if list.len() == LISTED {
                list.iter().for_each(|name| sets.add(name));
            }
        } else {
            sets.add(&name);
        }
    }

    /// Notes of a name that was added with an item that rows below have it too, up to `last`. Names are added in the order of
    /// the items, so that nobody asks for those before.
    pub fn expect_again(&mut self, last: ItemId, item: ItemId) {
        let again = &mut Rc::make_mut(&mut self.0).again;
        again.drain(..again.partition_point(|&one| one <= item));
        again.insert(again.partition_point(|&one| one <= last), last);
    }

    /// The number of names that come again after an item.
    pub fn again_after(&self, item: ItemId) -> usize {
        let again = &self.0.again;
        again.len() - again.partition_point(|&one| one <= item)
    }

    /// Tells whether the very name was added.
    pub fn has(&self, exact: NameId) -> bool {
        let Added { list, sets, .. } = &*self.0;
        if self.is_listed() { list.iter().any(|name| name.exact == exact) } else { sets.exact.contains(&exact) }
    }

    /// Tells whether the name was added in whatever case.
    pub fn has_folded(&self, folded: FoldedId) -> bool {
        let Added { list, sets, .. } = &*self.0;
        if self.is_listed() { list.iter().any(|name| name.folded == folded) } else { sets.folded.contains(&folded) }
    }

    /// The words that a name has in common with the names before, given with its first and its last word and whether a row of
    /// it may hold rows.
    pub fn alike(&self, (first, last): (WordId, WordId), opens: bool) -> Alike {
        let Added { list, sets, .. } = &*self.0;
        let mut alike = Alike::default();
        if self.is_listed() {
            for (words, name) in list.iter().filter_map(|name| Some((name.words?, name))) {
                alike.first |= words.0 == first;
                alike.last |= words.1 == last;
                alike.containers |= words.1 == last && name.opens && opens;
            }
        } else {
            alike.first = sets.first_words.contains(&first);
            alike.last = sets.last_words.contains(&last);
            alike.containers = opens && sets.containers.contains(&last);
        }
        alike
    }

    fn is_listed(&self) -> bool {
        self.0.list.len() < LISTED
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::id::Id;

    /// A name of its own words; every second may hold rows.
    fn name(number: usize) -> UsedName {
        UsedName {
            exact: NameId::new(number),
            folded: FoldedId::new(number + 1000),
            words: Some((WordId::new(2 * number), WordId::new(2 * number + 1))),
            opens: number % 2 == 1,
        }
    }

    #[test]
    fn names_are_found_however_many_there_are() {
        let mut used = UsedNames::default();
        for one in (0..200).map(name) {
            assert!(!used.has(one.exact) && !used.has_folded(one.folded));
            used.add(one);
            assert!(used.has(one.exact) && used.has_folded(one.folded) && used.has(name(0).exact));
        }
    }

    #[test]
    fn words_in_common_are_found_however_many_names_there_are() {
        let ([first, last], other) = ([2, 3].map(WordId::new), WordId::new(999));
        for count in [2, LISTED - 1, LISTED, 200] {
            let mut used = UsedNames::default();
            (0..count).for_each(|number| used.add(name(number)));
            let alike = |words, opens| {
                let found = used.alike(words, opens);
                [found.first, found.last, found.containers]
            };
            assert_eq!(alike((first, last), true), [true, true, true], "{count}");
            assert_eq!(alike((first, last), false), [true, true, false], "{count}");
            assert_eq!(alike((other, WordId::new(1)), true), [false, true, false], "{count}: that one holds no rows");
            assert_eq!(alike((last, first), true), [false, false, false], "{count}");
        }
    }

    #[test]
    fn names_that_come_again_are_counted_until_the_last_row_of_theirs() {
        let [now, later, last] = [3, 5, 9].map(ItemId::new);
        let mut used = UsedNames::default();
        for row in [last, later, last] {
            used.expect_again(row, now);
        }
        let counts = [3, 4, 5, 8, 9].map(|item| used.again_after(ItemId::new(item)));
        assert_eq!(counts, [3, 3, 2, 2, 0]);
        used.expect_again(last, later);
        assert_eq!(used.again_after(later), 3, "what has passed is forgotten");
    }

    #[test]
    fn a_copy_does_not_see_what_is_added_later() {
        let (one, two) = (name(1), name(2));
        let mut used = UsedNames::default();
        used.add(one);
        let copy = used.clone();
        used.add(two);
        assert!(used.has(two.exact) && !copy.has(two.exact));
    }
}
