//! The length of a text.

use crate::ir::Bounds;

use super::ground::Ground;
use super::measure::{Measure, What, agreed, counts};

/// The length that a description states.
///
/// Evidence: an interval or a greatest number with characters after it, or with a length before it. Against it: another
/// statement of other numbers, for then they are about different parts of the text.
pub(super) fn length(measures: &[Measure]) -> Option<(Bounds<u64>, Ground)> {
    agreed(measures, |what| what == What::Length).and_then(counts)
}
