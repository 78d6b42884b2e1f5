//! How many values a list, or a text that holds several, may have.

use crate::ir::Bounds;

use super::ground::Ground;
use super::measure::{Measure, What, agreed, counts};

/// The number of values that a description states.
///
/// Evidence: bounds of the index `N` in the field's name; else, of a field that holds several values, a greatest number of
/// pieces.
pub(super) fn size(measures: &[Measure]) -> Option<(Bounds<u64>, Ground)> {
    let bounds = |index: bool| agreed(measures, |what| what == What::Size { index }).and_then(counts);
    bounds(true).or_else(|| bounds(false))
}
