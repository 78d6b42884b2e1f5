//! What a tree that was found before is worth by other weights.

use super::context::Context;
use super::stack::{Frame, Frames, State, Step};
use super::tree::{Placed, Question, Tree};
use super::weigh::Sum;
use crate::infer::response::evidence::levels::Levels;
use crate::infer::response::id::{Arena, Id, StateId, StepId};

/// The score of a tree, in thousandths; nothing where the search cannot come to it.
pub fn rescore(question: &Question<'_>, tree: &Tree) -> Option<i32> {
    let context = Context::new(question);
    let root = Frame::root((!question.sample.is_empty()).then_some(question.root));
    let mut state = State { score: 0, frames: [root].into_iter().collect(), step: None };
    let mut steps: Arena<StepId, Step> = Arena::default();
    for (item, placed) in tree.iter() {
        let mut chosen = None;
        context.expand((StateId::new(0), &state), item, &mut |candidate, _: &Sum| {
            let is_it = candidate.node == placed.node
                && candidate.via == placed.via
                && leads_to(&state.frames, candidate.frame.index(), candidate.levels, placed);
            if is_it && chosen.is_none() {
                chosen = Some(candidate);
            }
        });
        state = context.apply(state, &chosen?, item, &mut steps);
    }
    let frames = &state.frames;
    Some(state.score + frames.ids().skip(1).map(|at| context.closing(frames, at)).sum::<i32>())
}

/// Whether a frame, and levels on top of it, are where an item was placed.
fn leads_to(frames: &Frames, at: usize, levels: Levels, placed: &Placed) -> bool {
    let open: Vec<&Frame> = frames.values().take(at + 1).collect();
    let below = open.iter().rposition(|frame| !frame.is_level).map_or(0, |at| at + 1);
    let path = open[below..].iter().filter_map(|frame| frame.node).chain(levels.as_slice().iter().copied());
    open.last().is_some_and(|frame| frame.owner == placed.parent) && path.eq(placed.levels.as_slice().iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::response::fixture::Fixture;
    use crate::infer::response::search::beam::search;
    use crate::infer::response::search::weights::Weights;

    #[test]
    fn a_tree_is_worth_what_its_evidence_is_by_the_weights_that_are_given() {
        let mut fixture = Fixture::new("Box Struct\nYard String\nZulu String\nCart String", "{}");
        let tree = search(&fixture.question());
        let by_hand = rescore(&fixture.question(), &tree).expect("the search came to it");
        fixture.weights = Weights { in_order: Weights::IN_USE.in_order + 100, ..Weights::IN_USE };
        // `Zulu` follows `Yard` in the box, and `Cart` the box at the root, where order weighs half.
        assert_eq!(rescore(&fixture.question(), &tree), Some(by_hand + 150));
        let other = Fixture::new("Box String\nYard String\nZulu String\nCart String", r#"{"Box":{"Yard":1}}"#);
        assert_eq!(rescore(&other.question(), &tree), None, "there the example shows a field");
    }

    #[test]
    fn levels_are_part_of_the_place() {
        let fixture = Fixture::new("Events _\nId String\nName String", r#"{"Events":{"Event":[{"Id":1,"Name":2}]}}"#);
        let tree = search(&fixture.question());
        assert!(tree.values().any(|placed| !placed.levels.is_empty()));
        assert!(rescore(&fixture.question(), &tree).is_some());
    }
}
