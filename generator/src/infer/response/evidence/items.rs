//! The units that the search places: the rows of the table, and the parents that dotted names imply.

use std::collections::HashSet;

use rustc_hash::FxHashMap;

use super::usual::{Usual, usual_at_root};
use crate::infer::table::{self, Class, Row};

/// Something to be placed in the tree.
#[derive(Clone, Debug)]
pub struct Item {
    /// The row; absent for a parent that only dotted names imply.
    pub row: Option<usize>,
    /// The name on the wire, the last part of a dotted one.
    pub name: String,
    /// The number of the name, equal names having equal numbers.
    pub id: u32,
    /// The number of the name without regard to case.
    pub folded: u32,
    /// The numbers of the first and the last word of the name, equal words having equal numbers.
    pub words: (u32, u32),
    /// How usual the name is at the root.
    pub at_root: Usual,
    /// What the type cell says.
    pub class: Class,
    /// Whether the row is a container by its type, and its example cell holds a value all the same.
    pub exemplified: bool,
    /// Whether the name was written with `└`.
    pub marked: bool,
    /// The item that a dotted name says is the parent.
    pub hint: Option<usize>,
    /// Whether the table's dotted names begin at the root, so that this item, which has no hint, stands there.
    pub rooted: bool,
    /// The item that the lead-in of a follow-up table says is the parent of this row.
    pub owner: Option<usize>,
}

/// Numbers for names.
#[derive(Debug, Default)]
struct Names {
    exact: FxHashMap<String, u32>,
    folded: FxHashMap<String, u32>,
    words: FxHashMap<String, u32>,
}

impl Names {
    fn id(&mut self, name: &str) -> (u32, u32) {
        let next = self.exact.len() as u32;
        let exact = *self.exact.entry(name.to_owned()).or_insert(next);
        let next = self.folded.len() as u32;
        let folded = *self.folded.entry(name.to_ascii_lowercase()).or_insert(next);
        (exact, folded)
    }

    /// The first and the last word: `Visit` and `Data` of `VisitData`.
    fn words(&mut self, name: &str) -> (u32, u32) {
        let capital = |&(_, c): &(usize, char)| c.is_ascii_uppercase();
        let end = name.char_indices().skip(1).find(capital).map_or(name.len(), |(at, _)| at);
        let begin = name.char_indices().rfind(capital).map_or(0, |(at, _)| at);
        let mut number = |word: &str| {
            let next = self.words.len() as u32;
            *self.words.entry(word.to_ascii_lowercase()).or_insert(next)
        };
        (number(&name[..end]), number(&name[begin..]))
    }
}

/// Makes items of rows. `owners[row]` is the row that a follow-up table describes.
pub fn items(rows: &[Row<'_>], owners: &[Option<usize>]) -> Vec<Item> {
    let mut names = Names::default();
    // Where marks have several levels, they say the parent of every row; where they have one, often only that there is one.
    let levelled = rows.iter().any(|row| row.marks > 1);
    let rooted = levelled || have_whole_paths(rows);
    let mut open: Vec<usize> = Vec::new();
    let written: Vec<(String, Vec<usize>)> = rows.iter().map(|row| without_indices(&row.name)).collect();
    let whole: HashSet<&str> = written.iter().map(|(name, _)| name.as_str()).collect();
    let mut items: Vec<Item> = Vec::with_capacity(rows.len());
    let mut item_of_row: Vec<usize> = Vec::with_capacity(rows.len());
    let mut latest: FxHashMap<String, usize> = FxHashMap::default();
    let mut last_dotted: Vec<(String, usize)> = Vec::new();
    for (index, (row, (name, lists))) in rows.iter().zip(&written).enumerate() {
        let parts: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
        let mut hint = None;
        let mut prefix = String::new();
        if parts.len() > 1 {
            for (depth, part) in parts[..parts.len() - 1].iter().enumerate() {
                if !prefix.is_empty() {
                    prefix.push('.');
                }
                prefix.push_str(part);
                // A part that is a row itself is that row's latest place; else it is implied, once for a run of rows.
                let known = if whole.contains(prefix.as_str()) || whole.contains(part) {
                    latest.get(*part).copied()
                } else {
                    last_dotted.iter().find(|(known, _)| *known == prefix).map(|&(_, item)| item)
                };
                hint = Some(known.unwrap_or_else(|| {
                    let (id, folded) = names.id(part);
                    let implied = Item {
                        row: None,
                        name: (*part).to_owned(),
                        id,
                        folded,
                        words: names.words(part),
                        at_root: usual_at_root(part),
                        class: if lists.contains(&depth) { Class::List(None) } else { Class::Blank },
                        exemplified: false,
                        marked: false,
                        hint,
                        rooted: rooted && hint.is_none(),
                        owner: None,
                    };
                    items.push(implied);
                    last_dotted.push((prefix.clone(), items.len() - 1));
                    items.len() - 1
                }));
            }
        }
        if levelled {
            open.truncate(row.marks);
            hint = hint.or(open.last().copied());
        }
        // A prefix implied earlier stays open only while rows have it: a later run implies it anew.
        last_dotted.retain(|(known, _)| name.starts_with(known.as_str()) && parts.len() > 1);
        let last = parts.last().copied().unwrap_or(name);
        let (id, folded) = names.id(last);
        item_of_row.push(items.len());
        latest.insert(last.to_owned(), items.len());
        open.push(items.len());
        items.push(Item {
            row: Some(index),
            name: last.to_owned(),
            id,
            folded,
            words: names.words(last),
            at_root: usual_at_root(last),
            class: row.class.clone(),
            exemplified: is_exemplified(row),
            marked: row.marks > 0,
            hint,
            rooted: rooted && hint.is_none() && owners.get(index).is_none_or(Option::is_none),
            owner: owners.get(index).copied().flatten().and_then(|owner| item_of_row.get(owner).copied()),
        });
    }
    items
}

/// Whether `item` is the row `X` right below a row `Array of X`: the wrapper and its list.
pub fn is_pair(above: &Item, item: &Item) -> bool {
    above.class.is_list()
        && above.class.type_name().is_some_and(|name| name == item.name)
        && matches!(item.class, Class::Blank)
}

/// Whether the dotted names of a table are paths from the root; elsewhere they are short for a field and its parent, wherever
/// the two stand.
///
/// Evidence: a name of three parts or more whose first part is a row, and no container that no dotted name begins with, which
/// would have rows below it without saying so.
fn have_whole_paths(rows: &[Row<'_>]) -> bool {
    let written: Vec<String> = rows.iter().map(|row| without_indices(&row.name).0).collect();
    let undotted: HashSet<&str> = written.iter().map(String::as_str).filter(|name| !name.contains('.')).collect();
    let firsts: HashSet<&str> =
        written.iter().filter_map(|name| name.split_once('.')).map(|(first, _)| first).collect();
    let is_deep = |name: &String| {
        let mut parts = name.split('.');
        parts.next().is_some_and(|first| undotted.contains(first)) && parts.count() > 1
    };
    let is_open = |(row, name): (&Row<'_>, &String)| {
        !name.contains('.') && row.class.is_container() && !row.class.is_leaf() && !firsts.contains(name.as_str())
    };
    written.iter().any(is_deep) && !rows.iter().zip(&written).any(is_open)
}

/// A name without the indices that say that a part of it is a list, `Items[].Id` and `Items.N.Id`, and which parts those are.
fn without_indices(name: &str) -> (String, Vec<usize>) {
    let (mut parts, mut lists): (Vec<&str>, Vec<usize>) = (Vec::new(), Vec::new());
    let written: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
    for (at, &part) in written.iter().enumerate() {
        let bare = table::of_list(part).unwrap_or(part);
        if !parts.is_empty() && (part == "[]" || table::is_index(part, at + 1 == written.len())) {
            lists.push(parts.len() - 1);
            continue;
        }
        if bare.len() < part.len() {
            lists.push(parts.len());
        }
        parts.push(bare);
    }
    (parts.join("."), lists)
}

/// Whether the example cell of a container holds a value: the container is a list of scalars, then.
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

    fn row(name: &str) -> Row<'static> {
        Row { name: name.to_owned(), ..Row::default() }
    }

    #[test]
    fn dotted_names_imply_their_parent_once() {
        let rows = [row("Id"), row("Options.Id"), row("Options.Name"), row("Z")];
        let items = items(&rows, &[]);
        let found: Vec<_> = items.iter().map(|item| (item.name.as_str(), item.row, item.hint)).collect();
        assert_eq!(
            found,
            [
                ("Id", Some(0), None),
                ("Options", None, None),
                ("Id", Some(1), Some(1)),
                ("Name", Some(2), Some(1)),
                ("Z", Some(3), None)
            ]
        );
        assert_eq!(items[0].id, items[2].id);
    }

    #[test]
    fn indices_in_dotted_names_make_lists() {
        for (name, expected, lists) in [
            ("Items[].Id", "Items.Id", vec![0]),
            ("Items.N.Tags.N.Key", "Items.Tags.Key", vec![0, 1]),
            ("Data.Items.1.Id", "Data.Items.Id", vec![1]),
            ("Ids.N", "Ids", vec![0]),
            ("Data.N1", "Data.N1", vec![]),
            ("N", "N", vec![]),
        ] {
            assert_eq!(without_indices(name), (expected.to_owned(), lists), "{name}");
        }
        let items = items(&[row("Items[]"), row("Items[].Id"), row("Other[].Id")], &[]);
        let found: Vec<_> = items.iter().map(|item| (item.name.as_str(), item.class.clone(), item.hint)).collect();
        let blank = Class::Blank;
        assert_eq!(
            found,
            [
                ("Items", blank.clone(), None),
                ("Id", blank.clone(), Some(0)),
                ("Other", Class::List(None), None),
                ("Id", blank, Some(2))
            ]
        );
    }

    #[test]
    fn marks_of_several_levels_say_the_parent() {
        let hints = |marks: &[usize]| {
            let rows: Vec<Row<'_>> = marks.iter().map(|&marks| Row { marks, ..row("A") }).collect();
            items(&rows, &[]).iter().map(|item| (item.hint, item.rooted)).collect::<Vec<_>>()
        };
        let below = |parent| (Some(parent), false);
        assert_eq!(hints(&[0, 1, 2, 1, 0]), [(None, true), below(0), below(1), below(0), (None, true)]);
        assert_eq!(hints(&[0, 1, 1, 0]), [(None, false); 4], "one level may stand for several");
    }

    #[test]
    fn whole_paths_are_told_from_short_ones() {
        let rooted = |names: &[&str]| have_whole_paths(&names.iter().map(|name| row(name)).collect::<Vec<_>>());
        assert!(rooted(&["Oars", "Oars.Id", "Oars.Mark.Text", "Boats.Id"]));
        assert!(!rooted(&["Oars", "Oars.Id", "Boats.Id"]), "nothing shows that the path is whole");
        assert!(!rooted(&["Oars", "Oars.Mark.Text", "Boats", "Id"]), "the rows below Boats do not say so");
        assert!(!rooted(&["Oars.Mark.Text", "Id"]));
    }

    #[test]
    fn words_of_names_are_told_apart_without_regard_to_case() {
        let items = items(&[row("VisitData"), row("visitProportion"), row("Flow")], &[]);
        assert_eq!(items[0].words.0, items[1].words.0);
        assert_ne!(items[0].words.1, items[1].words.1);
        assert_eq!(items[2].words.0, items[2].words.1);
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
        let items = items(&[row("Result"), row("Result.Type")], &[]);
        assert_eq!(items.len(), 2);
        assert_eq!((items[1].name.as_str(), items[1].hint), ("Type", Some(0)));
    }
}
