//! The fields that the specification has at one place, and the refusals that name them.

use crate::expected::{Expected, Field, Location};
use crate::refusal::Refusal;

pub(super) fn fields(expected: &Expected, location: Location) -> impl Iterator<Item = &Field> {
    expected.request.iter().filter(move |field| field.location == Some(location))
}

pub(super) fn missing(name: &str, location: Location) -> Refusal {
    Refusal::missing(format!("{name} is required in the {location}."))
}

pub(super) fn misplaced(name: &str, declared: Location, found: Location) -> Refusal {
    Refusal::unexpected(format!("{name} travels in the {declared}, not in the {found}."))
}

pub(super) fn unknown(expected: &Expected, name: &str, found: Location) -> Refusal {
    let elsewhere = expected.request.iter().find(|field| below(&field.name, name).is_some());
    match elsewhere.and_then(|field| field.location) {
        Some(location) if location != found => misplaced(name, location, found),
        _ => Refusal::unexpected(format!("{name} in the {found} is no parameter of {}.", expected.operation)),
    }
}

/// What follows the field's name in a flattened one: nothing, or what is after a dot.
pub(super) fn below<'a>(field: &str, name: &'a str) -> Option<&'a str> {
    let rest = name.strip_prefix(field)?;
    if rest.is_empty() { Some(rest) } else { rest.strip_prefix('.').filter(|rest| !rest.is_empty()) }
}
