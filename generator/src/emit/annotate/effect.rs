//! Whether a call changes anything, and what makes it safe to repeat.

use crate::emit::model::Http;
use crate::ir::{self, Location, Type};

/// First words of the names of operations that only read, in lower case.
const READING: &[&str] = &[
    "check", "count", "describe", "estimate", "find", "get", "list", "preview", "query", "search", "validate", "view",
];

/// Words before the verb that say how many things a call is about.
const MANY: &[&str] = &["batch", "multi"];

/// Words that make another verb of the one before them, as in `CheckInGuest`.
const PARTICLES: &[&str] = &["in", "off", "on", "out"];

/// Words behind which a second verb stands, as in `GetOrCreateRole`.
const JOINING: &[&str] = &["and", "or", "then"];

/// The name of the parameter by which services tell a repeated call from a further one.
const CLIENT_TOKEN: &str = "ClientToken";

/// Whether an operation only reads.
///
/// Evidence: a method that HTTP says is safe; else the first word of the name, for the method of RPC calls says nothing.
/// Against it: a second verb that changes something, or a particle that makes another verb of the first.
pub fn reads(name: &str, http: Http) -> bool {
    matches!(http, Http::Get | Http::Head) || is_reading(name)
}

fn is_reading(name: &str) -> bool {
    let words = words(name);
    let verb = words.iter().position(|word| !MANY.contains(&word.as_str())).unwrap_or_default();
    let is_reading = |word: &String| READING.contains(&word.as_str());
    let second = words.iter().position(|word| JOINING.contains(&word.as_str())).and_then(|at| words.get(at + 1));
    // What is joined may be things instead of verbs, which one cannot tell: then the call counts as one that writes.
    let is_phrasal = words.get(verb + 1).is_some_and(|word| PARTICLES.contains(&word.as_str()));
    words.get(verb).is_some_and(is_reading) && !is_phrasal && second.is_none_or(is_reading)
}

/// The words of a name in upper or lower camel case, in lower case.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for letter in name.chars() {
        match words.last_mut() {
            Some(word) if !letter.is_uppercase() => word.push(letter),
            _ => words.push(letter.to_lowercase().collect()),
        }
    }
    words
}

/// Where the parameter travels by which the service knows that a call is a repetition; its index among the parameters.
pub fn client_token<'a>(parameters: impl Iterator<Item = (&'a ir::Field, Location)>) -> Option<usize> {
    let is_token = |field: &ir::Field, location| {
        field.name == CLIENT_TOKEN && field.ty == Type::String && location != Location::Path
    };
    parameters.enumerate().find(|(_, (field, location))| is_token(field, *location)).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_says_that_a_call_reads() {
        for name in [
            "DescribeBoats",
            "ListBoats",
            "GetBoat",
            "QueryBoat",
            "CheckBoat",
            "SearchBoats",
            "CountBoats",
            "FindBoats",
            "PreviewVoyage",
            "ValidateVoyage",
            "EstimateVoyage",
            "ViewBoat",
            "BatchGetBoats",
            "listBoats",
            "CheckAndGetBoat",
            "DescribeBoatsInHarbour",
            "CheckInsurance",
        ] {
            assert!(reads(name, Http::Post), "{name}");
        }
    }

    #[test]
    fn a_word_like_it_or_a_second_verb_does_not() {
        for name in [
            "Described",
            "ListenBoats",
            "Getaway",
            "QueryAndDeleteBoat",
            "CheckinBoat",
            "CheckInGuest",
            "CheckOutGuest",
            "CheckThenSink",
            "SearchAndRescue",
            "CountersReset",
            "FindOrCreateBoat",
            "GetOrCreateBoat",
            "PreviewsCreate",
            "ValidateOrRevoke",
            "EstimatedPriceSet",
            "ViewerAdd",
            "BatchSetBoats",
            "BatchAdd",
            "Batch",
            "DescribeBoatsAndBirds",
            "CreateBoat",
            "SetList",
            "",
        ] {
            assert!(!reads(name, Http::Post), "{name}");
        }
        assert!(reads("SetSail", Http::Get) && reads("SetSail", Http::Head) && !reads("SetSail", Http::Put));
    }

    #[test]
    fn only_a_text_of_exactly_the_name_is_a_token() {
        let found = |name: &str, ty, location| {
            let field = ir::Field { name: name.to_owned(), ty, ..ir::Field::default() };
            let other = ir::Field::default();
            client_token([(&other, Location::Query), (&field, location)].into_iter())
        };
        for location in [Location::Query, Location::Form, Location::Header, Location::Json] {
            assert_eq!(found("ClientToken", Type::String, location), Some(1), "{location:?}");
        }
        assert_eq!(found("ClientToken", Type::String, Location::Path), None);
        assert_eq!(found("ClientToken", Type::Boolean, Location::Query), None);
        assert_eq!(found("ClientTokens", Type::String, Location::Query), None);
        assert_eq!(found("NextToken", Type::String, Location::Query), None);
    }
}
