//! The text above a table: names that the table may describe, and what it announces of all rows.

use crate::read::plain;
use crate::vocabulary::{self, Position};

use super::index::is_index;

/// The identifiers in the lead-in of a table, which may name what the table describes; none in a long text.
pub fn lead_names(lead: &str) -> Vec<String> {
    if lead.len() > 300 {
        return Vec::new();
    }
    let text = plain(lead);
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')));
    words.filter(|word| word.len() > 1).map(|word| last_part(word).to_owned()).collect()
}

/// The last part of a dotted name that is no index: `Tags` of `Tags.N`.
fn last_part(name: &str) -> &str {
    name.rsplit('.').find(|part| !part.is_empty() && !is_index(part, true)).unwrap_or(name)
}

/// Whether a lead-in says that the table below it lists the members of the body. A long text says many things.
pub fn announces_body(lead: &str) -> bool {
    let lead = lead.to_lowercase();
    lead.len() <= 300 && vocabulary::BODIES.iter().any(|word| lead.contains(word))
}

/// Where the parameters of a table travel, if its lead-in or the title above it says so: `### Query参数`.
pub fn announced_position(lead: &str) -> Option<Position> {
    let lead = lead.trim_start_matches(['#', '*', '-', ' ']);
    // A sentence that mentions a body announces nothing.
    (lead.len() <= 60).then(|| vocabulary::position(lead)).flatten()
}

/// Whether a lead-in says that the table before goes on.
pub fn continues(lead: &str) -> bool {
    let lead = lead.to_lowercase();
    vocabulary::CONTINUATIONS.iter().any(|phrase| lead.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_a_short_text_are_the_last_parts_of_dotted_ones() {
        assert_eq!(
            lead_names("The fields of `Boat.Sails.N` and Oars:"),
            ["The", "fields", "of", "Sails", "and", "Oars"]
        );
        assert!(lead_names(&"Boat ".repeat(80)).is_empty(), "a long text names nothing");
    }

    #[test]
    fn a_lead_in_announces_the_body() {
        assert!(announces_body("RequestBody中需要填入以下参数。") && announces_body("Members of the request body:"));
        assert!(!announces_body("The following table lists the parameters."));
        assert!(!announces_body(&"a request body and more ".repeat(20)));
    }

    #[test]
    fn a_short_title_announces_a_position() {
        assert_eq!(announced_position("### Query参数"), Some(Position::Query));
        assert_eq!(
            announced_position("The body is sent as JSON, and its members are listed in the table below."),
            None
        );
    }
}
