//! Blocks of rows that a table repeats: the fields of one container listed again for another.

use rustc_hash::FxHashMap;

use super::items::{Item, Items};
use crate::infer::response::id::{Arena, ItemId, NameId};

/// The rows that begin several runs alike; the number of none is zero.
type Prefix = u32;

/// The fewest rows that make a block: a single name, such as `Id`, says nothing.
const FEWEST: usize = 2;

/// A container row, and the rows after it up to the next one.
struct Run {
    container: ItemId,
    rows: Vec<ItemId>,
}

/// For an item, the container whose block it belongs to: the fields that the table lists after it and, in the same order,
/// after a container of another name.
///
/// Evidence: two or more rows without rows of their own that stand after both containers. What follows where the two runs
/// part belongs to no block.
pub fn blocks(items: &Items) -> Arena<ItemId, Option<ItemId>> {
    let runs = runs(items);
    // Each beginning of a run is looked up once, so that the work grows with the rows alone.
    let mut known: FxHashMap<(Prefix, NameId), Prefix> = FxHashMap::default();
    let mut owners: Vec<Owners> = vec![Owners::default()];
    for run in &runs {
        let mut prefix = 0;
        for &row in &run.rows {
            let next = owners.len() as Prefix;
            prefix = *known.entry((prefix, items[row].exact)).or_insert(next);
            if prefix == next {
                owners.push(Owners::default());
            }
            owners[prefix as usize].add(items[run.container].exact);
        }
    }
    let mut blocks = Arena::filled(None, items.len());
    for run in &runs {
        let mut prefix = 0;
        let prefixes = run.rows.iter().map(|&row| {
            prefix = known.get(&(prefix, items[row].exact)).copied().unwrap_or(0);
            prefix
        });
        let length = prefixes.take_while(|&prefix| owners[prefix as usize].differ).count();
        if length >= FEWEST {
            run.rows[..length].iter().for_each(|&row| blocks[row] = Some(run.container));
        }
    }
    blocks
}

/// The names of the containers that runs of one beginning stand after.
#[derive(Clone, Copy, Default)]
struct Owners {
    first: Option<NameId>,
    /// Whether there are several.
    differ: bool,
}

impl Owners {
    fn add(&mut self, name: NameId) {
        self.differ |= *self.first.get_or_insert(name) != name;
    }
}

fn runs(items: &Items) -> Vec<Run> {
    let opens = |item: &Item| item.class.is_container() && !item.class.is_leaf();
    let mut runs: Vec<Run> = Vec::new();
    for (id, item) in items.iter() {
        if opens(item) {
            runs.push(Run { container: id, rows: Vec::new() });
        } else if let Some(run) = runs.last_mut() {
            run.rows.push(id);
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::fixture::Fixture;

    /// The names of the rows that belong to a block, each with its container's.
    fn found(rows: &str) -> Vec<String> {
        let items = Fixture::new(rows, "{}").items;
        let owned = |(id, owner): (ItemId, &Option<ItemId>)| {
            owner.map(|owner| format!("{}.{}", items[owner].name, items[id].name))
        };
        blocks(&items).iter().filter_map(owned).collect()
    }

    #[test]
    fn rows_after_two_containers_belong_to_both() {
        let rows = "Bow _\nMark String\nSize Long\nStern Struct\nMark String\nSize Long\nRequestId String";
        assert_eq!(found(rows), ["Bow.Mark", "Bow.Size", "Stern.Mark", "Stern.Size"]);
    }

    #[test]
    fn one_name_or_another_order_or_the_same_container_is_no_block() {
        assert!(found("Bow _\nMark String\nStern _\nMark String").is_empty());
        assert!(found("Bow _\nMark String\nSize Long\nStern _\nSize Long\nMark String").is_empty());
        assert!(found("Oar _\nMark String\nSize Long\nOar _\nMark String\nSize Long").is_empty());
        assert!(found("Mark String\nSize Long\nBow _\nMark String\nSize Long").is_empty());
    }
}
