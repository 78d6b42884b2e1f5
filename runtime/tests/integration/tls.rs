//! TLS over a socket of this machine: whose certificate is trusted, and for which host.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, LazyLock};

#[cfg(feature = "system-roots")]
use alicloud_core::Client;
use alicloud_core::{ConfigBuilder, ErrorKind, Proxy};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
#[cfg(not(feature = "tls-ring"))]
use rustls::crypto::aws_lc_rs as cryptography;
#[cfg(feature = "tls-ring")]
use rustls::crypto::ring as cryptography;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{ServerConfig, ServerConnection, StreamOwned, SupportedProtocolVersion};

use super::loopback::{OK, client, config, request, run};
use super::proxy::{Told, listen, socks, tunnelling};
#[cfg(feature = "system-roots")]
use super::support::WEBPLUS;

/// An authority of our own, and one that nobody has to do with.
pub static OURS: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(authority);
pub static FOREIGN: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(authority);

fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut parameters = CertificateParams::new(Vec::new()).unwrap();
    parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(parameters, KeyPair::generate().unwrap()).unwrap()
}

pub fn provider() -> Arc<rustls::crypto::CryptoProvider> {
    Arc::new(cryptography::default_provider())
}

/// A server with a certificate of ours for `localhost`; gives its port and the requests that it decrypted. It is a
/// proxy and the service behind it at once: what is asked for a tunnel makes the second handshake within the first.
fn serve() -> (String, Receiver<String>) {
    serve_by(rustls::ALL_VERSIONS, WebPkiClientVerifier::no_client_auth())
}

/// The same that speaks these versions of TLS, and wants to know this of the client.
pub fn serve_by(
    versions: &[&'static SupportedProtocolVersion],
    clients: Arc<dyn ClientCertVerifier>,
) -> (String, Receiver<String>) {
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec!["localhost".to_owned()]).unwrap().signed_by(&key, &OURS).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider())
        .with_protocol_versions(versions)
        .unwrap()
        .with_client_cert_verifier(clients)
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let config = Arc::new(config);
    let (sender, received) = channel();
    let address = listen(move |stream| {
        let Some((head, mut stream)) = accept(&config, stream) else { return };
        let tunnel = head.starts_with("CONNECT ");
        let _ = sender.send(head);
        if !tunnel {
            let _ = stream.write_all(OK.as_bytes());
            return;
        }
        let _ = stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n");
        let Some((head, mut stream)) = accept(&config, stream) else { return };
        let _ = sender.send(head);
        let _ = stream.write_all(OK.as_bytes());
    });
    (address.rsplit_once(':').unwrap().1.to_owned(), received)
}

/// Makes the handshake, and reads the head of a request; `None` if the client ends it, which does not trust us then.
fn accept<S: Read + Write>(
    config: &Arc<ServerConfig>,
    stream: S,
) -> Option<(String, StreamOwned<ServerConnection, S>)> {
    let session = ServerConnection::new(Arc::clone(config)).unwrap();
    let mut stream = BufReader::new(StreamOwned::new(session, stream));
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).unwrap_or(0) == 0 {
            return None;
        }
    }
    Some((head, stream.into_inner()))
}

pub fn direct(endpoint: &str) -> ConfigBuilder {
    config(endpoint).proxy(Proxy::none())
}

#[test]
fn a_certificate_of_an_added_authority_is_trusted() {
    let (port, received) = serve();
    let both = format!("{}{}", FOREIGN.pem(), OURS.pem());
    let endpoint = format!("https://localhost:{port}");
    let configs = [
        direct(&endpoint).root_certificates_pem(OURS.pem().as_bytes()),
        direct(&endpoint).only_root_certificates_pem(OURS.pem().as_bytes()),
        direct(&endpoint).root_certificates_pem(both.as_bytes()),
        direct(&endpoint).root_certificates_pem(FOREIGN.pem().as_bytes()).root_certificates_pem(OURS.pem().as_bytes()),
    ];
    for config in configs {
        assert_eq!(run(&client(config), request()).unwrap().request_id(), Some("R-1"));
        let head = received.recv().unwrap();
        assert!(head.starts_with("GET /a?") && head.contains(&format!("host: localhost:{port}\r\n")), "{head}");
    }
}

#[test]
fn a_certificate_of_another_authority_or_host_is_not_trusted() {
    let (port, received) = serve();
    let trusting = |host: &str| direct(&format!("https://{host}:{port}")).root_certificates_pem(OURS.pem().as_bytes());
    let cases = [
        (direct(&format!("https://localhost:{port}")), "UnknownIssuer"),
        (direct(&format!("https://localhost:{port}")).only_root_certificates_pem(FOREIGN.pem().as_bytes()), ""),
        (trusting("127.0.0.1"), "not valid for name"),
    ];
    for (config, why) in cases {
        let error = run(&client(config), request()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Connect);
        assert!(error.to_string().contains("the TLS handshake failed") && error.to_string().contains(why), "{error}");
    }
    assert!(received.try_recv().is_err());
}

#[test]
fn what_is_no_certificate_is_told_when_the_configuration_is_built() {
    let key = KeyPair::generate().unwrap().serialize_pem();
    let broken = OURS.pem().replace("-----END CERTIFICATE-----", "");
    let garbage = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    let second = format!("{}{garbage}", OURS.pem());
    let cases = [
        ("", "holds no certificate"),
        ("text", "holds no certificate"),
        (&key, "holds no certificate"),
        (&broken, "certificate 1"),
        (garbage, "certificate 1"),
        (&second, "certificate 2"),
    ];
    for (pem, what) in cases {
        for builder in [
            direct("localhost").root_certificates_pem(pem.as_bytes()),
            direct("localhost").only_root_certificates_pem(pem.as_bytes()),
        ] {
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Configuration);
            assert!(error.to_string().contains(what), "{error}");
        }
    }
}

#[cfg(feature = "system-roots")]
#[test]
fn the_systems_certificates_are_trusted_too_or_it_is_told_that_there_are_none() {
    let (port, _received) = serve();
    let config = direct(&format!("https://localhost:{port}")).system_root_certificates();
    match config.root_certificates_pem(OURS.pem().as_bytes()).build() {
        Ok(config) => assert!(run(&Client::new(&config, &WEBPLUS), request()).is_ok()),
        Err(error) => assert!(error.to_string().contains("operating system's root certificates"), "{error}"),
    }
}

#[test]
fn a_proxy_tunnels_and_does_not_see_the_call() {
    let (port, received) = serve();
    let (proxy, asked) = tunnelling("HTTP/1.1 200 Connection established\r\n\r\n", format!("127.0.0.1:{port}"));
    let proxy = Proxy::all(&format!("http://someone:secret@{proxy}")).unwrap();
    let config = config("https://localhost").proxy(proxy).root_certificates_pem(OURS.pem().as_bytes());
    run(&client(config), request()).unwrap();

    let asked = asked.recv().unwrap();
    let lines: Vec<&str> = asked.trim_end().lines().collect();
    let expected =
        ["CONNECT localhost:443 HTTP/1.1", "Host: localhost:443", "Proxy-Authorization: Basic c29tZW9uZTpzZWNyZXQ="];
    assert_eq!(lines, expected);
    let head = received.recv().unwrap();
    assert!(head.starts_with("GET /a?") && !head.to_ascii_lowercase().contains("proxy-"), "{head}");
}

#[test]
fn a_socks_proxy_leads_to_the_port_of_https() {
    let (port, received) = serve();
    let (proxy, told) = socks(0, format!("127.0.0.1:{port}"));
    let proxy = Proxy::all(&format!("socks5h://{proxy}")).unwrap();
    let config = config("https://localhost").proxy(proxy).root_certificates_pem(OURS.pem().as_bytes());
    run(&client(config), request()).unwrap();
    assert_eq!(told.recv().unwrap(), Told { user: None, host: Ok("localhost".to_owned()), port: 443 });
    assert!(received.recv().unwrap().starts_with("GET /a?"));
}

#[test]
fn a_proxy_can_be_spoken_to_over_tls() {
    let (port, received) = serve();
    let proxy = Proxy::all(&format!("https://someone:secret@localhost:{port}")).unwrap();
    let config = config("http://service.test").proxy(proxy);
    run(&client(config.root_certificates_pem(OURS.pem().as_bytes())), request()).unwrap();
    let head = received.recv().unwrap();
    assert!(head.starts_with("GET http://service.test/a?"), "{head}");
    assert!(head.contains("proxy-authorization: Basic c29tZW9uZTpzZWNyZXQ="), "{head}");
}

#[test]
fn a_proxy_that_is_spoken_to_over_tls_tunnels_a_second_tls() {
    let (port, received) = serve();
    let proxy = || Proxy::all(&format!("https://someone:secret@localhost:{port}")).unwrap();
    let trusting = |endpoint: &str| config(endpoint).proxy(proxy()).root_certificates_pem(OURS.pem().as_bytes());
    run(&client(trusting("https://localhost")), request()).unwrap();
    let asked = received.recv().unwrap();
    assert!(asked.starts_with("CONNECT localhost:443 ") && !asked.contains("GET"), "{asked}");
    assert!(asked.contains("Proxy-Authorization: Basic c29tZW9uZTpzZWNyZXQ="), "{asked}");
    let head = received.recv().unwrap();
    assert!(head.starts_with("GET /a?") && !head.to_ascii_lowercase().contains("proxy-"), "{head}");

    // The certificate within the tunnel is that of the service, or the call is not made.
    let error = run(&client(trusting("https://elsewhere.test")), request()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.to_string().contains("the TLS handshake failed"), "{error}");
    assert!(received.recv().unwrap().starts_with("CONNECT elsewhere.test:443 "));
    assert!(received.try_recv().is_err());
}
