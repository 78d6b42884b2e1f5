//! Types on pages of their own: operations that link to them, pages that lead to each other, and pages that tell it themselves.

use crate::infer::{Inferred, infer};
use crate::ir::{Field, Prose};
use crate::read::read;

const HEADER: &str = "|Name|Type|Description|\n|--|--|--|\n";

/// Rows of a name and a type cell, parted by a comma.
fn table(rows: &str) -> String {
    let rows: String = rows.split(", ").map(|row| format!("|{}|x|\n", row.replacen(' ', "|", 1))).collect();
    format!("{HEADER}{rows}\n")
}

fn operation(name: &str, rows: &str) -> (String, String) {
    let file = format!("Boats/{name}.md");
    (
        file,
        format!("# {name}\n\n## Request parameters\n\n{}## Response parameters\n\n{}", table("A String"), table(rows)),
    )
}

fn type_page(name: &str, rows: &str) -> (String, String) {
    (format!("Data types/{name}.md"), format!("# {name}\n\n## Child nodes\n\n{}", table(rows)))
}

fn inferred(pages: &[(String, String)]) -> Inferred {
    let pages: Vec<_> = pages.iter().map(|(file, text)| read(file, text)).collect();
    let found = infer(&pages, Prose::Keep);
    assert_eq!(found.rows.rows, found.rows.fields + found.rows.skipped, "rows in are fields out");
    found
}

/// The paths of the response of each operation.
fn responses(found: &Inferred) -> Vec<String> {
    found.operations.iter().map(|operation| paths(&operation.response)).collect()
}

/// The paths of fields, in order.
fn paths(fields: &[Field]) -> String {
    fn list(fields: &[Field], prefix: &str, paths: &mut Vec<String>) {
        for field in fields {
            let path = format!("{prefix}{}", field.name);
            list(&field.fields, &format!("{path}."), paths);
            list(field.items.as_ref().map_or(&[], |items| &items.fields), &format!("{path}[]."), paths);
            paths.push(path);
        }
    }
    let mut paths = Vec::new();
    list(fields, "", &mut paths);
    paths.sort();
    paths.join(", ")
}

/// The paths of the request of an operation whose parameters are these rows.
fn request(rows: &str, types: &[(String, String)]) -> String {
    let parameters = table(rows);
    let text =
        format!("# PaintBoat\n\n## Request parameters\n\n{parameters}## Response parameters\n\n{}", table("Id String"));
    let mut pages = vec![("Boats/PaintBoat.md".to_owned(), text)];
    pages.extend_from_slice(types);
    paths(&inferred(&pages).operations[0].request)
}

#[test]
fn parameters_are_described_by_the_types_that_they_link_to() {
    let boat = type_page("BoatType", "Hull String, Sail [SailType](SailType.md)");
    // It leads back to where it came from.
    let sail = type_page("SailType", "Size Integer, Ship [BoatType](BoatType.md)");
    let types = [boat, sail];
    let below = |at: &str| format!("{at}, {at}.Hull, {at}.Sail, {at}.Sail.Ship, {at}.Sail.Size");
    assert_eq!(request("Boat [BoatType](BoatType.md), Id String", &types), format!("{}, Id", below("Boat")));
    let two = "First [BoatType](BoatType.md), Second [BoatType](../Data types/BoatType.md#x)";
    assert_eq!(request(two, &types), format!("{}, {}", below("First"), below("Second")));
}

#[test]
fn links_that_leave_the_tree_and_tables_that_list_the_members_add_nothing_to_a_request() {
    let boat = [type_page("BoatType", "Hull String, Mast String")];
    assert_eq!(request("Boat [its type](https://example.com/25.html), Id String", &boat), "Boat, Id");
    assert_eq!(request("Boat BoatType, Id String", &boat), "Boat, Id", "a name alone is no link");
    assert!(!request("Boat [BoatType](BoatType.md), Hull String", &boat).contains("Mast"), "the next row is a member");
}

#[test]
fn types_on_pages_of_their_own_are_described_wherever_they_are_linked() {
    let pages = [
        operation("GetBoat", "First [BoatType](../Data types/BoatType.md#), Last [BoatType](Data types/BoatType.md)"),
        operation(
            "GetCrew",
            "Team Array of [its members](../Data types/CrewType.md#top), Flag [FlagType](FlagType.md)",
        ),
        type_page("BoatType", "Hull String, Sails Array of [SailType](SailType.md)"),
        // By its name, where the link leads elsewhere; and round in a circle.
        type_page("SailType", "Size Integer, Maker [CrewType](https://example.com/25.html)"),
        type_page("CrewType", "Nick String, Ship [BoatType](BoatType.md)"),
    ];
    let found = inferred(&pages);
    assert_eq!((found.pages.operations, found.pages.other), (2, 3));
    let boat = |at: &str| {
        let below = ["Hull", "Sails", "Sails[].Maker", "Sails[].Maker.Nick", "Sails[].Maker.Ship", "Sails[].Size"];
        let below: Vec<String> = below.iter().map(|name| format!("{at}.{name}")).collect();
        format!("{at}, {}", below.join(", "))
    };
    let crew = "Flag, Team, Team[].Nick, Team[].Ship, Team[].Ship.Hull, Team[].Ship.Sails, \
                Team[].Ship.Sails[].Maker, Team[].Ship.Sails[].Size";
    assert_eq!(responses(&found), [format!("{}, {}", boat("First"), boat("Last")), crew.to_owned()]);
}

#[test]
fn what_is_found_in_a_linked_type_stands_at_the_link() {
    let long = "a\n".repeat(40);
    let (file, text) = type_page("BoatType", "Hull String, Hull String");
    let pages = [
        operation("GetBoat", "Id String, Boat [BoatType](BoatType.md)"),
        (file, text.replace("## ", &format!("{long}\n## "))),
    ];
    let found = inferred(&pages);
    assert_eq!(responses(&found), ["Boat, Boat.Hull, Id"]);
    let repeated: Vec<_> = found.diagnostics.iter().filter(|found| found.code == "field-repeated").collect();
    let [repeated] = repeated[..] else { panic!("{:?}", found.diagnostics) };
    let line = pages[0].1.lines().position(|line| line.starts_with("|Boat|")).expect("the row") + 1;
    assert_eq!((repeated.file.as_str(), repeated.position.line as usize), ("Boats/GetBoat.md", line));
}

#[test]
fn what_the_page_tells_itself_is_not_told_again() {
    let boat = type_page("BoatType", "Hull String, Mast String");
    let inline = operation("GetBoat", "Boat [BoatType](BoatType.md), Hull String");
    let response = |pages: &[(String, String)]| responses(&inferred(pages)).remove(0);
    assert!(!response(&[inline, boat.clone()]).contains("Mast"), "the next row is a member");
    let (file, text) = operation("GetBoat", "Boat [BoatType](#BoatType)");
    let own = format!("{text}## BoatType\n\n{}", table("Hull String"));
    assert_eq!(response(&[(file, own), boat.clone()]), "Boat, Boat.Hull");
    assert_eq!(response(&[operation("GetBoat", "Boat BoatType"), boat]), "Boat", "a name alone is no link");
}

#[test]
fn types_that_lead_to_each_other_without_end_stay_few() {
    let link = |at: usize| format!("F{at} [Type{}](Type{}.md)", at % 400, at % 400);
    let rows = |at: usize| (1..6).map(|next| link(at * 3 + next)).collect::<Vec<_>>().join(", ");
    let mut pages: Vec<_> = (0..400).map(|at| type_page(&format!("Type{at}"), &rows(at))).collect();
    pages.push(operation("GetBoat", &rows(0)));
    let found = inferred(&pages);
    assert!((100..=super::MOST_ROWS + 10).contains(&found.rows.rows), "{:?}", found.rows);
}
