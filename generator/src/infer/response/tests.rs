//! Tests each kind of evidence on the smallest table that shows it: it decides there, and not where it must not.

mod guessed_lists;
mod older;
mod older_lists;
mod places;
mod types;
mod wrappers;

use super::*;
use crate::infer::table::grids;
use crate::ir::Type;
use crate::read::read;

/// The wire paths of the tree that a table (`name type` a line, `_` for no type) and an example give.
fn tree(rows: &str, example: &str) -> Vec<String> {
    tree_of(rows, &format!("`JSON` format\n\n```\n{example}\n```\n"), &Knowledge::default())
}

/// The same with examples as a page shows them, and with what other pages tell.
fn tree_of(rows: &str, examples: &str, knowledge: &Knowledge) -> Vec<String> {
    let rows: String = rows
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| {
            let (name, word) = line.split_once(' ').expect("each line has a name and a type");
            format!("|{name}|{}| |text\n\n |\n", if word == "_" { " " } else { word })
        })
        .collect();
    let header = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";
    paths_of(&format!("# X\n\n## Response parameters\n\n{header}{rows}\n## Examples\n\n{examples}"), knowledge).0
}

/// The wire paths of the response of a page, and what its rows came to.
fn paths_of(text: &str, knowledge: &Knowledge) -> (Vec<String>, RowCounts) {
    let page = read("p.md", text);
    let examples = crate::infer::page::examples::examples(&page);
    let mut counts = RowCounts::default();
    let mut grids = grids(&page, &mut counts, &mut page.findings());
    let response = Response::read(&mut grids, &examples, &mut counts);
    let tree = response.solve(knowledge, SubjectId::new(0), 1000);
    let fields = response.fields(&page, "X", &tree, knowledge, false).fields;
    let mut paths = Vec::new();
    list(&fields, "", &mut paths);
    (paths, counts)
}

fn list(fields: &[Field], prefix: &str, paths: &mut Vec<String>) {
    for field in fields {
        let path = format!("{prefix}{}{}", field.name, if field.ty == Type::Array { "[]" } else { "" });
        paths.push(path.clone());
        let inside = format!("{path}.");
        list(&field.fields, &inside, paths);
        list(field.items.as_ref().map_or(&[], |items| &items.fields), &inside, paths);
    }
}

#[test]
fn the_example_places_a_name_that_stands_under_several_parents() {
    let rows = "A _\nId String\nB _\nId String\nName String\nId String";
    let example = r#"{"A":{"Id":"1"},"B":{"Id":"2","Name":"x"},"Id":"3"}"#;
    assert_eq!(tree(rows, example), ["A", "A.Id", "B", "B.Id", "B.Name", "Id"]);
}

#[test]
fn a_blank_container_is_a_list_if_its_name_is_a_plural() {
    let of = |name: &str| tree(&format!("{name} _\n└City String\n└Zone String"), "{}");
    for name in ["Address", "Progress", "Status", "Access", "DNS"] {
        assert_eq!(of(name), [name.to_owned(), format!("{name}.City"), format!("{name}.Zone")]);
    }
    for name in ["Addresses", "Statuses", "Harbours"] {
        assert!(of(name).iter().any(|path| path.ends_with("[].City")), "{:?}", of(name));
    }
}

#[test]
fn a_list_and_its_wrapper_are_told_from_a_plain_list() {
    let wrapped = r#"{"Changes":{"Change":[{"Id":"1"}]}}"#;
    assert_eq!(
        tree("Changes Array of Change\nChange _\nId String", wrapped),
        ["Changes", "Changes.Change[]", "Changes.Change[].Id"]
    );
    let plain = r#"{"Changes":[{"Id":"1"}]}"#;
    assert_eq!(tree("Changes Array of Change\nId String", plain), ["Changes[]", "Changes[].Id"]);
}

#[test]
fn a_wrapped_list_without_a_row_is_found_in_the_example() {
    let example = r#"{"Events":{"Event":[{"Id":"1"}]},"RequestId":"x"}"#;
    let expected = ["Events", "Events.Event[]", "Events.Event[].Id", "RequestId"];
    assert_eq!(tree("Events _\nId String\nRequestId String", example), expected);
    // An object among others is no level to look through: it shows something that the table does not list.
    let example = r#"{"Data":{"Other":{"Name":"x"},"Id":"1"}}"#;
    assert_eq!(tree("Data _\nId String\nName String", example), ["Data", "Data.Id", "Data.Name"]);
}

#[test]
fn a_level_that_the_example_leaves_out_is_kept() {
    let example = r#"{"Changes":[{"Id":"1","Name":"x"}]}"#;
    let expected = ["Changes", "Changes.Change[]", "Changes.Change[].Id", "Changes.Change[].Name"];
    assert_eq!(tree("Changes Array of Change\nChange _\nId String\nName String", example), expected);
}

#[test]
fn a_container_under_another_name_in_the_example_is_recognised_by_what_it_holds() {
    let example = r#"{"content":{"Begin":"1","End":"2"},"Id":"3"}"#;
    assert_eq!(
        tree("CertInfo Struct\nBegin String\nEnd String\nId String", example),
        ["CertInfo", "CertInfo.Begin", "CertInfo.End", "Id"]
    );
    // What holds nothing of what follows is something else.
    let example = r#"{"content":{"Other":"1"},"Begin":"1","End":"2","Id":"3"}"#;
    assert_eq!(tree("Begin String\nEnd String\nId String", example), ["Begin", "End", "Id"]);
}

#[test]
fn an_empty_list_in_the_example_does_not_hide_a_wrapper() {
    let example = r#"{"Attrs":{"Attr":[]},"Id":"1"}"#;
    let expected = ["Attrs", "Attrs.Attr[]", "Attrs.Attr[].Name", "Attrs.Attr[].Value", "Id"];
    assert_eq!(tree("Attrs _\nName String\nValue String\nId String", example), expected);
}

#[test]
fn a_field_that_the_example_lacks_goes_where_the_example_lacks_others_too() {
    let rows = "Detail _\nChangeId String\nEnvId String\nOperations _\nOperation _\nKind String\nName String\nStartTime String\nMessage String";
    let example = r#"{"Detail":{"Operations":{"Operation":[{"Kind":"a","Name":"b"}]}},"Message":"ok"}"#;
    assert!(tree(rows, example).contains(&"Detail.StartTime".to_owned()));
    // Where the outer object is complete and the inner one is not, it goes inside.
    let rows = "Detail _\nChangeId String\nEnvId String\nOperations _\nOperation _\nKind String\nName String\nStartTime String\nMessage String";
    let example = r#"{"Detail":{"ChangeId":"1","EnvId":"2","Operations":{"Operation":[{"Name":"b"}]}},"Message":"ok"}"#;
    assert!(tree(rows, example).contains(&"Detail.Operations.Operation[].StartTime".to_owned()));
}

#[test]
fn siblings_out_of_order_end_a_level() {
    // Nothing but the order tells: `Alpha` cannot follow `Zulu` under the same parent of a sorted page.
    assert_eq!(
        tree("Box Struct\nYard String\nZulu String\nCart String", "{}"),
        ["Box", "Box.Yard", "Box.Zulu", "Cart"]
    );
}

#[test]
fn a_scalar_holds_nothing_and_a_name_stands_once() {
    assert_eq!(tree("A String\nB String", r#"{"A":"1"}"#), ["A", "B"]);
    assert_eq!(tree("Box Struct\nA String\nA String", "{}"), ["Box", "Box.A", "A"]);
}

#[test]
fn dotted_names_decide() {
    let expected = ["Id", "Options", "Options.Id", "Options.Name", "Size"];
    assert_eq!(tree("Id String\nOptions.Id String\nOptions.Name String\nSize String", "{}"), expected);
}

#[test]
fn marked_rows_stand_below_the_row_before() {
    assert_eq!(tree("A List\n└B String\n└C String\nD String", "{}"), ["A[]", "A[].B", "A[].C", "D"]);
}

#[test]
fn an_envelope_of_the_example_is_not_the_responses() {
    let example = r#"{"code":"200","data":{"A":"1","Box":{"B":"2"}}}"#;
    assert_eq!(tree("A String\nBox Struct\nB String", example), ["A", "Box", "Box.B"]);
}

#[test]
fn a_value_in_the_example_cell_makes_a_list_of_scalars() {
    let header = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";
    let text = format!("# X\n\n## Response parameters\n\n{header}|Kinds| |cloud|x|\n|Zone|String|a|x|\n");
    let page = read("p.md", &text);
    let mut counts = RowCounts::default();
    let mut grids = grids(&page, &mut counts, &mut page.findings());
    let response = Response::read(&mut grids, &Examples::default(), &mut counts);
    let knowledge = Knowledge::default();
    let fields =
        response.fields(&page, "X", &response.solve(&knowledge, SubjectId::new(0), 1000), &knowledge, false).fields;
    let mut paths = Vec::new();
    list(&fields, "", &mut paths);
    assert_eq!(paths, ["Kinds[]", "Zone"]);
}

#[test]
fn other_pages_of_the_product_tell_whether_lists_are_wrapped() {
    let header = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";
    let text = format!("# X\n\n## Response parameters\n\n{header}|Ids|List| |x|\n");
    let page = read("p.md", &text);
    let mut counts = RowCounts::default();
    let mut grids = grids(&page, &mut counts, &mut page.findings());
    let response = Response::read(&mut grids, &Examples::default(), &mut counts);
    let mut knowledge = Knowledge::default();
    let paths = |knowledge: &Knowledge| {
        let fields =
            response.fields(&page, "X", &response.solve(knowledge, SubjectId::new(0), 1000), knowledge, false).fields;
        let mut paths = Vec::new();
        list(&fields, "", &mut paths);
        paths
    };
    assert_eq!(paths(&knowledge), ["Ids[]"]);
    knowledge.lists.see_wrapped("Changes", "Change", 5);
    assert_eq!(paths(&knowledge), ["Ids", "Ids.Id[]"]);
}

#[test]
fn a_list_that_is_all_its_parent_holds_is_not_wrapped_once_more() {
    let header = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";
    let rows = "|Values| | |x|\n|Item| | |x|\n|Count|Integer|1|x|\n";
    let paths = |example: &str| {
        let text = format!(
            "# X\n\n## Response parameters\n\n{header}{rows}\n## Examples\n\n`JSON` format\n\n```\n{example}\n```\n"
        );
        let page = read("p.md", &text);
        let examples = crate::infer::page::examples::examples(&page);
        let mut counts = RowCounts::default();
        let mut grids = grids(&page, &mut counts, &mut page.findings());
        let response = Response::read(&mut grids, &examples, &mut counts);
        let mut knowledge = Knowledge::default();
        knowledge.lists.see_wrapped("Changes", "Change", 50);
        let tree = response.solve(&knowledge, SubjectId::new(0), 1000);
        let mut paths = Vec::new();
        list(&response.fields(&page, "X", &tree, &knowledge, false).fields, "", &mut paths);
        paths
    };
    assert_eq!(paths(r#"{"Values":{"Item":[{"Count":1}]}}"#), ["Values", "Values.Item[]", "Values.Item[].Count"]);
    // Beside something else it may stand in a wrapper that the example leaves out, as the product's lists do.
    assert_eq!(
        paths(r#"{"Values":{"Item":[{"Count":1}],"Other":2}}"#),
        ["Values", "Values.Item", "Values.Item.Item[]", "Values.Item.Item[].Count"]
    );
}

#[test]
fn a_map_needs_no_rows_of_its_own() {
    let example = r#"{"Stack":{"Id":"1"}}"#;
    let rows = |word: &str| format!("Stack Struct\nId String\nInner {word}\nName String\nRequestId String");
    let holds = |word: &str| tree(&rows(word), example).iter().any(|path| path.ends_with("Inner.Name"));
    assert!(!holds("Map") && holds("Struct"));
}

#[test]
fn an_object_has_a_field_once_and_the_other_row_is_told() {
    let once = |rows: &str| {
        let header = "|Parameter|Type|Example|Description|\n|--|--|--|--|\n";
        let text = format!("# GetBoat\n\n## Response parameters\n\n{header}{rows}");
        let found = crate::infer::infer(&[read("p.md", &text)], crate::ir::Prose::Omit);
        let (mut paths, counts) = (Vec::new(), found.rows);
        list(&found.operations[0].response, "", &mut paths);
        assert_eq!(counts.rows, counts.fields + counts.skipped);
        let told = found.diagnostics.iter().filter(|found| found.code == "field-repeated");
        (paths, told.map(|found| (found.position.line, found.message.clone())).collect::<Vec<_>>())
    };
    let name = "|└Name|String| |x|\n";
    let (paths, told) = once("|Name|String| |x|\n|Name|String| |x|\n");
    assert_eq!(paths, ["Name"]);
    assert_eq!(told, [(8, "Name is described already by the row at 7:2; this row is left out".to_owned())]);
    let (paths, told) = once(&format!("|Boat|Struct| |x|\n{name}|Crew|Struct| |x|\n{name}"));
    assert_eq!((paths.len(), told.len()), (4, 0), "two objects may each have it");
}
