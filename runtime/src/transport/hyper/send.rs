//! Sending with hyper, and reading the response within its limits.

use std::error::Error as StdError;
use std::fmt;

use ::hyper::body::{Body as _, Bytes, Incoming};
use ::hyper::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use ::hyper::{Request, Response};
use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::client::proxy::matcher::Intercept;

use super::connect::{Connector, name};
use super::failure::{ConnectorError, describe};
use super::pools::{Pool, Pools};
use crate::future::BoxFuture;
use crate::http::{
    Headers, HttpRequest, HttpResponse, Method, Transport, TransportError, TransportErrorKind, is_secret,
};

/// The status by which a proxy asks who is there.
const PROXY_AUTHENTICATION_REQUIRED: u16 = 407;

/// Sends requests with hyper and keeps connections for the next ones.
///
/// It must run on a Tokio runtime with I/O and time enabled. Redirects are not followed. Requests go through the
/// [`Proxy`](crate::Proxy) of the environment unless another one, or none, is set. Certificates are checked against
/// Mozilla's list, which is compiled in, and those that are added. Without a feature for TLS (`tls-ring`, `tls-aws-lc`)
/// only endpoints with `http://` can be reached.
///
/// No request is sent twice: one that a kept connection never began to send, because the service had closed it, is sent
/// over another, and every other failure is an error. Copies share connections.
///
/// A connection is served by the runtime on which it was made, so each runtime has connections of its own: programs
/// that make a call on one runtime and the next one on another, as tests do, never wait for one that rests or has
/// ended.
#[derive(Clone)]
pub struct HyperTransport {
    pools: Pools,
    connector: Connector,
}

impl HyperTransport {
    pub(super) fn new(connector: Connector) -> Self {
        Self { pools: Pools::new(connector.clone()), connector }
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    fn keeps_time(&self) -> bool {
        true
    }

    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let (timeout, limit) = (request.timeout(), request.max_response());
            let mut request = convert(request)?;
            let client = self.pools.here()?;
            let connection = capture_connection(&mut request);
            match tokio::time::timeout(timeout, self.exchange(client, request, limit)).await {
                Ok(result) => result,
                Err(elapsed) => {
                    // Without a connection nothing was sent, and another attempt does no harm.
                    let (kind, what) = match *connection.connection_metadata() {
                        Some(_) => (TransportErrorKind::Timeout, "complete answer"),
                        None => (TransportErrorKind::ConnectTimeout, "connection"),
                    };
                    Err(TransportError::new(kind, format!("no {what} within {timeout:?}")).with_source(elapsed))
                }
            }
        })
    }
}

impl HyperTransport {
    async fn exchange(
        &self,
        client: Pool,
        mut request: Request<Full<Bytes>>,
        limit: usize,
    ) -> Result<HttpResponse, TransportError> {
        let forwarder = self.connector.forwarder(request.uri());
        if let Some(authorization) = forwarder.as_ref().and_then(Intercept::basic_auth) {
            request.headers_mut().insert(header::PROXY_AUTHORIZATION, authorization.clone());
        }
        let response = client.request(request).await.map_err(classify)?;
        if let Some(proxy) = forwarder
            && response.status() == PROXY_AUTHENTICATION_REQUIRED
        {
            return Err(TransportError::new(
                TransportErrorKind::Proxy,
                format!("the proxy {} failed: it wants another user name and password", name(&proxy)),
            ));
        }
        read(response, limit).await
    }
}

/// Reads a response whose body has at most `limit` bytes.
async fn read(response: Response<Incoming>, limit: usize) -> Result<HttpResponse, TransportError> {
    let (parts, body) = response.into_parts();
    let mut headers = Headers::new();
    for (name, value) in &parts.headers {
        headers.append(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    if let Some(encoding) =
        headers.get("content-encoding").filter(|encoding| !encoding.eq_ignore_ascii_case("identity"))
    {
        let shown: String = encoding.chars().take(40).flat_map(char::escape_default).collect();
        return Err(TransportError::new(
            TransportErrorKind::Encoding,
            format!(
                "the answer, of status {}, is encoded as `{shown}`, which was not asked for",
                parts.status.as_u16()
            ),
        ));
    }
    let too_large = || {
        TransportError::new(
            TransportErrorKind::TooLarge,
            format!("the answer, of status {}, is larger than {limit} bytes", parts.status.as_u16()),
        )
    };
    // The header's length is trusted only where it is too large; memory is taken for what arrives.
    if body.size_hint().lower() > limit as u64 {
        return Err(too_large());
    }
    let body = Limited::new(body, limit).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            return too_large();
        }
        TransportError::new(TransportErrorKind::Exchange, describe("the answer broke off", &*error)).with_source(error)
    })?;
    Ok(HttpResponse::new(parts.status.as_u16(), headers, body.to_bytes()))
}

fn convert(request: HttpRequest) -> Result<Request<Full<Bytes>>, TransportError> {
    let length = request.target().len();
    let uri = Uri::from_maybe_shared(Bytes::from(request.url())).map_err(|error| {
        // Above all a target that is too long.
        let message = format!("the request, whose target has {length} bytes, cannot be sent: {error}");
        TransportError::new(TransportErrorKind::Unsupported, message).with_source(error)
    })?;
    let mut headers = HeaderMap::with_capacity(16);
    for (name, value) in request.headers().iter() {
        let cannot = |error: ::hyper::http::Error| {
            let message = format!("the header {name} cannot be sent");
            TransportError::new(TransportErrorKind::Unsupported, message).with_source(error)
        };
        let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|error| cannot(error.into()))?;
        // hyper and what it logs to then do not print the value.
        value.set_sensitive(is_secret(name));
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| cannot(error.into()))?;
        headers.append(name, value);
    }
    let method = match request.method() {
        Method::Get => ::hyper::Method::GET,
        Method::Post => ::hyper::Method::POST,
        Method::Put => ::hyper::Method::PUT,
        Method::Delete => ::hyper::Method::DELETE,
        Method::Patch => ::hyper::Method::PATCH,
        Method::Head => ::hyper::Method::HEAD,
    };
    let takes_body = matches!(request.method(), Method::Post | Method::Put | Method::Patch);
    if takes_body && request.body().is_empty() {
        // hyper leaves it out, and some gateways then answer with 411.
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut converted = Request::new(Full::new(Bytes::from(request.into_body())));
    *converted.method_mut() = method;
    *converted.uri_mut() = uri;
    *converted.headers_mut() = headers;
    Ok(converted)
}

/// Finds out how far a request got. Errors of the connector are ours; the rest is hyper's.
fn classify(error: hyper_util::client::legacy::Error) -> TransportError {
    let mut cause: Option<&(dyn StdError + 'static)> = Some(&error);
    while let Some(current) = cause {
        if let Some(ConnectorError { kind, message }) = current.downcast_ref() {
            return TransportError::new(*kind, message.clone()).with_source(error);
        }
        // hyper gives such a request back as it was.
        if current.downcast_ref().is_some_and(::hyper::Error::is_canceled) {
            let message = "the connection was closed before the request was sent";
            return TransportError::new(TransportErrorKind::Connect, message).with_source(error);
        }
        cause = current.source();
    }
    TransportError::new(TransportErrorKind::Exchange, describe("the connection failed", &error)).with_source(error)
}
