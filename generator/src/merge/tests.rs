//! What merging two pages keeps and adds.

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

#[test]
fn what_the_other_page_says_of_success_is_taken_where_the_field_is() {
    let told = |field: &str| Some(Success { field: field.to_owned(), equals: vec!["OK".to_owned()] });
    let page = |field: &str, success: Option<Success>| Operation {
        response: vec![leaf(field)],
        success,
        ..Operation::default()
    };
    let success = |mut own: Operation, other: Operation| {
        merge(&mut own, other);
        own.success.map(|success| success.field)
    };
    assert_eq!(success(page("Code", None), page("Code", told("Code"))), Some("Code".to_owned()));
    assert_eq!(success(page("Code", told("Code")), page("Success", told("Success"))), Some("Code".to_owned()));
    assert_eq!(success(page("Code", None), page("Code", told("Gone"))), None, "there is no such field");
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
