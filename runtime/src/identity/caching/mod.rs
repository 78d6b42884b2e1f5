//! Keeping credentials until shortly before they expire, and renewing them once for all who ask.

mod cache;
mod renewal;
mod term;
#[cfg(test)]
mod tests;
mod turn;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::provider::{CredentialProvider, ProviderContext};
use crate::identity::value::Credentials;
use crate::time::within;

use cache::{Cache, Due, Standing};
use turn::Turn;

/// Keeps what another provider gives, and renews it before it expires.
///
/// Renewal begins 900 seconds before expiry, or when a third of the lifetime is left if that is later, and up to a
/// tenth earlier or later on different machines. Callers get the old credentials at once meanwhile; the renewal runs in
/// the background on a Tokio runtime, and within the call that began it elsewhere. In the last fifth of that time, 180
/// seconds, the call that begins it waits for it a while, before it too goes on with the old ones: a tenth of the time
/// for which they are valid, a quarter of [what the call has](ProviderContext::limit), and 5 seconds at most. A renewal
/// that fails, is dropped or takes too long leaves the old credentials in use while they are valid, and is tried again
/// after a wait that grows.
///
/// While there are none, all who ask wait for one request and share what it comes to, an error too. The next one who
/// asks tries again. If the caller whose request it is gives up, the next one in line makes it.
///
/// Credentials without an [expiration](Credentials::expiration) are kept until the service rejects them, or as long as
/// [`with_lifetime`](Self::with_lifetime) says.
pub struct CachingProvider<P>(Arc<Cache<P>>);

/// Makes a provider of a type whose only field is a [`CachingProvider`].
macro_rules! through_cache {
    ($provider:ty) => {
        impl $crate::identity::CredentialProvider for $provider {
            fn credentials<'a>(
                &'a self,
                context: &'a $crate::identity::ProviderContext,
            ) -> $crate::future::BoxFuture<'a, Result<$crate::identity::Credentials, $crate::error::Error>> {
                self.0.credentials(context)
            }

            fn invalidate(&self, rejected: &$crate::identity::Credentials) {
                self.0.invalidate(rejected);
            }
        }
    };
}

pub(crate) use through_cache;

impl<P: CredentialProvider + 'static> CachingProvider<P> {
    /// Keeps what `source` gives.
    pub fn new(source: P) -> Self {
        Self::make(source, None)
    }

    /// Keeps what `source` gives, and counts credentials that have no expiration of their own as expiring after
    /// `lifetime`.
    pub fn with_lifetime(source: P, lifetime: Duration) -> Self {
        Self::make(source, Some(lifetime))
    }

    fn make(source: P, lifetime: Option<Duration>) -> Self {
        Self(Arc::new(Cache::new(source, lifetime)))
    }

    /// The provider that is asked.
    pub fn source(&self) -> &P {
        &self.0.source
    }

    /// The same with a changed source, and with nothing kept.
    pub(crate) fn with(self, change: impl FnOnce(&mut P)) -> Self
    where
        P: Clone,
    {
        let mut source = self.0.source.clone();
        change(&mut source);
        Self::make(source, self.0.lifetime)
    }
}

impl<P> Clone for CachingProvider<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P: fmt::Debug> fmt::Debug for CachingProvider<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CachingProvider").field(&self.0.source).finish()
    }
}

impl<P: CredentialProvider + 'static> CredentialProvider for CachingProvider<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async move {
            match self.0.judge(context) {
                Standing::Fresh(credentials) => Ok(credentials),
                Standing::Nothing => self.0.renew(context).await,
                Standing::Due(due) => match self.renew_ahead(context, &due).await {
                    Some(new) => Ok(new),
                    // They may have been rejected meanwhile.
                    None if self.0.still_good(&due.old, context.now()) => Ok(due.old),
                    None => self.0.renew(context).await,
                },
            }
        })
    }

    fn invalidate(&self, rejected: &Credentials) {
        self.0.forget(rejected);
        self.0.source.invalidate(rejected);
    }
}

impl<P: CredentialProvider + 'static> CachingProvider<P> {
    /// Renews while everyone goes on with the old credentials; gives the new ones if they come soon enough for the caller.
    /// At most one does so at a time.
    async fn renew_ahead(&self, context: &ProviderContext, due: &Due) -> Option<Credentials> {
        let turn = Turn::begin(&self.0, context, due)?;
        let number = turn.number();
        let (cache, owned) = (Arc::clone(&self.0), context.clone());
        let mut request: BoxFuture<'static, Option<Credentials>> = Box::pin(async move {
            let outcome = cache.source.credentials(&owned).await;
            turn.settle(outcome).ok()
        });
        if due.urgent || !turn::has_background() {
            let patience = term::patience(due.left, context.limit());
            if let Some(outcome) = within(context.timer(), patience, &mut request).await {
                return outcome;
            }
        }
        turn::go_on(&self.0, number, request);
        None
    }
}
