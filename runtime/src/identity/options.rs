//! The credentials of one call: how the options of a call carry a provider.

use std::sync::Arc;

use super::provider::CredentialProvider;
use crate::request::CallOptions;

/// What options carry: one type, whatever the provider.
struct Own(Arc<dyn CredentialProvider>);

impl CallOptions {
    /// Makes the call with the credentials of this provider instead of the configuration's: for a program that acts for
    /// several accounts with one set of connections.
    ///
    /// A provider that keeps what it got, such as
    /// [`AssumeRoleProvider`](crate::credentials::AssumeRoleProvider), is cloned or put in an [`Arc`] to serve several
    /// calls, else each of them asks anew.
    ///
    /// ```
    /// use alicloud_core::{CallOptions, Credentials};
    ///
    /// let of_the_tenant = CallOptions::new().credentials(Credentials::new("an access key id", "its secret"));
    /// assert!(!format!("{of_the_tenant:?}").contains("secret"));
    /// ```
    pub fn credentials(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.credentials = Some(Arc::new(Own(Arc::new(provider))));
        self
    }
}

/// The provider that the options carry.
pub(crate) fn credentials_of(options: &CallOptions) -> Option<Arc<dyn CredentialProvider>> {
    let own = options.credentials.as_ref()?.downcast_ref::<Own>()?;
    Some(Arc::clone(&own.0))
}
