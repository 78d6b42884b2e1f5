//! What the search keeps: the stack of open containers, the explanations so far and the decisions they are made of.

use super::tree::Via;
use super::used::Used;
use crate::infer::response::evidence::items::Item;

/// A container on the stack: an item, or a level of the example that the table leaves out.
#[derive(Clone)]
pub struct Frame {
    /// The item; absent for the root and for a level.
    pub item: Option<usize>,
    /// Its node of the example.
    pub place: Option<usize>,
    /// The names of its fields so far.
    pub used: Used,
    /// Its first field, or, of a wrapper, the first field below its level.
    pub first: Option<usize>,
    /// Its latest field.
    pub last: Option<usize>,
    /// How many of its fields the example lacks.
    pub lacking: u32,
    /// The nearest item at or below this frame on the stack.
    pub owner: Option<usize>,
    /// Whether it is a level that only the example has.
    pub is_level: bool,
    /// Whether it is `Array of X` and took its `X`: it takes nothing else.
    pub holds_pair: bool,
    /// Whether it is a plural and took its singular: it takes nothing else, likely.
    pub holds_singular: bool,
    /// Stands for the stack up to here.
    pub key: u64,
}

/// An explanation of the rows so far.
#[derive(Clone, Default)]
pub struct State {
    /// What it is worth, in thousandths.
    pub score: i32,
    /// The open containers, the root first.
    pub frames: Vec<Frame>,
    /// Its latest decision, or [`NO_STEP`].
    pub step: u32,
}

/// One decision; the chain of them is an explanation.
pub struct Step {
    /// The decision before, or [`NO_STEP`].
    pub before: u32,
    /// The index of the frame that the item was attached to.
    pub frame: usize,
    /// The item that holds it; absent at the root.
    pub parent: Option<usize>,
    /// The levels in between, from above; the rest is [`NO_LEVEL`].
    pub levels: [u32; 3],
    /// The item's node of the example.
    pub place: Option<usize>,
    /// How it was attached.
    pub via: Via,
}

/// No further level.
pub const NO_LEVEL: u32 = u32::MAX;
/// No decision yet.
pub const NO_STEP: u32 = u32::MAX;

/// A way of attaching the next item.
#[derive(Clone, Copy)]
pub struct Candidate {
    /// The number of the explanation that it goes on from.
    pub state: usize,
    /// The index of the frame it is attached to.
    pub frame: usize,
    /// The levels in between, from above; the rest is [`NO_LEVEL`].
    pub levels: [u32; 3],
    /// The item's node of the example.
    pub place: Option<usize>,
    /// How it is attached.
    pub via: Via,
    /// What the explanation is worth then.
    pub score: i32,
    /// The same with what the example still promises.
    pub rank: i32,
    /// Stands for the stack then.
    pub key: u64,
}

/// Notes a child in its parent's frame.
pub fn take(frame: &mut Frame, item: &Item, index: usize, shown: bool) {
    frame.lacking += u32::from(!shown);
    frame.used.add(item.id, item.folded);
    frame.first.get_or_insert(index);
    frame.last = Some(index);
}

/// Mixes a number into a key (the multiplier is that of the FxHash function).
pub fn mix(key: u64, value: u64) -> u64 {
    (key.rotate_left(5) ^ (value + 1)).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95)
}
