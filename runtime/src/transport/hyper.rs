//! The default transport: HTTP/1.1 over rustls with the ring provider and Mozilla's root certificates, on Tokio.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::task::{Context, Poll};
use std::time::Duration;

use ::hyper::Request;
use ::hyper::body::Bytes;
use ::hyper::http::request::Builder;
use ::hyper::http::{HeaderValue, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::rt::TokioExecutor;
use tower_service::Service;

use super::headers::is_secret;
use super::{Headers, HttpRequest, HttpResponse, Transport, TransportError, TransportErrorKind};
use crate::{BoxFuture, Method};

/// How long an unused connection is kept. Load balancers close theirs after about a minute.
const IDLE: Duration = Duration::from_secs(30);

/// Sends requests with hyper and keeps connections for the next ones.
///
/// It must run on a Tokio runtime with I/O and time enabled. Redirects are not followed and environment variables that
/// name a proxy are not read. Certificates are checked against Mozilla's list, which is compiled in.
pub struct HyperTransport {
    client: Client<Connector, Full<Bytes>>,
}

impl HyperTransport {
    /// `connect_timeout` covers name resolution, the connection and the TLS handshake together.
    pub fn new(connect_timeout: Duration) -> Self {
        let mut http = HttpConnector::new_with_resolver(Resolver(GaiResolver::new()));
        http.enforce_http(false);
        http.set_nodelay(true);
        // The provider is named, so that another crate's choice of a process-wide one has no influence.
        let https = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
            .expect("ring supports the protocol versions that rustls enables by default")
            .https_or_http()
            .enable_http1()
            .wrap_connector(TcpConnector(http));
        let connector = Connector { https, timeout: connect_timeout };
        let client = Client::builder(TokioExecutor::new()).pool_idle_timeout(IDLE).build(connector);
        Self { client }
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            if tokio::runtime::Handle::try_current().is_err() {
                return Err(TransportError::new(
                    TransportErrorKind::Connect,
                    "the default transport needs a Tokio runtime; run the call on one, or configure another transport",
                ));
            }
            let timeout = request.timeout();
            let request = convert(request)?;
            match tokio::time::timeout(timeout, self.exchange(request)).await {
                Ok(result) => result,
                Err(elapsed) => Err(TransportError::new(
                    TransportErrorKind::Timeout,
                    format!("no complete answer within {timeout:?}"),
                )
                .with_source(elapsed)),
            }
        })
    }
}

impl HyperTransport {
    async fn exchange(&self, request: Request<Full<Bytes>>) -> Result<HttpResponse, TransportError> {
        let response = self.client.request(request).await.map_err(classify)?;
        let (parts, body) = response.into_parts();
        let mut headers = Headers::new();
        for (name, value) in &parts.headers {
            headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
        }
        let body = body.collect().await.map_err(|error| {
            TransportError::new(TransportErrorKind::Exchange, describe("the answer broke off", &error))
                .with_source(error)
        })?;
        Ok(HttpResponse::new(parts.status.as_u16(), headers, body.to_bytes()))
    }
}

fn convert(request: HttpRequest) -> Result<Request<Full<Bytes>>, TransportError> {
    let mut builder: Builder = Request::builder().method(request.method().as_str()).uri(request.url());
    for (name, value) in request.headers().iter() {
        let value = HeaderValue::from_bytes(value.as_bytes()).map(|mut value| {
            // hyper and what it logs to then do not print the value.
            value.set_sensitive(is_secret(name));
            value
        });
        builder = match value {
            Ok(value) => builder.header(name, value),
            Err(error) => {
                let message = format!("the value of the header {name} cannot be sent");
                return Err(TransportError::new(TransportErrorKind::Exchange, message).with_source(error));
            }
        };
    }
    let takes_body = matches!(request.method(), Method::Post | Method::Put | Method::Patch);
    if takes_body && request.body().is_empty() {
        // hyper leaves it out, and some gateways then answer with 411.
        builder = builder.header("content-length", "0");
    }
    builder.body(Full::new(Bytes::from(request.into_body()))).map_err(|error| {
        TransportError::new(TransportErrorKind::Exchange, "the request is not valid HTTP").with_source(error)
    })
}

/// Finds out how far a request got. Errors of the connector are ours; the rest is hyper's.
fn classify(error: hyper_util::client::legacy::Error) -> TransportError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(&error);
    while let Some(current) = cause {
        if let Some(ConnectorError { kind, message }) = current.downcast_ref() {
            return TransportError::new(*kind, message.clone()).with_source(error);
        }
        cause = current.source();
    }
    TransportError::new(TransportErrorKind::Exchange, describe("the connection failed", &error)).with_source(error)
}

/// `what` and the innermost cause, which is the one that says something.
fn describe(what: &str, error: &(dyn StdError + 'static)) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    format!("{what}: {innermost}")
}

/// Connects within a time limit and remembers at which step it failed.
#[derive(Clone)]
struct Connector {
    https: HttpsConnector<TcpConnector>,
    timeout: Duration,
}

impl Service<Uri> for Connector {
    type Response = <HttpsConnector<TcpConnector> as Service<Uri>>::Response;
    type Error = ConnectorError;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.https.poll_ready(context).map_err(ConnectorError::of_https)
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.https.call(uri);
        let timeout = self.timeout;
        Box::pin(async move {
            match tokio::time::timeout(timeout, connecting).await {
                Ok(result) => result.map_err(ConnectorError::of_https),
                Err(_) => Err(ConnectorError {
                    kind: TransportErrorKind::ConnectTimeout,
                    message: format!("no connection within {timeout:?}"),
                }),
            }
        })
    }
}

/// The part below TLS, so that its errors can be told from those of TLS.
#[derive(Clone)]
struct TcpConnector(HttpConnector<Resolver>);

impl Service<Uri> for TcpConnector {
    type Response = <HttpConnector<Resolver> as Service<Uri>>::Response;
    type Error = ConnectorError;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context).map_err(|error| ConnectorError::of_tcp(&error))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let connecting = self.0.call(uri);
        Box::pin(async move { connecting.await.map_err(|error| ConnectorError::of_tcp(&error)) })
    }
}

#[derive(Clone, Debug)]
struct ConnectorError {
    kind: TransportErrorKind,
    message: String,
}

impl ConnectorError {
    /// An error of the part below TLS is passed on; every other one is one of TLS.
    fn of_https(error: Box<dyn StdError + Send + Sync>) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => {
                Self { kind: TransportErrorKind::Tls, message: describe("the TLS handshake failed", &*error) }
            }
        }
    }

    fn of_tcp(error: &(dyn StdError + 'static)) -> Self {
        let mut cause = Some(error);
        while let Some(current) = cause {
            if current.is::<ResolveError>() {
                return Self { kind: TransportErrorKind::Resolve, message: describe("the name has no address", error) };
            }
            cause = current.source();
        }
        Self { kind: TransportErrorKind::Connect, message: describe("the connection failed", error) }
    }
}

impl fmt::Display for ConnectorError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl StdError for ConnectorError {}

/// The system's resolver, with errors that can be told from others.
#[derive(Clone)]
struct Resolver(GaiResolver);

impl Service<Name> for Resolver {
    type Response = <GaiResolver as Service<Name>>::Response;
    type Error = ResolveError;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context).map_err(ResolveError)
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let resolving = self.0.call(name);
        Box::pin(async move { resolving.await.map_err(ResolveError) })
    }
}

#[derive(Debug)]
struct ResolveError(io::Error);

impl fmt::Display for ResolveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl StdError for ResolveError {}
