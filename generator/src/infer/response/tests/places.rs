//! Where a row stands: evidence that decides on the newest pages.

use super::tree;

/// Tells whether a tree has a path.
fn has(rows: &str, example: &str, path: &str) -> bool {
    let paths = tree(rows, example);
    assert!(paths.iter().any(|own| own.rsplit('.').next() == path.rsplit('.').next()), "{path}: {paths:?}");
    paths.iter().any(|own| own == path)
}

#[test]
fn fields_that_the_table_repeats_stand_in_both_containers() {
    let rows = |second: &str| {
        format!("Fleet Struct\nBow Struct\nMark String\nSize Long\nTotalCount Long\n{second}RequestId String")
    };
    let example = r#"{"Fleet":{"Bow":{"Mark":"x","Size":1},"Stern":{"Mark":"y","Size":2,"TotalCount":3}}}"#;
    let repeated = rows("Stern Struct\nMark String\nSize Long\nTotalCount Long\n");
    assert!(has(&repeated, example, "Fleet.Bow.TotalCount") && has(&repeated, example, "Fleet.Stern.TotalCount"));
    let once = r#"{"Fleet":{"Bow":{"Mark":"x","Size":1}}}"#;
    assert!(has(&rows(""), once, "TotalCount"), "nothing repeats it, and it usually stands at the root");
}

#[test]
fn containers_whose_names_end_alike_stand_side_by_side() {
    let rows = |last: &str| {
        format!(
            "BowSails List\nId String\nSize Long\nSternSails List\nId String\nPort String\n{last} List\nId String\nZone String"
        )
    };
    let example = r#"{"BowSails":{"BowSail":[{"Id":1,"Size":2}]},"SternSails":{"SternSail":[{"Id":3}]}}"#;
    let beside = |name: &str| tree(&rows(name), example).iter().any(|path| path.starts_with(name));
    assert!(beside("WinterSails"));
    assert!(!beside("WinterRopes"), "the example lacks a field of the one that is open");
}

#[test]
fn a_map_holds_no_rows_unless_the_example_shows_some_in_it() {
    let rows = "Chart Object\nSetAt Long\nChart Map\nPort String\nPilot String\nRequestId String";
    let example = r#"{"Chart":{"SetAt":1,"Port":"p","Pilot":"q"},"RequestId":"r"}"#;
    assert!(has(rows, example, "Chart.Port") && has(rows, example, "Chart.Pilot"));
    let example = r#"{"Chart":{"SetAt":1,"Chart":{"Port":"p","Pilot":"q"}},"RequestId":"r"}"#;
    assert!(has(rows, example, "Chart.Chart.Port") && has(rows, example, "Chart.Chart.Pilot"));
}

#[test]
fn a_list_of_objects_that_the_example_shows_empty_holds_rows_all_the_same() {
    let rows = |word: &str| format!("Boats Array of Boat\nId String\nLent {word}\nKeeper String");
    let example = r#"{"Boats":[{"Id":"1","Lent":[]}]}"#;
    assert!(has(&rows("Array of Lease"), example, "Boats[].Lent[].Keeper"));
    assert!(!has(&rows("Array of String"), example, "Boats[].Lent[].Keeper"));
}

#[test]
fn names_that_page_a_list_stand_together() {
    let rows = "History Object\nNextToken String\nLimit Integer\nBoats Array of Boat\nId String\nTotalCount Long";
    let example = r#"{"History":{"NextToken":"t","Boats":[{"Id":"1"}],"Limit":10}}"#;
    assert!(has(rows, example, "History.TotalCount"));
    let rows = "History Object\nKeeper String\nLimits Integer\nBoats Array of Boat\nId String\nTotalCount Long";
    let example = r#"{"History":{"Keeper":"t","Boats":[{"Id":"1"}],"Limits":10}}"#;
    assert!(has(rows, example, "TotalCount"), "nothing pages the list in there");
}

#[test]
fn a_level_that_took_rows_is_no_container_under_another_name() {
    let rows = "Boats Array of Boat\nId String\nMark String\nCargo Struct\nId String\nMark String\nRequestId String";
    let example = r#"{"Boats":{"Berth":[{"Id":"1","Mark":"m"}]},"RequestId":"r"}"#;
    assert!(has(rows, example, "Cargo"), "{:?}", tree(rows, example));
}

#[test]
fn a_list_that_is_shown_with_scalars_holds_no_rows() {
    let rows = "Boats Array of Boat\nId String\nSails List\nMessage String\nRequestId String";
    let example = |sails: &str| format!(r#"{{"Boats":[{{"Id":"1"}}],"Sails":{sails},"RequestId":"r"}}"#);
    assert!(has(rows, &example(r#"{"Sail":["x"]}"#), "Message"));
    assert!(has(rows, &example(r#"["x"]"#), "Message"));
    assert!(!has(rows, &example(r#"{"Sail":[{"Message":"x"}]}"#), "Message"), "these are no scalars");
}

#[test]
fn what_the_example_shows_nowhere_stands_in_what_it_shows_empty() {
    let rows = "PageNumber Integer\nBoats Array\nBoatId String\nZone String\nKeeper String\nMark String";
    assert!(has(rows, r#"{"PageNumber":1,"Boats":{"Boat":[]}}"#, "Boats.Boat[].Mark"));
    assert!(has(rows, r#"{"PageNumber":1,"Boats":{"Boat":["x"]}}"#, "Mark"), "it is not empty");
}

#[test]
fn fields_stand_before_the_list_that_is_all_the_example_shows_of_their_container() {
    let example = r#"{"Crane":"x","Fleet":{"Sails":["x"]},"Zone":"x"}"#;
    let of = |list: &str| format!("Crane String\nFleet _\nKeeper String\nMark String\n{list}Zone String");
    let row = of("Sails Array of String\n");
    assert_eq!(tree(&row, example), ["Crane", "Fleet", "Fleet.Keeper", "Fleet.Mark", "Fleet.Sails[]", "Zone"]);
    // Without its row the list is what the container wraps.
    assert_eq!(tree(&of(""), example), ["Crane", "Fleet", "Fleet.Sails[]", "Keeper", "Mark", "Zone"]);
    let before = "Crane String\nFleet _\nSails Array of String\nKeeper String\nZone String";
    assert!(has(before, example, "Keeper"), "what follows the list does not stand beside it");
}

#[test]
fn what_the_example_shows_in_an_empty_container_is_no_second_copy_of_a_row() {
    // Marks of several levels say that `Sails` stands at the root.
    let example = r#"{"Fleet":{"Sails":["x"]},"Crew":{"Dock":{"Id":"1"}}}"#;
    let rows = |list: &str| format!("Fleet _\n{list}Crew Struct\n└Dock Struct\n└└Id String");
    let crew = ["Crew", "Crew.Dock", "Crew.Dock.Id"];
    assert_eq!(tree(&rows("Sails Array of String\n"), example), [&["Fleet", "Sails[]"][..], &crew].concat());
    assert_eq!(tree(&rows(""), example), [&["Fleet", "Fleet.Sails[]"][..], &crew].concat());
    // A scalar of that name is something else.
    assert!(has(&rows("Sails String\n"), example, "Fleet.Sails[]"));
}

#[test]
fn nothing_stands_beside_a_list_whose_items_have_one_field_of_its_name() {
    // The order of names would have `Area` in `Locks`.
    let rows = "Locks _\nReason String\nArea String\nRequestId String";
    assert!(has(rows, r#"{"Locks":{"Reason":[]},"RequestId":"r"}"#, "Area"));
    assert!(has(rows, r#"{"Locks":{"Reason":[],"Area":"y"},"RequestId":"r"}"#, "Locks.Area"), "the list is not all");
}
