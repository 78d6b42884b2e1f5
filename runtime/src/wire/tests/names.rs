//! Names of members: those that stand twice, that differ in case, that are escaped.

use super::*;

crate::wire::object! {
    struct Spelled {
        upper: Option<i32> = "Id",
        lower: Option<i32> = "ID",
        many: Vec<i32> = "Many",
        change: Option<Change> = "Change",
    }
}

#[test]
fn the_last_of_members_with_the_same_name_counts() {
    assert_eq!(read::<Int64>(r#"{"value": "x", "value": 2}"#), (Int64 { value: Some(2) }, vec![]));
    let (output, notes) = read::<Int64>(r#"{"value": 2, "value": "x"}"#);
    assert_eq!((output.value, notes.len()), (None, 1));
    assert_eq!(read::<Int64>(r#"{"value": 2, "value": null}"#), (Int64 { value: None }, vec![]));
    assert_eq!(read::<Numbers>(r#"{"value": [1, "x"], "value": [2]}"#), (Numbers { value: vec![2] }, vec![]));
    assert_eq!(read::<One>(r#"{"value": {"Time": "x"}, "value": {"Id": 1}}"#).1, [""; 0]);
    let (output, notes) = read::<Map>(r#"{"value": {"a": 1, "b": "x", "a": "x", "b": 2, "ab": "x"}}"#);
    assert_eq!(output.value, [("b".to_owned(), 2)].into());
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(read::<Any>(r#"{"value": {"a": NaN, "a": 2}}"#).1, [""; 0]);
}

#[test]
fn a_name_in_another_case_is_taken_and_told() {
    let note = |came: &str, known: &str| format!("`{came}` is a name in another case, expected the name `{known}`");
    let (output, notes) = read::<Spelled>(r#"{"many": [1], "CHANGE": {"id": "a", "Time": 1}, "more": 1}"#);
    assert_eq!(output.many, [1]);
    assert_eq!(output.change, Some(Change { id: Some("a".into()), time: Some(1) }));
    let mut expected = [note("many", "Many"), note("CHANGE", "Change"), note("CHANGE.id", "Id")];
    expected.sort();
    let mut notes = notes;
    notes.sort();
    assert_eq!(notes, expected);
}

#[test]
fn the_known_name_itself_counts_before_one_in_another_case() {
    for body in [r#"{"many": "x", "Many": [1]}"#, r#"{"Many": [1], "many": "x"}"#] {
        assert_eq!(read::<Spelled>(body), (Spelled { many: vec![1], ..Spelled::default() }, vec![]), "{body}");
    }
    let (output, _) = read::<Spelled>(r#"{"Id": 1, "ID": 2, "iD": 3}"#);
    assert_eq!((output.upper, output.lower), (Some(1), Some(2)));
    let (output, notes) = read::<Spelled>(r#"{"many": [1], "MANY": [2], "After": {"a": 1}}"#);
    assert_eq!((output.many, notes.len()), (vec![2], 1));
}

#[test]
fn names_are_compared_without_their_escapes_and_shown_shortened() {
    assert_eq!(read::<Int64>(r#"{"v\u0061lue": 2}"#), (Int64 { value: Some(2) }, vec![]));
    assert_eq!(read::<Int64>(b"{\"v\xff\": 2, \"\\ud800\": 3}"), (Int64 { value: None }, vec![]));
    let (_, notes) = read::<Map>(format!(r#"{{"value": {{"a\n{}": "x"}}}}"#, "b".repeat(10_000)));
    assert!(notes[0].starts_with("`value.a bbbb") && notes[0].len() < 200, "{}", notes[0]);
}

#[test]
fn a_hundred_mismatches_are_kept_and_the_others_counted() {
    let body = format!(r#"{{"value": [{}]}}"#, vec!["\"x\""; 250].join(", "));
    let mismatches = read_object(body.as_bytes(), &mut Numbers::default()).unwrap();
    assert_eq!(mismatches.count(), 250);
    let kept = mismatches.into_vec();
    assert_eq!((kept.len(), kept[99].path()), (100, "value[99]"));
}
