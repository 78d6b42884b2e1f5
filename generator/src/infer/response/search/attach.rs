//! The ways of attaching a row to the open containers, and what each is worth.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::stack::{Candidate, Frame, NO_LEVEL, State, Step, mix, take};
use super::tree::{Question, Via};
use super::used::Used;
use super::weigh::{self, Evidence, Weighing};
use super::weights as weight;
use crate::infer::depth::DEEPEST;
use crate::infer::response::evidence::index::Index;
use crate::infer::response::evidence::items::{Item, is_pair};
use crate::infer::response::evidence::knowledge::Others;
use crate::infer::response::evidence::plural;
use crate::infer::response::evidence::sample::Shape;
use crate::infer::table::Class;

/// What a container is called: as an item, by its exact number, or as a node of the example.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Container {
    Item(u32),
    Level(usize),
}

/// What is computed once for a table.
pub struct Context<'a> {
    question: &'a Question<'a>,
    /// How many items have a name, by its exact number.
    rows_of: Vec<usize>,
    /// The last item of a name, by its number without regard to case.
    last_of: Vec<usize>,
    /// For a node of the example: the last items that its members match, sorted.
    promises: Vec<Vec<u32>>,
    /// Where the items' names stand in the example.
    index: Index,
    /// Whether one name is the plural of another, by their exact numbers.
    plurals: RefCell<FxHashMap<(u32, u32), bool>>,
    /// Whether one name goes on from another, by their exact numbers.
    named_after: RefCell<FxHashMap<(u32, u32), bool>>,
    /// What the page in another language says of a name below another, by their exact numbers; the root has none.
    twins: RefCell<FxHashMap<(Option<u32>, u32), i32>>,
    /// The first and the last word of a name, by its number without regard to case.
    words: Vec<(u32, u32)>,
    /// What other pages say of a field, by container, field name and whether the example shows the container.
    memory: RefCell<FxHashMap<(Container, u32, bool), i32>>,
    /// What other pages show of a container.
    others: RefCell<FxHashMap<Container, Option<Others<'a>>>>,
    /// Whether any row is marked `└`.
    marks: bool,
}

impl<'a> Context<'a> {
    pub fn new(question: &'a Question<'a>) -> Self {
        let items = question.items;
        let mut rows_of = vec![0; items.iter().map(|item| item.id as usize + 1).max().unwrap_or(0)];
        let mut last_of = vec![0; items.iter().map(|item| item.folded as usize + 1).max().unwrap_or(0)];
        for (index, item) in items.iter().enumerate() {
            rows_of[item.id as usize] += 1;
            last_of[item.folded as usize] = index;
        }
        let mut container_names = vec![false; last_of.len()];
        let mut words = vec![(0, 0); last_of.len()];
        for item in items {
            container_names[item.folded as usize] |= item.class.is_container();
            words[item.folded as usize] = item.words;
        }
        let index = Index::new(question.sample, items, &container_names);
        let promises = question
            .sample
            .places
            .iter()
            .map(|place| {
                let mut last: Vec<u32> = place
                    .children
                    .iter()
                    .filter_map(|&c| index.folded[c])
                    .map(|id| last_of[id as usize] as u32)
                    .collect();
                last.sort_unstable();
                last
            })
            .collect();
        Self {
            question,
            rows_of,
            last_of,
            promises,
            index,
            plurals: RefCell::default(),
            named_after: RefCell::default(),
            twins: RefCell::default(),
            words,
            memory: RefCell::default(),
            others: RefCell::default(),
            marks: items.iter().any(|item| item.marked),
        }
    }

    /// The nodes of the example that have an item's name.
    fn places_of(&self, item: &Item) -> &[usize] {
        &self.index.named[item.folded as usize]
    }

    /// The member of a node that has an item's name: exactly, else without regard to case; whether it is exact second.
    fn child(&self, place: usize, item: &Item) -> Option<(usize, bool)> {
        let places = &self.question.sample.places;
        let mut folded = None;
        for &child in self.index.members(place, item.folded) {
            if places[child].name == item.name {
                return Some((child, true));
            }
            folded = folded.or(Some((child, false)));
        }
        folded
    }

    fn is_plural(&self, plural: &Item, singular: &Item) -> bool {
        let mut known = self.plurals.borrow_mut();
        *known.entry((plural.id, singular.id)).or_insert_with(|| plural::is_plural(&plural.name, &singular.name))
    }

    /// Weighs what a name has in common with the names around the place.
    fn kinship(&self, frame: &Frame, item: &Item) -> i32 {
        let (mut first, mut last) = (false, false);
        for before in frame.used.few().into_iter().flatten() {
            let words = self.words[before as usize];
            first |= words.0 == item.words.0;
            last |= words.1 == item.words.1;
        }
        let parent = frame.item.map(|parent| &self.question.items[parent]).is_some_and(|parent| {
            let mut known = self.named_after.borrow_mut();
            *known.entry((parent.id, item.id)).or_insert_with(|| plural::is_named_after(&parent.name, &item.name))
        });
        weigh::kinship(first, last, parent)
    }

    /// Weighs what the page in another language says of a place.
    fn twin(&self, frame: &Frame, item: &Item) -> i32 {
        let Some(twin) = self.question.twin else { return 0 };
        let owner = frame.owner.map(|owner| &self.question.items[owner]);
        let mut known = self.twins.borrow_mut();
        let parent = owner.map_or("", |owner| owner.name.as_str());
        let weigh = || weigh::twin(twin.agrees(&item.name, parent));
        *known.entry((owner.map(|owner| owner.id), item.id)).or_insert_with(weigh)
    }

    fn memory(&self, container: Container, name: &str, item: &Item, shown: bool) -> i32 {
        let Question { knowledge, page, .. } = *self.question;
        let mut known = self.memory.borrow_mut();
        *known.entry((container, item.id, shown)).or_insert_with(|| {
            let mut others = self.others.borrow_mut();
            let others = others.entry(container).or_insert_with(|| knowledge.others(page, name));
            others.map_or(0, |others| others.weigh(&item.name, shown))
        })
    }

    /// What the members of a node of the example still promise for the items after `index`.
    fn promise(&self, place: Option<usize>, index: usize) -> i32 {
        let Some(place) = place else { return 0 };
        let last = &self.promises[place];
        (last.len() - last.partition_point(|&last| last as usize <= index)) as i32 * weight::MATCH
    }

    /// What a frame's node still promises, its used members left out.
    fn open_promise(&self, frame: &Frame, index: usize) -> i32 {
        let Some(place) = frame.place else { return 0 };
        if self.promises[place].last().is_none_or(|&last| last as usize <= index) {
            return 0;
        }
        // A parent of many hundreds is no page of people: looking ahead at every step would cost the square of its size.
        let Some(used) = frame.used.few() else { return 0 };
        let shown = |folded: u32| !self.index.members(place, folded).is_empty();
        let used = used.filter(|&folded| self.last_of[folded as usize] > index && shown(folded)).count() as i32;
        self.promise(Some(place), index) - used * weight::MATCH
    }

    /// What it costs to end a frame.
    pub fn closing(&self, frames: &[Frame], at: usize) -> i32 {
        let frame = &frames[at];
        let Some(item) = frame.item.map(|item| &self.question.items[item]) else { return 0 };
        let mut cost = 0;
        let container = frame.first.is_some() || item.class.is_container();
        if frame.first.is_none() {
            let sample = self.question.sample;
            let place = frame.place.map(|place| &sample.places[place]);
            let shows_rows = frame.place.is_some_and(|place| self.index.shows_rows[place]);
            cost += weigh::childless(item, place, shows_rows);
        }
        // A wrapper and its list end together.
        if container && !frames[at - 1].holds_pair && !frames[at - 1].holds_singular {
            cost += weight::CLOSING;
        }
        cost
    }

    /// Lists the ways of attaching an item to the open containers of a state.
    pub fn expand<W: Weighing>(&self, number: usize, state: &State, index: usize, out: &mut impl FnMut(Candidate, &W)) {
        let frames = &state.frames;
        // What each frame promises, and what those above it do, each node of the example counted once.
        let mut promises = [(0, 0); DEEPEST];
        let mut above = 0;
        for (at, (frame, promise)) in frames.iter().zip(&mut promises).enumerate() {
            let open = self.open_promise(frame, index);
            *promise = (open, above);
            let shared = frames.get(at + 1).is_some_and(|inner| inner.place.is_some() && inner.place == frame.place);
            above += if shared { 0 } else { open };
        }
        let mut score = state.score;
        for at in (0..frames.len()).rev() {
            if let Some(&promise) = promises.get(at) {
                self.attach(number, frames, at, index, score, promise, out);
            }
            if at > 0 {
                score += self.closing(frames, at);
            }
        }
    }

    /// Lists the ways of attaching an item to one container.
    #[expect(clippy::too_many_arguments, reason = "the state's parts are borrowed apart")]
    fn attach<W: Weighing>(
        &self,
        number: usize,
        frames: &[Frame],
        at: usize,
        index: usize,
        score: i32,
        (open, promised): (i32, i32),
        out: &mut impl FnMut(Candidate, &W),
    ) {
        let Question { items, sample, .. } = *self.question;
        let (frame, item) = (&frames[at], &items[index]);
        let fit: W = self.fit(frames, at, index);
        let found = frame.place.and_then(|place| self.child(place, item));
        let mut push = |levels: [u32; 3], place: Option<usize>, via: Via, parts: &[(Evidence, i32)], kept: i32| {
            let mut tally = fit.clone();
            for &(evidence, weight) in parts {
                tally.add(evidence, weight);
            }
            let mut key = frame.key;
            for level in levels.iter().filter(|&&level| level != NO_LEVEL) {
                key = mix(key, 1 << 40 | u64::from(*level));
            }
            let score = score + tally.score();
            let rank = score + promised + kept + self.promise(place, index);
            let key = mix(key, index as u64);
            out(Candidate { state: number, frame: at, levels, place, via, score, rank, key }, &tally);
        };
        let none = [NO_LEVEL; 3];
        let rows = self.rows_of[item.id as usize];
        let elsewhere = self.places_of(item).len();
        let fits = weigh::example(sample, frame.place, found, elsewhere, rows);
        let root_name = (Evidence::RootName, weigh::root_name(item.at_root, at == 0, found.is_some()));
        if let Some((place, _)) = found {
            let promised_later = self.last_of[item.folded as usize] > index && !self.uses(frame, item);
            let kept = if promised_later { open - weight::MATCH } else { open };
            push(none, Some(place), Via::Direct, &[(Evidence::Example, fits), root_name], kept);
            return;
        }
        let (same_name, completeness, memory) = self.blind(frame, item);
        let beside = if self.wrapper_level(frame).is_some() { weight::BESIDE_WRAPPER } else { 0 };
        let parts = [
            (Evidence::Example, fits),
            root_name,
            (Evidence::NameStyle, frame.first.map_or(0, |first| weigh::name_style(&items[first].name, &item.name))),
            (Evidence::EmptyWrapper, beside),
            (Evidence::SameName, same_name),
            (Evidence::Completeness, completeness),
            (Evidence::Memory, memory),
            (Evidence::Kinship, self.kinship(frame, item)),
        ];
        push(none, None, Via::Direct, &parts, open);
        let Some(place) = frame.place else { return };
        for &(levels, target) in self.index.hidden(place, item.folded) {
            let count = levels.iter().filter(|&&level| level != NO_LEVEL).count() as i32;
            let fits = weigh::example(sample, None, Some((target, true)), elsewhere, rows);
            let parts = [
                (Evidence::Example, fits),
                (Evidence::Level, count * weight::LEVEL),
                (Evidence::RootName, weigh::root_name(item.at_root, false, true)),
            ];
            push(levels, Some(target), Via::Levels, &parts, open);
        }
        if let Some(bonus) = self.alias(frame, at, index) {
            push(none, Some(place), Via::Alias, &[(Evidence::Alias, bonus)], 0);
        }
        if let Some(target) = self.renamed(place, index) {
            push(none, Some(target), Via::Renamed, &[(Evidence::Renamed, weight::RENAMED)], open);
        }
        if let Some(target) = self.moved(place, item) {
            push(none, Some(target), Via::Moved, &[(Evidence::Moved, weight::MOVED + weight::MATCH)], open);
        }
        if let Some(level) = self.wrapper_level(frame).filter(|&level| self.child(level, item).is_none()) {
            let empty = sample.places[level].children.is_empty();
            let bonus = weight::EMPTY_WRAPPER + if empty { weight::EMPTY_WRAPPER_EMPTY } else { 0 };
            let parts = [(Evidence::Example, fits.max(weight::NOWHERE)), (Evidence::EmptyWrapper, bonus)];
            push([level as u32, NO_LEVEL, NO_LEVEL], None, Via::Levels, &parts, open);
        }
    }

    fn uses(&self, frame: &Frame, item: &Item) -> bool {
        frame.used.has_folded(item.folded)
    }

    /// Weighs everything but the example: type words, siblings, marks, and what names say.
    fn fit<W: Weighing>(&self, frames: &[Frame], at: usize, index: usize) -> W {
        let Question { items, sample, sorted, .. } = *self.question;
        let (frame, item) = (&frames[at], &items[index]);
        let parent = frame.item.map(|parent| &items[parent]);
        let at_root = at == 0;
        let mut tally = W::default();
        if let Some(parent) = parent {
            let shown = frame.place.map(|place| &sample.places[place]);
            tally.add(Evidence::LeafParent, weigh::leaf_parent(&parent.class, shown));
        }
        if frame.used.has(item.id) {
            let doubled = frame.last.is_some_and(|last| items[last].id == item.id && last + 1 == index)
                && items[index - 1].class == item.class;
            tally.add(Evidence::Duplicate, if doubled { weight::DOUBLED } else { weight::DUPLICATE });
        }
        tally.add(Evidence::Twin, self.twin(frame, item));
        if let Some(last) = frame.last {
            tally.add(Evidence::Order, weigh::order(&items[last].name, &item.name, sorted, at_root));
        }
        tally.add(Evidence::Wrapper, self.pair(frame, parent, index));
        if let Some(parent) = parent
            && frame.first.is_none()
            && parent.exemplified
            && !self.is_singular_below(parent, item)
        {
            tally.add(Evidence::ExampleCell, weight::EXEMPLIFIED_PARENT);
        }
        if frame.first.is_none()
            && matches!(parent.map(|parent| &parent.class), Some(Class::List(None)))
            && frame.place.is_none_or(|place| sample.places[place].children.is_empty())
        {
            tally.add(Evidence::ScalarList, weight::SCALAR_LIST);
        }
        if self.marks && item.marked && at_root {
            tally.add(Evidence::Marks, weight::MARKED_AT_ROOT);
        } else if self.marks && !item.marked && !at_root && item.hint.is_none() {
            tally.add(Evidence::Marks, weight::UNMARKED_BELOW);
        }
        let obeyed = match item.hint {
            Some(hint) => Some(frame.item == Some(hint)),
            None if item.rooted => Some(at_root),
            // Nothing but dotted names stands under a parent that only dotted names imply.
            None => parent.filter(|parent| parent.row.is_none()).map(|_| false),
        };
        if let Some(obeyed) = obeyed {
            tally.add(Evidence::Dotted, if obeyed { weight::DOTTED } else { -weight::DOTTED });
        }
        if let Some(owner) = item.owner {
            let inside = frames[..=at].iter().any(|frame| frame.item == Some(owner));
            tally.add(Evidence::FollowUp, if inside { weight::FOLLOW_UP } else { -weight::FOLLOW_UP });
        }
        tally
    }

    /// Weighs wrappers: `Array of X` with its `X`, and containers below their plural.
    fn pair(&self, frame: &Frame, parent: Option<&Item>, index: usize) -> i32 {
        let items = self.question.items;
        let item = &items[index];
        let mut score = 0;
        let above = index.checked_sub(1).map(|above| &items[above]);
        if above.is_some_and(|above| is_pair(above, item)) {
            score += if frame.item == Some(index - 1) { weight::PAIR } else { -weight::PAIR };
        }
        if frame.holds_pair {
            score += weight::PAIR_SECOND;
        } else if frame.holds_singular {
            score += weight::PLURAL_SECOND;
        } else if let Some(parent) = parent
            && frame.first.is_none()
            && self.is_singular_below(parent, item)
        {
            score += weight::PLURAL;
        }
        score
    }

    /// Whether a container stands below the list that is its plural.
    fn is_singular_below(&self, parent: &Item, item: &Item) -> bool {
        matches!(parent.class, Class::List(_) | Class::Blank)
            && !parent.class.is_leaf()
            && item.class.is_container()
            && self.is_plural(parent, item)
    }

    /// Weighs a row that the example does not show at its parent: by the parent's namesakes elsewhere in the example, by how
    /// complete the example is, and by other pages.
    fn blind(&self, frame: &Frame, item: &Item) -> (i32, i32, i32) {
        let Question { items, sample, .. } = *self.question;
        // A level that only the example has is called as the example calls it.
        let (container, name) = match (frame.item, frame.place) {
            (Some(parent), _) => (Container::Item(items[parent].id), items[parent].name.as_str()),
            (None, Some(place)) if frame.is_level => (Container::Level(place), sample.places[place].name.as_str()),
            (None, Some(_)) => return (0, weigh::completeness(frame.lacking), 0),
            (None, None) => return (0, 0, 0),
        };
        let shown = frame.place.is_some_and(|place| !sample.places[place].children.is_empty());
        let memory = self.memory(container, name, item, shown);
        if shown {
            // What shows nothing but a list is complete, however many fields are put beside the list.
            let wraps = self.wrapper_level(frame).is_some();
            return (0, if wraps { 0 } else { weigh::completeness(frame.lacking) }, memory);
        }
        // The namesakes of a row's container are found by one of them.
        let namesake = match frame.item {
            Some(parent) => self.places_of(&items[parent]).first().copied(),
            None => frame.place,
        };
        let same_name = match namesake.map(|place| self.index.namesakes(place, item.folded)) {
            Some((_, true)) => weight::SAME_NAME,
            Some((true, false)) => -weight::SAME_NAME,
            Some((false, false)) | None => 0,
        };
        (same_name, 0, memory)
    }

    /// Whether an item may be a level that the example leaves out, and what that is worth.
    fn alias(&self, frame: &Frame, at: usize, index: usize) -> Option<i32> {
        let Question { items, sample, .. } = *self.question;
        let item = &items[index];
        let place_index = frame.place?;
        let place = &sample.places[place_index];
        let next = &items[index + 1..items.len().min(index + 4)];
        let next_shown = next.iter().any(|next| self.child(place_index, next).is_some());
        if let Some(parent) = frame.item.map(|parent| &items[parent]) {
            if frame.first.is_some() || frame.item != Some(index - 1) {
                return None;
            }
            if is_pair(parent, item) {
                let fits = place.shape == Shape::Array || next_shown || place.children.is_empty();
                return fits.then_some(weight::ALIAS);
            }
            let list_in_list = self.is_singular_below(parent, item);
            if list_in_list && (next_shown || place.children.is_empty()) {
                return Some(if place.shape == Shape::Array { weight::ALIAS } else { weight::ALIAS_BLANK });
            }
            let blank_pair =
                matches!(parent.class, Class::Blank | Class::List(None)) && matches!(item.class, Class::Blank);
            if blank_pair && place.shape == Shape::Array && next_shown {
                return Some(weight::ALIAS_BLANK);
            }
            return None;
        }
        (at == 0 && item.class == Class::Object && next_shown && self.places_of(item).is_empty())
            .then_some(weight::ALIAS_ROOT)
    }

    /// A container of the example that no row is named after, or that repeats the name of what holds it, and that shows what follows this container's row.
    fn renamed(&self, place: usize, index: usize) -> Option<usize> {
        let items = self.question.items;
        let item = &items[index];
        if !item.class.is_container() || !self.places_of(item).is_empty() {
            return None;
        }
        let next = &items[index + 1..items.len().min(index + 4)];
        self.index.unnamed(place, next.iter().map(|next| next.folded))
    }

    /// The only place of a container in the example, elsewhere.
    fn moved(&self, place: usize, item: &Item) -> Option<usize> {
        let sample = self.question.sample;
        let &[only] = self.places_of(item) else { return None };
        (item.class.is_container() && !sample.places[only].children.is_empty() && sample.places[only].parent != place)
            .then_some(only)
    }

    /// A list, or the one item of a list converted from XML, that is the only member of the parent's node and that no row is
    /// named after.
    fn wrapper_level(&self, frame: &Frame) -> Option<usize> {
        let sample = self.question.sample;
        let parent = &self.question.items[frame.item?];
        let place = &sample.places[frame.place?];
        let &[only] = place.children.as_slice() else { return None };
        let level = &sample.places[only];
        let is_list = match level.shape {
            Shape::Array => true,
            Shape::Object => plural::is_plural(&parent.name, &level.name),
            Shape::Scalar | Shape::Null => false,
        };
        (place.shape == Shape::Object && is_list && self.index.folded[only].is_none()).then_some(only)
    }

    /// The state after a decision.
    pub fn apply(&self, state: State, candidate: &Candidate, index: usize, steps: &mut Vec<Step>) -> State {
        let items = self.question.items;
        let item = &items[index];
        let mut frames = state.frames;
        frames.truncate(candidate.frame + 1);
        // Levels already open on the stack belong to the item's path too.
        let open = frames.iter().rposition(|frame| !frame.is_level).map_or(0, |at| at + 1);
        let open = frames[open..].iter().filter_map(|frame| frame.place.map(|place| place as u32));
        let mut levels = [NO_LEVEL; 3];
        for (slot, level) in levels.iter_mut().zip(open.chain(candidate.levels).filter(|&level| level != NO_LEVEL)) {
            *slot = level;
        }
        let parent_item = frames[candidate.frame].item.map(|parent| &items[parent]);
        let (pairs, singular) = match parent_item {
            Some(parent) => (
                frames[candidate.frame].item == index.checked_sub(1) && is_pair(parent, item),
                frames[candidate.frame].first.is_none() && self.is_singular_below(parent, item),
            ),
            None => (false, false),
        };
        let owner = frames[candidate.frame].owner;
        let mut key = frames[candidate.frame].key;
        let through = candidate.levels[0] != NO_LEVEL;
        {
            let frame = &mut frames[candidate.frame];
            frame.holds_pair |= pairs && !through;
            frame.holds_singular |= singular && !through;
            if !through {
                take(frame, item, index, candidate.place.is_some());
            } else if frame.first.is_none() {
                frame.first = Some(index);
            }
        }
        for &level in candidate.levels.iter().filter(|&&level| level != NO_LEVEL) {
            key = mix(key, 1 << 40 | u64::from(level));
            let mut frame = Frame {
                item: None,
                place: Some(level as usize),
                used: Used::default(),
                first: Some(index),
                last: None,
                lacking: 0,
                owner,
                is_level: true,
                holds_pair: false,
                holds_singular: false,
                key,
            };
            take(&mut frame, item, index, candidate.place.is_some());
            frames.push(frame);
        }
        frames.push(Frame {
            item: Some(index),
            place: candidate.place,
            used: Used::default(),
            first: None,
            last: None,
            lacking: 0,
            owner: Some(index),
            is_level: false,
            holds_pair: false,
            holds_singular: false,
            key: candidate.key,
        });
        steps.push(Step {
            before: state.step,
            frame: candidate.frame,
            parent: owner,
            levels,
            place: candidate.place,
            via: candidate.via,
        });
        State { score: candidate.score, frames, step: steps.len() as u32 - 1 }
    }
}
