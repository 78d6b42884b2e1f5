//! Parameters of small pages, and the trees that they make.

use super::*;
use crate::infer::page::route::Route;
use crate::read::read;

fn context<'c>(route: &'c Route, positions: &'c Positions) -> Context<'c> {
    let location = Evidence { route, example: None, positions };
    Context { location, described: &[], prose: false }
}

fn parameters(rows: &str, method: &str, path: &str) -> (Vec<String>, RowCounts) {
    let text = format!(
        "# X\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n{rows}"
    );
    let style = if path.is_empty() { Style::Rpc } else { Style::Roa };
    let route = Route { style, method: method.into(), path: path.into(), at: 0 };
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let positions = Positions::default();
    let context = context(&route, &positions);
    let fields = request(&page, context, &mut counts, &mut findings);
    (fields.parameters.iter().map(show).collect(), counts)
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
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let route = Route { style: Style::Roa, method: "POST".into(), path: "/a/{Id}".into(), at: 0 };
    let positions = Positions::default();
    let context = context(&route, &positions);
    let request = request(&page, context, &mut counts, &mut findings);
    assert_eq!(
        request.parameters.iter().map(show).collect::<Vec<_>>(),
        ["Header X-Id: string{}", "Path Id: string{}", "Query Fast: boolean{}"]
    );
    assert_eq!(request.body.iter().map(show).collect::<Vec<_>>(), ["Name: string{}"]);
    assert_eq!(findings.into_iter().map(|found| found.code).collect::<Vec<_>>(), ["table-without-owner"]);
}

#[test]
fn a_table_right_behind_another_goes_on_with_it_if_its_columns_are_the_same() {
    let header = "|Parameter|Type|Description|\n|--|--|--|\n";
    let of = |second: &str| {
        let text = format!("# X\n\n## Request parameters\n\n{header}|Boat|Boat|x|\n\n{second}");
        let (route, positions) = (Route::default(), Positions::default());
        let context = context(&route, &positions);
        let page = read("p.md", &text);
        let request = request(&page, context, &mut RowCounts::default(), &mut page.findings());
        request.parameters.iter().map(show).collect::<Vec<_>>()
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
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let (route, positions) = (Route::default(), Positions::default());
    let context = context(&route, &positions);
    let fields = request(&page, context, &mut counts, &mut findings);
    let fields = fields.parameters;
    assert_eq!(fields.iter().map(show).collect::<Vec<_>>(), ["Query Sources: array[object Type: string{}]{}"]);
    assert_eq!(fields[0].encoding, Some(Encoding::Json));
    assert_eq!((counts.rows, counts.fields, counts.skipped), (3, 2, 1));
    assert_eq!(findings.into_iter().map(|found| found.code).collect::<Vec<_>>(), ["table-without-owner"]);
}

#[test]
fn a_section_of_its_own_says_what_a_parameter_holds() {
    let header = "|Parameter|Type|Description|\n|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|Input|String|x|\n\n## Input structure\n\n{header}|Bucket|String|x|\n\n\
         ## Jobs of the kind Cover\n\n{header}|Model|String|x|\n\n## Terms\n\n|Term|Description|\n|--|--|\n|boat|x|\n"
    );
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let (route, positions) = (Route::default(), Positions::default());
    let context = context(&route, &positions);
    let fields = request(&page, context, &mut counts, &mut findings).parameters;
    assert_eq!(fields.iter().map(show).collect::<Vec<_>>(), ["Query Input: object{Bucket: string{}}"]);
    assert_eq!((counts.rows, counts.fields, counts.skipped), (3, 2, 1));
    assert_eq!(findings.into_iter().map(|found| found.code).collect::<Vec<_>>(), ["table-without-owner"]);
}

#[test]
fn what_holds_a_secret_is_one_and_what_holds_members_is_none() {
    let row = Row { name: "Password".to_owned(), ..Row::default() };
    let described = |ty, items: Option<Type>| {
        let items = items.map(|ty| Box::new(Items { ty, ..Items::default() }));
        let mut field = Field { ty, items, ..Field::default() };
        describe(&row, false, &mut field);
        field.sensitive
    };
    assert!(described(Type::String, None) && described(Type::Array, Some(Type::String)));
    for (ty, items) in [
        (Type::Object, None),
        (Type::Map, None),
        (Type::Array, None),
        (Type::Array, Some(Type::Object)),
        (Type::Array, Some(Type::Array)),
    ] {
        assert!(!described(ty, items), "{ty} of {items:?}");
    }
}

#[test]
fn headers_of_every_call_are_no_parameters() {
    let header = "|Parameter|Type|Required|Description|\n|--|--|--|--|\n";
    let rows = "|Authorization|String|Yes|x|\n|x-acs-version|String|Yes|x|\n|Boat-Zone|String|No|x|\n";
    let text =
        format!("# X\n\n## Request headers\n\n{header}{rows}\n## Request parameters\n\n{header}|Date|String|No|x|\n");
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let (route, positions) = (Route::default(), Positions::default());
    let context = context(&route, &positions);
    let request = request(&page, context, &mut counts, &mut findings);
    let names: Vec<&str> = request.parameters.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["Boat-Zone", "Date"], "a parameter may be called as a header is");
    assert_eq!((counts.rows, counts.fields, counts.skipped), (4, 2, 2));
}

#[test]
fn a_lead_in_announces_the_body() {
    assert!(announces_body("RequestBody中需要填入以下参数。") && announces_body("Members of the request body:"));
    assert!(!announces_body("The following table lists the parameters."));
    assert!(!announces_body(&"a request body and more ".repeat(20)));
}

#[test]
fn a_section_of_its_own_describes_the_body() {
    let header = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";
    let text = format!(
        "# X\n\n## Request parameters\n\n{header}|token|String|No|t|x|\n\n## RequestBody\n\n{header}|name|String|Yes|n|x|\n\
         |configs|List|Yes| |x|\n|└file|String|Yes|f|x|\n"
    );
    let page = read("p.md", &text);
    let (mut counts, mut findings) = (RowCounts::default(), page.findings());
    let (route, positions) = (Route::default(), Positions::default());
    let context = context(&route, &positions);
    let request = request(&page, context, &mut counts, &mut findings);
    assert_eq!(request.parameters.iter().map(show).collect::<Vec<_>>(), ["Query token: string{}"]);
    assert_eq!(
        request.body.iter().map(show).collect::<Vec<_>>(),
        ["name: string{}", "configs: array[object file: string{}]{}"]
    );
}
