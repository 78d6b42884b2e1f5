//! Sending with hyper, and reading the response within its limits, whole or in parts.

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use ::hyper::body::{Body as _, Bytes, Incoming};
use ::hyper::http::request::Parts;
use ::hyper::http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use ::hyper::{Request, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::proxy::matcher::Intercept;

use super::body::{Arriving, Outgoing, Progress};
use super::connect::{Connector, name};
use super::failure::{ConnectorError, describe};
use super::pools::{Pool, Pools};
use crate::future::BoxFuture;
use crate::http::{
    ByteStream, Headers, HttpRequest, HttpResponse, Method, StreamedResponse, Transport, TransportError,
    TransportErrorKind, is_secret,
};

/// A body shorter than this is copied out of the buffer into which it was read.
const COPIED: usize = 4 * 1024;

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
///
/// HTTP/2 is not spoken, also where a service offers it: a call is a small request and a small response, kept connections
/// take as many at once as there are calls, and each part of the exchange is then limited by itself. It would add ten
/// crates to the thirty-three of this transport without TLS, and half as much again to the 14 seconds of CPU in which they
/// build.
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
            let (parts, body) = convert(request)?;
            let pool = self.pools.here()?;
            let mut request = Request::from_parts(parts, Outgoing::whole(body));
            let connection = capture_connection(&mut request);
            let mut exchange = pin!(async { read(self.exchange(pool, request).await?, limit).await });
            let mut over = pin!(tokio::time::sleep(timeout));
            poll_fn(|context| match exchange.as_mut().poll(context) {
                Poll::Ready(result) => Poll::Ready(result),
                Poll::Pending => over.as_mut().poll(context).map(|()| Err(late(&connection, timeout))),
            })
            .await
        })
    }

    fn stream(&self, request: HttpRequest) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        Box::pin(async move {
            let (timeout, source) = (request.timeout(), request.source().cloned());
            let (parts, body) = convert(request)?;
            let pool = self.pools.here()?;
            let progress = Progress::new();
            let body = match source {
                None => Outgoing::whole(body),
                Some(source) => {
                    let stream = source.open().await.map_err(|error| {
                        let message = format!("the body cannot be read: {error}");
                        TransportError::new(TransportErrorKind::Unsupported, message).with_source(error)
                    })?;
                    Outgoing::stream(stream, source.length(), progress.clone())
                }
            };
            let mut request = Request::from_parts(parts, body);
            let connection = capture_connection(&mut request);
            let response = progress.watch(timeout, self.exchange(pool, request)).await;
            let response = response.unwrap_or_else(|| Err(late(&connection, timeout)))?;
            let (status, headers, body) = take_apart(response)?;
            Ok(StreamedResponse::new(status, headers, ByteStream::new(Arriving::new(body, timeout))))
        })
    }
}

/// The error of a request that took too long. Without a connection nothing was sent, and another attempt does no harm.
fn late(connection: &CaptureConnection, timeout: Duration) -> TransportError {
    let (kind, what) = match *connection.connection_metadata() {
        Some(_) => (TransportErrorKind::Timeout, "complete answer"),
        None => (TransportErrorKind::ConnectTimeout, "connection"),
    };
    TransportError::new(kind, format!("no {what} within {timeout:?}")).of_the_whole()
}

impl HyperTransport {
    /// Sends a request; gives the response as soon as its head is there.
    async fn exchange(&self, pool: Pool, mut request: Request<Outgoing>) -> Result<Response<Incoming>, TransportError> {
        let forwarder = self.connector.forwarder(request.uri());
        if let Some(authorization) = forwarder.as_ref().and_then(Intercept::basic_auth) {
            request.headers_mut().insert(header::PROXY_AUTHORIZATION, authorization.clone());
        }
        let response = pool.request(request).await.map_err(classify)?;
        if let Some(proxy) = forwarder
            && response.status() == PROXY_AUTHENTICATION_REQUIRED
        {
            return Err(TransportError::new(
                TransportErrorKind::Proxy,
                format!("the proxy {} failed: it wants another user name and password", name(&proxy)),
            ));
        }
        Ok(response)
    }
}

/// Status, headers and body, which must not be encoded unless it is that of an error.
fn take_apart(response: Response<Incoming>) -> Result<(u16, Headers, Incoming), TransportError> {
    let (parts, body) = response.into_parts();
    let status = parts.status.as_u16();
    let mut headers = Headers::new();
    for (name, value) in &parts.headers {
        headers.append_lower(name.as_str(), String::from_utf8_lossy(value.as_bytes()));
    }
    let is_encoded = |encoding: &&str| parts.status.is_success() && !encoding.eq_ignore_ascii_case("identity");
    if let Some(encoding) = headers.get("content-encoding").filter(is_encoded) {
        let shown: String = encoding.chars().take(40).flat_map(char::escape_default).collect();
        return Err(TransportError::new(
            TransportErrorKind::Encoding,
            format!("the answer, of status {status}, is encoded as `{shown}`, which was not asked for"),
        ));
    }
    Ok((status, headers, body))
}

/// Reads a response whose body has at most `limit` bytes; of one that is an error, so many.
async fn read(response: Response<Incoming>, limit: usize) -> Result<HttpResponse, TransportError> {
    let (status, headers, body) = take_apart(response)?;
    if !(200..300).contains(&status) {
        let (body, is_cut) = beginning(body, limit).await?;
        let response = HttpResponse::new(status, headers, body);
        return Ok(if is_cut { response.cut() } else { response });
    }
    // The header's length is trusted only where it is too large; memory is taken for what arrives.
    if body.size_hint().lower() > limit as u64 {
        return Err(TransportError::too_large(status, limit));
    }
    let body = Limited::new(body, limit).collect().await.map_err(|error| {
        if error.is::<LengthLimitError>() {
            return TransportError::too_large(status, limit);
        }
        broke_off(error)
    })?;
    let body = body.to_bytes();
    // A few bytes of the connection's buffer would keep all of it.
    let body = if body.len() < COPIED { Bytes::copy_from_slice(&body) } else { body };
    Ok(HttpResponse::of(status, headers, body))
}

/// The first `limit` bytes of a body, and whether there are more.
async fn beginning(mut body: Incoming, limit: usize) -> Result<(Vec<u8>, bool), TransportError> {
    let mut begun = Vec::new();
    // One that is announced as too long is not waited for.
    if body.size_hint().lower() > limit as u64 {
        return Ok((begun, true));
    }
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|error| broke_off(error.into()))?.into_data() else { continue };
        let room = limit - begun.len();
        begun.extend_from_slice(&data[..data.len().min(room)]);
        if data.len() > room {
            return Ok((begun, true));
        }
    }
    Ok((begun, false))
}

fn broke_off(error: Box<dyn StdError + Send + Sync>) -> TransportError {
    TransportError::new(TransportErrorKind::Exchange, describe("the answer broke off", &*error)).with_source(error)
}

/// The request without its body, and the body where it is in memory.
fn convert(request: HttpRequest) -> Result<(Parts, Bytes), TransportError> {
    let length = request.target().len();
    let uri = Uri::from_maybe_shared(Bytes::from(request.url())).map_err(|error| {
        // Above all a target that is too long.
        let message = format!("the request, whose target has {length} bytes, cannot be sent: {error}");
        TransportError::new(TransportErrorKind::Unsupported, message).with_source(error)
    })?;
    let method = match request.method() {
        Method::Get => ::hyper::Method::GET,
        Method::Post => ::hyper::Method::POST,
        Method::Put => ::hyper::Method::PUT,
        Method::Delete => ::hyper::Method::DELETE,
        Method::Patch => ::hyper::Method::PATCH,
        Method::Head => ::hyper::Method::HEAD,
    };
    let takes_body = matches!(request.method(), Method::Post | Method::Put | Method::Patch);
    let is_empty = takes_body && request.body_length() == 0;
    let (fields, body) = request.into_parts();
    let mut headers = HeaderMap::with_capacity(16);
    for (name, value) in fields.into_items() {
        let (name, value) = field(name, value)?;
        headers.append(name, value);
    }
    if is_empty {
        // hyper leaves it out, and some gateways then answer with 411.
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.method = method;
    parts.uri = uri;
    parts.headers = headers;
    Ok((parts, body))
}

/// A header field as hyper has it; what is static or owned is not copied.
fn field(name: Cow<'static, str>, value: Cow<'static, str>) -> Result<(HeaderName, HeaderValue), TransportError> {
    let cannot = |error: ::hyper::http::Error| {
        let message = format!("the header {name} cannot be sent");
        TransportError::new(TransportErrorKind::Unsupported, message).with_source(error)
    };
    let value = match value {
        Cow::Borrowed(value) => HeaderValue::from_bytes(value.as_bytes()),
        Cow::Owned(value) => HeaderValue::from_maybe_shared(Bytes::from(value)),
    };
    let mut value = value.map_err(|error| cannot(error.into()))?;
    // hyper and what it logs to then do not print the value.
    value.set_sensitive(is_secret(&name));
    let known = match &name {
        // Names of this crate's own are fit to be sent.
        Cow::Borrowed(name) => Ok(HeaderName::from_static(name)),
        Cow::Owned(name) => HeaderName::from_bytes(name.as_bytes()),
    };
    Ok((known.map_err(|error| cannot(error.into()))?, value))
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
