//! Tells which of the two examples to go by where one of them is broken.

use std::collections::HashSet;

use super::sample::Sample;
use crate::example::{Cause, Problem, Read};
use crate::infer::page::examples::Examples;

/// Repairs after which the levels of a JSON example may be others than those that were meant.
const MISNESTED_JSON: &[Cause] =
    &[Cause::BracketMismatch, Cause::ExtraOpener, Cause::ExtraCloser, Cause::MissingKey, Cause::Truncated];

/// The same of an XML example.
const MISNESTED_XML: &[Cause] = &[Cause::MismatchedTag, Cause::UnclosedTag, Cause::StrayTag];

/// Merges the examples of a page. `names` are the names of the table's rows.
///
/// Evidence: what had to be repaired. XML whose tags do not match adds no levels to JSON whose brackets do, and JSON with a
/// bracket amiss only says which nodes of well-formed XML are lists.
pub fn merged(examples: &Examples<'_>, names: &HashSet<String>) -> Sample {
    let json = examples.json.as_ref().map(|json| &json.read);
    let xml = examples.xml.as_ref().map(|xml| &xml.read);
    let is_broken =
        |read: Option<&Read>, causes: &[Cause]| read.is_some_and(|read| is_misnested(&read.problems, causes));
    match (json.and_then(|read| read.root.as_ref()), xml.and_then(|read| read.root.as_ref())) {
        (Some(json_root), Some(xml_root)) => match (is_broken(json, MISNESTED_JSON), is_broken(xml, MISNESTED_XML)) {
            (false, true) => Sample::new(Some(json_root), None, names),
            (true, false) => Sample::of_xml(xml_root, json_root, names),
            (false, false) | (true, true) => Sample::new(Some(json_root), Some(xml_root), names),
        },
        (json, xml) => Sample::new(json, xml, names),
    }
}

/// Tells whether a repair may have changed the levels. What stands after the value is not read at all.
fn is_misnested(problems: &[Problem], causes: &[Cause]) -> bool {
    let mut within = problems.iter().map(|problem| problem.cause).take_while(|&cause| cause != Cause::TrailingText);
    within.any(|cause| causes.contains(&cause))
}
