//! One operation of its pages in two languages: the first page is kept, with the surer response of the two, and what only the
//! other one says is added.

mod places;

use std::collections::{HashMap, HashSet, VecDeque};

use crate::ir::{ErrorCode, Fact, Field, Items, Node, Operation, ResponseKind, Type, walk_fields};

use places::Places;

/// Adds to an operation what its page in another language says beyond it: parameters, fields and facts. Texts are taken only
/// where the operation has none at all. True where the response is built on that of the other page.
pub fn merge(operation: &mut Operation, mut other: Operation) -> bool {
    let is_swapped = Places::of(&other.response).are_surer_than(&Places::of(&operation.response));
    if is_swapped {
        std::mem::swap(&mut operation.response, &mut other.response);
    }
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::ir::ErrorCode;

    fn leaf(name: &str) -> Field {
        Field { name: name.to_owned(), ..Field::default() }
    }

    fn object(name: &str, fields: Vec<Field>) -> Field {
        Field { ty: Type::Object, fields, ..leaf(name) }
    }

    fn merged(own: Vec<Field>, other: Vec<Field>) -> Vec<Field> {
        let mut operation = Operation { request: own, ..Operation::default() };
        merge(&mut operation, Operation { request: other, ..Operation::default() });
        operation.request
    }

    fn names(fields: &[Field]) -> Vec<String> {
        let name = |field: &Field| match names(&field.fields).as_slice() {
            [] => field.name.clone(),
            below => format!("{}({})", field.name, below.join(" ")),
        };
        fields.iter().map(name).collect()
    }

    #[test]
    fn what_only_the_other_page_has_is_added_in_its_place() {
        let own = vec![leaf("A"), object("B", vec![leaf("X")]), leaf("D")];
        let other = vec![leaf("A"), object("B", vec![leaf("W"), leaf("X")]), leaf("C"), leaf("D")];
        assert_eq!(names(&merged(own, other)), ["A", "B(W X)", "C", "D"]);
    }

    #[test]
    fn what_stands_elsewhere_is_not_added_twice() {
        let own = vec![object("B", vec![leaf("X")]), leaf("Y")];
        let other = vec![object("B", Vec::new()), leaf("x"), leaf("y")];
        assert_eq!(names(&merged(own, other)), ["B(X)", "Y"]);
    }

    #[test]
    fn the_response_is_built_on_the_surer_one() {
        let own = || vec![object("B", Vec::new()), Field { confidence: Some(0.7), ..leaf("X") }, leaf("Y")];
        let mut operation = Operation { response: own(), source: "zh.md".to_owned(), ..Operation::default() };
        let other = Operation { response: vec![object("B", vec![leaf("X")])], ..Operation::default() };
        assert!(merge(&mut operation, other.clone()));
        assert_eq!((names(&operation.response), operation.source.as_str()), (vec!["B(X)".into(), "Y".into()], "zh.md"));
        let mut operation = other;
        assert!(!merge(&mut operation, Operation { response: own(), ..Operation::default() }));
        assert_eq!(names(&operation.response), ["B(X)", "Y"]);
    }

    #[test]
    fn the_type_that_the_example_fits_is_taken() {
        let own = Field { ty: Type::Boolean, example: "Start".to_owned(), ..leaf("A") };
        assert_eq!(merged(vec![own.clone()], vec![leaf("A")])[0].ty, Type::String);
        let right = Field { ty: Type::Boolean, example: "true".to_owned(), ..leaf("A") };
        assert_eq!(merged(vec![right], vec![leaf("A")])[0].ty, Type::Boolean);
    }

    #[test]
    fn the_surer_of_two_facts_is_taken() {
        let view = |unit: &str, confidence: Option<f32>| Field {
            unit: unit.to_owned(),
            guessed: confidence.map(|confidence| (Fact::Unit, confidence)).into_iter().collect(),
            ..leaf("Size")
        };
        let merged = |own, other| {
            let field = merged(vec![own], vec![other]).remove(0);
            (field.unit, field.guessed.get(&Fact::Unit).copied())
        };
        let unit = |unit: &str, confidence| (unit.to_owned(), confidence);
        assert_eq!(merged(view("MB", Some(0.8)), view("GB", None)), unit("GB", None));
        assert_eq!(merged(view("MB", Some(0.9)), view("GB", Some(0.8))), unit("MB", Some(0.9)));
        assert_eq!(merged(view("MB", None), view("GB", None)), unit("MB", None), "the first page's, as ever");
        assert_eq!(merged(view("", None), view("GB", Some(0.8))), unit("GB", Some(0.8)));
        assert_eq!(merged(view("MB", Some(0.8)), view("MB", None)), unit("MB", None), "they agree");
        assert_eq!(merged(view("MB", Some(0.8)), view("", None)), unit("MB", Some(0.8)));
    }

    #[test]
    fn the_effect_stays_and_a_token_of_the_other_page_is_taken() {
        let page = |reads, client_token: &str, request| Operation {
            reads,
            client_token: client_token.to_owned(),
            request,
            ..Operation::default()
        };
        let merged = |mut own: Operation, other| {
            merge(&mut own, other);
            (own.reads, own.client_token)
        };
        let token = || page(false, "ClientToken", vec![leaf("ClientToken")]);
        assert_eq!(merged(token(), page(true, "", Vec::new())), (false, "ClientToken".to_owned()));
        assert_eq!(merged(page(true, "", Vec::new()), token()), (true, "ClientToken".to_owned()));
        // The parameter is merged into that of this page, so the name is that of none.
        let number = Field { ty: Type::Int32, ..leaf("clientToken") };
        assert_eq!(merged(page(true, "", vec![number]), token()), (true, String::new()));
    }

    #[test]
    fn facts_are_filled_in_and_not_replaced() {
        let own = Field { default: "1".to_owned(), ..leaf("A") };
        let other = Field { default: "2".to_owned(), example: "e".to_owned(), ..leaf("A") };
        let made = &merged(vec![own], vec![other])[0];
        assert_eq!((made.default.as_str(), made.example.as_str()), ("1", "e"));
    }

    #[test]
    fn what_one_page_knows_as_a_secret_is_one() {
        let secret = Field { sensitive: true, ..leaf("A") };
        for (own, other) in [(leaf("A"), secret.clone()), (secret.clone(), leaf("A")), (secret.clone(), secret)] {
            assert!(merged(vec![own], vec![other])[0].sensitive);
        }
        assert!(!merged(vec![leaf("A")], vec![leaf("A")])[0].sensitive);
    }

    /// Trees of fields with few names, so that two of them have much in common.
    fn trees() -> impl Strategy<Value = Vec<Field>> {
        let name = select(vec!["A", "a", "B", "Bs", "C", "D"]);
        let ty = select(vec![Type::String, Type::Int32, Type::Boolean, Type::Any, Type::Map]);
        let scalar = (name.clone(), ty, select(vec!["", "1", "x"])).prop_map(|(name, ty, example)| Field {
            ty,
            example: example.to_owned(),
            ..leaf(name)
        });
        let tree = scalar.prop_recursive(3, 24, 5, move |inner| {
            (name.clone(), vec(inner, 0..5), any::<bool>()).prop_map(|(name, fields, is_list)| {
                let items = Some(Box::new(Items { ty: Type::Object, items: None, fields: fields.clone() }));
                if is_list { Field { ty: Type::Array, items, ..leaf(name) } } else { object(name, fields) }
            })
        });
        vec(tree, 0..6)
    }

    /// Whether one list of fields has every field of another, in its order, whatever stands between and below.
    fn has_all(fields: &[Field], others: &[Field]) -> bool {
        let mut rest = fields.iter();
        let below = |one: &Field, other: &Field| {
            let items = match (&one.items, &other.items) {
                (Some(one), Some(other)) => has_all(&one.fields, &other.fields),
                (_, other) => other.is_none(),
            };
            one.name == other.name && has_all(&one.fields, &other.fields) && items
        };
        others.iter().all(|other| rest.any(|one| below(one, other)))
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

        #[test]
        fn a_page_merged_with_itself_stays_as_it_is(fields in trees(), request in trees()) {
            let errors = vec![ErrorCode { code: "E".to_owned(), ..ErrorCode::default() }];
            let operation = Operation { response: fields, request, errors, ..Operation::default() };
            let mut merged = operation.clone();
            merge(&mut merged, operation.clone());
            prop_assert_eq!(merged, operation);
        }

        #[test]
        fn nothing_of_the_first_page_is_lost(own in trees(), other in trees()) {
            let made = merged(own.clone(), other);
            prop_assert!(has_all(&made, &own), "{:?} of {:?}", names(&made), names(&own));
        }
    }
}
