//! The lead-in of a table: the names in it, one of which the table may describe.

use crate::read::plain;

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
