//! What did not fit: where it stands, what was expected there, and what came.

use std::borrow::Cow;
use std::fmt;

/// So many are kept; what comes after them is counted.
const KEPT: usize = 100;

/// A value of a response that is not what the reference says. The field it belongs to stays empty, unless the value can
/// be understood nevertheless; [`RawResponse::body`](crate::RawResponse::body) has it as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    pub(super) path: String,
    pub(super) expected: Cow<'static, str>,
    pub(super) found: &'static str,
}

impl Mismatch {
    /// Where it stands, for example `Instances.Instance[3].Cpu`; `.` is the whole body.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What was expected, for example `a whole number of 32 bits`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The kind of what came, for example `a text`; not the value, which may be a secret.
    pub fn found(&self) -> &str {
        self.found
    }
}

/// As `Instances.Instance[3].Cpu is a text, expected a whole number of 32 bits`.
impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is {}, expected {}", self.path, self.found, self.expected)
    }
}

/// The mismatches of one response.
#[derive(Debug, Default)]
pub(crate) struct Mismatches {
    kept: Vec<Mismatch>,
    /// How many were not kept.
    more: usize,
}

impl Mismatches {
    /// How many there are, kept or not.
    pub fn count(&self) -> usize {
        self.kept.len() + self.more
    }

    pub fn first(&self) -> Option<&Mismatch> {
        self.kept.first()
    }

    /// Those that are kept.
    pub fn into_vec(self) -> Vec<Mismatch> {
        self.kept
    }

    /// Keeps what `mismatch` makes, or counts it.
    pub(super) fn add(&mut self, mismatch: impl FnOnce() -> Mismatch) {
        if self.kept.len() < KEPT {
            self.kept.push(mismatch());
        } else {
            self.more += 1;
        }
    }

    /// Whether one kept after the first `before` may stand at or below a member of this name.
    pub(super) fn may_name(&self, before: usize, name: &str) -> bool {
        self.kept.get(before..).is_some_and(|kept| kept.iter().any(|mismatch| mismatch.path.contains(name)))
    }

    /// Forgets those at or below `path`, but for the first `before`: another value stands in that place.
    pub(super) fn forget(&mut self, before: usize, path: &str) {
        let mut index = 0;
        self.kept.retain(|mismatch| {
            index += 1;
            let below = mismatch.path.strip_prefix(path);
            index <= before || !below.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        });
    }

    /// How many are kept.
    pub(super) fn kept(&self) -> usize {
        self.kept.len()
    }
}
