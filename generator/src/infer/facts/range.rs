//! The range of a number.

use crate::ir::{AllowedValue, Bounds, Number};

use super::cell::Cell;
use super::ground::Ground;
use super::measure::{Measure, What, agreed};
use super::text::number;

/// The range that a description states.
///
/// Evidence: an interval after a phrase that says range or values; a number after one that says greatest or least value;
/// a bullet of a list of values that is an interval. Against it: an example that is no number, for then the numbers are
/// about something in the value; an interval that all listed values lie outside of and that no bullet states.
pub(super) fn range(
    cell: &Cell<'_>,
    measures: &[Measure],
    allowed: &[AllowedValue],
) -> Option<(Bounds<Number>, Ground)> {
    if cell.is_structure() || !is_numeric(cell) {
        return None;
    }
    let found = agreed(measures, |what| what == What::Value);
    let numbers = allowed.iter().all(|allowed| number(&allowed.value).is_some());
    found.filter(|_| numbers)
}

/// Whether values can be numbers: by the type, or because the example is a number or several.
fn is_numeric(cell: &Cell<'_>) -> bool {
    let is_number = |text: &str| number(text).is_some_and(|(_, end)| end == text.len());
    let mut parts =
        cell.example.split([',', '~', '[', ']', '"', ' ']).filter(|part| !part.is_empty() && *part != "...");
    cell.is_number() || parts.all(is_number)
}
