//! The levels of the example between a container and a field that the table leaves out.

use crate::infer::response::id::NodeId;

/// The most levels that a table can leave out at one place.
pub const MOST: usize = 3;

/// Levels of the example that the table leaves out, from above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Levels {
    nodes: [NodeId; MOST],
    count: u8,
}

impl Levels {
    /// No level in between.
    pub const NONE: Self = Self { nodes: [NodeId::ROOT; MOST], count: 0 };

    /// The levels as a list.
    pub fn as_slice(&self) -> &[NodeId] {
        &self.nodes[..usize::from(self.count)]
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// With a level above the others; nothing where there are too many.
    pub fn below(&self, level: NodeId) -> Option<Self> {
        let all = std::iter::once(level).chain(self.as_slice().iter().copied());
        (usize::from(self.count) < MOST).then(|| all.collect())
    }
}

impl FromIterator<NodeId> for Levels {
    /// The uppermost levels, as many as there can be.
    fn from_iter<L: IntoIterator<Item = NodeId>>(levels: L) -> Self {
        let mut made = Self::NONE;
        for (slot, level) in made.nodes.iter_mut().zip(levels) {
            *slot = level;
            made.count += 1;
        }
        made
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::id::Id;

    #[test]
    fn levels_grow_upwards_until_there_are_too_many() {
        let [a, b, c, d] = [1, 2, 3, 4].map(NodeId::new);
        let two = Levels::NONE.below(b).and_then(|levels| levels.below(a));
        assert_eq!(two.map(|levels| levels.as_slice().to_vec()), Some(vec![a, b]));
        assert!(Levels::NONE.is_empty() && !two.is_some_and(|levels| levels.is_empty()));
        let full: Levels = [a, b, c, d].into_iter().collect();
        assert_eq!(full.as_slice(), [a, b, c], "what is beyond the third is dropped");
        assert_eq!(full.below(d), None);
    }
}
