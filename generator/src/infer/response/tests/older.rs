//! Rules that older pages show: examples that are broken or say it otherwise, levels that the tables leave out.

use super::*;

/// What a page has beside its rows.
#[derive(Clone, Copy, Default)]
pub struct Beside<'a> {
    pub json: &'a str,
    pub xml: &'a str,
    /// Wrappers and their lists that other pages of the product show.
    pub wrappers: &'a [(&'a str, &'a str)],
}

/// The wire paths of the tree that a table (`name type / description` a line, `_` for no type) and what stands beside it give.
pub fn tree_beside(rows: &str, Beside { json, xml, wrappers }: Beside<'_>) -> Vec<String> {
    let header = "|Parameter|Type|Description|\n|--|--|--|\n";
    // A line without a type begins another table, below a lead-in if it says more than `-`.
    let row = |line: &str| match line.split_once(' ') {
        Some((name, rest)) => {
            let (word, description) = rest.split_once(" / ").unwrap_or((rest, "text"));
            format!("|{name}|{}|{description}|\n", if word == "_" { " " } else { word })
        }
        None => format!("\n{}\n\n{header}", if line == "-" { "" } else { line }),
    };
    let rows: String = rows.lines().map(row).collect();
    let fences = format!("`XML` format\n\n```\n{xml}\n```\n\n`JSON` format\n\n```\n{json}\n```\n");
    let text = format!("# X\n\n## Response parameters\n\n{header}{rows}\n## Examples\n\n{fences}");
    let page = read("p.md", &text);
    let examples = crate::infer::page::examples::examples(&page);
    let mut counts = RowCounts::default();
    let mut grids = grids(&page, &mut counts, &mut page.findings());
    let response = Response::read(&mut grids, &examples, &mut counts);
    let mut knowledge = Knowledge::default();
    wrappers.iter().for_each(|(outer, inner)| knowledge.lists.see_wrapped(outer, inner, 1));
    let found = response.solve(&knowledge, SubjectId::new(0), 1000);
    let fields = response.fields(&page, "X", &found, &knowledge, false).fields;
    let mut paths = Vec::new();
    list(&fields, "", &mut paths);
    paths
}

#[test]
fn a_list_that_holds_the_rows_before_is_no_other_row_under_another_name() {
    let rows = "Docks _\nAge String\nBerths _\nAge String\nName String\nZone String";
    let example = r#"{"Docks":{"Dock":[{"Age":1,"Name":"x","Zone":"y"}]}}"#;
    let found = tree(rows, example);
    assert!(found.contains(&"Docks.Dock[].Berths[].Age".to_owned()), "{found:?}");
    assert!(found.contains(&"Docks.Dock[].Zone".to_owned()), "{found:?}");
    let found =
        tree("Docks _\nBerths _\nAge String\nName String", r#"{"Docks":{"Piers":[{"Age":1,"Name":"x"}],"Id":1}}"#);
    assert!(found.contains(&"Docks.Berths[].Name".to_owned()), "`Piers` holds nothing yet: {found:?}");
}

#[test]
fn xml_whose_tags_do_not_match_adds_nothing_to_sound_json() {
    let rows = "Docks _\nAge String\nName String";
    let xml = "<R><Docks><Docks><Age>1</Age><Name>x</Name></Dock></Docks></R>";
    let json = r#"{"Docks":{"Dock":[{"Age":1,"Name":"x"}]}}"#;
    let found = tree_beside(rows, Beside { json, xml, ..Beside::default() });
    assert_eq!(found, ["Docks", "Docks.Dock[]", "Docks.Dock[].Age", "Docks.Dock[].Name"]);
    let xml = "<R><Docks><Dock><Age>1</Age><Name>x</Name></Dock></Docks></R> </Docks>";
    let found = tree_beside(rows, Beside { json: r#"{"Docks":{"Dock":[{"Age":1}]}}"#, xml, ..Beside::default() });
    assert!(found.contains(&"Docks.Dock[].Name".to_owned()), "what stands after the root does not count: {found:?}");
}

#[test]
fn well_formed_xml_leads_where_a_bracket_of_the_json_is_amiss() {
    let rows = "Docks _\nAge String\nName String\nZone String";
    let xml = "<R><Docks><Dock><Age>1</Age><Name>x</Name></Dock></Docks><Zone>y</Zone></R>";
    let json = r#"{"Docks":[{"Dock":{"Age":1},"Name":"x"]},"Zone":"y"}"#;
    let of = |json| tree_beside(rows, Beside { json, xml, ..Beside::default() });
    assert!(of(json).contains(&"Docks.Dock[].Name".to_owned()), "{:?}", of(json));
    let json = r#"{"Docks":{"Age":1,"Name":"x"},"Zone":"y"}"#;
    assert!(of(json).contains(&"Docks.Name".to_owned()), "sound JSON leads: {:?}", of(json));
}

#[test]
fn a_row_that_lost_its_capitals_is_called_as_both_examples_call_it() {
    let (json, xml) = (r#"{"DockSet":{"Id":"1"}}"#, "<R><DockSet><Id>1</Id></DockSet></R>");
    let of = |xml| tree_beside("Dockset Struct\nId String", Beside { json, xml, ..Beside::default() });
    assert_eq!(of(xml), ["DockSet", "DockSet.Id"]);
    assert_eq!(of("<R><Dockset><Id>1</Id></Dockset></R>")[0], "Dockset");
}

#[test]
fn in_a_product_that_wraps_a_row_that_holds_one_row_wraps_it_whatever_the_two_are_called() {
    let rows = "Details _\nCraneModel _\nAge String\nName String";
    let wrappers: &[_] = &[("Docks", "Dock"), ("Ships", "Ship"), ("Crews", "Crew")];
    let of = |json, wrappers| tree_beside(rows, Beside { json, wrappers, ..Beside::default() });
    let wrapped = ["Details", "Details.CraneModel[]", "Details.CraneModel[].Age", "Details.CraneModel[].Name"];
    assert_eq!(of("{}", wrappers), wrapped);
    assert!(!of("{}", &[]).contains(&wrapped[1].to_owned()), "nothing says that the product wraps");
    let object = r#"{"Details":{"CraneModel":{"Age":1,"Name":"x"}}}"#;
    assert!(of(object, wrappers).contains(&"Details.CraneModel.Age".to_owned()), "the example shows an object");
}

#[test]
fn a_wrapper_in_brackets_of_its_own_is_no_list() {
    let rows = "CraneSet _\nAge String\nName String";
    let example = r#"{"CraneSet":[{"Crane":[{"Age":1,"Name":"x"}]}]}"#;
    let wrapped = ["CraneSet", "CraneSet.Crane[]", "CraneSet.Crane[].Age", "CraneSet.Crane[].Name"];
    assert_eq!(tree(rows, example), wrapped);
    let two = r#"{"CraneSet":[{"Crane":[{"Age":1}],"Id":1}]}"#;
    assert!(tree("CraneSet _\nCrane List\nAge String\nId String", two).contains(&"CraneSet[]".to_owned()));
}

#[test]
fn a_list_of_what_the_example_calls_its_level_is_wrapped() {
    let rows = "Items List<CraneRecord>\nAge String\nName String";
    let xml = "<R><Items><CraneRecord><Age>1</Age><Name>x</Name></CraneRecord></Items></R>";
    let found = tree_beside(rows, Beside { xml, ..Beside::default() });
    assert_eq!(found, ["Items", "Items.CraneRecord[]", "Items.CraneRecord[].Age", "Items.CraneRecord[].Name"]);
    let found = tree_beside("Items List<Crane>\nAge String\nName String", Beside { xml, ..Beside::default() });
    assert!(!found.contains(&"Items.CraneRecord[]".to_owned()), "the type has another name: {found:?}");
}

#[test]
fn the_empty_list_of_a_wrapper_shows_no_rows() {
    let rows = "Cranes _\nCranesAndDocks _\nCrane String\nDock String\nZone String";
    let example = r#"{"Cranes":{"Crane":[]},"CranesAndDocks":{"CraneAndDock":[]},"Zone":"x"}"#;
    let found = tree(rows, example);
    assert!(found.contains(&"CranesAndDocks.CraneAndDock[].Crane".to_owned()), "{found:?}");
    let rows = "Cranes _\nCrane String\nZone String";
    let found = tree(rows, r#"{"Cranes":{"Crane":["x"]},"Zone":"x"}"#);
    assert!(found.iter().any(|path| path.starts_with("Cranes.Crane")), "a filled one does: {found:?}");
}

#[test]
fn rows_before_a_container_are_not_what_the_example_shows_in_it() {
    let rows = "Note String\nOutputs List\nParts List\nPartKey String\nZone String";
    let example = r#"{"Note":"x","Outputs":[{"Note":"y","Other":"z"}],"Parts":[{"PartKey":"k"}],"Zone":"x"}"#;
    let found = tree(rows, example);
    assert!(found.contains(&"Parts[].PartKey".to_owned()), "{found:?}");
    let rows = "Outputs List\nNote String\nParts List\nPartKey String\nZone String";
    assert!(tree(rows, example).contains(&"Outputs[].Note".to_owned()), "the row after it is");
}

#[test]
fn an_object_beside_the_number_of_the_call_is_a_level() {
    let rows = "Age String\nName String";
    let level = r#"{"Content":{"Cranes":[{"Age":1,"Name":"x"}]},"RequestId":"1"}"#;
    assert_eq!(tree(rows, level), ["Content", "Content.Cranes[]", "Content.Cranes[].Age", "Content.Cranes[].Name"]);
    let envelope = r#"{"content":{"Age":1,"Name":"x"},"code":"200","requestId":"1"}"#;
    assert_eq!(tree(rows, envelope), ["Age", "Name"], "an envelope says how the call went");
    let other = r#"{"Ships":{"Ship":[{"Age":1,"Name":"x"}]},"TotalCount":1,"RequestId":"1"}"#;
    assert_eq!(tree(rows, other), ["Age", "Name"], "another operation's response");
    let listed = tree("RequestId String\nCrane String", r#"{"RequestId":"1","Cranes":{"Crane":["x","y"]}}"#);
    assert_eq!(listed, ["RequestId", "Cranes", "Cranes.Crane[]"]);
}
