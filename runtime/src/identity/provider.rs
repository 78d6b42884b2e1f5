//! The seam to a provider of credentials: what it gives, and what it may use of the client that asks it.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::value::Credentials;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::{Endpoint, RawResponse, Transport};
use crate::product::Product;
use crate::region::Network;
use crate::request::Request;
use crate::time::{Clock, Timer};

/// A source of credentials. A client asks for each attempt of a call, so a provider may renew them in between.
pub trait CredentialProvider: Send + Sync {
    /// A consistent set of id, secret and token, valid now.
    ///
    /// # Errors
    /// An error of kind [`Credentials`](crate::ErrorKind::Credentials) when there are none; see [`Error::credentials`]
    /// and [`Error::credentials_not_configured`].
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>>;

    /// Says that the service took `rejected` for expired, so that a provider that keeps credentials gets new ones for
    /// the next attempt. Others need not do anything.
    fn invalidate(&self, rejected: &Credentials) {
        let _ = rejected;
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        (**self).credentials(context)
    }

    fn invalidate(&self, rejected: &Credentials) {
        (**self).invalidate(rejected);
    }
}

impl CredentialProvider for Credentials {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

/// The surroundings of a [`CredentialProvider`]: those of the client that asks.
///
/// A provider that calls a service goes through [`transport`](Self::transport), and so takes the client's proxy,
/// certificates and fakes along.
#[derive(Clone)]
pub struct ProviderContext {
    surroundings: Arc<dyn Surroundings>,
    limit: Option<Duration>,
}

/// A client as a provider sees it: a seam, since clients stand on top of providers.
pub(crate) trait Surroundings: fmt::Debug + Send + Sync {
    fn transport(&self) -> &dyn Transport;

    /// The time of day as the services tell it.
    fn now(&self) -> SystemTime;

    fn clock(&self) -> &dyn Clock;

    fn timer(&self) -> &dyn Timer;

    fn region(&self) -> Option<&str>;

    fn network(&self) -> Network;

    /// Makes a call of another product, to which a call leads.
    fn call_aside(&self, call: SideCall) -> BoxFuture<'_, Result<RawResponse, Error>>;
}

/// A call of another product. What was chosen for the client's own product says nothing about that one.
pub(crate) struct SideCall {
    pub product: &'static Product,
    pub request: Request,
    /// The caller, unless it is the client itself.
    pub caller: Option<SideCaller>,
}

/// A caller other than the client, and the host that it calls.
pub(crate) struct SideCaller {
    pub credentials: Arc<dyn CredentialProvider>,
    pub endpoint: Endpoint,
    /// The limit of an attempt.
    pub limit: Duration,
}

impl ProviderContext {
    pub(crate) fn new(surroundings: Arc<dyn Surroundings>) -> Self {
        Self { surroundings, limit: None }
    }

    /// The same for a caller that waits no longer than this.
    pub(crate) fn within(self, limit: Duration) -> Self {
        Self { limit: Some(limit), ..self }
    }

    /// The client's transport.
    pub fn transport(&self) -> &dyn Transport {
        self.surroundings.transport()
    }

    /// The time of day as the services tell it, as far as one of them has said that the clock is off. An expiry is
    /// judged by it.
    pub fn now(&self) -> SystemTime {
        self.surroundings.now()
    }

    /// The client's clock, as it goes.
    pub fn clock(&self) -> &dyn Clock {
        self.surroundings.clock()
    }

    /// Measures time and waits.
    pub fn timer(&self) -> &dyn Timer {
        self.surroundings.timer()
    }

    /// How long the one who asks waits for credentials, if that is limited: what is left of its call. A provider that
    /// still has valid ones should not use all of it up to renew them.
    pub fn limit(&self) -> Option<Duration> {
        self.limit
    }

    /// The client's region.
    pub fn region(&self) -> Option<&str> {
        self.surroundings.region()
    }

    pub(crate) fn network(&self) -> Network {
        self.surroundings.network()
    }

    pub(crate) async fn call_aside(&self, call: SideCall) -> Result<RawResponse, Error> {
        self.surroundings.call_aside(call).await
    }
}

impl fmt::Debug for ProviderContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProviderContext").field(&self.surroundings).finish()
    }
}
