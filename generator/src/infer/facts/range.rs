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
    if cell.is_structure() || !(cell.is_number() || cell.shows_number()) {
        return None;
    }
    let found = agreed(measures, |what| what == What::Value);
    let numbers = allowed.iter().all(|allowed| number(&allowed.value).is_some());
    found.filter(|_| numbers)
}
