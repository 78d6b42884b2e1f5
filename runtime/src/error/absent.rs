//! Telling a source that is not set up from one that is set up and failed.

use std::fmt;

use super::value::Error;

/// The mark of an error that says only that its source is not set up.
#[derive(Debug)]
struct NotConfigured;

impl fmt::Display for NotConfigured {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this source of credentials is not configured")
    }
}

impl std::error::Error for NotConfigured {}

impl Error {
    /// An error for a [`CredentialProvider`](crate::CredentialProvider) of your own that is not set up, so that it does
    /// not even try: what would have to be set. A chain passes it over, and goes on to look elsewhere even if this
    /// provider had worked before.
    pub fn credentials_not_configured(message: impl Into<String>) -> Self {
        Self::credentials(message).with_source(NotConfigured)
    }

    /// Whether the error is one that [`credentials_not_configured`](Self::credentials_not_configured) made.
    pub fn is_credentials_not_configured(&self) -> bool {
        std::error::Error::source(self).is_some_and(|source| source.is::<NotConfigured>())
    }
}
