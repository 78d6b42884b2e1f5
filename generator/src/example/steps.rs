//! Counts the bytes that the readers look at, so that a test can assert that they are in proportion to the text.

#[cfg(test)]
use std::cell::Cell;

#[cfg(test)]
thread_local! {
    static STEPS: Cell<usize> = const { Cell::new(0) };
}

/// Counts bytes that are looked at, once more each time. Outside of tests it does nothing.
#[cfg_attr(not(test), expect(unused_variables, reason = "only tests count"))]
pub(super) fn count(bytes: usize) {
    #[cfg(test)]
    STEPS.set(STEPS.get() + bytes);
}

/// Runs something and returns the bytes that its thread looks at.
#[cfg(test)]
pub(super) fn during(run: impl FnOnce()) -> usize {
    STEPS.set(0);
    run();
    STEPS.get()
}
