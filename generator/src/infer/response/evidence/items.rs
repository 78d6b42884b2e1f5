//! The units that the search places: the rows of the table, and the parents that dotted names imply.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::dotted::{Dotted, have_whole_paths};
use super::told::told_item;
use super::usual::{Usual, is_paging, usual_at_root};
use crate::infer::response::id::{Arena, FoldedId, Id, ItemId, NameId, Owner, RowId, WordId};
use crate::infer::table::{self, Class, Row};

/// The items that the search places, in the order of the table.
pub type Items = Arena<ItemId, Item>;

/// Something to be placed in the tree.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row; absent for a parent that only dotted names imply.
    pub row: Option<RowId>,
    /// The name on the wire, the last part of a dotted one.
    pub name: String,
    /// The name, exactly.
    pub exact: NameId,
    /// The name without regard to case.
    pub folded: FoldedId,
    /// The first and the last word of the name.
    pub words: (WordId, WordId),
    /// The frequency of the name at the root.
    pub at_root: Usual,
    /// Whether the name pages a list.
    pub paging: bool,
    /// The class that the type cell says.
    pub class: Class,
    /// Whether the row is a container by its type, and its example cell holds a value all the same.
    pub exemplified: bool,
    /// Whether the name was written with `└`.
    pub marked: bool,
    /// The item that a dotted name says is the parent.
    pub hint: Option<ItemId>,
    /// Whether the table's dotted names begin at the root, so that this item, which has no hint, stands there.
    pub rooted: bool,
    /// The item that the lead-in of a follow-up table says is the parent of this row.
    pub owner: Option<ItemId>,
    /// The name that the description gives the items of a list, where no row has it.
    pub told: Option<String>,
    /// Whether a follow-up table describes what this row holds: then the rows of its own table are none of it.
    pub described: bool,
}

/// Makes items of rows. `owners` are the rows that follow-up tables describe.
pub fn items(rows: &Arena<RowId, Row<'_>>, owners: &Arena<RowId, Option<Owner<RowId>>>) -> Items {
    let names: Vec<Dotted> = rows.values().map(|row| Dotted::read(&row.name)).collect();
    let mut maker = Maker {
        levelled: rows.values().any(|row| row.marks > 1),
        whole_paths: have_whole_paths(rows.values(), &names),
        whole: names.iter().map(|name| name.name.as_str()).collect(),
        ..Maker::default()
    };
    for ((id, row), name) in rows.iter().zip(&names) {
        maker.add(id, row, name, owners.get(id).copied().flatten().map(|owner| owner.row));
    }
    for owner in owners.values().flatten().filter(|owner| owner.whole) {
        if let Some(&item) = maker.item_of.get(owner.row) {
            maker.items[item].described = true;
        }
    }
    maker.items
}

/// Makes items row by row.
#[derive(Default)]
struct Maker<'r> {
    items: Items,
    numbers: Numbers,
    /// Whether marks have several levels: then they say the parent of every row. Where they have one, they often say only
    /// that there is one.
    levelled: bool,
    /// Whether dotted names begin at the root.
    whole_paths: bool,
    /// The names of all rows.
    whole: HashSet<&'r str>,
    /// By row, its item.
    item_of: Arena<RowId, ItemId>,
    /// By the last part of its name, the latest row.
    latest: FxHashMap<&'r str, ItemId>,
    /// The parents that the dotted names of the latest rows imply, by their paths.
    implied: Vec<(&'r str, ItemId)>,
    /// By level of marks, the latest row.
    open: Vec<ItemId>,
}

impl<'r> Maker<'r> {
    fn add(&mut self, id: RowId, row: &Row<'_>, name: &'r Dotted, owner: Option<RowId>) {
        let mut hint = self.parent(name);
        if self.levelled {
            self.open.truncate(row.marks);
            hint = hint.or(self.open.last().copied());
        }
        // A parent implied earlier stays open only while rows have it: a later run implies it anew.
        self.implied.retain(|(path, _)| name.has_parent() && name.name.starts_with(path));
        let item = Item {
            row: Some(id),
            class: row.class.clone(),
            exemplified: is_exemplified(row),
            marked: row.marks > 0,
            rooted: self.is_rooted() && hint.is_none() && owner.is_none(),
            owner: owner.and_then(|owner| self.item_of.get(owner).copied()),
            told: told_item(row).filter(|told| !self.whole.contains(told.as_str())),
            ..self.named(name.last(), hint)
        };
        let item = self.items.push(item);
        self.item_of.push(item);
        self.latest.insert(name.last(), item);
        self.open.push(item);
    }

    /// The parent that a dotted name says: a row's latest place where a part is a row itself, else an item that is implied
    /// once for a run of rows.
    fn parent(&mut self, name: &'r Dotted) -> Option<ItemId> {
        let mut hint = None;
        for (number, part, path) in name.above() {
            let known = if self.whole.contains(path) || self.whole.contains(part) {
                self.latest.get(part).copied()
            } else {
                self.implied.iter().find(|(known, _)| *known == path).map(|&(_, item)| item)
            };
            hint = Some(known.unwrap_or_else(|| {
                let class = if name.lists.contains(&number) { Class::List(None) } else { Class::Blank };
                let rooted = self.is_rooted() && hint.is_none();
                let item = Item { class, rooted, ..self.named(part, hint) };
                let item = self.items.push(item);
                self.implied.push((path, item));
                item
            }));
        }
        hint
    }

    fn is_rooted(&self) -> bool {
        self.levelled || self.whole_paths
    }

    /// An item of which only the name and the parent are known.
    fn named(&mut self, name: &str, hint: Option<ItemId>) -> Item {
        let (exact, folded) = self.numbers.name(name);
        Item {
            row: None,
            name: name.to_owned(),
            exact,
            folded,
            words: self.numbers.words(name),
            at_root: usual_at_root(name),
            paging: is_paging(name),
            class: Class::Blank,
            exemplified: false,
            marked: false,
            hint,
            rooted: false,
            owner: None,
            told: None,
            described: false,
        }
    }
}

/// Numbers for names and words, equal ones having equal numbers.
#[derive(Debug, Default)]
struct Numbers {
    exact: FxHashMap<String, NameId>,
    folded: FxHashMap<String, FoldedId>,
    words: FxHashMap<String, WordId>,
}

impl Numbers {
    fn name(&mut self, name: &str) -> (NameId, FoldedId) {
        (number(&mut self.exact, name.to_owned()), number(&mut self.folded, name.to_ascii_lowercase()))
    }

    /// The first and the last word: `Visit` and `Data` of `VisitData`.
    fn words(&mut self, name: &str) -> (WordId, WordId) {
        let capital = |&(_, c): &(usize, char)| c.is_ascii_uppercase();
        let end = name.char_indices().skip(1).find(capital).map_or(name.len(), |(at, _)| at);
        let begin = name.char_indices().rfind(capital).map_or(0, |(at, _)| at);
        let mut word = |word: &str| number(&mut self.words, word.to_ascii_lowercase());
        (word(&name[..end]), word(&name[begin..]))
    }
}

fn number<I: Id>(known: &mut FxHashMap<String, I>, name: String) -> I {
    let next = I::new(known.len());
    *known.entry(name).or_insert(next)
}

/// Tells whether `item` is the row `X` right below a row `Array of X`: the wrapper and its list.
pub fn is_pair(above: &Item, item: &Item) -> bool {
    let is_named = above.class.type_name().is_some_and(|name| name == item.name);
    above.class.is_list() && is_named && item.class == Class::Blank
}

/// Tells whether the example cell of a container holds a value: the container is a list of scalars, then.
///
/// Evidence: a value that is neither nothing nor an object.
fn is_exemplified(row: &Row<'_>) -> bool {
    let example = row.example.trim();
    matches!(row.class, Class::Blank | Class::List(_))
        && !row.class.is_leaf()
        && table::class(example) != Class::Blank
        && !example.contains('{')
        && !matches!(example, "\"\"" | "“”" | "[]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items_of(rows: impl IntoIterator<Item = Row<'static>>) -> Items {
        items(&rows.into_iter().collect(), &Arena::default())
    }

    fn row(name: &str) -> Row<'static> {
        Row { name: name.to_owned(), ..Row::default() }
    }

    #[test]
    fn dotted_names_imply_their_parent_once() {
        let rows = [row("Id"), row("Options.Id"), row("Options.Name"), row("Z")];
        let items = items_of(rows);
        let found: Vec<_> = items.values().map(|item| (item.name.as_str(), item.row, item.hint)).collect();
        let row_at = |index| Some(RowId::new(index));
        assert_eq!(
            found,
            [
                ("Id", row_at(0), None),
                ("Options", None, None),
                ("Id", row_at(1), Some(ItemId::new(1))),
                ("Name", row_at(2), Some(ItemId::new(1))),
                ("Z", row_at(3), None)
            ]
        );
        assert_eq!(items[ItemId::new(0)].exact, items[ItemId::new(2)].exact);
    }

    #[test]
    fn indices_in_dotted_names_make_lists() {
        let items = items_of([row("Items[]"), row("Items[].Id"), row("Other[].Id")]);
        let found: Vec<_> = items.values().map(|item| (item.name.as_str(), item.class.clone(), item.hint)).collect();
        let blank = Class::Blank;
        assert_eq!(
            found,
            [
                ("Items", blank.clone(), None),
                ("Id", blank.clone(), Some(ItemId::new(0))),
                ("Other", Class::List(None), None),
                ("Id", blank, Some(ItemId::new(2)))
            ]
        );
    }

    #[test]
    fn marks_of_several_levels_say_the_parent() {
        let hints = |marks: &[usize]| {
            let rows: Vec<Row<'_>> = marks.iter().map(|&marks| Row { marks, ..row("A") }).collect();
            items_of(rows).values().map(|item| (item.hint, item.rooted)).collect::<Vec<_>>()
        };
        let below = |parent| (Some(ItemId::new(parent)), false);
        assert_eq!(hints(&[0, 1, 2, 1, 0]), [(None, true), below(0), below(1), below(0), (None, true)]);
        assert_eq!(hints(&[0, 1, 1, 0]), [(None, false); 4], "one level may stand for several");
    }

    #[test]
    fn words_of_names_are_told_apart_without_regard_to_case() {
        let items = items_of([row("VisitData"), row("visitProportion"), row("Flow")]);
        assert_eq!(items[ItemId::new(0)].words.0, items[ItemId::new(1)].words.0);
        assert_ne!(items[ItemId::new(0)].words.1, items[ItemId::new(1)].words.1);
        assert_eq!(items[ItemId::new(2)].words.0, items[ItemId::new(2)].words.1);
    }

    #[test]
    fn a_container_with_a_value_is_told_from_one_without() {
        let example =
            |class: Class, example: &str| is_exemplified(&Row { class, example: example.to_owned(), ..Row::default() });
        assert!(example(Class::Blank, "cloud_ssd"));
        assert!(!example(Class::Blank, "N/A"));
        assert!(!example(Class::Blank, "[{\"a\":1}]"));
        assert!(!example(Class::Object, "x"));
    }

    #[test]
    fn a_dotted_name_whose_parent_is_a_row_hints_at_it() {
        let items = items_of([row("Result"), row("Result.Type")]);
        assert_eq!(items.len(), 2);
        assert_eq!((items[ItemId::new(1)].name.as_str(), items[ItemId::new(1)].hint), ("Type", Some(ItemId::new(0))));
    }
}
