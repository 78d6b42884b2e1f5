//! Rules that older pages show: lists that a type, a table of their own or another page tells.

use super::older::{Beside, tree_beside};
use super::*;

/// Wrappers that tell that the product wraps its lists.
const WRAPPERS: &[(&str, &str)] = &[("Docks", "Dock"), ("Ships", "Ship"), ("Crews", "Crew")];

fn has(found: &[String], path: &str) -> bool {
    found.iter().any(|found| found == path)
}

#[test]
fn rows_of_a_table_of_their_own_stand_where_the_example_shows_them_below_the_row() {
    let rows = "Pages Crane[]\nCrane\nAge String\nName String\nZone String";
    let json = r#"{"Pages":{"Size":1,"Data":{"Item":[{"Age":1,"Plan":{"Name":"x","Zone":"y"}}]}}}"#;
    let found = tree_beside(rows, Beside { json, ..Beside::default() });
    assert!(has(&found, "Pages.Data.Item[].Age") && has(&found, "Pages.Data.Item[].Plan.Zone"), "{found:?}");
    let rows = "Pages Crane[]\nAge String\nName String\nZone String";
    let found = tree_beside(rows, Beside { json, ..Beside::default() });
    assert!(!has(&found, "Pages.Data.Item[].Age"), "nothing says what the table describes: {found:?}");
}

#[test]
fn tables_without_a_lead_in_describe_the_containers_that_the_table_before_ends_with() {
    let rows = "Id String\nPort Struct\n-\nCranes List\nShips List\n-\nAge String\n-\nName String\nZone String";
    let beside = Beside { json: r#"{"Id":"x","Port":{"Cranes":[],"Ships":[]}}"#, ..Beside::default() };
    let found = tree_beside(rows, beside);
    assert!(has(&found, "Port.Cranes[].Age") && has(&found, "Port.Ships[].Zone"), "{found:?}");
    let found = tree_beside(&rows.replace("Ships List\n-\n", "Ships List\nNote String\n-\n"), beside);
    assert!(!has(&found, "Port.Cranes[].Age"), "the table ends with no container: {found:?}");
}

#[test]
fn a_row_of_a_named_type_is_described_by_the_table_that_names_it() {
    let rows = "Cranes CraneSet\nCranes:\nCrane CraneItem\nCrane:\nAge String";
    let found = tree_beside(rows, Beside { json: r#"{"Cranes":{"Crane":[{"Age":1}]}}"#, ..Beside::default() });
    assert!(has(&found, "Cranes.Crane[].Age"), "{found:?}");
}

#[test]
fn a_row_whose_type_is_described_elsewhere_takes_no_rows() {
    let rows = "Cranes Array of PortCrane\nMissing String";
    let json = r#"{"Cranes":{"Crane":[{"Age":1,"Name":"x","Zone":"y"}]}}"#;
    assert!(has(&tree_beside(rows, Beside { json, ..Beside::default() }), "Missing"));
    let json = r#"{"Cranes":{"Crane":[{"Age":1,"Name":"x","Missing":"y"}]}}"#;
    let found = tree_beside(rows, Beside { json, ..Beside::default() });
    assert!(has(&found, "Cranes.Crane[].Missing"), "the example shows one of the rows: {found:?}");
}

#[test]
fn a_row_that_says_that_it_is_a_list_is_called_as_the_example_calls_it() {
    let json = r#"{"Cranes":{"Crane":[{"Age":1,"Name":"x"}]}}"#;
    let of =
        |name: &str| tree_beside(&format!("{name} _\nAge String\nName String"), Beside { json, ..Beside::default() });
    assert!(has(&of("CraneList"), "Cranes.Crane[].Age"), "{:?}", of("CraneList"));
    assert!(!has(&of("ShipList"), "Cranes"), "ships are no cranes: {:?}", of("ShipList"));
}

#[test]
fn json_that_was_not_converted_tells_an_object_from_a_list() {
    let rows = "Crane Array\nAge String\nName String\nZones List";
    let of = |json| tree_beside(rows, Beside { json, ..Beside::default() });
    assert!(has(&of(r#"{"Crane":{"Age":"1","Name":"x"},"Zones":["a"]}"#), "Crane.Age"));
    let rows = "Crane Array\nAge Integer\nName String";
    let found = tree_beside(rows, Beside { json: r#"{"Crane":{"Age":"1","Name":"x"}}"#, ..Beside::default() });
    assert!(has(&found, "Crane[].Age"), "quoted numbers and no list: {found:?}");
}

#[test]
fn a_list_of_values_stands_in_the_wrapper_that_the_example_shows() {
    let rows = "Kinds Array of KindSet\nKind String";
    let of = |json| tree_beside(rows, Beside { json, ..Beside::default() });
    assert_eq!(of(r#"{"Kinds":{"Kind":["a","b"]}}"#), ["Kinds", "Kinds.Kind[]"]);
    assert_eq!(of(r#"{"Kinds":[{"Kind":"a"}]}"#), ["Kinds[]", "Kinds[].Kind"]);
}

#[test]
fn a_list_under_another_name_is_wrapped_as_the_product_wraps() {
    let rows = "Cranes _\nAge String\nName String";
    let of = |json, wrappers| tree_beside(rows, Beside { json, wrappers, ..Beside::default() });
    let renamed = r#"{"content":[{"Age":1,"Name":"x"}]}"#;
    assert!(has(&of(renamed, WRAPPERS), "Cranes.Crane[].Age"), "{:?}", of(renamed, WRAPPERS));
    let plain = r#"{"Cranes":[{"Age":1,"Name":"x"}]}"#;
    assert!(has(&of(plain, WRAPPERS), "Cranes[].Age"), "under its own name the example tells");
}

#[test]
fn json_in_another_case_than_the_table_is_not_as_the_service_responds() {
    let rows = "Cranes _\nAge String\nName String";
    let xml = "<XResponse><Cranes><Crane><Age>1</Age><Name>x</Name></Crane></Cranes></XResponse>";
    // Half of the product's lists are wrapped: too few for a list that is shown plain as the table writes it.
    let of = |json, wrappers| tree_beside(rows, Beside { json, xml, wrappers });
    let lower = r#"{"cranes":[{"age":1,"name":"x"}]}"#;
    assert!(has(&of(lower, WRAPPERS), "Cranes.Crane[].Age"), "{:?}", of(lower, WRAPPERS));
    assert!(!has(&of(lower, &[]), "Cranes.Crane[].Age"), "no list of the product is wrapped");
}

#[test]
fn a_list_that_only_one_example_calls_like_its_wrapper_is_called_as_elsewhere() {
    let rows = "Cranes _\nAge String\nName String";
    let json = r#"{"Cranes":{"Cranes":[{"Age":1,"Name":"x"}]}}"#;
    let of = |wrappers| tree_beside(rows, Beside { json, wrappers, ..Beside::default() });
    assert!(has(&of(&[("Cranes", "Crane")]), "Cranes.Crane[].Age"), "{:?}", of(&[("Cranes", "Crane")]));
    assert!(has(&of(&[]), "Cranes.Cranes[].Age"), "{:?}", of(&[]));
}

#[test]
fn a_container_whose_fields_are_named_after_it_ends_where_another_name_begins() {
    let rows = "Alarm Struct\nDials List\nDialKey String\nDialValue String\nEvent String\nRequestId String";
    let found = tree(rows, "{}");
    assert!(!has(&found, "Alarm.Dials[].Event"), "{found:?}");
    let rows = rows.replace("DialValue", "Edge").replace("Event", "Front");
    let found = tree(&rows, r#"{"Alarm":{"Dials":[{"DialKey":1,"Edge":2}]}}"#);
    assert!(has(&found, "Alarm.Dials[].Edge"), "the example tells: {found:?}");
}

#[test]
fn a_list_in_a_wrapper_is_called_as_the_description_calls_its_items() {
    let of = |rows: &str, json| tree_beside(rows, Beside { json, wrappers: WRAPPERS, ..Beside::default() });
    for description in ["由CraneDetail组成的数组", "An array consisting of CraneDetail data."] {
        let rows = format!("Cranes _ / {description}\nAge String\nName String");
        let found = of(&rows, "{}");
        assert!(has(&found, "Cranes.CraneDetail[].Age"), "{found:?}");
        let plain = of(&rows, r#"{"Cranes":[{"Age":1,"Name":"x"}]}"#);
        assert!(has(&plain, "Cranes[].Age"), "the example shows a plain list: {plain:?}");
        let named = of(&rows, r#"{"Cranes":{"CraneItem":[{"Age":1,"Name":"x"}]}}"#);
        assert!(has(&named, "Cranes.CraneItem[].Age"), "the example names it: {named:?}");
        let unwrapped = tree_beside(&rows, Beside { json: "{}", ..Beside::default() });
        assert!(!has(&unwrapped, "Cranes.CraneDetail[]"), "no list of the product is wrapped: {unwrapped:?}");
    }
    let found = of("Cranes _ / All cranes.\nAge String\nName String", "{}");
    assert!(has(&found, "Cranes.Crane[].Age"), "{found:?}");
}

#[test]
fn a_list_whose_items_a_description_names_holds_what_the_example_shows_beside_it() {
    let rows = |told: &str| format!("Cranes _\nHome String\nLogs _ / {told}\nAge String\nMark String\nZone String");
    let json = r#"{"Cranes":{"Crane":[{"Age":1,"Mark":"x"}]}}"#;
    let of = |told: &str, json| tree_beside(&rows(told), Beside { json, wrappers: WRAPPERS, ..Beside::default() });
    let found = of("由LogDetail组成的数组", json);
    for path in ["Cranes.Crane[].Logs.LogDetail[].Age", "Cranes.Crane[].Logs.LogDetail[].Mark"] {
        assert!(has(&found, path), "{found:?}");
    }
    let found = of("All logs.", json);
    assert!(has(&found, "Cranes.Crane[].Mark"), "nothing says that these are objects: {found:?}");
    let found = of("由LogDetail组成的数组", r#"{"Cranes":{"Crane":[{"Logs":{"LogDetail":[]},"Age":1,"Mark":"x"}]}}"#);
    assert!(has(&found, "Cranes.Crane[].Mark"), "the example has the list: {found:?}");
}

#[test]
fn a_list_that_is_not_shown_is_wrapped_as_those_beside_it() {
    let rows = "Plan Struct\nLevels _\nMarks _\nZones _";
    let of = |levels: &str, marks: &str| tree(rows, &format!(r#"{{"Plan":{{"Levels":{levels},"Marks":{marks}}}}}"#));
    let alike = of(r#"{"Levels":["a"]}"#, r#"{"Marks":["b"]}"#);
    assert!(has(&alike, "Plan.Zones.Zones[]"), "{alike:?}");
    let singular = of(r#"{"Level":["a"]}"#, r#"{"Mark":["b"]}"#);
    assert!(has(&singular, "Plan.Zones.Zone[]"), "{singular:?}");
    let mixed = of(r#"{"Level":["a"]}"#, r#"["b"]"#);
    assert!(has(&mixed, "Plan.Zones[]"), "one of them is plain: {mixed:?}");
}
