//! The set-up of clients: credentials, region, endpoint, signature, transport, time limits.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;
use crate::http::{Endpoint, Transport};
use crate::identity::{CredentialProvider, credentials_of};
use crate::interceptor::Interceptor;
use crate::location::Locations;
use crate::product::Product;
use crate::region::Network;
use crate::request::CallOptions;
use crate::retry::{Budgets, RetryPolicy};
use crate::signature::{NonceSource, SignatureVersion};
use crate::time::{Clock, Skew, Timer};

/// The set-up of clients. Cheap to clone; clients made from the same one share its connections.
#[derive(Clone)]
pub struct Config(pub(super) Arc<Settings>);

#[derive(Clone)]
/// Every setting, checked.
pub(super) struct Settings {
    pub(super) region: Option<String>,
    pub(super) endpoint: Option<Endpoint>,
    pub(super) network: Network,
    pub(super) location_service: bool,
    pub(super) signature: SignatureVersion,
    pub(super) credentials: Arc<dyn CredentialProvider>,
    pub(super) transport: Arc<dyn Transport>,
    pub(super) connect_timeout: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) operation_timeout: Duration,
    pub(super) retry: Arc<dyn RetryPolicy>,
    pub(super) check_success: bool,
    pub(super) strict: bool,
    pub(super) interceptors: Vec<Arc<dyn Interceptor>>,
    pub(super) user_agent: Option<String>,
    pub(super) shared: Arc<Shared>,
    pub(super) max_response_size: Option<usize>,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) timer: Arc<dyn Timer>,
    pub(super) nonce: Arc<dyn NonceSource>,
}

/// The state that the calls of all clients of a configuration share.
#[derive(Default)]
pub(super) struct Shared {
    budgets: Budgets,
    skew: Skew,
    locations: Locations,
}

impl Config {
    /// The region of calls that name none themselves.
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The same for a question that a call leads to at another service. What was chosen for the client's own product
    /// says nothing about that one, and interceptors are meant for calls of the user's own.
    pub(crate) fn aside(&self) -> Config {
        let settings = (*self.0).clone();
        Config(Arc::new(Settings { signature: SignatureVersion::V3, interceptors: Vec::new(), ..settings }))
    }

    /// The same [aside](Self::aside) with other credentials, as a provider of credentials asks. An attempt then takes
    /// no longer than `limit`.
    pub(crate) fn derive(
        &self,
        credentials: Arc<dyn CredentialProvider>,
        endpoint: Endpoint,
        limit: Duration,
    ) -> Config {
        let settings = Arc::unwrap_or_clone(self.aside().0);
        Config(Arc::new(Settings {
            endpoint: Some(endpoint),
            credentials,
            attempt_timeout: settings.attempt_timeout.min(limit),
            ..settings
        }))
    }

    /// The configuration of one call, where that differs in more than its limits, its retries and its parameters.
    pub(crate) fn of_call(&self, options: &CallOptions) -> Result<Option<Config>, Error> {
        let CallOptions { endpoint, max_response_size, credentials, .. } = options;
        if endpoint.is_none() && max_response_size.is_none() && credentials.is_none() {
            return Ok(None);
        }
        if *max_response_size == Some(0) {
            return Err(zero_response_size());
        }
        let endpoint = endpoint.as_deref().map(Endpoint::parse).transpose()?;
        let settings = (*self.0).clone();
        Ok(Some(Config(Arc::new(Settings {
            endpoint: endpoint.or(settings.endpoint),
            credentials: credentials_of(options).unwrap_or(settings.credentials),
            max_response_size: max_response_size.or(settings.max_response_size),
            ..settings
        }))))
    }

    pub(crate) fn endpoint(&self) -> Option<&Endpoint> {
        self.0.endpoint.as_ref()
    }

    pub(crate) fn network(&self) -> Network {
        self.0.network
    }

    pub(crate) fn signature(&self) -> SignatureVersion {
        self.0.signature
    }

    pub(crate) fn credentials(&self) -> &dyn CredentialProvider {
        &*self.0.credentials
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.0.transport
    }

    pub(crate) fn attempt_timeout(&self) -> Duration {
        self.0.attempt_timeout
    }

    pub(crate) fn operation_timeout(&self) -> Duration {
        self.0.operation_timeout
    }

    pub(crate) fn retry(&self) -> &dyn RetryPolicy {
        &*self.0.retry
    }

    pub(crate) fn check_success(&self) -> bool {
        self.0.check_success
    }

    pub(crate) fn strict(&self) -> bool {
        self.0.strict
    }

    pub(crate) fn budgets(&self) -> &Budgets {
        &self.0.shared.budgets
    }

    pub(crate) fn skew(&self) -> &Skew {
        &self.0.shared.skew
    }

    /// The location service, if it is to be asked.
    pub(crate) fn locations(&self) -> Option<&Locations> {
        self.0.location_service.then_some(&self.0.shared.locations)
    }

    pub(crate) fn interceptors(&self) -> &[Arc<dyn Interceptor>] {
        &self.0.interceptors
    }

    /// The user agent: this crate, the machine, the product, and what the user added.
    pub(crate) fn user_agent(&self, product: &Product) -> String {
        let (version, os, arch) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH);
        let mut text = format!("alicloud-rust/{version} ({os}; {arch}) {}/{}", product.name, product.version);
        if let Some(more) = &self.0.user_agent {
            text.push(' ');
            text.push_str(more);
        }
        text
    }

    pub(crate) fn max_response_size(&self) -> Option<usize> {
        self.0.max_response_size
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.0.clock
    }

    pub(crate) fn timer(&self) -> &dyn Timer {
        &*self.0.timer
    }

    pub(crate) fn nonce(&self) -> &dyn NonceSource {
        &*self.0.nonce
    }
}

/// An error for a limit that lets no call succeed.
pub(super) fn zero_response_size() -> Error {
    Error::configuration("a max_response_size of zero lets no call succeed; set a larger one")
}

/// Shows the settings that are plain values; credentials are left out.
impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings = &*self.0;
        f.debug_struct("Config")
            .field("region", &settings.region)
            .field("endpoint", &settings.endpoint)
            .field("network", &settings.network)
            .field("signature", &settings.signature)
            .field("connect_timeout", &settings.connect_timeout)
            .field("attempt_timeout", &settings.attempt_timeout)
            .field("operation_timeout", &settings.operation_timeout)
            .finish_non_exhaustive()
    }
}
