//! TLS with rustls: which certificates are trusted and shown, which versions are spoken, who does the cryptography, and
//! the handshake.

use std::sync::Arc;

use hyper_util::rt::TokioIo;
use rustls::client::WantsClientCert;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, SupportedProtocolVersion};
use tokio_rustls::TlsConnector;
use zeroize::Zeroizing;

use super::failure::{ConnectorError, describe};
use super::stream::Stream;
use crate::error::Error;
use crate::http::TransportErrorKind;

/// A version of TLS. Older ones than these are never spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum TlsVersion {
    /// TLS 1.2.
    #[default]
    Tls12,
    /// TLS 1.3.
    Tls13,
}

impl TlsVersion {
    /// This version and those above it.
    fn and_newer(self) -> &'static [&'static SupportedProtocolVersion] {
        const ALL: &[&SupportedProtocolVersion] = &[&TLS13, &TLS12];
        match self {
            Self::Tls12 => ALL,
            Self::Tls13 => &ALL[..1],
        }
    }
}

/// What a handshake goes by.
#[derive(Clone, Default)]
pub(super) struct TlsSettings {
    pub(super) roots: Roots,
    pub(super) least: TlsVersion,
    pub(super) identity: Option<Identity>,
}

/// What the client shows to a server that asks who it is, as texts in PEM.
#[derive(Clone)]
pub(super) struct Identity {
    pub(super) certificates: Vec<u8>,
    pub(super) key: Zeroizing<Vec<u8>>,
}

/// The root certificates that are trusted.
#[derive(Clone, Default)]
pub(super) struct Roots {
    /// Texts in PEM, each with one certificate or more.
    pub(super) own: Vec<Vec<u8>>,
    /// Whether those of Mozilla's list are left out.
    pub(super) only_own: bool,
    /// Whether those of the operating system are trusted too.
    pub(super) of_system: bool,
}

pub(super) struct Tls(Option<TlsConnector>);

impl Tls {
    pub(super) fn new(settings: &TlsSettings) -> Result<Self, Error> {
        let store = store(&settings.roots)?;
        // The provider is named, so that another crate's choice of a process-wide one has no influence.
        let Some(provider) = provider() else { return Ok(Self(None)) };
        let config = ClientConfig::builder_with_provider(Arc::new(provider))
            .with_protocol_versions(settings.least.and_newer())
            .expect("both providers support both protocol versions")
            .with_root_certificates(store);
        let config = match &settings.identity {
            Some(identity) => identify(config, identity)?,
            None => config.with_no_client_auth(),
        };
        Ok(Self(Some(TlsConnector::from(Arc::new(config)))))
    }

    /// Refuses to go on where no handshake can succeed.
    pub(super) fn check(&self) -> Result<(), ConnectorError> {
        if self.0.is_some() { Ok(()) } else { Err(ConnectorError::no_tls()) }
    }

    /// Makes a session with `host` over `stream`.
    pub(super) async fn handshake(&self, host: &str, stream: Stream) -> Result<Stream, ConnectorError> {
        let failed = |error: &(dyn std::error::Error + 'static)| ConnectorError {
            kind: TransportErrorKind::Tls,
            message: describe("the TLS handshake failed", error),
        };
        let Some(connector) = &self.0 else { return Err(ConnectorError::no_tls()) };
        let name = ServerName::try_from(host.to_owned()).map_err(|error| failed(&error))?;
        let session = connector.connect(name, TokioIo::new(stream)).await.map_err(|error| failed(&error))?;
        Ok(Stream::new(TokioIo::new(session)))
    }
}

/// Lets the client show who it is.
fn identify(config: ConfigBuilder<ClientConfig, WantsClientCert>, identity: &Identity) -> Result<ClientConfig, Error> {
    let wrong = |problem: String| {
        Error::configuration(format!(
            "the client certificate cannot be used: {problem}; give the certificate, those of authorities between it and the \
             root after it, and its private key, all in PEM"
        ))
    };
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&identity.certificates).collect();
    let chain = chain.map_err(|error| wrong(error.to_string()))?;
    if chain.is_empty() {
        return Err(wrong("its PEM text holds no certificate".to_owned()));
    }
    // What is wrong with a key is not repeated, lest it be shown.
    let key = PrivateKeyDer::from_pem_slice(&identity.key);
    let key = key.map_err(|_| wrong("the PEM text of its key holds no private key that can be read".to_owned()))?;
    config.with_client_auth_cert(chain, key).map_err(|error| wrong(error.to_string()))
}

fn provider() -> Option<CryptoProvider> {
    #[cfg(feature = "tls-ring")]
    return Some(rustls::crypto::ring::default_provider());
    #[cfg(all(feature = "tls-aws-lc", not(feature = "tls-ring")))]
    return Some(rustls::crypto::aws_lc_rs::default_provider());
    #[cfg(not(any(feature = "tls-ring", feature = "tls-aws-lc")))]
    return None;
}

fn store(roots: &Roots) -> Result<RootCertStore, Error> {
    let mut store = RootCertStore::empty();
    if !roots.only_own {
        store.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    }
    for pem in &roots.own {
        add(&mut store, pem)?;
    }
    if roots.of_system {
        add_of_system(&mut store)?;
    }
    Ok(store)
}

fn add(store: &mut RootCertStore, pem: &[u8]) -> Result<(), Error> {
    let mut count = 0;
    for certificate in CertificateDer::pem_slice_iter(pem) {
        count += 1;
        let wrong = |problem: String| {
            Error::configuration(format!(
                "root certificate {count} of the PEM text cannot be used: {problem}; give certificates of authorities, \
                 each between -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----"
            ))
        };
        let certificate = certificate.map_err(|error| wrong(format!("{error}")))?;
        store.add(certificate).map_err(|error| wrong(error.to_string()))?;
    }
    if count == 0 {
        return Err(Error::configuration(
            "the PEM text of root certificates holds no certificate; give the text of the file, with its \
             -----BEGIN CERTIFICATE----- lines",
        ));
    }
    Ok(())
}

#[cfg(feature = "system-roots")]
fn add_of_system(store: &mut RootCertStore) -> Result<(), Error> {
    let found = rustls_native_certs::load_native_certs();
    // Systems have some that are too old to be read.
    let (usable, _) = store.add_parsable_certificates(found.certs);
    if usable > 0 {
        return Ok(());
    }
    let reason = found.errors.first().map_or_else(|| "there are none".to_owned(), ToString::to_string);
    Err(Error::configuration(format!(
        "the operating system's root certificates cannot be read: {reason}; install them, or name a file of them in \
         the environment variable SSL_CERT_FILE"
    )))
}

#[cfg(not(feature = "system-roots"))]
fn add_of_system(_: &mut RootCertStore) -> Result<(), Error> {
    Ok(())
}
