//! What the client asks of TLS: that the server takes its certificate, and the least version.

use std::sync::Arc;

use alicloud_core::transport::TlsVersion;
use alicloud_core::{ConfigBuilder, ErrorKind};
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use rustls::RootCertStore;
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::version::{TLS12, TLS13};

use super::loopback::{client, request, run};
use super::tls::{FOREIGN, OURS, direct, provider, serve_by};

fn trusting(port: &str) -> ConfigBuilder {
    direct(&format!("https://localhost:{port}")).root_certificates_pem(OURS.pem().as_bytes())
}

/// Takes clients that our authority vouches for, and no others.
fn ours_only() -> Arc<dyn ClientCertVerifier> {
    let mut roots = RootCertStore::empty();
    roots.add(OURS.der().clone()).unwrap();
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider()).build().unwrap()
}

/// A certificate of this authority and its key, in PEM.
fn certificate(authority: &CertifiedIssuer<'static, KeyPair>) -> (String, String) {
    let key = KeyPair::generate().unwrap();
    let parameters = CertificateParams::new(vec!["client".to_owned()]).unwrap();
    (parameters.signed_by(&key, authority).unwrap().pem(), key.serialize_pem())
}

#[test]
fn a_server_that_asks_for_a_certificate_gets_it_under_each_version() {
    let (certificate, key) = certificate(&OURS);
    for version in [&TLS12, &TLS13] {
        let (port, received) = serve_by(&[version], ours_only());
        let config = trusting(&port).client_certificate_pem(certificate.as_bytes(), key.as_bytes());
        run(&client(config), request()).unwrap();
        assert!(received.recv().unwrap().starts_with("GET /a?"));
    }
}

#[test]
fn a_server_that_asks_for_none_is_called_all_the_same() {
    let (certificate, key) = certificate(&OURS);
    let (port, _received) = serve_by(rustls::ALL_VERSIONS, WebPkiClientVerifier::no_client_auth());
    let config = trusting(&port).client_certificate_pem(certificate.as_bytes(), key.as_bytes());
    run(&client(config), request()).unwrap();
}

#[test]
fn without_a_certificate_that_the_server_takes_there_is_no_call() {
    let (certificate, key) = certificate(&FOREIGN);
    let (port, received) = serve_by(&[&TLS12], ours_only());
    for config in [trusting(&port), trusting(&port).client_certificate_pem(certificate.as_bytes(), key.as_bytes())] {
        let error = run(&client(config), request()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert!(error.to_string().contains("the TLS handshake failed"), "{error}");
    }
    assert!(received.try_recv().is_err());
}

/// The server of TLS 1.3 says so only after the client has finished its handshake, and perhaps sent its request.
#[test]
fn a_refusal_that_comes_after_the_handshake_is_an_error_too() {
    let (port, received) = serve_by(&[&TLS13], ours_only());
    let error = run(&client(trusting(&port)), request()).unwrap_err();
    assert!(matches!(error.kind(), ErrorKind::Connect | ErrorKind::Transport), "{error}");
    assert!(received.try_recv().is_err());
}

#[test]
fn what_is_no_certificate_with_its_key_is_told_when_the_configuration_is_built() {
    let (certificate, key) = certificate(&OURS);
    let other = KeyPair::generate().unwrap().serialize_pem();
    let broken = key.replace('-', "");
    let cases = [
        (&*key, &*key, "holds no certificate"),
        ("", &key, "holds no certificate"),
        (&certificate, "", "holds no private key"),
        (&certificate, &certificate, "holds no private key"),
        (&certificate, &broken, "holds no private key"),
        (&certificate, &other, "keys may not be consistent"),
    ];
    for (certificate, key, what) in cases {
        let builder = direct("localhost").client_certificate_pem(certificate.as_bytes(), key.as_bytes());
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn a_server_of_an_older_version_than_the_least_is_not_called() {
    for (server, least, works) in [
        (&TLS12, TlsVersion::Tls12, true),
        (&TLS13, TlsVersion::Tls12, true),
        (&TLS13, TlsVersion::Tls13, true),
        (&TLS12, TlsVersion::Tls13, false),
    ] {
        let (port, _received) = serve_by(&[server], WebPkiClientVerifier::no_client_auth());
        match run(&client(trusting(&port).least_tls_version(least)), request()) {
            Ok(_) => assert!(works, "{server:?} {least:?}"),
            Err(error) => {
                assert!(!works && error.kind() == ErrorKind::Connect, "{server:?} {least:?}: {error}");
                assert!(error.to_string().contains("the TLS handshake failed"), "{error}");
            }
        }
    }
}
