//! A text that must not be seen: wiped when dropped, never printed.

use std::fmt;

use serde::{Deserialize, Deserializer};
use zeroize::Zeroize as _;

use super::redacted::REDACTED;

/// A secret text.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Secret(String);

impl Secret {
    pub(crate) const EMPTY: Secret = Secret(String::new());

    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself, for signing and sending only.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// Whether the text, without the spaces around it, is empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// The same without the spaces around it.
    pub(crate) fn trimmed(&self) -> Self {
        Self::new(self.0.trim())
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REDACTED)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}
