//! Keeping credentials until shortly before they expire, and renewing them once for all who ask.

mod term;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::provider::{CredentialProvider, ProviderContext};
use crate::identity::value::Credentials;
use crate::time::{iso8601, within};

use term::Term;

/// The longest that a renewal delays callers whose credentials are still valid.
const PATIENCE: Duration = Duration::from_secs(5);

/// Keeps what another provider gives, and renews it before it expires.
///
/// Renewal begins 900 seconds before expiry, or when a third of the lifetime is left if that is later, and up to a
/// tenth earlier or later on different machines. Callers get the old credentials at once meanwhile; the renewal runs in
/// the background on a Tokio runtime, and within one of the calls elsewhere. Only in the last fifth of that time, 180
/// seconds, callers wait for it, 5 seconds at most. A renewal that fails leaves the old credentials in use while they
/// are valid, and is tried again after a wait that grows.
///
/// While there are none, all who ask wait for one request and share what it comes to, an error too. The next one who
/// asks tries again. If the caller whose request it is gives up, the next one in line makes it.
///
/// Credentials without an [expiration](Credentials::expiration) are kept until the service rejects them, or as long as
/// [`with_lifetime`](Self::with_lifetime) says.
pub struct CachingProvider<P>(Arc<Cache<P>>);

struct Cache<P> {
    source: P,
    lifetime: Option<Duration>,
    state: Mutex<State>,
    /// Held by the one whose request all wait for.
    urgent: tokio::sync::Mutex<()>,
    /// Held by the one that renews ahead of time. Apart from the other, so that a task that is never run again, because
    /// its runtime rests, holds nobody up.
    ahead: Arc<tokio::sync::Mutex<()>>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    /// Counts the outcomes that waiting callers share.
    outcomes: u64,
    /// The last shared outcome, if it was an error.
    failure: Option<Arc<Error>>,
    /// Counts the renewals that failed in a row.
    failures: u32,
    retry: Option<SystemTime>,
}

#[derive(Clone)]
struct Held {
    credentials: Credentials,
    term: Option<Term>,
}

/// The state of the credentials that are held.
enum Standing {
    Fresh(Credentials),
    /// Still good, but to be renewed.
    Aging(Credentials),
    /// Still good, but not for long.
    Ending(Credentials),
    Nothing,
}

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
        Self(Arc::new(Cache {
            source,
            lifetime,
            state: Mutex::default(),
            urgent: tokio::sync::Mutex::default(),
            ahead: Arc::default(),
        }))
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
            match self.0.judge(context.now()) {
                Standing::Fresh(credentials) => Ok(credentials),
                Standing::Aging(old) => Ok(self.renew_ahead(context, old).await),
                Standing::Ending(old) => match self.0.renew(context, Some(PATIENCE)).await {
                    Err(_) if self.0.still_good(&old, context.now()) => Ok(old),
                    outcome => outcome,
                },
                Standing::Nothing => self.0.renew(context, None).await,
            }
        })
    }

    fn invalidate(&self, rejected: &Credentials) {
        let mut state = self.0.state();
        if state.held.as_ref().is_some_and(|held| held.credentials.is(rejected)) {
            state.held = None;
            state.retry = None;
        }
        drop(state);
        self.0.source.invalidate(rejected);
    }
}

impl<P: CredentialProvider + 'static> CachingProvider<P> {
    /// Renews while everyone goes on with the old credentials. At most one does so at a time.
    async fn renew_ahead(&self, context: &ProviderContext, old: Credentials) -> Credentials {
        let Ok(turn) = Arc::clone(&self.0.ahead).try_lock_owned() else { return old };
        // Someone may have finished just before the turn was taken.
        match self.0.judge(context.now()) {
            Standing::Aging(_) => {}
            Standing::Fresh(new) => return new,
            _ => return old,
        }
        #[cfg(feature = "http-transport")]
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (cache, context) = (Arc::clone(&self.0), context.clone());
            runtime.spawn(async move {
                let _turn = turn;
                let outcome = cache.source.credentials(&context).await;
                let _ = cache.settle_ahead(outcome, &context);
            });
            return old;
        }
        let outcome = self.0.source.credentials(context).await;
        let outcome = self.0.settle_ahead(outcome, context);
        drop(turn);
        outcome.unwrap_or(old)
    }
}

impl<P: CredentialProvider> Cache<P> {
    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic leaves the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn judge(&self, now: SystemTime) -> Standing {
        let mut state = self.state();
        let Some(held) = &state.held else { return Standing::Nothing };
        let credentials = held.credentials.clone();
        let Some(term) = held.term else { return Standing::Fresh(credentials) };
        if now >= term.end {
            state.held = None;
            state.retry = None;
            return Standing::Nothing;
        }
        // A time that is too far away to have been set by us means that the clock was set back.
        let pause = |retry: &SystemTime| *retry > now && *retry <= now + term.longest_pause();
        if now < term.renew || state.retry.as_ref().is_some_and(pause) {
            Standing::Fresh(credentials)
        } else if now < term.urgent {
            Standing::Aging(credentials)
        } else {
            Standing::Ending(credentials)
        }
    }

    /// Makes the request that all wait for, or waits for the one who does.
    async fn renew(&self, context: &ProviderContext, limit: Option<Duration>) -> Result<Credentials, Error> {
        let seen = self.state().outcomes;
        let _turn = self.urgent.lock().await;
        if let Some(outcome) = self.outcome_since(seen) {
            return outcome;
        }
        let request = self.source.credentials(context);
        let outcome = match limit {
            Some(limit) => within(context.timer(), limit, request).await.unwrap_or_else(|| Err(too_slow(limit))),
            None => request.await,
        };
        let outcome = self.hold(outcome, context).map_err(Arc::new);
        let mut state = self.state();
        state.outcomes += 1;
        state.failure = outcome.as_ref().err().cloned();
        drop(state);
        outcome.map_err(|error| repeat(&error))
    }

    fn outcome_since(&self, seen: u64) -> Option<Result<Credentials, Error>> {
        let state = self.state();
        if state.outcomes == seen {
            return None;
        }
        match &state.failure {
            Some(error) => Some(Err(repeat(error))),
            // The new credentials may have been rejected in the meantime.
            None => state.held.as_ref().map(|held| Ok(held.credentials.clone())),
        }
    }

    fn settle_ahead(
        &self,
        outcome: Result<Credentials, Error>,
        context: &ProviderContext,
    ) -> Result<Credentials, Error> {
        let credentials = self.hold(outcome, context)?;
        let mut state = self.state();
        state.outcomes += 1;
        state.failure = None;
        Ok(credentials)
    }

    /// Keeps what came, or notes that it did not.
    fn hold(&self, outcome: Result<Credentials, Error>, context: &ProviderContext) -> Result<Credentials, Error> {
        let now = context.now();
        let outcome = outcome.and_then(|credentials| {
            let end = credentials.expiration().or_else(|| self.lifetime.and_then(|lifetime| now.checked_add(lifetime)));
            // The clock skew that was learnt may be wrong. Then the clock itself decides, so that a call gets as far as
            // the service, which tells.
            let term = |end| Term::new(now, end).or_else(|| Term::new(context.clock().now(), end));
            match end.map(term) {
                None => Ok(Held { credentials, term: None }),
                Some(Some(term)) => Ok(Held { credentials, term: Some(term) }),
                Some(None) => Err(expired(&credentials)),
            }
        });
        let mut state = self.state();
        match outcome {
            Ok(held) => {
                state.failures = 0;
                state.retry = None;
                state.held = Some(held.clone());
                Ok(held.credentials)
            }
            Err(error) => {
                state.failures = state.failures.saturating_add(1);
                let term = state.held.as_ref().and_then(|held| held.term);
                state.retry = term.map(|term| now + term.pause(state.failures));
                if term.is_some() {
                    tracing::debug!(
                        target: "alicloud",
                        failures = state.failures,
                        error = %error,
                        "credentials could not be renewed; the old ones stay in use while they are valid"
                    );
                }
                Err(error)
            }
        }
    }

    fn still_good(&self, credentials: &Credentials, now: SystemTime) -> bool {
        let state = self.state();
        state
            .held
            .as_ref()
            .is_some_and(|held| held.credentials.is(credentials) && held.term.is_none_or(|term| now < term.end))
    }
}

/// The same error once more. It is not cloned, because what caused it cannot be.
fn repeat(error: &Arc<Error>) -> Error {
    if error.is_credentials_not_configured() {
        return Error::credentials_not_configured(error.to_string());
    }
    Error::new(error.kind(), error.to_string()).unavailable_if(error.is_retryable()).with_source(Arc::clone(error))
}

fn too_slow(limit: Duration) -> Error {
    Error::credentials_unavailable(format!("no credentials came within {limit:?}"))
}

fn expired(credentials: &Credentials) -> Error {
    let at = credentials.expiration().map(iso8601).unwrap_or_default();
    Error::credentials(format!(
        "the credentials from {} had expired at {at} when they came; check the clock of this machine, and whether the \
         source is renewed",
        credentials.provider()
    ))
}
