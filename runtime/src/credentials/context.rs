//! What a provider may use of the client that asks it: transport, clock and timer.

use std::fmt;
use std::time::SystemTime;

use crate::Config;
use crate::signature::Clock;
use crate::timer::Timer;
use crate::transport::Transport;

/// The surroundings of a [`CredentialProvider`](super::CredentialProvider): those of the client that asks.
///
/// A provider that calls a service goes through [`transport`](Self::transport), and so takes the client's proxy,
/// certificates and fakes along.
#[derive(Clone)]
pub struct ProviderContext(Config);

impl ProviderContext {
    pub(crate) fn new(config: &Config) -> Self {
        Self(config.clone())
    }

    /// The client's transport.
    pub fn transport(&self) -> &dyn Transport {
        self.0.transport()
    }

    /// The time of day as the services tell it, as far as one of them has said that the clock is off. An expiry is judged by
    /// it.
    pub fn now(&self) -> SystemTime {
        self.0.skew().apply(self.0.clock().now())
    }

    /// The client's clock, as it goes.
    pub fn clock(&self) -> &dyn Clock {
        self.0.clock()
    }

    /// Measures time and waits.
    pub fn timer(&self) -> &dyn Timer {
        self.0.timer()
    }

    /// The client's region.
    pub fn region(&self) -> Option<&str> {
        self.0.region()
    }

    pub(crate) fn config(&self) -> &Config {
        &self.0
    }
}

impl fmt::Debug for ProviderContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ProviderContext").field(&self.0).finish()
    }
}
