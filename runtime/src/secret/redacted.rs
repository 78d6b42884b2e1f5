//! The placeholder of a secret in debug output.

use std::fmt;

/// Replaces a secret wherever one would be printed.
pub(crate) const REDACTED: &str = "[redacted]";

/// Prints `[redacted]`. Generated types show it instead of a password or a key that is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}
