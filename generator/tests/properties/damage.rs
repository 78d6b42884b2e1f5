//! What goes wrong with pages.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::pieces::PIECES;

/// One thing that goes wrong with a page.
#[derive(Clone, Debug)]
pub enum Damage {
    Delete(Index),
    Double(Index),
    Swap(Index, Index),
    Insert(Index, Index, &'static str),
}

/// Any damage.
pub fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![
        any::<Index>().prop_map(Damage::Delete),
        any::<Index>().prop_map(Damage::Double),
        (any::<Index>(), any::<Index>()).prop_map(|(one, other)| Damage::Swap(one, other)),
        (any::<Index>(), any::<Index>(), select(PIECES)).prop_map(|(line, at, piece)| Damage::Insert(line, at, piece)),
    ]
}

impl Damage {
    /// Does it to the lines of a page.
    pub fn apply(&self, lines: &mut Vec<String>) {
        if lines.is_empty() {
            return;
        }
        match self {
            Self::Delete(line) => drop(lines.remove(line.index(lines.len()))),
            Self::Double(line) => {
                let line = line.index(lines.len());
                lines.insert(line, lines[line].clone());
            }
            Self::Swap(one, other) => {
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
            }
            Self::Insert(line, at, piece) => {
                let count = lines.len();
                let line = &mut lines[line.index(count)];
                let places: Vec<usize> = line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
                line.insert_str(*at.get(&places), piece);
            }
        }
    }
}
