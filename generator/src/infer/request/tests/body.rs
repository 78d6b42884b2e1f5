//! Bodies that are lists, and the host.

use super::*;

const HEADER: &str = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";

/// The parameters and the body of a page by path that shows such a request.
fn shown(rows: &str, body: &str, route: Route, example: &str) -> (Vec<String>, Vec<String>) {
    let body = if body.is_empty() { String::new() } else { format!("\n## RequestBody\n\n{HEADER}{body}") };
    let text = format!("# X\n\n## Request parameters\n\n{HEADER}{rows}{body}");
    let found = read_with(&text, &route, Some(example));
    (found.parameters.iter().map(show).collect(), found.body.iter().map(show).collect())
}

fn put() -> Route {
    Route { style: Style::Roa, method: "PUT".into(), path: "/boats".into(), ..Route::default() }
}

#[test]
fn a_body_that_the_example_shows_as_a_list_is_one() {
    let rows = "|Force|Boolean|No| |x|\n";
    let list = "PUT /boats HTTP/1.1\n<headers>\n[\n  {\"Name\": \"a\"},\n  {\"Name\": \"b\"}\n]";
    let (parameters, body) = shown(rows, "|Name|String|Yes| |x|\n|Age|Long|No| |x|\n", put(), list);
    assert_eq!(body, ["Body Body: array[object Name: string{}, Age: int64{}]{}"]);
    assert_eq!(parameters, ["Query Force: boolean{}"], "beside JSON there is no form");
    let (_, other) = shown(rows, "|Mast|String|Yes| |x|\n", put(), list);
    assert_eq!(other, ["Mast: string{}"], "the example shows something else");
    let (_, object) = shown(rows, "|Name|String|Yes| |x|\n", put(), "PUT /boats HTTP/1.1\n{\"Name\": \"a\"}");
    assert_eq!(object, ["Name: string{}"]);
}

#[test]
fn a_body_without_rows_is_the_list_that_the_example_shows() {
    let texts = "PUT /boats HTTP/1.1\n\n[\"a\", \"b\"]";
    assert_eq!(shown("|Force|Boolean|No| |x|\n", "", put(), texts).1, ["Body Body: array[string ]{}"]);
    let get = Route { method: "GET".into(), ..put() };
    assert!(shown("|Force|Boolean|No| |x|\n", "", get, texts).1.is_empty(), "a GET has no body");
    assert_eq!(shown("|Body|String|No| |x|\n", "", put(), texts).1, ["Body RequestBody: array[string ]{}"]);
}

#[test]
fn members_of_the_example_s_body_are_json_where_the_syntax_says_so() {
    let rows = "|Name|String|Yes| |x|\n|Mast|String|No| |x|\n";
    let example = "PUT /boats HTTP/1.1\n\n{\"Name\": \"a\"}";
    assert_eq!(shown(rows, "", put(), example).0, ["Form Name: string{}", "Form Mast: string{}"]);
    let json = Route { sends_json: true, ..put() };
    assert_eq!(shown(rows, "", json, example).0, ["Json Name: string{}", "Json Mast: string{}"]);
}

#[test]
fn the_host_has_its_parameter_whether_a_row_describes_it_or_not() {
    let route = || Route { host: "HarbourName".into(), ..put() };
    let row = "|harbour-name|String|Yes| |x|\n";
    assert_eq!(shown(row, "", route(), "").0, ["Host harbour-name: string{}"]);
    let (parameters, _) = shown("|Force|Boolean|No| |x|\n", "", route(), "");
    assert_eq!(parameters, ["Form Force: boolean{}", "Host HarbourName: string{}"]);
}
