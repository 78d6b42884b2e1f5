//! One operation of its pages in two languages: the first page is kept, with the surer response of the two, and what only the
//! other one says is added.

mod places;
mod spelling;
#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::ir::{ErrorCode, Fact, Field, Items, Node, Operation, ResponseKind, Success, Type, walk_fields};

use places::Places;
use spelling::Shown;

/// Adds to an operation what its page in another language says beyond it: parameters, fields and facts. Texts are taken only
/// where the operation has none at all. True where the response is built on that of the other page.
pub fn merge(operation: &mut Operation, mut other: Operation) -> bool {
    let is_swapped = Places::of(&other.response).are_surer_than(&Places::of(&operation.response));
    if is_swapped {
        std::mem::swap(&mut operation.response, &mut other.response);
    }
    spelling::respell(
        &mut operation.response,
        &other.response,
        &Shown::of([&operation.response_example, &other.response_example]),
    );
    let Operation { request, body, response, errors, response_example, .. } = operation;
    for (own, others) in [(request, other.request), (body, other.body), (response, other.response)] {
        let mut counts = Counts::default();
        counts.add(own, 1);
        counts.add(&others, -1);
        fields(own, others, &mut counts);
    }
    merge_errors(errors, other.errors);
    if response_example.is_empty() {
        *response_example = other.response_example;
    }
    // A page that lists fields shows JSON; one that tells nothing leaves the word to the other.
    if operation.response_kind == ResponseKind::Json && operation.response.is_empty() {
        operation.response_kind = other.response_kind;
    }
    operation.deprecated |= other.deprecated;
    operation.preview |= other.preview;
    // Whether it reads follows from its name and its method, and both are those of this page.
    if operation.client_token.is_empty() && operation.token_parameter(&other.client_token).is_some() {
        operation.client_token = other.client_token;
    }
    if operation.success.is_none() {
        let is_field = |success: &Success| operation.response.iter().any(|field| field.name == success.field);
        operation.success = other.success.filter(is_field);
    }
    operation.pagination = operation.pagination.take().or(other.pagination);
    fill(&mut operation.link, other.link);
    is_swapped
}

/// Adds the errors that only the other page lists. That an error passes either page may say.
fn merge_errors(errors: &mut Vec<ErrorCode>, others: Vec<ErrorCode>) {
    let key = |error: &ErrorCode| (error.code.clone(), error.status);
    let passing: HashSet<_> = others.iter().filter(|error| error.transient).map(key).collect();
    let mut known: HashMap<_, u32> = HashMap::new();
    errors.iter().for_each(|error| *known.entry(key(error)).or_default() += 1);
    // Where a code has several rows of one status, nothing tells which of them the other page means.
    errors.iter_mut().for_each(|error| error.transient |= known[&key(error)] == 1 && passing.contains(&key(error)));
    errors.extend(others.into_iter().filter(|error| known.insert(key(error), 1).is_none()));
}

/// How many rows more of a name one page has than the other, in whatever case. A name that both have as often is not added
/// anywhere: the pages only disagree where it stands.
#[derive(Default)]
struct Counts(HashMap<String, i32>);

impl Counts {
    fn add(&mut self, fields: &[Field], step: i32) {
        walk_fields(fields, &mut |_, node| {
            if let Node::Field(field) = node {
                *self.of(&field.name) += step;
            }
        });
    }

    fn of(&mut self, name: &str) -> &mut i32 {
        self.0.entry(name.to_ascii_lowercase()).or_default()
    }
}

/// Merges siblings. What only the other page has stands behind the field that it stands behind there.
fn fields(own: &mut Vec<Field>, others: Vec<Field>, counts: &mut Counts) {
    if others.is_empty() {
        return;
    }
    let mut siblings = Siblings::new(std::mem::take(own));
    let mut before = None;
    for other in others {
        match siblings.find(&other.name) {
            Some(found) => {
                before = Some(found);
                field(&mut siblings.fields[found], other, counts);
            }
            None if *counts.of(&other.name) < 0 => {
                counts.add(std::slice::from_ref(&other), 1);
                before = Some(siblings.insert_behind(before, other));
            }
            None => {}
        }
    }
    *own = siblings.in_order();
}

/// Fields of one parent, linked so that a long list takes one more without moving the others.
struct Siblings {
    fields: Vec<Field>,
    /// The first of them, and the one behind each.
    first: Option<usize>,
    next: Vec<Option<usize>>,
    /// By name: those that nothing was merged into yet, and the last one anyway.
    exact: HashMap<String, VecDeque<usize>>,
    /// By name without regard to case: the first.
    folded: HashMap<String, usize>,
}

impl Siblings {
    fn new(fields: Vec<Field>) -> Self {
        let next = (1..=fields.len()).map(|at| (at < fields.len()).then_some(at)).collect();
        let first = (!fields.is_empty()).then_some(0);
        let mut siblings = Self { fields, first, next, exact: HashMap::new(), folded: HashMap::new() };
        (0..siblings.fields.len()).for_each(|at| siblings.index(at));
        siblings
    }

    fn index(&mut self, at: usize) {
        let name = &self.fields[at].name;
        self.exact.entry(name.clone()).or_default().push_back(at);
        self.folded.entry(name.to_ascii_lowercase()).or_insert(at);
    }

    /// The field of a name. Of rows that a broken table repeats, the second one is that of the other page's second one.
    fn find(&mut self, name: &str) -> Option<usize> {
        match self.exact.get_mut(name) {
            Some(all) if all.len() > 1 => all.pop_front(),
            Some(all) => all.front().copied(),
            None => self.folded.get(&name.to_ascii_lowercase()).copied(),
        }
    }

    fn insert_behind(&mut self, before: Option<usize>, field: Field) -> usize {
        let at = self.fields.len();
        let link = before.map_or(&mut self.first, |before| &mut self.next[before]);
        let behind = link.replace(at);
        self.next.push(behind);
        self.fields.push(field);
        self.index(at);
        at
    }

    fn in_order(self) -> Vec<Field> {
        let mut fields: Vec<Option<Field>> = self.fields.into_iter().map(Some).collect();
        let order = std::iter::successors(self.first, |&at| self.next[at]);
        order.filter_map(|at| fields[at].take()).collect()
    }
}

/// Merges the two views of one field.
fn field(own: &mut Field, mut other: Field, counts: &mut Counts) {
    if is_better(own, &other) {
        own.ty = other.ty;
    }
    if own.encoding.is_none() && own.ty == other.ty {
        own.encoding = other.encoding;
    }
    facts(own, &mut other);
    fill(&mut own.example, other.example);
    fill(&mut own.description, other.description);
    if own.ty == other.ty {
        fields(&mut own.fields, other.fields, counts);
        match (&mut own.items, other.items) {
            (Some(own), Some(other)) => items(own, *other, counts),
            (own @ None, other) => *own = other,
            (Some(_), None) => {}
        }
    }
}

fn items(own: &mut Items, other: Items, counts: &mut Counts) {
    if own.ty == other.ty {
        fields(&mut own.fields, other.fields, counts);
        match (&mut own.items, other.items) {
            (Some(own), Some(other)) => items(own, *other, counts),
            (own @ None, other) => *own = other,
            (Some(_), None) => {}
        }
    }
}

/// Takes the facts that the other page states where this one states none, or where the other one is surer.
fn facts(own: &mut Field, other: &mut Field) {
    for &fact in Fact::VALUES.iter().chain(Fact::FLAGS) {
        let sure = |field: &Field| field.guessed.get(&fact).copied().unwrap_or(1.0);
        if other.has(fact) && (!own.has(fact) || sure(other) > sure(own)) {
            own.take_fact(fact, other);
            match other.guessed.get(&fact) {
                Some(&confidence) => own.guessed.insert(fact, confidence),
                None => own.guessed.remove(&fact),
            };
        }
    }
}

/// Takes what the other page says where this one says nothing.
fn fill<T: Default + PartialEq>(own: &mut T, other: T) {
    if *own == T::default() {
        *own = other;
    }
}

/// Whether the other page's type is the better one.
///
/// Evidence: two scalar types, the own one contradicted by an example value of either page that the other one fits.
fn is_better(own: &Field, other: &Field) -> bool {
    let examples = [own.example.as_str(), other.example.as_str()];
    let mut examples = examples.into_iter().filter(|example| !example.is_empty());
    own.ty != other.ty
        && examples.any(|example| fits(own.ty, example) == Some(false) && fits(other.ty, example) == Some(true))
}

/// Whether a value can be of a scalar type; nothing for other types.
fn fits(ty: Type, example: &str) -> Option<bool> {
    match ty {
        Type::Boolean => Some(matches!(example.to_ascii_lowercase().as_str(), "true" | "false")),
        Type::Int32 | Type::Int64 => Some(example.parse::<i64>().is_ok()),
        Type::Float | Type::Double => Some(example.parse::<f64>().is_ok()),
        Type::String => Some(true),
        Type::Object | Type::Array | Type::Map | Type::Any => None,
    }
}
