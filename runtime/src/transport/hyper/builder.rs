//! The set-up of the default transport.

use std::fmt;
use std::time::Duration;

use super::connect::Connector;
use super::send::HyperTransport;
#[cfg(feature = "_tls")]
use super::tls::{Identity, TlsVersion};
use super::tls::{Tls, TlsSettings};
use crate::error::Error;
use crate::transport::proxy::Proxy;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Collects the settings of a [`HyperTransport`], for a transport of your own that sends through it.
/// [`ConfigBuilder`](crate::ConfigBuilder) has the same ones for the transport that it makes.
#[derive(Clone, Default)]
#[must_use = "a builder does nothing until `build` is called"]
pub struct HyperTransportBuilder {
    connect_timeout: Option<Duration>,
    proxy: Option<Proxy>,
    tls: TlsSettings,
}

impl HyperTransport {
    /// Starts a set-up from the defaults.
    pub fn builder() -> HyperTransportBuilder {
        HyperTransportBuilder::default()
    }
}

impl HyperTransportBuilder {
    /// Limits name resolution, connection, proxy and TLS handshake together: 5 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// Sends requests through this proxy; [`Proxy::from_env`] is the default.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.proxy = Some(proxy);
        self
    }

    /// Trusts these certificates of authorities too, beside those of Mozilla's list. Called again, it adds further
    /// ones.
    #[cfg(feature = "_tls")]
    pub fn root_certificates_pem(mut self, pem: &[u8]) -> Self {
        self.tls.roots.own.push(pem.to_owned());
        self
    }

    /// Trusts these certificates of authorities and not those of Mozilla's list.
    #[cfg(feature = "_tls")]
    pub fn only_root_certificates_pem(mut self, pem: &[u8]) -> Self {
        self.tls.roots.only_own = true;
        self.root_certificates_pem(pem)
    }

    /// Trusts the certificates that the operating system trusts too.
    #[cfg(feature = "system-roots")]
    pub fn system_root_certificates(mut self) -> Self {
        self.tls.roots.of_system = true;
        self
    }

    /// Shows this certificate to a server that asks who the client is, a proxy that is spoken to over TLS among them: the
    /// certificate, then those of authorities between it and the root, and its private key, in PEM.
    #[cfg(feature = "_tls")]
    pub fn client_certificate_pem(mut self, certificates: &[u8], key: &[u8]) -> Self {
        self.tls.identity = Some(Identity { certificates: certificates.to_owned(), key: key.to_vec().into() });
        self
    }

    /// Speaks no older version of TLS than this: [`TlsVersion::Tls12`] unless set.
    #[cfg(feature = "_tls")]
    pub fn least_tls_version(mut self, version: TlsVersion) -> Self {
        self.tls.least = version;
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// When a root certificate or the client's own cannot be used, when a text of them has none, or when a variable of
    /// the environment is not the URL of a proxy.
    pub fn build(self) -> Result<HyperTransport, Error> {
        let proxy = self.proxy.map_or_else(Proxy::from_env, Ok)?;
        let tls = Tls::new(&self.tls)?;
        let timeout = self.connect_timeout.unwrap_or(CONNECT_TIMEOUT);
        Ok(HyperTransport::new(Connector::new(timeout, proxy.matcher(), tls)))
    }
}

impl fmt::Debug for HyperTransportBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransportBuilder")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}
