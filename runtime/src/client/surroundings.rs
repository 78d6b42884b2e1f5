//! The client as providers of credentials and the location service, which stand below it, see it.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::handle::Client;
use crate::config::Config;
use crate::error::{self, Error};
use crate::future::BoxFuture;
use crate::http::{RawResponse, Transport};
use crate::identity::{Credentials, ProviderContext, SideCall, Surroundings};
use crate::region::Network;
use crate::time::{Clock, Timer, within};

impl ProviderContext {
    /// That of the clients of `config`.
    pub(crate) fn of(config: &Config) -> Self {
        Self::new(Arc::new(config.clone()))
    }
}

impl Surroundings for Config {
    fn transport(&self) -> &dyn Transport {
        self.transport()
    }

    fn now(&self) -> SystemTime {
        self.skew().apply(self.clock().now())
    }

    fn clock(&self) -> &dyn Clock {
        self.clock()
    }

    fn timer(&self) -> &dyn Timer {
        self.timer()
    }

    fn region(&self) -> Option<&str> {
        self.region()
    }

    fn network(&self) -> Network {
        self.network()
    }

    fn call_aside(&self, call: SideCall) -> BoxFuture<'_, Result<RawResponse, Error>> {
        let config = match call.caller {
            None => self.aside(),
            Some(caller) => self.derive(caller.credentials, caller.endpoint, caller.limit),
        };
        // Boxed, because this is a call on the way to a call.
        Box::pin(async move { Client::new(&config, call.product).call(call.request).await })
    }
}

impl Config {
    /// The credentials that a call made now would be made with: to see at the start of a program that there are any, or
    /// to hand them to something else. It takes no longer than the operation limit.
    ///
    /// # Errors
    /// As the provider's, and when it takes too long.
    pub async fn resolve_credentials(&self) -> Result<Credentials, Error> {
        self.snapshot(self.operation_timeout()).await
    }

    /// One snapshot of the credentials, within `limit`: id, secret and token belong together.
    pub(super) async fn snapshot(&self, limit: Duration) -> Result<Credentials, Error> {
        let context = ProviderContext::of(self).within(limit);
        let found = within(self.timer(), limit, self.credentials().credentials(&context)).await;
        let Some(found) = found else { return Err(error::no_credentials_in_time(limit)) };
        let credentials = found.map_err(error::of_provider)?;
        credentials.check()?;
        Ok(credentials)
    }
}
