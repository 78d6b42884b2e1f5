//! Keeps the state of the search: stacks of open containers, explanations, and the decisions they are made of.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use super::tree::Via;
use super::used::UsedNames;
use crate::infer::response::evidence::items::Item;
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::id::{Arena, FrameId, ItemId, NodeId, StateId, StepId};

/// The open containers, the root first.
pub type Frames = Arena<FrameId, Frame>;

/// A container on the stack: an item, or a level of the example that the table leaves out.
#[derive(Clone)]
pub struct Frame {
    /// The item; absent for the root and for a level.
    pub item: Option<ItemId>,
    /// Its node of the example.
    pub node: Option<NodeId>,
    /// The names of its fields so far.
    pub used: UsedNames,
    /// Its first field, or, of a wrapper, the first field below its level.
    pub first: Option<ItemId>,
    pub last: Option<ItemId>,
    /// The number of its fields that the example lacks.
    pub lacking: u32,
    /// The nearest item at or below this frame on the stack.
    pub owner: Option<ItemId>,
    /// Whether it is a level that only the example has.
    pub is_level: bool,
    /// Whether it is `Array of X` and took its `X`: it takes nothing else.
    pub holds_pair: bool,
    /// Whether it is a plural and took its singular: it takes nothing else, likely.
    pub holds_singular: bool,
    /// Whether a field of it pages a list.
    pub holds_paging: bool,
    /// The last level of its node of the example, or container under another name, that took a row.
    pub taken: Option<NodeId>,
    /// The number of its fields so far whose names begin like its own; absent: others do not.
    pub named_after: Option<u32>,
    /// The hash of the stack up to this frame.
    pub key: Key,
}

impl Frame {
    /// The root of the response.
    pub fn root(node: Option<NodeId>) -> Self {
        Self {
            item: None,
            node,
            used: UsedNames::default(),
            first: None,
            last: None,
            lacking: 0,
            owner: None,
            is_level: false,
            holds_pair: false,
            holds_singular: false,
            holds_paging: false,
            taken: None,
            named_after: Some(0),
            key: Key::ROOT,
        }
    }

    /// An item without fields so far.
    pub fn of_item(item: ItemId, node: Option<NodeId>, key: Key) -> Self {
        Self { item: Some(item), owner: Some(item), key, ..Self::root(node) }
    }

    /// A level of the example inside the item `owner`.
    pub fn of_level(level: NodeId, owner: Option<ItemId>, key: Key) -> Self {
        Self { owner, is_level: true, key, ..Self::root(Some(level)) }
    }

    /// Takes a field; its name is noted by those who know more of it.
    fn take(&mut self, id: ItemId, item: &Item, shown: bool) {
        self.lacking += u32::from(!shown);
        self.holds_paging |= item.paging;
        self.first.get_or_insert(id);
        self.last = Some(id);
    }
}

/// The hash of a stack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u64);

impl Key {
    /// That of the root alone; not zero, which hashing would keep for a while.
    const ROOT: Self = Self(1);

    /// With an item on top.
    pub fn with_item(self, item: ItemId) -> Self {
        Self(FxBuildHasher.hash_one((self, true, item)))
    }

    /// With a level of the example on top.
    pub fn with_level(self, level: NodeId) -> Self {
        Self(FxBuildHasher.hash_one((self, false, level)))
    }
}

/// An explanation of the rows so far.
#[derive(Clone, Default)]
pub struct State {
    /// Its score, in thousandths.
    pub score: i32,
    pub frames: Frames,
    pub step: Option<StepId>,
}

/// One decision; the chain of them is an explanation.
pub struct Step {
    pub before: Option<StepId>,
    /// The frame that the item was attached to.
    pub frame: FrameId,
    /// The item that holds it; absent at the root.
    pub parent: Option<ItemId>,
    /// The levels between the two.
    pub levels: Levels,
    /// The item's node of the example.
    pub node: Option<NodeId>,
    /// The way in which it was attached.
    pub via: Via,
}

/// A way of attaching the next item.
#[derive(Clone, Copy)]
pub struct Candidate {
    /// The explanation that it goes on from.
    pub state: StateId,
    /// The frame it is attached to.
    pub frame: FrameId,
    /// The levels between the two that the stack does not have yet.
    pub levels: Levels,
    /// The item's node of the example.
    pub node: Option<NodeId>,
    /// The way in which it is attached.
    pub via: Via,
    /// The score of the explanation then.
    pub score: i32,
    /// The same with what the example still promises.
    pub rank: i32,
    /// The hash of the stack then.
    pub key: Key,
}

/// The relation of an item to the container that takes it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wrapped {
    /// The `X` of an `Array of X`.
    pub pair: bool,
    /// The singular of its name, and its first field.
    pub singular: bool,
    /// A name that begins like its own.
    pub named_after: bool,
}

impl State {
    /// The explanation with one more decision.
    pub fn follow(
        self,
        candidate: &Candidate,
        (id, item): (ItemId, &Item),
        wrapped: Wrapped,
        steps: &mut Arena<StepId, Step>,
    ) -> Self {
        let mut frames = self.frames;
        frames.keep_to(candidate.frame);
        // Levels already open on the stack belong to the item's path too.
        let levels = open_levels(&frames).chain(candidate.levels.as_slice().iter().copied()).collect();
        let shown = candidate.node.is_some();
        let frame = &mut frames[candidate.frame];
        let (owner, mut key) = (frame.owner, frame.key);
        if candidate.levels.is_empty() {
            frame.holds_pair |= wrapped.pair;
            frame.holds_singular |= wrapped.singular;
            frame.named_after = frame.named_after.filter(|_| wrapped.named_after).map(|count| count + 1);
            frame.take(id, item, shown);
        } else {
            frame.first.get_or_insert(id);
        }
        frame.taken = match candidate.via {
            Via::Renamed => candidate.node,
            _ => candidate.levels.as_slice().first().copied().or(frame.taken),
        };
        for &level in candidate.levels.as_slice() {
            key = key.with_level(level);
            let mut frame = Frame::of_level(level, owner, key);
            frame.take(id, item, shown);
            frames.push(frame);
        }
        frames.push(Frame::of_item(id, candidate.node, candidate.key));
        let Candidate { frame, node, via, score, .. } = *candidate;
        let step = steps.push(Step { before: self.step, frame, parent: owner, levels, node, via });
        Self { score, frames, step: Some(step) }
    }
}

/// The levels on top of a stack.
fn open_levels(frames: &Frames) -> impl Iterator<Item = NodeId> {
    let below = frames.iter().rposition(|(_, frame)| !frame.is_level).map_or(0, |at| at + 1);
    frames.values().skip(below).filter_map(|frame| frame.node)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::evidence::items::{Items, items};
    use crate::infer::response::id::{Id, RowId};
    use crate::infer::table::Row;

    fn items_of(names: &[&str]) -> Items {
        let row = |&name: &&str| Row { name: name.to_owned(), ..Row::default() };
        items(&names.iter().map(row).collect::<Arena<RowId, _>>(), &Arena::default())
    }

    fn start() -> State {
        let frames = Arena::from_iter([Frame::root(Some(NodeId::ROOT))]);
        State { score: 0, frames, step: None }
    }

    fn candidate(frame: FrameId, levels: Levels, node: Option<NodeId>, key: Key) -> Candidate {
        Candidate { state: StateId::new(0), frame, levels, node, via: Via::Direct, score: 7, rank: 9, key }
    }

    #[test]
    fn a_decision_closes_what_is_above_its_container_and_opens_the_item() {
        let items = items_of(&["Box", "Id", "Name"]);
        let (mut state, mut steps) = (start(), Arena::default());
        for (frame, item) in [(0, 0), (1, 1), (0, 2)] {
            let (frame, item) = (FrameId::new(frame), ItemId::new(item));
            let key = state.frames[frame].key.with_item(item);
            let candidate = candidate(frame, Levels::NONE, None, key);
            state = state.follow(&candidate, (item, &items[item]), Wrapped::default(), &mut steps);
        }
        let open: Vec<_> = state.frames.values().map(|frame| frame.item).collect();
        assert_eq!((open, state.score), (vec![None, Some(ItemId::new(2))], 7));
        let parents: Vec<_> = steps.values().map(|step| step.parent).collect();
        assert_eq!(parents, [None, Some(ItemId::new(0)), None]);
        let root = &state.frames[FrameId::ROOT];
        assert_eq!((root.first, root.last, root.lacking), (Some(ItemId::new(0)), Some(ItemId::new(2)), 2));
    }

    #[test]
    fn levels_stay_open_and_belong_to_the_path_of_what_follows() {
        let items = items_of(&["Id", "Name"]);
        let (level, node) = (NodeId::new(1), Some(NodeId::new(2)));
        let mut steps = Arena::default();
        let through = candidate(FrameId::ROOT, Levels::NONE.below(level).expect("one is few"), node, Key(5));
        let id = ItemId::new(0);
        let state = start().follow(&through, (id, &items[id]), Wrapped::default(), &mut steps);
        let root = &state.frames[FrameId::ROOT];
        assert_eq!((root.first, root.last), (Some(id), None), "the field is the level's");
        let (inside, name) = (FrameId::new(1), ItemId::new(1));
        let beside = candidate(inside, Levels::NONE, None, Key(6));
        let state = state.follow(&beside, (name, &items[name]), Wrapped::default(), &mut steps);
        assert_eq!((state.frames[inside].is_level, state.frames[inside].first), (true, Some(id)));
        let levels: Vec<_> = steps.values().map(|step| step.levels.as_slice().to_vec()).collect();
        assert_eq!(levels, [[level], [level]]);
    }

    #[test]
    fn a_wrapper_keeps_what_it_took() {
        let items = items_of(&["Change"]);
        let id = ItemId::new(0);
        let wrapped = Wrapped { pair: true, ..Wrapped::default() };
        let direct = candidate(FrameId::ROOT, Levels::NONE, None, Key(5));
        let state = start().follow(&direct, (id, &items[id]), wrapped, &mut Arena::default());
        assert!(state.frames[FrameId::ROOT].holds_pair && !state.frames[FrameId::ROOT].holds_singular);
    }

    #[test]
    fn equal_stacks_have_equal_keys_and_others_do_not() {
        let [a, b] = [0, 1].map(ItemId::new);
        let key = Key::ROOT.with_item(a).with_item(b);
        assert_eq!(key, Key::ROOT.with_item(a).with_item(b));
        let others = [
            Key::ROOT,
            Key::ROOT.with_item(a),
            Key::ROOT.with_item(b),
            Key::ROOT.with_item(b).with_item(a),
            Key::ROOT.with_level(NodeId::new(0)).with_item(b),
        ];
        assert!(!others.contains(&key));
    }
}
