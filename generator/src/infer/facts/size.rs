//! How many values a list, or a text that holds several, may have.

use crate::ir::Bounds;

use super::measure::{Measure, What, agreed, counts};

/// The number of values that a description states, and whether it is that of the index in the field's name.
///
/// Evidence: bounds of the index `N`; else, of a field that holds several values, a greatest number of pieces.
pub(super) fn size(measures: &[Measure]) -> (Bounds<u64>, bool) {
    let index = counts(agreed(measures, |what| what == What::Size { index: true }));
    if !index.is_open() {
        return (index, true);
    }
    (counts(agreed(measures, |what| what == What::Size { index: false })), false)
}
