//! Lists and their wrappers: evidence that decides on the newest pages.

use super::{Knowledge, tree, tree_of};

const JSON: &str = "`JSON` format\n\n```\n";

/// Knowledge of a product that wraps its lists.
fn wrapping(lists: &[(&str, &str)]) -> Knowledge {
    let mut knowledge = Knowledge::default();
    lists.iter().for_each(|(outer, inner)| knowledge.lists.see_wrapped(outer, inner, 20));
    knowledge
}

#[test]
fn a_list_in_a_wrapper_of_its_own_name_is_a_level() {
    let rows = "Tides _\nHeight Long\nPort String\nRequestId String";
    let wrapped = r#"{"Tides":{"Tides":[{"Height":1,"Port":"p"}]},"RequestId":"r"}"#;
    assert_eq!(
        tree(rows, wrapped),
        ["Tides", "Tides.Tides[]", "Tides.Tides[].Height", "Tides.Tides[].Port", "RequestId"]
    );
    // Two rows have the name: one for each.
    let rows = "Tides Object\nPort String\nTides Object\nHeight Long\nRequestId String";
    let twice = r#"{"Tides":{"Port":"p","Tides":{"Height":1}},"RequestId":"r"}"#;
    assert_eq!(tree(rows, twice), ["Tides", "Tides.Port", "Tides.Tides", "Tides.Tides.Height", "RequestId"]);
}

#[test]
fn a_scalar_whose_list_the_example_shows_is_a_field_of_its_items() {
    let rows = "Locks _\nReason String\nRequestId String";
    let expected = ["Locks", "Locks.Reason[]", "Locks.Reason[].Reason", "RequestId"];
    assert_eq!(tree(rows, r#"{"Locks":{"Reason":[]},"RequestId":"r"}"#), expected);
    assert_eq!(tree(rows, r#"{"Locks":{"Reason":[{"Reason":"x"}]},"RequestId":"r"}"#), expected);
    for other in [r#"{"Locks":{"Reason":["x"]},"RequestId":"r"}"#, r#"{"Locks":{"Reason":[],"Id":1},"RequestId":"r"}"#]
    {
        assert_eq!(tree(rows, other), ["Locks", "Locks.Reason", "RequestId"], "{other}");
    }
}

#[test]
fn a_list_may_stand_where_the_example_leaves_out_its_wrapper() {
    let rows = "Claim Struct\nHolders Array of Holder\nHolder _\nCity String\nPost String\nMark String";
    let example = r#"{"Claim":{"Holder":{"City":"c","Post":"p"},"Mark":"m"}}"#;
    let found = tree(rows, example);
    assert!(found.contains(&"Claim.Holders.Holder[].City".to_owned()), "{found:?}");
    assert!(found.contains(&"Claim.Mark".to_owned()), "{found:?}");
    let alone = "Claim Struct\nHolders Array of Keeper\nHolder _\nCity String\nPost String\nMark String";
    let found = tree(alone, example);
    assert!(found.contains(&"Claim.Holder.City".to_owned()), "they are no pair: {found:?}");
}

#[test]
fn the_list_of_a_renamed_wrapper_is_named_after_the_row() {
    let rows = "TugChecks _\nId String\nDelay Long\nRequestId String";
    let example = r#"{"Checks":{"Check":{"Id":"1","Delay":2}},"RequestId":"r"}"#;
    assert_eq!(
        tree(rows, example),
        ["TugChecks", "TugChecks.TugCheck[]", "TugChecks.TugCheck[].Id", "TugChecks.TugCheck[].Delay", "RequestId"]
    );
    let example = r#"{"Checks":{"Item":[{"Id":"1","Delay":2}]},"RequestId":"r"}"#;
    assert!(tree(rows, example).contains(&"TugChecks.Item[].Id".to_owned()), "the example's name is no singular");
}

#[test]
fn a_list_of_objects_is_plain_although_xml_shows_a_level_in_it() {
    let json = format!("{JSON}{}\n```\n", r#"{"Data":[{"Id":"1"}]}"#);
    let xml = "`XML` format\n\n```\n<XResponse><Data><Boat><Id>1</Id><Mark>m</Mark></Boat><Boat><Id>2</Id></Boat></Data></XResponse>\n```\n\n";
    let paths = |word: &str| {
        let rows = format!("Data {word}\nId String\nMark String");
        tree_of(&rows, &format!("{xml}{json}"), &wrapping(&[("Sails", "Sail")]))
    };
    assert_eq!(paths("Array of Boat"), ["Data[]", "Data[].Id", "Data[].Mark"]);
    assert_eq!(paths("_"), ["Data", "Data.Boat[]", "Data.Boat[].Id", "Data.Boat[].Mark"], "the type says nothing");
}

#[test]
fn a_row_written_twice_is_wrapper_and_list_where_lists_are_wrapped() {
    let rows = "Panes Array of Panes\nPanes _\nHeight Long";
    let example = format!("{JSON}{}\n```\n", r#"{"Panes":[{"Height":1}]}"#);
    let plain = tree_of(rows, &example, &Knowledge::default());
    assert_eq!(plain, ["Panes[]", "Panes[].Height"]);
    let wrapped = tree_of(rows, &example, &wrapping(&[("Sails", "Sail")]));
    assert_eq!(wrapped, ["Panes", "Panes.Panes[]", "Panes.Panes[].Height"]);
}

#[test]
fn a_wrapper_holds_what_the_wrapper_holds_whose_name_it_ends_with() {
    let rows = "FailedDryBerths _\nId String\nSize Long";
    let example = format!("{JSON}{{}}\n```\n");
    let known = tree_of(rows, &example, &wrapping(&[("DryBerths", "Dock")]));
    assert!(known.contains(&"FailedDryBerths.Dock[]".to_owned()), "{known:?}");
    let other = tree_of(rows, &example, &wrapping(&[("Berths", "Dock"), ("Sails", "Sail")]));
    assert!(other.contains(&"FailedDryBerths.FailedDryBerth[]".to_owned()), "{other:?}");
}

#[test]
fn an_example_that_calls_a_list_otherwise_does_not_tell_that_it_is_plain() {
    let rows = "TugCounts _\nName String\nNum Integer\nRequestId String";
    let paths = |example: &str| tree_of(rows, &format!("{JSON}{example}\n```\n"), &wrapping(&[("Sails", "Sail")]));
    let renamed = paths(r#"{"Data":[{"Name":"x","Num":1}],"RequestId":"r"}"#);
    assert!(renamed.contains(&"TugCounts.TugCount[].Num".to_owned()), "{renamed:?}");
    let mut knowledge = wrapping(&[("Sails", "Sail")]);
    knowledge.lists.see_plain(2);
    let own = format!("{JSON}{}\n```\n", r#"{"TugCounts":[{"Name":"x","Num":1}],"RequestId":"r"}"#);
    assert!(tree_of(rows, &own, &knowledge).contains(&"TugCounts[].Num".to_owned()), "the example calls it so");
}
