//! Dotted names of rows: the parts, and what they say of lists and of the tree.

use std::collections::HashSet;

use crate::infer::table::{self, Row};

/// A row's name, its indices taken out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dotted {
    /// The parts, joined by dots.
    pub name: String,
    /// The numbers of the parts that are lists.
    pub lists: Vec<usize>,
}

impl Dotted {
    /// Takes out the indices that say that a part is a list: `Items[].Id` and `Items.N.Id`.
    pub fn read(name: &str) -> Self {
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
        Self { name: parts.join("."), lists }
    }

    /// The parts above the last one, each with its number, its name and its path.
    pub fn above(&self) -> impl Iterator<Item = (usize, &str, &str)> {
        let dots = self.name.match_indices('.').map(|(dot, _)| &self.name[..dot]);
        dots.enumerate().map(|(at, path)| (at, last(path), path))
    }
    pub fn last(&self) -> &str {
        last(&self.name)
    }

    /// Tells whether there is more than one part.
    pub fn has_parent(&self) -> bool {
        self.name.contains('.')
    }
}

fn last(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(_, last)| last)
}

/// Tells whether the dotted names of a table are paths from the root; elsewhere they are short for a field and its parent,
/// wherever the two stand.
///
/// Evidence: a name of three parts or more whose first part is a row, and no container that no dotted name begins with, which
/// would have rows below it without saying so.
pub fn have_whole_paths<'r, 'a: 'r>(rows: impl Iterator<Item = &'r Row<'a>>, names: &[Dotted]) -> bool {
    let undotted: HashSet<&str> =
        names.iter().filter(|name| !name.has_parent()).map(|name| name.name.as_str()).collect();
    let firsts: HashSet<&str> =
        names.iter().filter_map(|name| name.name.split_once('.')).map(|(first, _)| first).collect();
    let is_deep = |name: &Dotted| {
        let mut parts = name.name.split('.');
        parts.next().is_some_and(|first| undotted.contains(first)) && parts.count() > 1
    };
    let is_open = |(row, name): (&Row<'_>, &Dotted)| {
        let holds_rows = row.class.is_container() && !row.class.is_leaf();
        !name.has_parent() && holds_rows && !firsts.contains(name.name.as_str())
    };
    names.iter().any(is_deep) && !rows.zip(names).any(is_open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indices_are_taken_out_and_make_lists() {
        for (name, expected, lists) in [
            ("Items[].Id", "Items.Id", vec![0]),
            ("Items.N.Tags.N.Key", "Items.Tags.Key", vec![0, 1]),
            ("Data.Items.1.Id", "Data.Items.Id", vec![1]),
            ("Ids.N", "Ids", vec![0]),
            ("Data.N1", "Data.N1", vec![]),
            ("N", "N", vec![]),
        ] {
            assert_eq!(Dotted::read(name), Dotted { name: expected.to_owned(), lists }, "{name}");
        }
    }

    #[test]
    fn the_parts_above_the_last_have_their_paths() {
        let dotted = Dotted::read("Data.Items.N.Id");
        assert_eq!(dotted.above().collect::<Vec<_>>(), [(0, "Data", "Data"), (1, "Items", "Data.Items")]);
        assert_eq!((dotted.last(), dotted.has_parent()), ("Id", true));
        let plain = Dotted::read("Id");
        assert_eq!((plain.above().count(), plain.last(), plain.has_parent()), (0, "Id", false));
    }

    #[test]
    fn whole_paths_are_told_from_short_ones() {
        let rooted = |names: &[&str]| {
            let rows: Vec<Row<'_>> =
                names.iter().map(|&name| Row { name: name.to_owned(), ..Row::default() }).collect();
            have_whole_paths(rows.iter(), &names.iter().map(|name| Dotted::read(name)).collect::<Vec<_>>())
        };
        assert!(rooted(&["Oars", "Oars.Id", "Oars.Mark.Text", "Boats.Id"]));
        assert!(!rooted(&["Oars", "Oars.Id", "Boats.Id"]), "nothing shows that the path is whole");
        assert!(!rooted(&["Oars", "Oars.Mark.Text", "Boats", "Id"]), "the rows below Boats do not say so");
        assert!(!rooted(&["Oars.Mark.Text", "Id"]));
    }
}
