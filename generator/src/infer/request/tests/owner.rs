//! Further tables, and which parameter each describes.

use super::*;

const HEADER: &str = "|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n";

/// The parameters of a page with such a first table, and with what follows it.
fn shown(rows: &str, rest: &str, example: &str) -> (Vec<String>, Vec<&'static str>) {
    let text = format!("# X\n\n## Request parameters\n\n{HEADER}{rows}\n{rest}\n");
    let found = read_with(&text, &Route::default(), Some(example));
    assert_eq!(found.counts.rows, found.counts.fields + found.counts.skipped);
    (found.parameters.iter().map(show).collect(), found.codes)
}

#[test]
fn a_title_in_the_singular_or_in_bold_names_a_parameter() {
    let rows = "|Sails|String|No|[{}]|x|\n|Mast|String|No|m|x|\n";
    for lead in ["**Sails fields**", "**Sail参数说明**", "## Sail", "-   **Sails参数说明**"] {
        let (fields, _) = shown(rows, &format!("{lead}\n\n{HEADER}|Cloth|String|No|c|x|\n"), "");
        assert_eq!(fields, ["Query Sails: array[object Cloth: string{}]{}", "Query Mast: string{}"], "{lead}");
    }
    let prose = format!("Keys of the sail in question\n\n{HEADER}|Cloth|String|No|c|x|\n");
    assert_eq!(shown(rows, &prose, "").1, ["table-without-owner"], "a word of prose is no name");
}

#[test]
fn a_title_below_a_described_parameter_names_what_that_holds() {
    let rows = "|SailRules|String|No|[{}]|x|\n|OarRules|String|No|[{}]|x|\n";
    let items = "|items|Array of items|No| |x|\n";
    let rest = format!(
        "-   **SailRules参数说明**\n\n{HEADER}{items}\n**items参数说明**\n\n{HEADER}|Cloth|String|No|c|x|\n\n\
         -   **OarRules参数说明**\n\n{HEADER}{items}\n**Item参数说明**\n\n{HEADER}|Side|String|No|s|x|\n"
    );
    let (fields, codes) = shown(rows, &rest, "");
    assert_eq!(
        fields,
        [
            "Query SailRules: array[object items: array[object Cloth: string{}]{}]{}",
            "Query OarRules: array[object items: array[object Side: string{}]{}]{}"
        ]
    );
    assert!(codes.is_empty(), "{codes:?}");
}

#[test]
fn several_tables_of_one_parameter_describe_several_kinds_of_it() {
    let rows = "|JobParams|String|No|{}|x|\n";
    let table = |title: &str, row: &str| format!("## {title}\n\nJobParams fields:\n\n{HEADER}{row}\n");
    let rest = table("Sailing", "|Cloth|String|Yes|c|x|\n") + &table("Rowing", "|无|无|无| |x|\n|Oars|Long|Yes|2|x|\n");
    let text = format!("# X\n\n## Request parameters\n\n{HEADER}{rows}\n{rest}");
    let found = read_request(&text, &Route::default());
    assert_eq!(show(&found.parameters[0]), "Query JobParams: object{Cloth: string{}, Oars: int64{}}");
    assert!(found.parameters[0].fields.iter().all(|field| !field.required), "no kind has the members of all");
}

#[test]
fn a_value_that_the_example_shows_owns_the_table_that_lists_its_members() {
    let rows = "|Crew|String|No| |x|\n|Port|String|No| |x|\n";
    let table = format!("What else:\n\n{HEADER}|Name|String|No| |x|\n|Age|Long|No| |x|\n|Rank|Long|No| |x|\n");
    let example = "http://host/?Action=X&Crew=[{\"Name\":\"n\",\"Age\":1}]&Port=p";
    let (fields, codes) = shown(rows, &table, example);
    assert_eq!(fields[0], "Query Crew: array[object Name: string{}, Age: int64{}, Rank: int64{}]{}");
    assert!(codes.is_empty(), "{codes:?}");
    assert_eq!(shown(rows, &table, "http://host/?Action=X&Crew=[{\"Name\":\"n\"}]").1, ["table-without-owner"]);
}

#[test]
fn a_table_right_below_describes_the_only_list_that_nothing_is_known_of() {
    let table = format!("{HEADER}|Name|String|No| |x|\n");
    let of = |rows: &str, example: &str| shown(rows, &table, example).0;
    let rows = "|Port|String|No| |x|\n|Crew|List|No| |x|\n";
    assert_eq!(of(rows, "")[1..], ["Query Crew: array[object Name: string{}]{}"]);
    assert_eq!(of(rows, "http://host/?Name=n").len(), 3, "the example shows it at the top");
    assert_eq!(of("|Deck|List|No| |x|\n|Crew|List|No| |x|\n", "").len(), 3, "it may be either's");
}

#[test]
fn a_parameter_takes_the_capitals_of_the_example() {
    let (fields, _) = shown("|Portid|String|No| |x|\n", "", "http://host/?Action=X&PortId=p");
    assert_eq!(fields, ["Query PortId: string{}"]);
}
