//! Types that tables of their own describe.

use super::*;

const HEADER: &str = "|Name|Type|Description|\n|--|--|--|\n";

/// The paths of a response whose rows are followed by tables, each below its lead-in.
fn described(rows: &str, tables: &[(&str, &str)]) -> (Vec<String>, RowCounts) {
    let table = |rows: &str| {
        let rows: String = rows.split(", ").map(|row| format!("|{}|\n", row.replace(' ', "|"))).collect();
        format!("{HEADER}{rows}\n")
    };
    let more: String = tables.iter().map(|(lead, rows)| format!("{lead}\n\n{}", table(rows))).collect();
    paths_of(&format!("# X\n\n## Response parameters\n\n{}{more}", table(rows)), &Knowledge::default())
}

#[test]
fn a_type_below_a_bold_line_is_described_for_each_field_that_has_it() {
    let boat = [("**BoatInfo 数据结构列表**", "Id Long x, Sails List<SailDo> x"), ("**SailDo**", "Size Integer x")];
    let (paths, counts) = described("First BoatInfo x, Last BoatInfo x, HelpUrl String x", &boat);
    let expected = "First, First.Id, First.Sails[], First.Sails[].Size, HelpUrl, \
                    Last, Last.Id, Last.Sails[], Last.Sails[].Size";
    let mut paths = paths;
    paths.sort();
    assert_eq!(paths.join(", "), expected);
    assert_eq!((counts.rows, counts.fields + counts.skipped), (6, 6), "copies are no rows");
}

#[test]
fn a_type_that_only_a_description_speaks_of_is_found() {
    let (paths, _) = described("Fleet List the BoatInfo of all, HelpUrl String x", &[("**BoatInfo**", "Id Long x")]);
    assert_eq!(paths, ["Fleet[]", "Fleet[].Id", "HelpUrl"]);
    let (paths, _) = described("Fleet List all boats, HelpUrl String x", &[("**BoatInfo**", "Id Long x")]);
    assert!(!paths.contains(&"Fleet[].Id".to_owned()), "{paths:?}");
}

#[test]
fn a_table_that_goes_on_leaves_its_rows_to_the_container() {
    let example = "## Examples\n\n```\n{\"Boat\":{\"Id\":1,\"Name\":\"a\"}}\n```\n";
    let rows = format!(
        "{HEADER}|Boat|Struct|x|\n|Id|Long|x|\n\nBoat also contains the following parameters.\n\n{HEADER}|Name|String|x|\n\n"
    );
    let (paths, _) = paths_of(&format!("# X\n\n## Response parameters\n\n{rows}{example}"), &Knowledge::default());
    assert_eq!(paths, ["Boat", "Boat.Name", "Boat.Id"], "both tables tell what it holds");
}

#[test]
fn types_of_types_do_not_multiply_without_end() {
    let names: Vec<String> = (0..40).map(|at| format!("**Type{at}Do**")).collect();
    let rows: Vec<String> = (0..40).map(|at| format!("A Type{}Do x, B Type{}Do x", at + 1, at + 1)).collect();
    let tables: Vec<(&str, &str)> =
        names.iter().zip(&rows).map(|(name, rows)| (name.as_str(), rows.as_str())).collect();
    let (_, counts) = described("First Type0Do x", &tables);
    assert_eq!(counts.rows, counts.fields);
}
