//! How a client is set up: credentials, region, endpoint, signature, transport, time limits.

mod builder;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::credentials::{CredentialProvider, Credentials, ProviderContext};
use crate::endpoint::{Endpoint, Network};
use crate::interceptor::Interceptor;
use crate::location::Locations;
use crate::product::Product;
use crate::retry::{Budgets, RetryPolicy};
use crate::signature::{Clock, NonceSource, SignatureVersion, Skew};
use crate::timer::{Timer, within};
use crate::transport::Transport;
use crate::{Error, error};

pub use builder::ConfigBuilder;

/// The set-up of clients. Cheap to clone; clients made from the same one share its connections.
#[derive(Clone)]
pub struct Config(Arc<Settings>);

#[derive(Clone)]
struct Settings {
    region: Option<String>,
    endpoint: Option<Endpoint>,
    network: Network,
    location_service: bool,
    signature: SignatureVersion,
    credentials: Arc<dyn CredentialProvider>,
    transport: Arc<dyn Transport>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    operation_timeout: Duration,
    retry: Arc<dyn RetryPolicy>,
    interceptors: Vec<Arc<dyn Interceptor>>,
    user_agent: Option<String>,
    shared: Arc<Shared>,
    max_response_size: Option<usize>,
    clock: Arc<dyn Clock>,
    timer: Arc<dyn Timer>,
    nonce: Arc<dyn NonceSource>,
}

/// What the calls of all clients of a configuration learn and use up together.
#[derive(Default)]
struct Shared {
    budgets: Budgets,
    skew: Skew,
    locations: Locations,
}

impl Config {
    /// What the environment says: credentials as [`DefaultChain`](crate::credentials::DefaultChain) finds them, the region
    /// of `ALIBABA_CLOUD_REGION_ID` or else of the profile in `~/.aliyun/config.json`, what `ALIBABA_CLOUD_USER_AGENT` adds to
    /// the user agent, and the defaults of the builder for the rest.
    ///
    /// # Errors
    /// When it is certain that there are no credentials, when the profile's file cannot be read, when a variable is not
    /// valid UTF-8, and those of [`ConfigBuilder::build`], for the region, the user agent and the proxy that the environment
    /// names. Nobody is asked over the network, so that a source there has no credentials is an error of the first call.
    /// That there is no region is not an error yet, since not every endpoint depends on it.
    pub fn from_env() -> Result<Config, Error> {
        ConfigBuilder::from_env()?.build()
    }

    /// Starts a set-up from the defaults.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }

    /// The region of calls that name none themselves.
    pub fn region(&self) -> Option<&str> {
        self.0.region.as_deref()
    }

    /// The credentials that a call made now would be made with: to see at the start of a program that there are any, or to
    /// hand them to something else. It takes no longer than the operation limit.
    ///
    /// # Errors
    /// As the provider's, and when it takes too long.
    pub async fn resolve_credentials(&self) -> Result<Credentials, Error> {
        self.snapshot(self.operation_timeout()).await
    }

    /// One snapshot of the credentials, within `limit`: id, secret and token belong together.
    pub(crate) async fn snapshot(&self, limit: Duration) -> Result<Credentials, Error> {
        let context = ProviderContext::new(self);
        let found = within(self.timer(), limit, self.credentials().credentials(&context)).await;
        let Some(found) = found else { return Err(error::no_credentials_in_time(limit)) };
        let credentials = found.map_err(error::of_provider)?;
        credentials.check()?;
        Ok(credentials)
    }

    /// The same for a question that a call leads to at another service. What was chosen for the client's own product says
    /// nothing about that one, and interceptors are meant for calls of the user's own.
    pub(crate) fn aside(&self) -> Config {
        let settings = (*self.0).clone();
        Config(Arc::new(Settings { signature: SignatureVersion::V3, interceptors: Vec::new(), ..settings }))
    }

    /// The same [aside](Self::aside) with other credentials, as a provider of credentials asks. An attempt then takes no
    /// longer than `limit`.
    pub(crate) fn derive(
        &self,
        credentials: Arc<dyn CredentialProvider>,
        endpoint: &str,
        limit: Duration,
    ) -> Result<Config, Error> {
        let settings = Arc::unwrap_or_clone(self.aside().0);
        Ok(Config(Arc::new(Settings {
            endpoint: Some(Endpoint::parse(endpoint)?),
            credentials,
            attempt_timeout: settings.attempt_timeout.min(limit),
            ..settings
        })))
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

    pub(crate) fn budgets(&self) -> &Budgets {
        &self.0.shared.budgets
    }

    pub(crate) fn skew(&self) -> &Skew {
        &self.0.shared.skew
    }

    /// What the location service said, if it is to be asked.
    pub(crate) fn locations(&self) -> Option<&Locations> {
        self.0.location_service.then_some(&self.0.shared.locations)
    }

    pub(crate) fn interceptors(&self) -> &[Arc<dyn Interceptor>] {
        &self.0.interceptors
    }

    /// Who calls: this crate, the machine, the product, and what the user added.
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
