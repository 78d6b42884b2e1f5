//! Collecting the settings of a configuration, and checking them.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::defaults::{default_clock, default_nonce, default_timer};
use super::limits::Defaults;
use super::settings::{Config, Settings, Shared, zero_response_size};
use crate::error::{self, Error};
use crate::http::{Endpoint, Transport};
use crate::identity::CredentialProvider;
use crate::interceptor::Interceptor;
use crate::providers::DefaultChain;
use crate::region::{Network, check_region};
use crate::retry::RetryPolicy;
use crate::signature::{NonceSource, SignatureVersion};
use crate::time::{Clock, Timer};
#[cfg(feature = "_tls")]
use crate::transport::TlsVersion;
#[cfg(feature = "http-transport")]
use crate::transport::{HyperTransportBuilder, Proxy};

const OPERATION_TIMEOUT: Duration = Duration::from_secs(120);

/// Collects the settings of a [`Config`]. What is built from copies shares what was given to both, but neither
/// connections, unless a transport was given, nor what calls learn.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct ConfigBuilder {
    pub(super) region: Option<String>,
    endpoint: Option<String>,
    network: Network,
    location_service: bool,
    signature: SignatureVersion,
    credentials: Option<Arc<dyn CredentialProvider>>,
    transport: Option<Arc<dyn Transport>>,
    connect_timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    operation_timeout: Option<Duration>,
    retry: Option<Arc<dyn RetryPolicy>>,
    check_success: bool,
    strict: bool,
    interceptors: Vec<Arc<dyn Interceptor>>,
    pub(super) user_agent: Option<String>,
    /// What holds where nothing is set.
    pub(super) defaults: Defaults,
    max_response_size: Option<usize>,
    #[cfg(feature = "http-transport")]
    http: HyperTransportBuilder,
    clock: Option<Arc<dyn Clock>>,
    timer: Option<Arc<dyn Timer>>,
    nonce: Option<Arc<dyn NonceSource>>,
}

impl Config {
    /// Starts a set-up from the defaults.
    pub fn builder() -> ConfigBuilder {
        ConfigBuilder::default()
    }
}

impl ConfigBuilder {
    /// The region of calls, for example `cn-hangzhou`.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Makes calls with the credentials of this provider. Without it, [`DefaultChain`] is asked at the first call.
    pub fn credentials(mut self, provider: impl CredentialProvider + 'static) -> Self {
        self.credentials = Some(Arc::new(provider));
        self
    }

    /// Sends every call to this host, whatever the region: `host`, `host:port`, or with `http://` before it for a
    /// service that has no TLS.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Sets the network from which the service is reached; [`Network::Public`] is the default.
    pub fn network(mut self, network: Network) -> Self {
        self.network = network;
        self
    }

    /// Asks the location service for the host of a product in a region, and keeps the response for an hour. It is not
    /// asked unless this is set, nor for calls from within a VPC, nor where an endpoint is set; where it does not
    /// answer within 5 seconds, or half of the call's limit, or knows nothing, the product's table and rule count.
    pub fn location_service(mut self, ask: bool) -> Self {
        self.location_service = ask;
        self
    }

    /// Sets the version of signatures; [`SignatureVersion::V3`] is the default.
    pub fn signature(mut self, version: SignatureVersion) -> Self {
        self.signature = version;
        self
    }

    /// Sends requests with this transport instead of the default one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Limits name resolution, connection and TLS handshake together: 5 seconds unless set. Only the
    /// default transport knows it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Limits one attempt, from connecting to the last byte of the response: 30 seconds unless set, since
    /// some operations that create something answer only after it is there. To set more than the [limit of the
    /// operation](Self::operation_timeout) is an error; raise that one too.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Limits a whole call, with credentials, all attempts and the waits between them: 120 seconds
    /// unless set. An attempt gets no more than what is left of it, and none is begun where a wait before it would use
    /// it up.
    pub fn operation_timeout(mut self, timeout: Duration) -> Self {
        self.operation_timeout = Some(timeout);
        self
    }

    /// Sets when a failed attempt is repeated: as [`StandardRetry`](crate::StandardRetry) says unless set; [`NoRetry`](crate::NoRetry) makes
    /// each call one request.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry = Some(Arc::new(policy));
        self
    }

    /// Makes an error of a response of status 2xx that says that the operation failed, where the operation's reference
    /// tells how it says so: of kind [`Service`](crate::ErrorKind::Service), with the code and the message of the body, and
    /// repeated as any other error of that code. Unless set, such a response is handed out, and
    /// [`Response::succeeded`](crate::Response::succeeded) tells.
    pub fn check_success(mut self, check: bool) -> Self {
        self.check_success = check;
        self
    }

    /// Makes an error of a response with a value that is not what the reference says: of kind
    /// [`Decode`](crate::ErrorKind::Decode), with the place and the kind of the first one. Unless set, such a value leaves
    /// its field empty, and [`Response::mismatches`](crate::Response::mismatches) tells.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// Adds code that sees every attempt, after those that were added before.
    pub fn interceptor(mut self, interceptor: impl Interceptor + 'static) -> Self {
        self.interceptors.push(Arc::new(interceptor));
        self
    }

    /// Adds this to the header `user-agent` after the name of this client, for example `my-app/1.2`.
    pub fn user_agent(mut self, product: impl Into<String>) -> Self {
        self.user_agent = Some(product.into());
        self
    }

    /// Limits the body of a response in bytes: 64 MiB unless set. A larger one is an error, and no more of it
    /// is read.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = Some(bytes);
        self
    }

    /// Sends calls through this proxy; [`Proxy::from_env`] is the default. Only the default transport knows it.
    #[cfg(feature = "http-transport")]
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.http = self.http.proxy(proxy);
        self
    }

    /// Trusts these certificates of authorities too, beside those of Mozilla's list, which is compiled in: one or more
    /// in PEM. Called again, it adds further ones. Only the default transport knows them.
    #[cfg(feature = "_tls")]
    pub fn root_certificates_pem(mut self, pem: &[u8]) -> Self {
        self.http = self.http.root_certificates_pem(pem);
        self
    }

    /// Trusts these certificates of authorities and not those of Mozilla's list: one or more in PEM. Only the default
    /// transport knows them.
    #[cfg(feature = "_tls")]
    pub fn only_root_certificates_pem(mut self, pem: &[u8]) -> Self {
        self.http = self.http.only_root_certificates_pem(pem);
        self
    }

    /// Trusts the certificates that the operating system trusts too, among which a company's own often is. Only the
    /// default transport knows them.
    #[cfg(feature = "system-roots")]
    pub fn system_root_certificates(mut self) -> Self {
        self.http = self.http.system_root_certificates();
        self
    }

    /// Shows this certificate to a server that asks who the client is, and its private key proves it; see
    /// [`HyperTransportBuilder::client_certificate_pem`]. Only the default transport knows it.
    #[cfg(feature = "_tls")]
    pub fn client_certificate_pem(mut self, certificates: &[u8], key: &[u8]) -> Self {
        self.http = self.http.client_certificate_pem(certificates, key);
        self
    }

    /// Speaks no older version of TLS than this: 1.2 unless set. Only the default transport knows it.
    #[cfg(feature = "_tls")]
    pub fn least_tls_version(mut self, version: TlsVersion) -> Self {
        self.http = self.http.least_tls_version(version);
        self
    }

    /// Takes the time of signatures from this clock instead of the machine's. Where the target has none, as
    /// `wasm32-unknown-unknown`, one must be given.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// Measures time and waits with this timer instead of Tokio's.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Some(Arc::new(timer));
        self
    }

    /// Takes the nonces of signatures from this source instead of the system's random bytes. Where the target has none, as
    /// `wasm32-unknown-unknown`, one must be given.
    pub fn nonce(mut self, nonce: impl NonceSource + 'static) -> Self {
        self.nonce = Some(Arc::new(nonce));
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// When the region or the endpoint is not a valid one; when a limit is zero, or an attempt is given more time than
    /// the operation has; when the user agent is empty or holds a control character; when `max_response_size` is 0;
    /// when a certificate, the proxy, or the variable of the environment that names one cannot be used; when the feature
    /// `http-transport` is off and no transport or no timer was given; or when the target has neither time nor random
    /// bytes and no clock or no source of nonces was given.
    pub fn build(self) -> Result<Config, Error> {
        if let Some(region) = &self.region {
            check_region(region)?;
        }
        let endpoint = self.endpoint.as_deref().map(Endpoint::parse).transpose()?;
        let connect_timeout = self.connect_timeout.unwrap_or(self.defaults.connect);
        let attempt_timeout = self.attempt_timeout.unwrap_or(self.defaults.attempt);
        let operation_timeout = self.operation_timeout.unwrap_or(OPERATION_TIMEOUT.max(self.defaults.attempt));
        if [connect_timeout, attempt_timeout, operation_timeout].iter().any(Duration::is_zero) {
            return Err(error::zero_limit());
        }
        // The default gives way to a shorter limit of the operation; what was asked for must be possible.
        if self.attempt_timeout.is_some_and(|limit| limit > operation_timeout) {
            return Err(error::attempt_beyond_operation(attempt_timeout, operation_timeout));
        }
        if let Some(text) =
            self.user_agent.as_deref().filter(|text| text.is_empty() || text.chars().any(char::is_control))
        {
            let shown = text.escape_default();
            return Err(Error::configuration(format!(
                "the user agent `{shown}` is empty or holds a control character"
            )));
        }
        if self.max_response_size == Some(0) {
            return Err(zero_response_size());
        }
        let transport = match self.transport {
            Some(transport) => transport,
            #[cfg(feature = "http-transport")]
            None => Arc::new(self.http.connect_timeout(connect_timeout).build()?),
            #[cfg(not(feature = "http-transport"))]
            None => return Err(super::defaults::no_transport()),
        };
        let timer = match self.timer {
            Some(timer) => timer,
            None => default_timer()?,
        };
        let (clock, nonce) = (self.clock.map_or_else(default_clock, Ok)?, self.nonce.map_or_else(default_nonce, Ok)?);
        Ok(Config(Arc::new(Settings {
            region: self.region,
            endpoint,
            network: self.network,
            location_service: self.location_service,
            signature: self.signature,
            credentials: self.credentials.unwrap_or_else(|| Arc::new(DefaultChain::new())),
            transport,
            connect_timeout,
            attempt_timeout,
            operation_timeout,
            retry: self.retry.unwrap_or_else(|| Arc::new(self.defaults.retry)),
            check_success: self.check_success,
            strict: self.strict,
            interceptors: self.interceptors,
            user_agent: self.user_agent,
            shared: Arc::new(Shared::default()),
            max_response_size: self.max_response_size,
            clock,
            timer,
            nonce,
        })))
    }
}

/// Shows the settings that are plain values; credentials are left out.
impl fmt::Debug for ConfigBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfigBuilder")
            .field("region", &self.region)
            .field("network", &self.network)
            .field("signature", &self.signature)
            .finish_non_exhaustive()
    }
}
