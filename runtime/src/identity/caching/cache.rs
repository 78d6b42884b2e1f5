//! The credentials that are held: how good they are still, the one request of all who have none, and what failures lead to.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::renewal::Renewal;
use super::term::{self, Term};
use crate::error::Error;
use crate::identity::provider::{CredentialProvider, ProviderContext};
use crate::identity::value::Credentials;
use crate::time::iso8601;

/// The credentials that are held, and how they are renewed.
pub(super) struct Cache<P> {
    pub source: P,
    pub lifetime: Option<Duration>,
    state: Mutex<State>,
    /// Held by the one whose request all wait for, who have nothing.
    urgent: tokio::sync::Mutex<()>,
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
    /// The renewal ahead of time that is under way.
    renewal: Option<Renewal>,
    /// Counts those renewals.
    renewals: u64,
}

#[derive(Clone)]
struct Held {
    credentials: Credentials,
    term: Option<Term>,
}

/// The state of the credentials that are held.
pub(super) enum Standing {
    Fresh(Credentials),
    /// Still good, but to be renewed.
    Due(Due),
    Nothing,
}

pub(super) struct Due {
    pub old: Credentials,
    /// How long they are still valid.
    pub left: Duration,
    /// Whether that is so short that the one who renews them waits a while.
    pub urgent: bool,
}

impl<P> Cache<P> {
    pub(super) fn new(source: P, lifetime: Option<Duration>) -> Self {
        Self { source, lifetime, state: Mutex::default(), urgent: tokio::sync::Mutex::default() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic leaves the state half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how good what is held still is.
    pub(super) fn judge(&self, context: &ProviderContext) -> Standing {
        let now = context.now();
        let mut state = self.state();
        state.give_up_overdue(context);
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
        } else {
            let left = term.end.duration_since(now).unwrap_or_default();
            Standing::Due(Due { old: credentials, left, urgent: now >= term.urgent })
        }
    }

    /// Makes the request that all wait for, or waits for the one who does.
    pub(super) async fn renew(&self, context: &ProviderContext) -> Result<Credentials, Error>
    where
        P: CredentialProvider,
    {
        let seen = self.state().outcomes;
        let _turn = self.urgent.lock().await;
        if let Some(outcome) = self.outcome_since(seen) {
            return outcome;
        }
        let outcome = self.source.credentials(context).await;
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

    /// Drops what is held if it is `rejected`.
    pub(super) fn forget(&self, rejected: &Credentials) {
        let mut state = self.state();
        if state.held.as_ref().is_some_and(|held| held.credentials.is(rejected)) {
            state.held = None;
            state.retry = None;
        }
    }

    /// Notes that a renewal ahead of time begins, unless one is under way or the old ones are gone; gives its number.
    pub(super) fn begin_renewal(&self, context: &ProviderContext, due: &Due) -> Option<u64> {
        let mut state = self.state();
        let is_held = state.held.as_ref().is_some_and(|held| held.credentials.is(&due.old));
        if state.renewal.is_some() || !is_held {
            return None;
        }
        state.renewals += 1;
        let number = state.renewals;
        state.renewal = Some(Renewal::new(number, context.timer().now(), term::longest(due.left)));
        Some(number)
    }

    /// Notes which task runs a renewal, if it is still under way.
    #[cfg(feature = "http-transport")]
    pub(super) fn watch_renewal(&self, number: u64, task: tokio::task::AbortHandle) {
        if let Some(renewal) = self.state().renewal.as_mut().filter(|renewal| renewal.is(number)) {
            renewal.run_by(task);
        }
    }

    /// Notes that this renewal is over; whether it was the one under way.
    pub(super) fn finish_renewal(&self, number: u64) -> bool {
        self.state().renewal.take_if(|renewal| renewal.is(number)).is_some()
    }

    pub(super) fn note_failure(&self, when: SystemTime) {
        self.state().fail(when);
    }

    /// Keeps what came ahead of time, also for those who wait because they have nothing.
    pub(super) fn hold_shared(
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
                state.end_renewal();
                state.held = Some(held.clone());
                Ok(held.credentials)
            }
            Err(error) => {
                state.fail(now);
                if state.held.is_some() {
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

    pub(super) fn still_good(&self, credentials: &Credentials, now: SystemTime) -> bool {
        let state = self.state();
        state
            .held
            .as_ref()
            .is_some_and(|held| held.credentials.is(credentials) && held.term.is_none_or(|term| now < term.end))
    }
}

impl State {
    /// Ends a renewal that takes too long, by its source's fault or because its runtime rests. It counts as one that
    /// failed then.
    fn give_up_overdue(&mut self, context: &ProviderContext) {
        let Some(over) = self.renewal.as_ref().and_then(|renewal| renewal.overdue(context.timer().now())) else {
            return;
        };
        self.end_renewal();
        let now = context.now();
        self.fail(now.checked_sub(over).unwrap_or(now));
    }

    /// Ends the renewal that is under way, if there is one.
    fn end_renewal(&mut self) {
        if let Some(renewal) = self.renewal.take() {
            renewal.end();
        }
    }

    /// Notes that a renewal failed at `when`, and sets the wait after it.
    fn fail(&mut self, when: SystemTime) {
        self.failures = self.failures.saturating_add(1);
        let term = self.held.as_ref().and_then(|held| held.term);
        self.retry = term.map(|term| when + term.pause(self.failures));
    }
}

/// The same error once more. It is not cloned, because what caused it cannot be.
fn repeat(error: &Arc<Error>) -> Error {
    if error.is_credentials_not_configured() {
        return Error::credentials_not_configured(error.to_string());
    }
    Error::new(error.kind(), error.to_string()).unavailable_if(error.is_retryable()).with_source(Arc::clone(error))
}

fn expired(credentials: &Credentials) -> Error {
    let at = credentials.expiration().map(iso8601).unwrap_or_default();
    Error::credentials(format!(
        "the credentials from {} had expired at {at} when they came; check the clock of this machine, and whether the \
         source is renewed",
        credentials.provider()
    ))
}
