//! Parameters of small pages, and the trees that they make.

mod body;
mod owner;

use super::*;
use crate::infer::page::route::Route;
use crate::infer::table::{RowCounts, grids};
use crate::ir::{Encoding, Field, Items, Node, Style};
use crate::read::read;

/// What the request section of a page was read as.
struct Found {
    parameters: Vec<Field>,
    body: Vec<Field>,
    counts: RowCounts,
    codes: Vec<&'static str>,
}

fn read_request(text: &str, route: &Route) -> Found {
    read_with(text, route, None)
}

/// Reads the request section of a page that shows such a request.
fn read_with(text: &str, route: &Route, example: Option<&str>) -> Found {
    let page = read("p.md", text);
    let (mut counts, mut findings, positions) = (RowCounts::default(), page.findings(), Positions::default());
    let grids = grids(&page, &mut counts, &mut findings);
    let example = example.map(|raw| crate::read::Text { raw, at: 0 });
    let evidence = Evidence { route, example, body: None, positions: &positions };
    let request = request(&grids, evidence, false, &mut counts, &mut findings);
    let codes = findings.into_iter().map(|found| found.code).collect();
    Found { parameters: request.parameters.fields, body: request.body.fields, counts, codes }
}

fn parameters(rows: &str, method: &str, path: &str) -> (Vec<String>, RowCounts) {
    let text = format!(
        "# X\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n{rows}"
    );
    let style = if path.is_empty() { Style::Rpc } else { Style::Roa };
    let found = read_request(&text, &Route { style, method: method.into(), path: path.into(), ..Route::default() });
    (found.parameters.iter().map(show).collect(), found.counts)
}

fn show(field: &Field) -> String {
    let location = field.location.map(|location| format!("{location:?} ")).unwrap_or_default();
    let items = field.items.as_deref().map(show_items).unwrap_or_default();
    format!("{location}{}: {}{items}{{{}}}", field.name, field.ty, show_all(&field.fields))
}

fn show_items(items: &Items) -> String {
    let inner = items.items.as_deref().map(show_items).unwrap_or_default();
    format!("[{}{inner} {}]", items.ty, show_all(&items.fields))
}

fn show_all(fields: &[Field]) -> String {
    fields.iter().map(show).collect::<Vec<_>>().join(", ")
}

#[test]
fn indexed_and_dotted_names_make_lists_and_objects() {
    let rows = "|Action|String|Yes|Do|x|\n|Tag.N.Key|String|No|k|x|\n|Tag.N.Value|String|No|v|x|\n|Id.N|RepeatList|No|i|x|\n|Disk.Size|Integer|No|1|x|\n";
    let (fields, counts) = parameters(rows, "", "");
    assert_eq!(
        fields,
        [
            "Query Tag: array[object Key: string{}, Value: string{}]{}",
            "Query Id: array[string ]{}",
            "Query Disk: object{Size: int32{}}"
        ]
    );
    assert_eq!((counts.rows, counts.fields, counts.skipped), (5, 4, 1));
}

#[test]
fn indices_are_written_in_many_ways() {
    for name in [
        "Tag.N.Key",
        "Tag.1.Key",
        "Tag.{N}.Key",
        "Tag.<N>.Key",
        "Tag[N].Key",
        "Tag[0].Key",
        "Tag[].Key",
        "Tag.i.Key",
        "Tag. N. Key",
        "Tag．N．Key",
    ] {
        let (fields, _) = parameters(&format!("|{name}|String|No|k|x|\n"), "", "");
        assert_eq!(fields, ["Query Tag: array[object Key: string{}]{}"], "{name}");
    }
    let (fields, _) = parameters("|A.N.B.M|String|No|k|x|\n|C.M|String|No|k|x|\n", "", "");
    assert_eq!(fields, ["Query A: array[object B: array[string ]{}]{}", "Query C: object{M: string{}}"]);
}

#[test]
fn a_title_above_a_table_says_where_its_parameters_travel() {
    let header = "|Parameter|Type|Required|Description|\n|--|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request headers\n\n{header}|X-Id|String|No|x|\n\n## Request parameters\n\n### Path parameters\n\n\
         {header}|Id|String|Yes|x|\n\n### Query参数\n\n{header}|Fast|Boolean|No|x|\n\n### Body\n\n{header}|Name|String|No|x|\n\n\
         What the query means:\n\n{header}|Term|String|No|x|\n"
    );
    let route = Route { style: Style::Roa, method: "POST".into(), path: "/a/{Id}".into(), ..Route::default() };
    let found = read_request(&text, &route);
    assert_eq!(
        found.parameters.iter().map(show).collect::<Vec<_>>(),
        ["Header X-Id: string{}", "Path Id: string{}", "Query Fast: boolean{}"]
    );
    assert_eq!(found.body.iter().map(show).collect::<Vec<_>>(), ["Name: string{}"]);
    assert_eq!(found.codes, ["table-without-owner"]);
}

#[test]
fn what_bounds_an_index_bounds_the_list_alone() {
    let sizes = |rows: &str| {
        let header = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
        let found = read_request(&format!("# X\n\n## Request parameters\n\n{header}{rows}"), &Route::default());
        let mut sizes = Vec::new();
        crate::ir::walk_fields(&found.parameters, &mut |_, node| {
            if let Node::Field(field) = node {
                sizes.push(format!("{} {}", field.name, field.size));
            }
        });
        sizes
    };
    let told = "Valid values of N: 1 to 20.";
    assert_eq!(
        sizes(&format!("|Tag.N.Key|String|No|k|The key. {told}|\n|Tag.N.Value|String|No|v|The value. {told}|\n")),
        ["Tag 1..20", "Key ..", "Value .."]
    );
    assert_eq!(
        sizes(&format!("|Rule.N.Part.N.Id|String|No|k|The ID. {told}|\n|Ship.N|String|No|v|The ship. {told}|\n")),
        ["Rule ..", "Part 1..20", "Id ..", "Ship 1..20"]
    );
}

#[test]
fn a_table_right_after_another_goes_on_with_it_if_its_columns_are_the_same() {
    let header = "|Parameter|Type|Description|\n|--|--|--|\n";
    let of = |second: &str| {
        let text = format!("# X\n\n## Request parameters\n\n{header}|Boat|Boat|x|\n\n{second}");
        read_request(&text, &Route::default()).parameters.iter().map(show).collect::<Vec<_>>()
    };
    assert_eq!(of(&format!("{header}|B|String|x|\n")), ["Query Boat: string{}", "Query B: string{}"]);
    assert_eq!(of("|Name|Type|\n|--|--|\n|B|String|\n"), ["Query Boat: string{}"]);
    assert_eq!(of(&format!("Optional parameters:\n\n{header}|B|String|x|\n"))[1], "Query B: string{}");
    assert_eq!(of(&format!("Fields of the type Boat:\n\n{header}|B|String|x|\n")), ["Query Boat: object{B: string{}}"]);
}

#[test]
fn lists_of_lists_and_maps_keep_what_they_hold() {
    for (rows, expected) in [
        ("|Course|Array of Array of Double|No| |x|\n", "Course: array[array[double ] ]{}"),
        ("|Course.N|Array of Double|No| |x|\n", "Course: array[double ]{}"),
        (
            "|Course|List<List<Buoy>>|No| |x|\n|Course.Name|String|No| |x|\n",
            "Course: array[array[object Name: string{}] ]{}",
        ),
        ("|Course|List<List<Buoy>>|No| |x|\n|└Name|String|No| |x|\n", "Course: array[array[object Name: string{}] ]{}"),
        ("|Flags|Map<String, Long>|No| |x|\n", "Flags: map[int64 ]{}"),
        ("|Flags.N|Map<String, Long>|No| |x|\n", "Flags: array[map[int64 ] ]{}"),
        ("|Flags|Map|No| |x|\n", "Flags: map{}"),
        ("|Flags|Map of String|No| |x|\n|└Red|String|No| |x|\n", "Flags: object{Red: string{}}"),
        ("|Flags|Array of Object|No| |x|\n", "Flags: array[object ]{}"),
    ] {
        assert_eq!(parameters(rows, "", "").0, [format!("Query {expected}")], "{rows}");
    }
}

#[test]
fn marks_put_rows_below_the_latest_unmarked_one() {
    let rows = "|Body|Struct|Yes| |x|\n|└A|String|No|a|x|\n|└└B|String|No|a|x|\n|C|String|No|c|x|\n";
    let (fields, _) = parameters(rows, "", "");
    assert_eq!(fields, ["Query Body: object{A: object{B: string{}}}", "Query C: string{}"]);
}

#[test]
fn without_a_position_column_the_method_tells() {
    let rows = "|Id|String|Yes|a|x|\n|Name|String|No|a|x|\n|RegionId|String|No|a|x|\n";
    let (fields, _) = parameters(rows, "POST", "/a/{id}");
    assert_eq!(fields, ["Path Id: string{}", "Form Name: string{}", "Query RegionId: string{}"]);
    let (fields, _) = parameters(rows, "DELETE", "/a");
    assert_eq!(fields[1], "Query Name: string{}");
}

#[test]
fn a_repeated_row_is_counted_as_left_out() {
    let (fields, counts) = parameters("|A|String|Yes|a|x|\n|A|String|No|b|y|\n", "", "");
    assert_eq!((fields.len(), counts.fields, counts.skipped), (1, 1, 1));
}

#[test]
fn a_further_table_says_what_a_parameter_holds() {
    let header = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|Sources|String|Yes|[{{}}]|x|\n\nFields of the Sources parameter:\n\n\
         {header}|Type|String|Yes|oss|x|\n\nWhat the settings mean:\n\n{header}|fast|String|No|1|x|\n"
    );
    let found = read_request(&text, &Route::default());
    assert_eq!(
        found.parameters.iter().map(show).collect::<Vec<_>>(),
        ["Query Sources: array[object Type: string{}]{}"]
    );
    assert_eq!(found.parameters[0].encoding, Some(Encoding::Json));
    assert_eq!((found.counts.rows, found.counts.fields, found.counts.skipped), (3, 2, 1));
    assert_eq!(found.codes, ["table-without-owner"]);
}

#[test]
fn a_section_of_its_own_says_what_a_parameter_holds() {
    let header = "|Parameter|Type|Description|\n|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|Input|String|x|\n\n## Input structure\n\n{header}|Bucket|String|x|\n\n\
         ## Jobs of the kind Cover\n\n{header}|Model|String|x|\n\n## Terms\n\n|Term|Description|\n|--|--|\n|boat|x|\n"
    );
    let found = read_request(&text, &Route::default());
    assert_eq!(found.parameters.iter().map(show).collect::<Vec<_>>(), ["Query Input: object{Bucket: string{}}"]);
    assert_eq!((found.counts.rows, found.counts.fields, found.counts.skipped), (3, 2, 1));
    assert_eq!(found.codes, ["table-without-owner"]);
}

#[test]
fn headers_of_every_call_are_no_parameters() {
    let header = "|Parameter|Type|Required|Description|\n|--|--|--|--|\n";
    let rows = "|Authorization|String|Yes|x|\n|x-acs-version|String|Yes|x|\n|Boat-Zone|String|No|x|\n";
    let text =
        format!("# X\n\n## Request headers\n\n{header}{rows}\n## Request parameters\n\n{header}|Date|String|No|x|\n");
    let found = read_request(&text, &Route::default());
    let names: Vec<&str> = found.parameters.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["Boat-Zone", "Date"], "a parameter may be called as a header is");
    assert_eq!((found.counts.rows, found.counts.fields, found.counts.skipped), (4, 2, 2));
}

#[test]
fn a_section_of_its_own_describes_the_body() {
    let header = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|token|String|No|t|x|\n\n## RequestBody\n\n{header}|name|String|Yes|n|x|\n\
         |configs|List|Yes| |x|\n|└file|String|Yes|f|x|\n"
    );
    let found = read_request(&text, &Route::default());
    assert_eq!(found.parameters.iter().map(show).collect::<Vec<_>>(), ["Query token: string{}"]);
    assert_eq!(
        found.body.iter().map(show).collect::<Vec<_>>(),
        ["name: string{}", "configs: array[object file: string{}]{}"]
    );
}

#[test]
fn a_parameter_is_no_member_of_the_body_too() {
    let header = "|Parameter|Type|Required|Description|\n|--|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|token|String|No|x|\n\n## RequestBody\n\n{header}|token|String|Yes|x|\n\
         |name|String|Yes|x|\n"
    );
    let found = read_request(&text, &Route::default());
    assert_eq!(found.parameters.iter().map(show).collect::<Vec<_>>(), ["Query token: string{}"]);
    assert_eq!(found.body.iter().map(show).collect::<Vec<_>>(), ["name: string{}"]);
    assert_eq!((found.counts.rows, found.counts.fields, found.counts.skipped), (3, 2, 1));
    assert_eq!(found.codes, ["row-repeated"]);
}
