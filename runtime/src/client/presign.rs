//! URLs that carry a signature: a call by action that somebody else makes, without credentials of his own.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::handle::Client;
use super::limits::Limits;
use crate::error::{Error, ErrorKind};
use crate::http::Method;
use crate::product::Style;
use crate::request::Request;
use crate::secret::Secret;
use crate::signature::{self, Draft, SignatureVersion, Signing};

/// How far the time of a signature may be from the service's clock.
const TOLERANCE: Duration = Duration::from_secs(15 * 60);

/// A URL that makes one call, to be given to somebody who has no credentials; see [`Client::presign`].
///
/// Who has it can make the call: `Debug` shows neither its parameters nor its signature.
#[derive(Clone)]
pub struct PresignedUrl {
    url: Secret,
    host: String,
    operation: String,
    expires_at: SystemTime,
}

impl PresignedUrl {
    /// The URL.
    pub fn as_str(&self) -> &str {
        self.url.expose()
    }

    /// The time from which on the service refuses it, by this machine's clock and what calls have learnt of the service's.
    pub fn expires_at(&self) -> SystemTime {
        self.expires_at
    }
}

impl fmt::Debug for PresignedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PresignedUrl")
            .field("host", &self.host)
            .field("operation", &self.operation)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// A URL with which anybody can make this call, once, for as long as `valid_for`.
    ///
    /// The call is a GET of a product by actions, signed with version 1, which puts all that is signed into the query. Nothing
    /// is sent here, except for credentials, and for the location service where the configuration asks it.
    ///
    /// - **No parameter says when such a URL ends.** The service refuses a signature whose time is more than 15 minutes from its
    ///   own clock; so the URL states a time in the past, and `valid_for` is 15 minutes at most. A service whose clock is off
    ///   takes it for longer or shorter. Where the credentials are temporary, it ends with them at the latest.
    /// - **It works once.** It holds a nonce, which the service takes once (`SignatureNonceUsed` after that).
    /// - It holds the id of the access key and, of temporary credentials, their token, which without the secret are of no use.
    /// - Interceptors do not see the call, which is made elsewhere.
    ///
    /// ```
    /// use std::time::Duration;
    /// use alicloud_core::{Client, Config, Credentials, EndpointRule, Endpoints, Method, Product, Request, Style};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), alicloud_core::Error> {
    /// let config = Config::builder().region("cn-hangzhou").credentials(Credentials::new("an-id", "its-secret")).build()?;
    /// let ecs = Product::new("ecs", "2014-05-26", Style::Rpc, Endpoints::new("ecs", EndpointRule::Regional));
    /// let request = Request::new("DescribeRegions", Method::Get, "/");
    /// let url = Client::new(&config, ecs).presign(request, Duration::from_secs(300)).await?;
    /// assert!(url.as_str().starts_with("https://ecs.cn-hangzhou.aliyuncs.com/?"));
    /// assert!(!format!("{url:?}").contains("Signature"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// Of kind [`Request`](ErrorKind::Request) for a call that no such URL can make: of a product by paths, with another method,
    /// a body or headers, or for a time that is zero or too long. Of kind [`Credentials`](ErrorKind::Credentials) where there are
    /// none, where they end before, and for a bearer token, which whoever sees the URL could use for anything. Else as
    /// [`call`](Self::call) before it sends.
    pub async fn presign(&self, request: Request, valid_for: Duration) -> Result<PresignedUrl, Error> {
        let operation = request.operation().clone();
        let made = match self.config.of_call(request.options()) {
            Ok(None) => self.sign_url(request, valid_for).await,
            Ok(Some(config)) => Client { config, ..self.clone() }.sign_url(request, valid_for).await,
            Err(error) => Err(error),
        };
        made.map_err(|error| error.of_operation(operation))
    }

    async fn sign_url(&self, mut request: Request, valid_for: Duration) -> Result<PresignedUrl, Error> {
        let config = &self.config;
        let limits = Limits::begin(config, request.options())?;
        if valid_for.is_zero() || valid_for > TOLERANCE {
            return Err(refused(format!("a URL is valid for up to 15 minutes, and not for {valid_for:?}")));
        }
        if self.product.style != Style::Rpc {
            return Err(refused(format!(
                "{} is called by paths, and signs headers, which no URL holds",
                self.product.name
            )));
        }
        request.take_in_options();
        request.fill_client_token(|| config.nonce().nonce());
        if request.method() != Method::Get || !request.is_query_alone() {
            return Err(refused("only a GET with parameters of the query alone can be a URL"));
        }
        let (endpoint, _) = self.endpoint(&request, limits).await?;
        let endpoint = request.endpoint_below(endpoint);
        let mut draft = Draft::new(&self.product, endpoint, request, config.region(), SignatureVersion::V1)?;
        let credentials = config.snapshot(limits.left(config.timer())).await?;
        if credentials.bearer_token().is_some() {
            return Err(Error::credentials("a bearer token cannot sign a URL; give an access key"));
        }
        let now = config.skew().apply(config.clock().now());
        let end = now.checked_add(valid_for).unwrap_or(now);
        let expires_at = credentials.expiration().map_or(end, |expiration| end.min(expiration));
        if expires_at <= now {
            return Err(Error::credentials("the credentials have expired, and so would a URL that they sign"));
        }
        let time = end.checked_sub(TOLERANCE).unwrap_or(now);
        let signing = Signing { credentials: &credentials, time, nonce: config.nonce().nonce() };
        signature::seal(&mut draft, SignatureVersion::V1, &signing);
        let operation = draft.operation.to_string();
        let request = draft.into_http(limits.attempt);
        let host = request.authority().to_owned();
        Ok(PresignedUrl { url: Secret::new(request.url()), host, operation, expires_at })
    }
}

fn refused(problem: impl Into<String>) -> Error {
    Error::new(ErrorKind::Request, problem)
}
