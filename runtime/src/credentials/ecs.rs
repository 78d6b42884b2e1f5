//! The RAM role of the ECS instance that the program runs on, from the metadata service.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use super::caching::through_cache;
use super::fetch::{Answer, Patience, fetch, place};
use super::{CachingProvider, CredentialProvider, Credentials, ProviderContext, Secret, Variables, answer};
use crate::signature::encode_segment;
use crate::transport::HttpRequest;
use crate::{BoxFuture, Error, Method};

const ROLE: &str = "ALIBABA_CLOUD_ECS_METADATA";
const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const V1_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const ENDPOINT: &str = "http://100.100.100.200";
const TOKEN_PATH: &str = "/latest/api/token";
const ROLES_PATH: &str = "/latest/meta-data/ram/security-credentials/";
/// How long a token of the metadata service lasts, and how long before its end it is not used any more.
const TOKEN_LIFETIME: Duration = Duration::from_secs(21_600);
const TOKEN_MARGIN: Duration = Duration::from_secs(60);

/// Gets the credentials of the instance's RAM role from the metadata service, and renews before expiry.
///
/// The role is the one that [`role`](Self::role) names, else `ALIBABA_CLOUD_ECS_METADATA`, else the one that the service
/// names. The hardened mode (IMDSv2) comes first; if it is refused, the plain one follows unless
/// [`without_v1`](Self::without_v1) or `ALIBABA_CLOUD_IMDSV1_DISABLED=true` forbids it. One request may take a second. The
/// service speaks plain HTTP on an address that is not routed.
///
/// Errors: `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true` (not configured); no answer, which usually means that this is no ECS
/// instance; the instance has no role.
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

    /// The name of the role, which saves a request.
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

    /// How long one request may take.
    pub fn timeout(self, timeout: Duration) -> Self {
        self.change(|source| source.timeout = timeout)
    }

    /// Whether the environment lets the service be asked. Whether there is one is only seen then.
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
        let (place, answer) = self.get(context, &path).await?;
        if answer.status == 404 {
            return Err(Error::credentials(format!(
                "the instance has no RAM role `{}` (status 404 from {place}); attach it, or name another one",
                role.escape_default()
            )));
        }
        Ok(answer.read(&place, answer::metadata)?.provided_by("ecs_ram_role"))
    }

    async fn role_of_instance(&self, context: &ProviderContext) -> Result<String, Error> {
        let (place, answer) = self.get(context, ROLES_PATH).await?;
        match answer.status {
            200 => role_name(&answer.body)
                .ok_or_else(|| Error::credentials(format!("the answer of {place} is not the name of a role"))),
            404 => Err(Error::credentials(format!(
                "no RAM role is attached to this instance (status 404 from {place}); attach one"
            ))),
            status => Err(answer.failed(format!("{place} answered with the status {status}"))),
        }
    }

    /// Asks in the hardened mode, with a new token if the kept one is refused, and then in the plain one.
    async fn get(&self, context: &ProviderContext, path: &str) -> Result<(String, Answer), Error> {
        let refused = |answer: &Answer| matches!(answer.status, 401 | 403);
        let plain = self.v1 && !self.variables.is_true(V1_DISABLED)?;
        let mut failure = None;
        // A kept token may have become invalid; a new one that is refused stays so.
        for _ in 0..2 {
            match self.token(context).await {
                Ok((token, new)) => {
                    let (place, answer) = self.ask(context, path, Some(&token)).await?;
                    if !refused(&answer) {
                        return Ok((place, answer));
                    }
                    *self.token.lock().unwrap_or_else(PoisonError::into_inner) = None;
                    failure =
                        Some(Error::credentials(format!("{place} refused its own token (status {})", answer.status)));
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
    ) -> Result<(String, Answer), Error> {
        let mut request = self.request(Method::Get, path)?;
        if let Some(token) = token {
            request = request.with_header("x-aliyun-ecs-metadata-token", token.expose());
        }
        let place = place(&request);
        let answer = fetch(context, &request, Patience::Local).await.map_err(|error| {
            Error::credentials(format!("{error}; if this is not an ECS instance, that is as it should be"))
                .unavailable_if(error.is_retryable())
                .with_source(error)
        })?;
        Ok((place, answer))
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
        let place = place(&request);
        let answer = fetch(context, &request, Patience::Local).await?;
        if answer.status != 200 {
            return Err(answer.failed(format!("{place} answered with the status {}", answer.status)));
        }
        let text = std::str::from_utf8(&answer.body).unwrap_or_default().trim();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::credentials(format!("the answer of {place} is not a token")));
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

/// The name in an answer, which some page of a proxy is not.
pub(super) fn role_name(body: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(body).ok()?.trim();
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.@".contains(&byte);
    ((1..=64).contains(&name.len()) && name.bytes().all(valid)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::testing::{World, metadata_answer, run};
    use super::*;
    use crate::transport::TransportErrorKind;

    fn provider(variables: &[(&str, &str)]) -> EcsMetadataProvider {
        EcsMetadataProvider::with(Variables::of(variables))
    }

    /// Method, path and token of what was sent.
    fn sent(world: &World) -> Vec<String> {
        let requests = world.requests();
        let line = |request: &HttpRequest| {
            let token = request.headers().get("x-aliyun-ecs-metadata-token").unwrap_or("-");
            format!("{} {} {token}", request.method(), request.url().trim_start_matches(ENDPOINT))
        };
        requests.iter().map(line).collect()
    }

    #[test]
    fn the_hardened_mode_is_used_and_its_token_is_kept() {
        let world = World::new();
        let provider = provider(&[]);
        world.answer(200, "token-1\n");
        world.answer(200, " worker \n");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        let made = run(provider.credentials(&world.context())).unwrap();
        assert_eq!((made.access_key_id(), made.provider()), ("id", "ecs_ram_role"));
        assert!(world.requests.lock().unwrap().iter().all(|request| request.timeout() == Duration::from_secs(1)));
        let first = &world.requests.lock().unwrap()[0].clone();
        assert_eq!(first.headers().get("x-aliyun-ecs-metadata-token-ttl-seconds"), Some("21600"));
        let roles = "/latest/meta-data/ram/security-credentials/";
        let put = "PUT /latest/api/token -".to_owned();
        assert_eq!(sent(&world), [put.clone(), format!("GET {roles} token-1"), format!("GET {roles}worker token-1")]);

        // The next renewal has the token already, and one after its end gets a new one.
        provider.invalidate(&made);
        world.answer(200, "worker");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider.credentials(&world.context())).is_ok());
        assert_eq!(sent(&world).len(), 2);
        world.advance(21_600);
        world.answer(200, "token-2");
        world.answer(200, "worker");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider.credentials(&world.context())).is_ok());
        assert_eq!(sent(&world)[0], put);
    }

    #[test]
    fn a_named_role_saves_a_request_and_is_encoded() {
        for provider in [provider(&[(ROLE, "a b")]), provider(&[(ROLE, "other")]).role("a b")] {
            let world = World::new();
            world.answer(200, "t");
            world.answer(200, metadata_answer("id", world.now() + 3600));
            assert!(run(provider.credentials(&world.context())).is_ok());
            assert_eq!(sent(&world)[1], "GET /latest/meta-data/ram/security-credentials/a%20b t");
        }
    }

    #[test]
    fn the_plain_mode_follows_a_refusal_unless_it_is_off() {
        let world = World::new();
        world.answer(404, "");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider(&[(ROLE, "r")]).credentials(&world.context())).is_ok());
        assert_eq!(sent(&world).len(), 2);

        // The token is given and then refused.
        world.answer(200, "t");
        world.answer(403, "");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider(&[(ROLE, "r")]).credentials(&world.context())).is_ok());
        assert!(sent(&world)[2].ends_with("/r -"));

        let strict = [provider(&[(ROLE, "r")]).without_v1(), provider(&[(ROLE, "r"), (V1_DISABLED, "true")])];
        for provider in strict {
            world.answer(404, "");
            let error = run(provider.credentials(&world.context())).unwrap_err().to_string();
            assert!(error.contains("status 404") && error.contains(V1_DISABLED), "{error}");
            assert_eq!(sent(&world).len(), 1);
        }
    }

    #[test]
    fn a_kept_token_that_is_refused_is_replaced() {
        let world = World::new();
        let provider = provider(&[(ROLE, "r")]).without_v1();
        world.answer(200, "t1");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        let made = run(provider.credentials(&world.context())).unwrap();
        provider.invalidate(&made);
        world.requests();
        world.answer(401, "");
        world.answer(200, "t2");
        world.answer(200, metadata_answer("id", world.now() + 3600));
        assert!(run(provider.credentials(&world.context())).is_ok());
        assert!(sent(&world)[2].ends_with(" t2"));
    }

    #[test]
    fn failures_say_what_to_do() {
        let cases: [(&[(u16, &str)], &str); 6] = [
            (&[(200, "t"), (404, "")], "no RAM role is attached"),
            (&[(200, "t"), (200, "<html>hidden")], "not the name of a role"),
            (&[(200, "t"), (200, "r"), (404, "")], "no RAM role `r`"),
            (&[(200, "t"), (200, "r"), (200, r#"{"Code":"Failed"}"#)], "the `Code` Failed"),
            (&[(200, "t"), (200, "r"), (200, r#"{"Code":"Success","AccessKeySecret":"hid"#)], "breaks off"),
            (&[(200, "t"), (200, "r"), (400, "hidden")], "the status 400"),
        ];
        for (answers, expected) in cases {
            let world = World::new();
            for (status, body) in answers {
                world.answer(*status, *body);
            }
            let error = run(provider(&[]).credentials(&world.context())).unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(text.contains(expected) && !text.contains("hid"), "{text}");
        }
        let world = World::new();
        for _ in 0..2 {
            world.fail(TransportErrorKind::Timeout);
        }
        let error = run(provider(&[]).credentials(&world.context())).unwrap_err();
        assert!(error.to_string().contains("if this is not an ECS instance"), "{error}");
        assert!(!error.is_retryable(), "the usual case is a machine without the service: {error}");
        assert_eq!(world.requests().len(), 2, "an address that is not there is not asked again and again");
        for _ in 0..6 {
            world.answer(503, "");
        }
        let error = run(provider(&[(ROLE, "r")]).credentials(&world.context())).unwrap_err();
        assert!(error.is_retryable() && world.requests().len() == 6, "{error}");
        let error = run(provider(&[(DISABLED, "TRUE")]).credentials(&world.context())).unwrap_err();
        assert!(error.is_credentials_not_configured() && world.requests().is_empty());
    }

    proptest! {
        #[test]
        fn a_role_name_is_one_word(bytes: Vec<u8>) {
            if let Some(name) = role_name(&bytes) {
                prop_assert_eq!(encode_segment(&name).replace("%40", "@"), name);
            }
        }
    }
}
