//! What a call does to the service: whether it only reads, and by which parameter a repetition is known as one.

use crate::ir::{Field, Style};
use crate::vocabulary::effects::{CHANGING, CLIENT_TOKEN, JOINING, MANY, PARTICLES, READING};
use crate::vocabulary::only_read;
use crate::words::words;

/// Whether an operation only reads.
///
/// Evidence: the first word of the name; of a call by path, also that every method of the page is one that HTTP says is safe,
/// unless the first word is one that changes something: a `GET` that confirms a release is not to be repeated. The method of
/// an RPC call says nothing, for pages say `GET` of calls that write too. Against it: a further verb that changes something,
/// or a particle that makes another verb of the first.
pub fn reads(name: &str, style: Style, method: &str) -> bool {
    let words = words(name);
    style == Style::Roa && only_read(method) && !is_changing(&words) || is_reading(&words)
}

/// The words of a name from its verb on.
fn from_verb(words: &[String]) -> &[String] {
    let verb = words.iter().position(|word| !MANY.contains(&word.as_str())).unwrap_or_default();
    &words[verb..]
}

fn is_changing(words: &[String]) -> bool {
    from_verb(words).first().is_some_and(|verb| CHANGING.contains(&verb.as_str()))
}

fn is_reading(words: &[String]) -> bool {
    let is_reading = |word: &String| READING.contains(&word.as_str());
    // What is joined may be things instead of verbs, which one cannot tell: then the call counts as one that writes.
    let joins_reading =
        words.windows(2).filter(|pair| JOINING.contains(&pair[0].as_str())).all(|pair| is_reading(&pair[1]));
    let after = from_verb(words);
    let is_phrasal = after.get(1).is_some_and(|word| PARTICLES.contains(&word.as_str()));
    after.first().is_some_and(is_reading) && !is_phrasal && joins_reading
}

/// The parameter by which the service knows that a call is a repetition, as the page spells it; empty: there is none.
///
/// Evidence: the name, in whatever case, of a parameter that can be a token at all.
pub fn client_token<'f>(parameters: impl IntoIterator<Item = &'f Field>) -> String {
    let is_token = |field: &&Field| field.name.eq_ignore_ascii_case(CLIENT_TOKEN) && field.can_be_client_token();
    parameters.into_iter().find(is_token).map(|field| field.name.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{Location, Type};

    fn reads_by_name(name: &str) -> bool {
        reads(name, Style::Rpc, "")
    }

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
            "list_boats",
            "CheckAndGetBoat",
            "DescribeBoatsInHarbour",
            "CheckInsurance",
        ] {
            assert!(reads_by_name(name), "{name}");
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
            "CheckAndGetOrCreateBoat",
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
            assert!(!reads_by_name(name), "{name}");
        }
    }

    #[test]
    fn a_safe_method_says_so_of_calls_by_path_alone() {
        for method in ["GET", "HEAD", "GET|HEAD"] {
            assert!(reads("RecommendSails", Style::Roa, method), "{method}");
            assert!(!reads("RecommendSails", Style::Rpc, method), "{method}");
        }
        for method in ["", "PUT", "POST", "GET|POST", "POST|GET"] {
            assert!(!reads("RecommendSails", Style::Roa, method), "{method}");
            assert!(reads("ListSails", Style::Roa, method), "{method}");
        }
    }

    #[test]
    fn a_verb_that_changes_something_counts_more_than_a_safe_method() {
        for name in ["SetSail", "ConfirmVoyage", "BatchDeleteSails", "TriggerAlarm"] {
            assert!(!reads(name, Style::Roa, "GET"), "{name}");
        }
        for name in ["Settings", "RecommendSails", "BatchRecommendSails", "SailStatus"] {
            assert!(reads(name, Style::Roa, "GET"), "{name}");
        }
    }

    #[test]
    fn only_a_text_of_the_name_is_a_token() {
        let found = |name: &str, ty, location| {
            let field = Field { name: name.to_owned(), ty, location, ..Field::default() };
            client_token([&Field::default(), &field])
        };
        for location in [Location::Query, Location::Form, Location::Header, Location::Json] {
            assert_eq!(found("ClientToken", Type::String, Some(location)), "ClientToken", "{location:?}");
        }
        assert_eq!(found("clientToken", Type::String, None), "clientToken", "it is sent under its own name");
        assert_eq!(found("ClientToken", Type::String, Some(Location::Path)), "");
        assert_eq!(found("ClientToken", Type::Boolean, Some(Location::Query)), "");
        assert_eq!(found("ClientTokens", Type::String, Some(Location::Query)), "");
        assert_eq!(found("NextToken", Type::String, Some(Location::Query)), "");
        assert_eq!(found("Token", Type::String, Some(Location::Query)), "");
    }
}
