//! Finds the tree that explains a whole table best.
//!
//! The rows are a depth-first walk of the true tree, so only the open containers, the stack, matter for what may follow.
//! A beam search keeps the best explanations of the rows so far; explanations that end in the same stack compete with each
//! other alone, and what the example still promises counts when the beam is cut.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::context::Context;
use super::stack::{Candidate, Frame, Key, State, Step};
use super::tree::{Placed, Question, Tree};
use super::weigh::{Evidence, Sum, Tally, Weighing};
use crate::infer::response::id::{Arena, FrameId, Id, ItemId, StateId, StepId};

/// The number of explanations that are kept for each stack.
const KEEP: usize = 2;

/// The limit of rows times explanations: the more rows, the fewer explanations are kept.
const EFFORT: usize = 20_000;

/// The distance from the best explanation, in thousandths, at which another is given up: more than the heaviest evidence
/// and some ordinary evidence with it can make up for. Ranks count what the example still promises, so that they compare.
const HOPELESS: i32 = 16_000;

/// The explanations of the rows so far.
type States = Arena<StateId, State>;

/// Finds the best explanation.
pub fn search(question: &Question<'_>) -> Tree {
    let context = Context::new(question);
    let width = (EFFORT / question.items.len().max(1)).clamp(1, question.width);
    let root = Frame::root((!question.sample.is_empty()).then_some(question.root));
    let start = State { score: 0, frames: [root].into_iter().collect(), step: None };
    let mut steps: Arena<StepId, Step> = Arena::default();
    let mut states: States = [start.clone()].into_iter().collect();
    let mut candidates = Vec::new();
    for item in question.items.ids() {
        expand(&context, &states, item, &mut candidates);
        states = follow(&context, states, &choose(&candidates, width), item, &mut steps);
    }
    let mut states = states.into_values();
    for State { score, frames, .. } in &mut states {
        *score += frames.ids().skip(1).map(|at| context.closing(frames, at)).sum::<i32>();
    }
    states.sort_by_key(|state| Reverse(state.score));
    let Some((best, others)) = states.split_first() else { return Tree::default() };
    let mut tree = compare(best, others, &steps);
    if tree.values().any(|placed| placed.margin.is_some()) {
        trace(&context, start, &chain(best, &steps), &mut tree);
    }
    tree
}

/// Lists the ways of attaching an item in all explanations, the best first.
fn expand(context: &Context<'_>, states: &States, item: ItemId, candidates: &mut Vec<Candidate>) {
    candidates.clear();
    let mut least = i32::MIN;
    for state in states.iter() {
        context.expand(state, item, &mut |candidate: Candidate, _: &Sum| {
            if candidate.rank >= least {
                least = least.max(candidate.rank - HOPELESS);
                candidates.push(candidate);
            }
        });
    }
    candidates.retain(|candidate| candidate.rank >= least);
    candidates.sort_by_key(|candidate| Reverse(candidate.rank));
}

/// The best candidates, of each stack a few only.
fn choose(candidates: &[Candidate], width: usize) -> Vec<Candidate> {
    let mut kept: FxHashMap<Key, usize> = FxHashMap::default();
    let mut chosen = Vec::with_capacity(width);
    for candidate in candidates {
        let count = kept.entry(candidate.key).or_insert(0);
        if *count < KEEP {
            *count += 1;
            chosen.push(*candidate);
            if chosen.len() == width {
                break;
            }
        }
    }
    chosen
}

/// The explanations after the chosen decisions.
fn follow(
    context: &Context<'_>,
    mut states: States,
    chosen: &[Candidate],
    item: ItemId,
    steps: &mut Arena<StepId, Step>,
) -> States {
    let mut uses: Arena<StateId, usize> = Arena::filled(0, states.len());
    chosen.iter().for_each(|candidate| uses[candidate.state] += 1);
    let mut follow = |candidate: &Candidate| {
        uses[candidate.state] -= 1;
        let state = &mut states[candidate.state];
        // What no other explanation goes on from is taken over, not copied.
        let state = if uses[candidate.state] == 0 { std::mem::take(state) } else { state.clone() };
        context.apply(state, candidate, item, steps)
    };
    chosen.iter().map(&mut follow).collect()
}

/// The decisions of an explanation, from the first on.
fn chain<'s>(state: &State, steps: &'s Arena<StepId, Step>) -> Vec<&'s Step> {
    let step = |step: &Step| step.before.map(|before| &steps[before]);
    let mut chain: Vec<&Step> = std::iter::successors(state.step.map(|last| &steps[last]), |last| step(last)).collect();
    chain.reverse();
    chain
}

/// Reads the best explanation out of the steps, and compares it with the others, the better ones first.
fn compare(best: &State, others: &[State], steps: &Arena<StepId, Step>) -> Tree {
    let placed = |step: &Step| Placed {
        parent: step.parent,
        levels: step.levels,
        node: step.node,
        via: step.via,
        margin: None,
        rival: None,
        evidence: Vec::new(),
    };
    let mut tree: Tree = chain(best, steps).into_iter().map(placed).collect();
    for state in others {
        for (placed, step) in tree.values_mut().zip(chain(state, steps)) {
            if step.parent != placed.parent && placed.margin.is_none() {
                placed.margin = Some(best.score - state.score);
                placed.rival = Some(step.parent);
            }
        }
    }
    tree
}

/// Goes through the best explanation once more and keeps what each decision was made of.
fn trace(context: &Context<'_>, mut state: State, chain: &[&Step], tree: &mut Tree) {
    let mut unused = Arena::default();
    for (item, step) in tree.ids().zip(chain) {
        let mut chosen: Option<(Candidate, Tally)> = None;
        context.expand((StateId::new(0), &state), item, &mut |candidate: Candidate, tally: &Tally| {
            let is_it = candidate.frame == step.frame && candidate.node == step.node && candidate.via == step.via;
            if is_it && chosen.is_none() {
                chosen = Some((candidate, tally.clone()));
            }
        });
        let Some((candidate, mut tally)) = chosen else { return };
        let ended = state.frames.ids().next_back().is_some_and(|last: FrameId| last != candidate.frame);
        if ended {
            tally.add(Evidence::Closing, candidate.score - state.score - tally.score());
        }
        tree[item].evidence = tally.parts();
        state = context.apply(state, &candidate, item, &mut unused);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::evidence::levels::Levels;
    use crate::infer::response::fixture::Fixture;
    use crate::infer::response::search::tree::Via;
    use crate::infer::response::search::weights::Weights;

    /// By item, the name of its parent; the root has none.
    fn parents(fixture: &Fixture, tree: &Tree) -> Vec<String> {
        let name = |item: ItemId| fixture.items[item].name.clone();
        tree.values().map(|placed| placed.parent.map(name).unwrap_or_default()).collect()
    }

    #[test]
    fn the_weights_that_are_given_decide() {
        // Nothing but the order of names tells that `Cart` does not follow `Zulu` in the box.
        let mut fixture = Fixture::new("Box Struct\nYard String\nZulu String\nCart String", "{}");
        assert_eq!(parents(&fixture, &search(&fixture.question())), ["", "Box", "Box", ""]);
        fixture.weights = Weights { in_order: 0, out_of_order: 0, ..Weights::IN_USE };
        assert_eq!(parents(&fixture, &search(&fixture.question())), ["", "Box", "Box", "Box"]);
    }

    #[test]
    fn a_place_that_another_one_rivals_has_a_margin_and_says_what_decided() {
        let fixture = Fixture::new("Box Struct\nYard String\nZulu String\nCart String", "{}");
        let tree = search(&fixture.question());
        let cart = &tree[ItemId::new(3)];
        assert_eq!(cart.rival, Some(Some(ItemId::new(0))));
        assert!(cart.margin.is_some_and(|margin| margin > 0));
        assert_eq!(cart.evidence.first().map(|&(evidence, _)| evidence), Some(Evidence::Order), "{:?}", cart.evidence);
        assert!(cart.evidence.is_sorted_by_key(|&(_, weight)| -weight.abs()));
    }

    #[test]
    fn the_only_explanation_has_no_rival() {
        let fixture = Fixture::new("Id String", r#"{"Id":1}"#);
        let tree = search(&fixture.question());
        assert_eq!((tree.len(), tree[ItemId::new(0)].margin), (1, None));
        let nothing = Fixture { items: Arena::default(), ..fixture };
        assert_eq!(search(&nothing.question()).len(), 0);
    }

    #[test]
    fn what_comes_later_can_turn_a_decision() {
        // The example shows `Id` at the root, but then what follows could not be in the box, which shows it.
        let rows = "Box Struct\nName String\nId String\nSize String\nType String";
        let fixture = Fixture::new(rows, r#"{"Box":{"Name":1,"Size":2,"Type":3},"Id":4}"#);
        let wide = search(&fixture.question());
        assert_eq!(parents(&fixture, &wide), ["", "Box", "Box", "Box", "Box"]);
        let narrow = search(&Question { width: 1, ..fixture.question() });
        assert_eq!(narrow.len(), 5, "however few explanations are kept, every item has a place");
    }

    #[test]
    fn of_each_stack_the_best_few_are_kept() {
        let candidate = |key, rank| Candidate {
            state: StateId::new(0),
            frame: FrameId::ROOT,
            levels: Levels::NONE,
            node: None,
            via: Via::Direct,
            score: rank,
            rank,
            key,
        };
        let root = Frame::root(None).key;
        let [a, b] = [0, 1].map(|item| root.with_item(ItemId::new(item)));
        let of_one = (0..=KEEP as i32).map(|worse| candidate(a, 90 - worse));
        let all: Vec<Candidate> = of_one.chain([candidate(b, 6), candidate(b, 5)]).collect();
        let ranks = |width| choose(&all, width).iter().map(|candidate| candidate.rank).collect::<Vec<_>>();
        assert_eq!(ranks(10)[KEEP..], [6, 5]);
        assert_eq!(ranks(KEEP + 1)[KEEP..], [6]);
    }
}
