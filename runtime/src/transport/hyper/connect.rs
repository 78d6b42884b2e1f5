//! Connections: TCP, a proxy in between where there is one, TLS on top; with errors that say which of them failed.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::future::{Ready, poll_fn, ready};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use ::hyper::http::Uri;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::dns::{GaiResolver, Name};
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tower_service::Service;

use super::failure::{ConnectorError, ResolveError, describe};
use super::stream::Stream;
use super::tls::Tls;
use crate::future::BoxFuture;
use crate::http::TransportErrorKind;

/// Asks after this silence whether the other side is still there. Address translation
/// on the way can forget a connection during a long call.
const KEEP_ALIVE: Duration = Duration::from_secs(30);

/// Connects within a time limit.
#[derive(Clone)]
pub(super) struct Connector(Arc<Setup>);

struct Setup {
    tcp: HttpConnector<Resolver>,
    tls: Tls,
    proxies: Matcher,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(timeout: Duration, proxies: Matcher, tls: Tls) -> Self {
        let mut tcp = HttpConnector::new_with_resolver(Resolver(GaiResolver::new()));
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEP_ALIVE));
        // Shared among the addresses of a host, so that one which does not answer leaves time for the next.
        tcp.set_connect_timeout(Some(timeout));
        Self(Arc::new(Setup { tcp, tls, proxies, timeout }))
    }

    /// The proxy that gets requests for `target` themselves, rather than a tunnel to it.
    pub(super) fn forwarder(&self, target: &Uri) -> Option<Intercept> {
        let proxy = self.0.proxies.intercept(target)?;
        (!is_https(target) && speaks_http(&proxy)).then_some(proxy)
    }
}

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = ConnectorError;
    type Future = BoxFuture<'static, Result<Stream, ConnectorError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ConnectorError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let setup = Arc::clone(&self.0);
        Box::pin(async move {
            let proxy = setup.proxies.intercept(&target);
            match tokio::time::timeout(setup.timeout, setup.connect(&target, proxy.as_ref())).await {
                Ok(result) => result,
                Err(_) => {
                    let through = proxy.map(|proxy| format!(" through the proxy {}", name(&proxy))).unwrap_or_default();
                    Err(ConnectorError::too_slow(&through, setup.timeout))
                }
            }
        })
    }
}

impl Setup {
    async fn connect(&self, target: &Uri, proxy: Option<&Intercept>) -> Result<Stream, ConnectorError> {
        if is_https(target) || proxy.is_some_and(|proxy| is_https(proxy.uri())) {
            self.tls.check()?;
        }
        let stream = match proxy {
            None => self.tcp(target).await?,
            Some(proxy) => self.through(proxy, target).await?,
        };
        if is_https(target) { self.tls.handshake(host(target), stream).await } else { Ok(stream) }
    }

    async fn tcp(&self, address: &Uri) -> Result<Stream, ConnectorError> {
        let mut tcp = self.tcp.clone();
        let of_tcp = |error| ConnectorError::of_tcp(&error, self.timeout);
        poll_fn(|context| tcp.poll_ready(context)).await.map_err(of_tcp)?;
        tcp.call(address.clone()).await.map(Stream::new).map_err(of_tcp)
    }

    /// A connection to the proxy that leads to `target`, or one that takes requests for it.
    async fn through(&self, proxy: &Intercept, target: &Uri) -> Result<Stream, ConnectorError> {
        let failed = |error: ConnectorError| ConnectorError {
            kind: TransportErrorKind::Proxy,
            message: format!("the proxy {} failed: {}", name(proxy), error.message),
        };
        let address = match proxy.uri().scheme_str() {
            Some("socks5") => self.resolve(target).await?.to_string(),
            // The port is named, since SOCKS has no other way to tell http from https.
            _ => format!("{}:{}", target.host().unwrap_or_default(), port(target)),
        };
        let mut stream = self.tcp(proxy.uri()).await.map_err(failed)?;
        if is_https(proxy.uri()) {
            stream = self.tls.handshake(host(proxy.uri()), stream).await.map_err(failed)?;
        }
        if speaks_http(proxy) && !is_https(target) {
            stream.is_proxied = true;
            return Ok(stream);
        }
        tunnel(proxy, &address, stream).await.map_err(failed)
    }

    /// An address of `target`: of the fourth version if there is one, since not every proxy has the sixth.
    async fn resolve(&self, target: &Uri) -> Result<SocketAddr, ConnectorError> {
        let port = port(target);
        if let Ok(address) = host(target).parse::<IpAddr>() {
            return Ok(SocketAddr::new(address, port));
        }
        let failed = |error: &(dyn StdError + 'static)| ConnectorError {
            kind: TransportErrorKind::Resolve,
            message: describe("the name has no address", error),
        };
        let name = host(target).parse::<Name>().map_err(|error| failed(&error))?;
        let found: Vec<SocketAddr> = GaiResolver::new().call(name).await.map_err(|error| failed(&error))?.collect();
        let best = found.iter().find(|address| address.is_ipv4()).or(found.first());
        let best = best.ok_or_else(|| failed(&io::Error::other("the answer is empty")))?;
        Ok(SocketAddr::new(best.ip(), port))
    }
}

/// Asks `proxy` at the other end of `stream` for a way to `place`, which is a host and a port.
async fn tunnel(proxy: &Intercept, address: &str, stream: Stream) -> Result<Stream, ConnectorError> {
    let refused = |error: &(dyn StdError + 'static)| ConnectorError {
        kind: TransportErrorKind::Proxy,
        message: describe("there is no tunnel", error),
    };
    let address = Uri::builder().scheme("tcp").authority(address).path_and_query("/").build();
    let address = address.map_err(|error| refused(&error))?;
    let (uri, stream) = (proxy.uri().clone(), Once(Some(stream)));
    if speaks_http(proxy) {
        let mut tunnel = Tunnel::new(uri, stream);
        if let Some(authorization) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(authorization.clone());
        }
        tunnel.call(address).await.map_err(|error| refused(&error))
    } else {
        let mut socks = SocksV5::new(uri, stream);
        if let Some((user, password)) = proxy.raw_auth() {
            socks = socks.with_auth(user.to_owned(), password.to_owned());
        }
        socks.call(address).await.map_err(|error| refused(&error))
    }
}

fn is_https(address: &Uri) -> bool {
    address.scheme_str() == Some("https")
}

fn speaks_http(proxy: &Intercept) -> bool {
    matches!(proxy.uri().scheme_str(), Some("http" | "https"))
}

/// The host, an IPv6 address without its brackets.
fn host(address: &Uri) -> &str {
    address.host().unwrap_or_default().trim_matches(['[', ']'])
}

fn port(address: &Uri) -> u16 {
    address.port_u16().unwrap_or(if is_https(address) { 443 } else { 80 })
}

/// Scheme, host and port. What it authenticates with is no part of it.
pub(super) fn name(proxy: &Intercept) -> String {
    proxy.uri().to_string().trim_end_matches('/').to_owned()
}

/// Gives a connection that is there already, for the layers that want to connect themselves.
struct Once(Option<Stream>);

impl Service<Uri> for Once {
    type Response = Stream;
    type Error = Infallible;
    type Future = Ready<Result<Stream, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        ready(Ok(self.0.take().expect("a layer connects once")))
    }
}

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
