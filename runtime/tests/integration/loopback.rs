//! The default transport over a socket of this machine.

use std::future::Future as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use alicloud_core::{
    Client, Config, ConfigBuilder, Credentials, Error, ErrorKind, Method, NoRetry, Proxy, RawResponse, Request,
};

use super::support::*;

/// A server that answers each request with the same bytes, and reports what it received.
pub struct Server {
    pub url: String,
    connections: Arc<AtomicUsize>,
    received: Mutex<Receiver<Received>>,
}

pub struct Received {
    pub head: String,
    pub body: Vec<u8>,
}

impl Server {
    /// `keep` tells whether a connection stays open after an answer.
    pub fn start(answer: &'static str, keep: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let connections = Arc::new(AtomicUsize::new(0));
        let (sender, received) = channel();
        let counter = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming() {
                counter.fetch_add(1, Ordering::SeqCst);
                let sender = sender.clone();
                thread::spawn(move || {
                    let mut stream = BufReader::new(stream.unwrap());
                    while let Some(request) = receive(&mut stream) {
                        // The receiver is gone when the test is over.
                        let _ = sender.send(request);
                        stream.get_mut().write_all(answer.as_bytes()).unwrap();
                        if !keep {
                            return;
                        }
                    }
                });
            }
        });
        Self { url, connections, received: Mutex::new(received) }
    }

    pub fn config(&self) -> ConfigBuilder {
        config(&self.url)
    }

    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// What was received whole, if anything.
    pub fn try_received(&self) -> Option<Received> {
        self.received.lock().unwrap().try_recv().ok()
    }

    pub fn received(&self) -> Received {
        self.received.lock().unwrap().recv().unwrap()
    }
}

pub fn receive(stream: &mut BufReader<TcpStream>) -> Option<Received> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")).map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(Received { head, body })
}

pub fn config(url: &str) -> ConfigBuilder {
    let config = Config::builder().region("cn-hangzhou").credentials(Credentials::with_token(ID, SECRET, TOKEN));
    config.endpoint(url).retry(NoRetry)
}

pub fn client(config: ConfigBuilder) -> Client {
    Client::new(&config.build().unwrap(), &WEBPLUS)
}

pub fn request() -> Request {
    Request::new("Op", Method::Get, "/a")
}

/// Runs one call on a runtime of its own.
pub fn run(client: &Client, request: Request) -> Result<RawResponse, Error> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(client.call(request))
}

pub const OK: &str = "HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX-Acs-Request-Id: R-1\r\n\r\n{\"Code\":1 }";

#[test]
fn a_signed_call_arrives_as_it_was_signed() {
    let server = Server::start(OK, true);
    let mut request = Request::new("CreateApplication", Method::Post, "/pop/v1/wam/application");
    request.form("AppName", "hello world");
    let answer = run(&client(server.config()), request).unwrap();
    assert_eq!((answer.status(), answer.request_id(), answer.body()), (200, Some("R-1"), &b"{\"Code\":1 }"[..]));

    let Received { head, body } = server.received();
    assert_eq!(body, b"AppName=hello+world");
    let mut lines = head.trim_end().lines();
    assert_eq!(lines.next(), Some("POST /pop/v1/wam/application?RegionId=cn-hangzhou HTTP/1.1"));
    let mut headers: Vec<(&str, &str)> = lines.map(|line| line.split_once(": ").unwrap()).collect();
    headers.sort_unstable();
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(
        names,
        [
            "accept",
            "authorization",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-acs-accesskey-id",
            "x-acs-action",
            "x-acs-content-sha256",
            "x-acs-date",
            "x-acs-security-token",
            "x-acs-signature-nonce",
            "x-acs-version",
        ]
    );
    let header = |name: &str| headers.iter().find(|(known, _)| *known == name).unwrap().1;
    assert_eq!(header("host"), server.url.strip_prefix("http://").unwrap());
    assert_eq!(header("x-acs-security-token"), TOKEN);
    assert!(header("authorization").starts_with("ACS3-HMAC-SHA256 Credential=testAccessKeyId,SignedHeaders="));
}

#[test]
fn a_call_without_a_body_says_so_where_a_body_is_usual() {
    let server = Server::start(OK, true);
    let client = client(server.config());
    for (method, length) in [(Method::Get, false), (Method::Delete, false), (Method::Post, true), (Method::Put, true)] {
        run(&client, Request::new("CreateStorage", method, "/pop/v1/wam/storage")).unwrap();
        let head = server.received().head;
        assert!(head.starts_with(method.as_str()) && !head.contains("content-type"), "{head}");
        assert_eq!(head.contains("content-length: 0\r\n"), length, "{head}");
    }
}

#[tokio::test]
async fn connections_are_used_again_by_all_clients_of_a_configuration() {
    let server = Server::start(OK, true);
    let config = server.config().build().unwrap();
    for _ in 0..3 {
        Client::new(&config, &WEBPLUS).call(request()).await.unwrap();
    }
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_connection_that_the_service_closes_is_replaced() {
    let server = Server::start("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", false);
    let client = client(server.config());
    for _ in 0..2 {
        client.call(request()).await.unwrap();
    }
    assert_eq!(server.connections(), 2);
}

#[test]
fn a_client_outlives_the_runtime_of_its_first_call() {
    let server = Server::start(OK, true);
    let client = client(server.config());
    for _ in 0..2 {
        run(&client, request()).unwrap();
    }
}

#[test]
fn without_a_runtime_the_error_says_so() {
    let client = client(config("http://127.0.0.1:1"));
    let mut calling = pin!(client.call(request()));
    match calling.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Err(error)) => assert!(error.to_string().contains("needs a Tokio runtime"), "{error}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_refused_connection_names_the_host() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    drop(listener);
    let error = run(&client(config(&format!("http://{address}"))), request()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.is_connect() && !error.is_timeout());
    assert!(error.to_string().contains(&address) && error.to_string().contains("refused"), "{error}");
}

#[test]
fn a_name_without_an_address_is_no_connection() {
    let error = run(&client(config("http://alicloud.invalid").proxy(Proxy::none())), request()).unwrap_err();
    // Where no name server answers, the limit for connecting ends it.
    assert!(error.is_connect(), "{error}");
    assert!(error.to_string().contains("no answer from alicloud.invalid"), "{error}");
    assert!(error.is_timeout() || error.to_string().contains("the name has no address"), "{error}");
}

/// A listener whose connections are accepted by the system and then never served.
fn silent() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

#[test]
fn a_server_that_never_answers_is_given_up() {
    let (_listener, address) = silent();
    let config = config(&format!("http://{address}")).attempt_timeout(Duration::from_millis(200));
    let error = run(&client(config), request()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout() && !error.is_connect());
    assert!(error.to_string().contains("no complete answer within 200ms"), "{error}");
}

#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
#[test]
fn a_handshake_that_never_ends_is_given_up() {
    let (_listener, address) = silent();
    let config = config(&format!("https://{address}")).connect_timeout(Duration::from_millis(200));
    let error = run(&client(config), request()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(error.is_timeout() && error.is_connect());
    assert!(error.to_string().contains("no connection within 200ms"), "{error}");
}

#[cfg(any(feature = "tls-ring", feature = "tls-aws-lc"))]
#[test]
fn a_server_without_tls_is_told_from_a_refused_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        // The client may be gone before everything is read and written.
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        let _ = stream.read(&mut [0; 1024]);
    });
    let error = run(&client(config(&format!("https://{address}"))), request()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
    assert!(error.to_string().contains("the TLS handshake failed"), "{error}");
}

#[test]
fn an_answer_that_breaks_off_or_is_not_http_is_no_answer() {
    for answer in ["HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "SSH-2.0-OpenSSH_9.9\r\n\r\n"] {
        let server = Server::start(answer, false);
        let error = run(&client(server.config()), request()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
        assert!(error.to_string().contains("may have acted"), "{error}");
    }
}

#[test]
fn a_redirect_is_an_error_and_is_not_followed() {
    let server = Server::start("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", true);
    let error = run(&client(server.config()), request()).unwrap_err();
    assert_eq!((error.kind(), error.status()), (ErrorKind::Service, Some(302)));
    assert!(server.received().head.starts_with("GET /a?"));
    assert!(server.received.lock().unwrap().try_recv().is_err());
}

#[test]
fn an_error_answer_is_read_over_the_socket() {
    let server = Server::start(
        "HTTP/1.1 403 Forbidden\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{\"Code\":\"Forbidden\"}\r\n0\r\n\r\n",
        true,
    );
    let error = run(&client(server.config()), request()).unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("Forbidden"), Some(403)));
}

#[test]
fn a_plain_request_goes_over_the_default_transport() {
    use alicloud_core::credentials::{CredentialsUriProvider, EcsMetadataProvider};
    const KEY: &str = "HTTP/1.1 200 OK\r\ncontent-length: 124\r\n\r\n{\"Code\":\"Success\",\"AccessKeyId\":\"id\",\
                       \"AccessKeySecret\":\"secret\",\"SecurityToken\":\"token\",\"Expiration\":\"2100-01-01T00:00:00Z\"}";
    let server = Server::start(KEY, true);
    let uri = CredentialsUriProvider::new().uri(format!("{}/keys?a=b", server.url));
    run(&client(server.config().credentials(uri)), request()).unwrap();
    let asked = server.received().head;
    assert!(asked.starts_with("GET /keys?a=b HTTP/1.1\r\n") && asked.contains("user-agent: alicloud-rust/"), "{asked}");
    assert!(server.received().head.contains("x-acs-accesskey-id: id\r\n"));

    // The same answer is no token, and so the plain mode follows.
    let server = Server::start(KEY, true);
    let metadata = EcsMetadataProvider::new().endpoint(&server.url).role("worker");
    run(&client(server.config().credentials(metadata)), request()).unwrap();
    let token = server.received().head;
    assert!(token.starts_with("PUT /latest/api/token HTTP/1.1\r\n") && token.contains("content-length: 0"), "{token}");
    let asked = server.received().head;
    assert!(asked.starts_with("GET /latest/meta-data/ram/security-credentials/worker "), "{asked}");
    assert!(server.received().head.contains("x-acs-accesskey-id: id\r\n"));
}

#[test]
fn a_request_that_http_cannot_carry_is_not_sent_and_not_tried_again() {
    let mut request = Request::new("Op", Method::Get, "/a");
    request.query("Long", "x".repeat(70_000).as_str());
    let config = config("http://127.0.0.1:9").retry(alicloud_core::StandardRetry::new());
    let error = call(config, &WEBPLUS, request).unwrap_err();
    assert_eq!((error.kind(), error.attempts(), error.is_unprocessed()), (ErrorKind::Configuration, 1, true));
    assert!(error.to_string().contains("whose target has 700") && !error.is_retryable(), "{error}");
}
