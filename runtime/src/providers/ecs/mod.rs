//! The RAM role of the ECS instance that the program runs on, from the metadata service.

#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::encode::encode_segment;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::{HttpRequest, Method};
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::providers::fetch::{Fetched, Patience, fetch, shown_url};
use crate::providers::key_response;
use crate::secret::Secret;
use crate::variables::Variables;

const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const V1_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const ENDPOINT: &str = "http://100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
/// The lifetime of a token of the metadata service, and how long before its end it is replaced.
const TOKEN_LIFETIME: Duration = Duration::from_secs(21_600);
const TOKEN_MARGIN: Duration = Duration::from_secs(60);

/// Gets the credentials of the instance's RAM role from the metadata service, and renews before expiry.
///
/// The role is the one that [`role`](Self::role) names, else `ALIBABA_CLOUD_ECS_METADATA`, else the one that the
/// service names. The hardened mode (IMDSv2) comes first; if it is refused, the plain one follows unless
/// [`without_v1`](Self::without_v1) or `ALIBABA_CLOUD_IMDSV1_DISABLED=true` forbids it. One request may take a second.
/// The service speaks plain HTTP on an address that is not routed.
///
/// Errors: `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true` (not configured); no response, which usually means that this is
/// no ECS instance; the instance has no role.
#[derive(Clone)]
pub struct EcsMetadataProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    role: Option<String>,
    endpoint: String,
    timeout: Duration,
    v1: bool,
    /// The token of the hardened mode, and when it ends.
    token: Arc<Mutex<Option<(Secret, SystemTime)>>>,
}

impl EcsMetadataProvider {
    /// Asks for the role that the environment or the service names.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self(CachingProvider::new(Source {
            variables,
            role: None,
            endpoint: ENDPOINT.to_owned(),
            timeout: Duration::from_secs(1),
            v1: true,
            token: Arc::default(),
        }))
    }

    fn change(self, change: impl FnOnce(&mut Source)) -> Self {
        Self(self.0.with(|source| {
            change(source);
            // Copies of a changed provider must not share what another endpoint gave.
            source.token = Arc::default();
        }))
    }

    /// Names the role, which saves a request.
    pub fn role(self, name: impl Into<String>) -> Self {
        self.change(|source| source.role = Some(name.into()))
    }

    /// Never falls back to the plain mode.
    pub fn without_v1(self) -> Self {
        self.change(|source| source.v1 = false)
    }

    /// Asks this address, such as `http://127.0.0.1:8080`, instead of `http://100.100.100.200`.
    pub fn endpoint(self, endpoint: impl Into<String>) -> Self {
        self.change(|source| source.endpoint = endpoint.into().trim_end_matches('/').to_owned())
    }

    /// Limits one request.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.change(|source| source.timeout = timeout)
    }

    /// Whether the environment allows to ask the service, which may still be absent.
    pub(super) fn configured(&self) -> Result<(), Error> {
        self.0.source().enabled()
    }
}

impl Default for EcsMetadataProvider {
    fn default() -> Self {
        Self::new()
    }
}

through_cache!(EcsMetadataProvider);

impl fmt::Debug for EcsMetadataProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source();
        f.debug_struct("EcsMetadataProvider")
            .field("role", &source.role)
            .field("endpoint", &source.endpoint)
            .field("timeout", &source.timeout)
            .field("v1", &source.v1)
            .finish()
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.find(context))
    }
}

impl Source {
    fn enabled(&self) -> Result<(), Error> {
        if self.variables.is_true(DISABLED)? {
            return Err(Error::credentials_not_configured(format!("{DISABLED} turns the metadata service off")));
        }
        Ok(())
    }

    async fn find(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        self.enabled()?;
        let named = match &self.role {
            Some(role) => Some(role.clone()),
            None => self.variables.get(ROLE)?,
        };
        let role = match named {
            Some(role) => role,
            None => self.role_of_instance(context).await?,
        };
        let path = format!("{ROLES_PATH}{}", encode_segment(&role));
        let (shown_url, response) = self.get(context, &path).await?;
        if response.status == 404 {
            return Err(Error::credentials(format!(
                "the instance has no RAM role `{}` (status 404 from {shown_url}); attach it, or name another one",
                role.escape_default()
            )));
        }
        Ok(response.read(&shown_url, key_response::metadata)?.provided_by("ecs_ram_role"))
    }

    async fn role_of_instance(&self, context: &ProviderContext) -> Result<String, Error> {
        let (shown_url, response) = self.get(context, ROLES_PATH).await?;
        match response.status {
            200 => role_name(&response.body)
                .ok_or_else(|| Error::credentials(format!("the answer of {shown_url} is not the name of a role"))),
            404 => Err(Error::credentials(format!(
                "no RAM role is attached to this instance (status 404 from {shown_url}); attach one"
            ))),
            status => Err(response.failed(format!("{shown_url} answered with the status {status}"))),
        }
    }

    /// Asks in the hardened mode, with a new token if the kept one is refused, and then in the plain one.
    async fn get(&self, context: &ProviderContext, path: &str) -> Result<(String, Fetched), Error> {
        let refused = |response: &Fetched| matches!(response.status, 401 | 403);
        let plain = self.v1 && !self.variables.is_true(V1_DISABLED)?;
        let mut failure = None;
        // A kept token may have become invalid; a new one that is refused stays so.
        for _ in 0..2 {
            match self.token(context).await {
                Ok((token, new)) => {
                    let (shown_url, response) = self.ask(context, path, Some(&token)).await?;
                    if !refused(&response) {
                        return Ok((shown_url, response));
                    }
                    *self.token.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    failure = Some(Error::credentials(format!(
                        "{shown_url} refused its own token (status {})",
                        response.status
                    )));
                    if new {
                        break;
                    }
                }
                Err(error) => {
                    failure = Some(error);
                    break;
                }
            }
        }
        match failure {
            Some(error) if !plain => Err(Error::credentials(format!(
                "{error}; the plain mode, which might answer, is turned off by {V1_DISABLED} or in the code"
            ))
            .unavailable_if(error.is_retryable())),
            _ => self.ask(context, path, None).await,
        }
    }

    async fn ask(
        &self,
        context: &ProviderContext,
        path: &str,
        token: Option<&Secret>,
    ) -> Result<(String, Fetched), Error> {
        let mut request = self.request(Method::Get, path)?;
        if let Some(token) = token {
            request = request.with_header("x-aliyun-ecs-metadata-token", token.expose());
        }
        let shown_url = shown_url(&request);
        let response = fetch(context, &request, Patience::Local).await.map_err(|error| {
            Error::credentials(format!("{error}; if this is not an ECS instance, that is as it should be"))
                .unavailable_if(error.is_retryable())
                .with_source(error)
        })?;
        Ok((shown_url, response))
    }

    /// The kept token, or a new one; and whether it is new.
    async fn token(&self, context: &ProviderContext) -> Result<(Secret, bool), Error> {
        let now = context.clock().now();
        if let Some((token, end)) = &*self.token.lock().unwrap_or_else(PoisonError::into_inner)
            && now < *end
        {
            return Ok((token.clone(), false));
        }
        let request = self
            .request(Method::Put, TOKEN_PATH)?
            .with_header("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_LIFETIME.as_secs().to_string());
        let shown_url = shown_url(&request);
        let response = fetch(context, &request, Patience::Local).await?;
        if response.status != 200 {
            return Err(response.failed(format!("{shown_url} answered with the status {}", response.status)));
        }
        let text = std::str::from_utf8(&response.body).unwrap_or_default().trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::credentials(format!("the answer of {shown_url} is not a token")));
        }
        let token = Secret::new(text);
        let kept = (token.clone(), now + TOKEN_LIFETIME - TOKEN_MARGIN);
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
        Ok((token, true))
    }

    fn request(&self, method: Method, path: &str) -> Result<HttpRequest, Error> {
        let request = HttpRequest::plain(method, &format!("{}{path}", self.endpoint), Vec::new());
        Ok(request.map_err(|error| Error::credentials(error.to_string()))?.with_timeout(self.timeout))
    }
}

/// The name in a response, which some page of a proxy is not.
pub(crate) fn role_name(body: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(body).ok()?.trim();
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte);
    ((1..=64).contains(&name.len()) && name.bytes().all(valid)).then(|| name.to_owned())
}
