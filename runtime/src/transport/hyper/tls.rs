//! TLS with rustls: which certificates are trusted, who does the cryptography, and the handshake.

use std::sync::Arc;

use hyper_util::rt::TokioIo;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio_rustls::TlsConnector;

use super::failure::{ConnectorError, describe};
use super::stream::Stream;
use crate::error::Error;
use crate::http::TransportErrorKind;

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
    pub(super) fn new(roots: &Roots) -> Result<Self, Error> {
        let store = store(roots)?;
        // The provider is named, so that another crate's choice of a process-wide one has no influence.
        let Some(provider) = provider() else { return Ok(Self(None)) };
        let config = ClientConfig::builder_with_provider(Arc::new(provider))
            .with_safe_default_protocol_versions()
            .expect("both providers support the protocol versions that rustls enables by default")
            .with_root_certificates(store)
            .with_no_client_auth();
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
