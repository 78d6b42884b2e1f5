//! Finds the tree that explains a whole table best.
//!
//! The rows are a depth-first walk of the true tree, so only the open containers, the stack, matter for what may follow.
//! A beam search keeps the best explanations of the rows so far; explanations that end in the same stack compete with each
//! other alone, and what the example still promises counts when the beam is cut.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::attach::Context;
use super::stack::{Candidate, Frame, NO_LEVEL, NO_STEP, State, Step};
use super::tree::{Answer, Placed, Question};
use super::used::Used;
use super::weigh::{Evidence, Sum, Tally, Weighing};

/// How many explanations are kept for each stack.
const KEEP: usize = 2;

/// Finds the best explanation.
pub fn search(question: &Question<'_>) -> Answer {
    let context = Context::new(question);
    let beam = (20_000 / question.items.len().max(1)).clamp(1, question.width);
    let mut steps: Vec<Step> = Vec::new();
    let root_place = (!question.sample.is_empty()).then_some(question.root);
    let root = Frame {
        item: None,
        place: root_place,
        used: Used::default(),
        first: None,
        last: None,
        lacking: 0,
        owner: None,
        is_level: false,
        holds_pair: false,
        holds_singular: false,
        key: 0,
    };
    let mut states = vec![State { score: 0, frames: vec![root.clone()], step: NO_STEP }];
    let mut candidates = Vec::new();
    for index in 0..question.items.len() {
        candidates.clear();
        let mut least = i32::MIN;
        for (number, state) in states.iter().enumerate() {
            context.expand(number, state, index, &mut |candidate: Candidate, _: &Sum| {
                if candidate.rank >= least {
                    least = least.max(candidate.rank - HOPELESS);
                    candidates.push(candidate);
                }
            });
        }
        candidates.retain(|candidate| candidate.rank >= least);
        candidates.sort_by_key(|candidate| Reverse(candidate.rank));
        let chosen = choose(&candidates, beam);
        let mut uses = vec![0; states.len()];
        chosen.iter().for_each(|candidate| uses[candidate.state] += 1);
        let mut follow = |candidate: &Candidate| {
            uses[candidate.state] -= 1;
            let state = &mut states[candidate.state];
            // What no other explanation goes on from is taken over, not copied.
            let state = if uses[candidate.state] == 0 { std::mem::take(state) } else { state.clone() };
            context.apply(state, candidate, index, &mut steps)
        };
        let next = chosen.iter().map(&mut follow).collect();
        states = next;
    }
    for state in &mut states {
        state.score += (1..state.frames.len()).map(|at| context.closing(&state.frames, at)).sum::<i32>();
    }
    states.sort_by_key(|state| Reverse(state.score));
    let mut answer = answer(&states, &steps);
    if answer.placed.iter().any(|placed| placed.margin.is_some()) {
        explain(&context, root, &states[0], &steps, &mut answer);
    }
    answer
}

/// How far behind the best explanation, in thousandths, another one is given up: further than the heaviest single evidence
/// can bring it back, and some ordinary evidence with it. Ranks count what the example still promises, so that they compare.
const HOPELESS: i32 = 16_000;

/// The best candidates, of each stack a few only.
fn choose(candidates: &[Candidate], beam: usize) -> Vec<Candidate> {
    let mut kept: FxHashMap<u64, usize> = FxHashMap::default();
    let mut chosen = Vec::with_capacity(beam);
    for candidate in candidates {
        let count = kept.entry(candidate.key).or_insert(0);
        if *count < KEEP {
            *count += 1;
            chosen.push(*candidate);
            if chosen.len() == beam {
                break;
            }
        }
    }
    chosen
}

/// Goes through the best explanation once more and keeps what each decision was made of.
fn explain(context: &Context<'_>, root: Frame, best: &State, steps: &[Step], answer: &mut Answer) {
    let mut state = State { score: 0, frames: vec![root], step: NO_STEP };
    let mut unused = Vec::new();
    for (index, step) in chain(best, steps).into_iter().enumerate() {
        let mut chosen: Option<(Candidate, Tally)> = None;
        context.expand(0, &state, index, &mut |candidate: Candidate, tally: &Tally| {
            let is_it = candidate.frame == step.frame && candidate.place == step.place && candidate.via == step.via;
            if is_it && chosen.is_none() {
                chosen = Some((candidate, tally.clone()));
            }
        });
        let Some((candidate, mut tally)) = chosen else { return };
        let ended = state.frames.len() - 1 - candidate.frame;
        if ended > 0 {
            tally.add(Evidence::Closing, candidate.score - state.score - tally.score());
        }
        answer.placed[index].evidence = tally.parts();
        state = context.apply(state, &candidate, index, &mut unused);
    }
}

/// The decisions of an explanation, from the first on.
fn chain<'s>(state: &State, steps: &'s [Step]) -> Vec<&'s Step> {
    let mut chain = Vec::new();
    let mut at = state.step;
    while at != NO_STEP {
        let step = &steps[at as usize];
        chain.push(step);
        at = step.before;
    }
    chain.reverse();
    chain
}

/// Reads the best explanation out of the steps, and compares it with the others.
fn answer(states: &[State], steps: &[Step]) -> Answer {
    let Some(best) = states.first() else { return Answer { placed: Vec::new() } };
    let mut placed: Vec<Placed> = chain(best, steps)
        .into_iter()
        .map(|step| Placed {
            parent: step.parent,
            levels: step.levels.iter().filter(|&&level| level != NO_LEVEL).map(|&level| level as usize).collect(),
            place: step.place,
            via: step.via,
            margin: None,
            rival: None,
            evidence: Vec::new(),
        })
        .collect();
    for state in &states[1..] {
        let behind = best.score - state.score;
        for (item, step) in placed.iter_mut().zip(chain(state, steps)) {
            if step.parent != item.parent && item.margin.is_none() {
                item.margin = Some(behind);
                item.rival = Some(step.parent);
            }
        }
    }
    Answer { placed }
}
