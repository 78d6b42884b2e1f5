//! Parameters that a caller set for one place, to be put in the place of others later.

use std::fmt;

use super::parameter::{Pairs, Parameter};

/// The parameters of one place that were set, each with its values, to be put in the place of others later.
#[derive(Clone, Default)]
pub(crate) struct Settings(Vec<(String, Pairs)>);

impl Settings {
    pub(crate) fn add(&mut self, name: &str, value: &(impl Parameter + ?Sized)) {
        self.0.push((name.to_owned(), Pairs::of(name, value)));
    }

    /// In the order in which they were set.
    pub(crate) fn into_iter(self) -> impl Iterator<Item = (String, Pairs)> {
        self.0.into_iter()
    }
}

/// Prints the names only: a value may be a password.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}
