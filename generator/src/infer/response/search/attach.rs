//! The ways of attaching a row to the open containers, and what each is worth.

use super::context::Context;
use super::stack::{Candidate, Frame, Frames, State, Step, Wrapped};
use super::tree::{Question, Via};
use super::used::UsedName;
use super::weigh::{Evidence, InExample, Weighing};
use crate::infer::depth::DEEPEST;
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::id::{Arena, FrameId, Id, ItemId, NodeId, StateId, StepId};

/// An item, and a container of an explanation that it may be attached to.
#[derive(Clone, Copy)]
struct Target<'s> {
    state: StateId,
    frames: &'s Frames,
    at: FrameId,
    item: ItemId,
    /// The score of the explanation once the containers above are closed.
    score: i32,
    /// The promise of the container's node of the example.
    open: i32,
    /// The promise of the nodes of the containers below.
    below: i32,
}

impl Target<'_> {
    fn frame(&self) -> &Frame {
        &self.frames[self.at]
    }
}

/// One of the ways in which an item can hang below a container.
#[derive(Clone, Copy)]
struct Attachment {
    levels: Levels,
    /// The item's node of the example.
    node: Option<NodeId>,
    via: Via,
    /// The promise of the container's node then.
    open: i32,
}

impl Attachment {
    fn direct(node: Option<NodeId>, open: i32) -> Self {
        Self { levels: Levels::NONE, node, via: Via::Direct, open }
    }
}

/// Takes the ways of attaching an item, each with what speaks for and against it.
trait Offer: FnMut(Attachment, &[(Evidence, i32)]) {}

impl<F: FnMut(Attachment, &[(Evidence, i32)])> Offer for F {}

impl Context<'_> {
    /// Lists the ways of attaching an item to the open containers of an explanation.
    pub fn expand<W: Weighing>(
        &self,
        (number, state): (StateId, &State),
        item: ItemId,
        out: &mut impl FnMut(Candidate, &W),
    ) {
        let frames = &state.frames;
        // What each frame promises, and what those below it do, each node of the example counted once.
        let mut promises = [(0, 0); DEEPEST];
        let mut below = 0;
        for ((at, frame), promise) in frames.iter().zip(&mut promises) {
            let open = self.promises.of_frame(frame, item);
            *promise = (open, below);
            let shared = frames.get(at.after()).is_some_and(|inner| inner.node.is_some() && inner.node == frame.node);
            below += if shared { 0 } else { open };
        }
        let mut score = state.score;
        for at in frames.ids().rev() {
            if let Some(&(open, below)) = promises.get(at.index()) {
                self.attach(Target { state: number, frames, at, item, score, open, below }, out);
            }
            score += self.closing(frames, at);
        }
    }

    /// Lists the ways of attaching an item to one container.
    fn attach<W: Weighing>(&self, target: Target<'_>, out: &mut impl FnMut(Candidate, &W)) {
        let Target { state, frames, at, item, .. } = target;
        let fit: W = self.fit(frames, at, item);
        let mut offer = |to: Attachment, parts: &[(Evidence, i32)]| {
            let mut tally = fit.clone();
            parts.iter().for_each(|&(evidence, weight)| tally.add(evidence, weight));
            let Attachment { levels, node, via, open } = to;
            let key =
                levels.as_slice().iter().fold(frames[at].key, |key, &level| key.with_level(level)).with_item(item);
            let score = target.score + tally.score();
            let rank = score + target.below + open + self.promises.of_node(node, item);
            out(Candidate { state, frame: at, levels, node, via, score, rank, key }, &tally);
        };
        let (frame, row) = (target.frame(), &self.question.items[item]);
        if let Some(found) = frame.node.and_then(|node| self.child(node, row)) {
            match self.own_list(frame, found, row) {
                Some(list) => self.offer_own_list(target, found, list, &mut offer),
                None => self.offer_shown(target, found, &mut offer),
            }
            return;
        }
        let wrapper = self.wrapper_level(frame);
        self.offer_blind(target, wrapper, &mut offer);
        if let Some(node) = frame.node {
            self.offer_levels(target, node, &mut offer);
            self.offer_indirect(target, node, &mut offer);
        } else if let Some(node) = self.pair_above(frames, at, row) {
            let to = Attachment { levels: Levels::NONE, node: Some(node), via: Via::Moved, open: target.open };
            offer(to, &[]);
        }
        if let Some(level) = wrapper.filter(|&level| frame.taken != Some(level) && self.child(level, row).is_none()) {
            self.offer_empty_wrapper(target, level, &mut offer);
        }
    }

    /// The item is a member of the container in the example too.
    fn offer_shown(&self, target: Target<'_>, found: NodeId, offer: &mut impl Offer) {
        let (frame, item) = (target.frame(), &self.question.items[target.item]);
        let is_promised = self.promises.comes_after(item.folded, target.item) && !frame.used.has_folded(item.folded);
        let open = if is_promised { target.open - self.question.weights.shown } else { target.open };
        let parts = [self.example(frame.node, Some(found), item), self.root_name(target, true)];
        offer(Attachment::direct(Some(found), open), &parts);
    }

    /// The item is the only field of the items of a list of its name, which the table leaves out.
    fn offer_own_list(&self, target: Target<'_>, found: NodeId, inside: Option<NodeId>, offer: &mut impl Offer) {
        let (frame, item) = (target.frame(), &self.question.items[target.item]);
        let levels = [found].into_iter().collect();
        let parts = [self.example(frame.node, Some(found), item)];
        offer(Attachment { levels, node: inside, via: Via::Levels, open: target.open }, &parts);
    }

    /// The item is a member of the container although the example does not show it there.
    fn offer_blind(&self, target: Target<'_>, wrapper: Option<NodeId>, offer: &mut impl Offer) {
        let Question { items, weights, .. } = *self.question;
        let (frame, item) = (target.frame(), &items[target.item]);
        let blind = self.blind(frame, item, wrapper);
        let beside_list = wrapper.is_some() || self.wraps_own_list(frame);
        let parts = [
            self.example(frame.node, None, item),
            self.root_name(target, false),
            (Evidence::EmptyWrapper, if beside_list { weights.beside_wrapper } else { 0 }),
            (Evidence::SameName, blind.same_name),
            (Evidence::Completeness, blind.completeness + self.in_empty(target.frames, target.at, item)),
            (Evidence::Memory, blind.memory),
            (Evidence::Kinship, self.kinship(frame, item)),
        ];
        offer(Attachment::direct(None, target.open), &parts);
    }

    /// The item is where the example shows it, below levels that the table leaves out.
    fn offer_levels(&self, target: Target<'_>, node: NodeId, offer: &mut impl Offer) {
        let item = &self.question.items[target.item];
        // Rows come in the order of the tree: what was left is not entered again.
        let taken = target.frame().taken;
        let hidden = self.index.hidden(node, item.folded).iter();
        for &(levels, shown) in
            hidden.filter(|(levels, _)| taken.is_none() || levels.as_slice().first() != taken.as_ref())
        {
            let parts = [
                self.example(None, Some(shown), item),
                (Evidence::RootName, self.question.weights.of_root_name(item.at_root, false, true)),
            ];
            offer(Attachment { levels, node: Some(shown), via: Via::Levels, open: target.open }, &parts);
        }
    }

    /// The item is a level that the example leaves out, or what the example shows under another name or elsewhere.
    fn offer_indirect(&self, target: Target<'_>, node: NodeId, offer: &mut impl Offer) {
        let (weights, item) = (self.question.weights, &self.question.items[target.item]);
        let to = |node, via, open| Attachment { levels: Levels::NONE, node: Some(node), via, open };
        if self.is_alias(target.frame(), target.item) {
            offer(to(node, Via::Alias, 0), &[]);
        }
        if let Some((levels, node)) = self.flattened(target.frame(), target.item) {
            let to = Attachment { levels, node: Some(node), via: Via::Alias, open: 0 };
            offer(to, &[]);
        }
        let is_free = |&level: &NodeId| !self.is_own_list(target.frames, target.at, level);
        if let Some(renamed) = self.renamed(target.frames, target.at, target.item).filter(is_free) {
            offer(to(renamed, Via::Renamed, target.open), &[]);
        }
        if let Some(moved) = self.moved(target.frames, node, item) {
            offer(to(moved, Via::Moved, target.open), &[(Evidence::Moved, weights.moved + weights.shown)]);
        }
    }

    /// The item is a field of the list that is all that the example shows of the container, and that shows no such field.
    fn offer_empty_wrapper(&self, target: Target<'_>, level: NodeId, offer: &mut impl Offer) {
        let Question { items, weights, .. } = *self.question;
        let (evidence, fits) = self.example(target.frame().node, None, &items[target.item]);
        let parts = [(evidence, fits.max(weights.nowhere))];
        let levels = [level].into_iter().collect();
        offer(Attachment { levels, node: None, via: Via::Levels, open: target.open }, &parts);
    }

    fn example(&self, parent: Option<NodeId>, found: Option<NodeId>, item: &Item) -> (Evidence, i32) {
        let sample = self.question.sample;
        let weight = self.question.weights.of_example(InExample {
            found: found.is_some(),
            parent_shown: parent.is_some_and(|parent| !sample[parent].children.is_empty()),
            nodes: self.nodes_of(item).len(),
            rows: self.rows[item.exact],
        });
        (Evidence::Example, weight)
    }

    /// Weighs a name that usually stands at the root. One that pages a list stands where the others stand that do.
    fn root_name(&self, target: Target<'_>, shown: bool) -> (Evidence, i32) {
        let item = &self.question.items[target.item];
        let paged = || target.frames.iter().find(|(_, frame)| frame.holds_paging).map(|(at, _)| at);
        let home = Some(item).filter(|item| item.paging).and_then(|_| paged()).unwrap_or(FrameId::ROOT);
        (Evidence::RootName, self.question.weights.of_root_name(item.at_root, target.at == home, shown))
    }

    /// The explanation after a decision.
    pub fn apply(&self, state: State, candidate: &Candidate, id: ItemId, steps: &mut Arena<StepId, Step>) -> State {
        let items = self.question.items;
        let (frame, item) = (&state.frames[candidate.frame], &items[id]);
        let wrapped = self.item(frame).map(|parent| Wrapped {
            pair: frame.item == id.before() && is_pair(parent, item),
            singular: frame.first.is_none() && self.is_singular_below(parent, item),
            named_after: self.memo.is_named_after(parent, item),
        });
        let mut state = state.follow(candidate, (id, item), wrapped.unwrap_or_default(), steps);
        // The levels took the item, or else the container that it stands in.
        let takers = candidate.levels.as_slice().len().max(1);
        state.frames.values_mut().rev().skip(1).take(takers).for_each(|frame| self.use_name(frame, id));
        state
    }

    /// Notes that a container has an item's name.
    fn use_name(&self, frame: &mut Frame, id: ItemId) {
        let Item { exact, folded, .. } = self.question.items[id];
        let name = UsedName { exact, folded, words: self.words[folded], opens: self.opens[folded] };
        frame.used.add(name);
        if let Some(last) = frame.node.and_then(|node| self.promises.again(node, folded, id, &self.index)) {
            frame.used.expect_again(last, id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::fixture::Fixture;
    use crate::infer::response::search::weigh::Sum;

    /// The ways of attaching the item that follows some choices, each the number of a frame and a way.
    fn candidates(context: &Context<'_>, choices: &[(usize, Via)]) -> Vec<Candidate> {
        let root = Frame::root(Some(context.question.root));
        let mut state = State { score: 0, frames: [root].into_iter().collect(), step: None };
        let mut steps = Arena::default();
        for (index, &(frame, via)) in choices.iter().enumerate() {
            let item = ItemId::new(index);
            let all = expand(context, &state, item);
            let chosen =
                all.iter().find(|way| way.frame.index() == frame && way.via == via).expect("there is that way");
            state = context.apply(state, chosen, item, &mut steps);
        }
        expand(context, &state, ItemId::new(choices.len()))
    }

    fn expand(context: &Context<'_>, state: &State, item: ItemId) -> Vec<Candidate> {
        let mut all = Vec::new();
        context.expand((StateId::new(0), state), item, &mut |candidate: Candidate, _: &Sum| all.push(candidate));
        all
    }

    /// The same in words: frame, way, levels and node of the example.
    fn ways(rows: &str, example: &str, choices: &[(usize, Via)]) -> Vec<String> {
        let fixture = Fixture::new(rows, example);
        let question = fixture.question();
        let name = |node: NodeId| fixture.sample[node].name.as_str();
        let show = |way: &Candidate| {
            let levels: Vec<&str> = way.levels.as_slice().iter().copied().map(name).collect();
            format!("{} {:?} [{}] {}", way.frame.index(), way.via, levels.join(" "), way.node.map_or("-", name))
        };
        candidates(&Context::new(&question), choices).iter().map(show).collect()
    }

    const FIRST: &[(usize, Via)] = &[(0, Via::Direct)];

    #[test]
    fn an_item_that_the_example_shows_has_one_way_there() {
        let rows = "Box Struct\nId String";
        assert_eq!(ways(rows, r#"{"Box":{"Id":1}}"#, FIRST), ["1 Direct [] Id", "0 Direct [] -"]);
        assert_eq!(ways(rows, r#"{"Box":{"id":1}}"#, FIRST), ["1 Direct [] id", "0 Direct [] -"], "in another case");
        assert_eq!(ways(rows, r#"{"Box":{}}"#, FIRST), ["1 Direct [] -", "0 Direct [] -"]);
    }

    #[test]
    fn levels_without_a_row_are_gone_through() {
        let rows = "Events _\nId String";
        let found = ways(rows, r#"{"Events":{"Event":[{"Id":1}]}}"#, FIRST);
        assert_eq!(found, ["1 Direct [] -", "1 Levels [Event] Id", "0 Direct [] -"]);
        let empty = ways(rows, r#"{"Events":{"Event":[]}}"#, FIRST);
        assert_eq!(empty, ["1 Direct [] -", "1 Levels [Event] -", "0 Direct [] -"], "an empty list may hold it");
    }

    #[test]
    fn a_level_that_the_example_leaves_out_shares_its_parents_node() {
        let example = r#"{"Changes":[{"Id":1}]}"#;
        let pair = ways("Changes Array of Change\nChange _\nId String", example, FIRST);
        assert_eq!(pair, ["1 Direct [] -", "1 Alias [] Changes", "0 Direct [] -"]);
        let other = ways("Changes Array of Change\nShip String\nId String", example, FIRST);
        assert_eq!(other, ["1 Direct [] -", "0 Direct [] -"]);
    }

    #[test]
    fn a_container_may_have_another_name_or_be_shown_elsewhere() {
        let rows = "CertInfo Struct\nBegin String\nEnd String\nState String\nId String";
        let renamed = ways(rows, r#"{"content":{"Begin":1},"Id":2}"#, &[]);
        assert_eq!(renamed, ["0 Direct [] -", "0 Renamed [] content"]);
        let moved = ways("Crew Struct\nBox Struct\nId String", r#"{"Crew":{"Name":1},"Box":{"Id":2}}"#, FIRST);
        assert_eq!(moved, ["1 Direct [] -", "1 Moved [] Box", "0 Direct [] Box"]);
        let scalar = ways("Crew Struct\nBox String\nId String", r#"{"Crew":{"Name":1},"Box":{"Id":2}}"#, FIRST);
        assert_eq!(scalar, ["1 Direct [] -", "0 Direct [] Box"], "a scalar holds nothing that tells it");
    }

    #[test]
    fn closing_costs_more_where_a_container_holds_nothing() {
        let fixture = Fixture::new("Box Struct\nId String", "{}");
        let question = fixture.question();
        let context = Context::new(&question);
        let all = candidates(&context, FIRST);
        let at = |frame: usize| all.iter().find(|way| way.frame.index() == frame).expect("there is that way").score;
        assert!(at(1) > at(0), "the root can be reached only by leaving the object without fields");
        let root = Frame::root(None);
        let frames: Frames = [root, Frame::of_item(ItemId::new(0), None, Frame::root(None).key)].into_iter().collect();
        let weights = question.weights;
        assert_eq!(context.closing(&frames, FrameId::new(1)), weights.childless);
        assert_eq!(context.closing(&frames, FrameId::ROOT), 0);
    }
}
