//! A RAM role taken on by someone else: `AssumeRole` with the credentials of another provider.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::key_response;
use super::sts::{Role, STS, TIMEOUT};
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::{Endpoint, Method};
use crate::identity::{
    CachingProvider, CredentialProvider, Credentials, ProviderContext, SideCall, SideCaller, through_cache,
};
use crate::request::Request;
use crate::variables::Variables;

/// Assumes a RAM role with the credentials of another provider, by `AssumeRole`, and renews before expiry.
///
/// The other provider is asked for each renewal. It can be one of these again, for a role that only another role may
/// take on. Settings that no method sets are read from `ALIBABA_CLOUD_ROLE_SESSION_NAME`, `ALIBABA_CLOUD_STS_REGION`
/// and `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`. The request is signed with version 3.
///
/// Errors: the other provider has no credentials; the service refuses, which its code and message tell.
///
/// ```
/// use alicloud_core::credentials::{AssumeRoleProvider, EnvironmentProvider};
///
/// let provider = AssumeRoleProvider::new(EnvironmentProvider::new(), "acs:ram::123456789012:role/deploy")
///     .session_name("nightly")
///     .external_id("a-secret-of-both-sides");
/// # let _ = provider;
/// ```
#[derive(Clone)]
pub struct AssumeRoleProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    role: Role,
    arn: String,
    by: Arc<dyn CredentialProvider>,
}

impl AssumeRoleProvider {
    /// Takes on the role `arn`, as `acs:ram::<account>:role/<name>`, with the credentials of `source`.
    pub fn new(source: impl CredentialProvider + 'static, arn: impl Into<String>) -> Self {
        let role = Role { arn: Some(arn.into()), ..Role::default() };
        Self::with(Variables::of_process(), Arc::new(source), role)
    }

    pub(super) fn with(variables: Variables, by: Arc<dyn CredentialProvider>, role: Role) -> Self {
        let arn = role.arn.clone().unwrap_or_default();
        Self(CachingProvider::new(Source { variables, role, arn, by }))
    }

    fn change(self, change: impl FnOnce(&mut Role)) -> Self {
        Self(self.0.with(|source| change(&mut source.role)))
    }

    /// Names the session in the logs of the account; `alicloud-rust` unless set.
    pub fn session_name(self, name: impl Into<String>) -> Self {
        self.change(|role| role.session_name = Some(name.into()))
    }

    /// Sets how long the credentials are valid: at least 900 seconds, 3600 unless set, and no longer than the role
    /// allows.
    pub fn duration(self, duration: Duration) -> Self {
        self.change(|role| role.duration = Some(duration))
    }

    /// A policy, as JSON, that narrows down what the role may do.
    pub fn policy(self, policy: impl Into<String>) -> Self {
        self.change(|role| role.policy = Some(policy.into()))
    }

    /// The external id that the role's trust policy asks for.
    pub fn external_id(self, id: impl Into<String>) -> Self {
        self.change(|role| role.external_id = Some(id.into()))
    }

    /// Asks the service's host in this region instead of the central one.
    pub fn sts_region(self, region: impl Into<String>) -> Self {
        self.change(|role| role.sts_region = Some(region.into()))
    }

    /// Sets whether the host within the VPC is asked; unless set, the environment or the client's network decides.
    pub fn vpc(self, vpc: bool) -> Self {
        self.change(|role| role.vpc = Some(vpc))
    }

    /// Asks this host instead of the service's own: `host`, or with `http://` before it for one without TLS.
    pub fn sts_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.change(|role| role.endpoint = Some(endpoint.into()))
    }
}

through_cache!(AssumeRoleProvider);

impl fmt::Debug for AssumeRoleProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The external id is agreed on between two parties like a password.
        let role = Role { external_id: None, ..self.0.source().role.clone() };
        f.debug_struct("AssumeRoleProvider").field("role", &role).finish_non_exhaustive()
    }
}

impl Source {
    async fn assume(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        let endpoint = self.role.endpoint(context, &self.variables)?;
        let by = self.by.credentials(context).await.map_err(|error| self.failed(error))?;
        let name = format!("ram_role_arn/{}", by.provider());
        let by = Arc::new(Found { found: Mutex::new(Some(by)), by: Arc::clone(&self.by) });
        let caller = SideCaller { credentials: by, endpoint: Endpoint::parse(&endpoint)?, limit: TIMEOUT };
        let mut request = Request::new("AssumeRole", Method::Post, "/");
        // A second session does no harm.
        request.reads();
        for (name, value) in self.role.parameters(&self.arn, &self.variables)? {
            request.form(name, &value);
        }
        let call = SideCall { product: &STS, request, caller: Some(caller) };
        let response = context.call_aside(call).await.map_err(|error| self.failed(error))?;
        let made = key_response::enveloped(response.body())
            .map_err(|problem| Error::credentials(format!("the answer of {endpoint} to AssumeRole {problem}")))?;
        Ok(made.provided_by(name))
    }

    fn failed(&self, error: Error) -> Error {
        let text = format!("the role {} cannot be taken on: {error}", self.arn);
        Error::credentials(text).unavailable_if(error.is_retryable()).with_source(error)
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.assume(context))
    }

    fn invalidate(&self, rejected: &Credentials) {
        self.by.invalidate(rejected);
    }
}

/// Gives the credentials that were found already, then asks the provider: so it is asked once for each attempt.
struct Found {
    found: Mutex<Option<Credentials>>,
    by: Arc<dyn CredentialProvider>,
}

impl CredentialProvider for Found {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        match self.found.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(found) => Box::pin(std::future::ready(Ok(found))),
            None => self.by.credentials(context),
        }
    }

    fn invalidate(&self, rejected: &Credentials) {
        self.by.invalidate(rejected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::error::ErrorKind;
    use crate::http::TransportErrorKind;
    use crate::identity::ChainProvider;
    use crate::providers::environment::EnvironmentProvider;
    use crate::testing::{World, run, sts_answer};

    fn plain(source: impl CredentialProvider + 'static, arn: &str) -> AssumeRoleProvider {
        let role = Role { arn: Some(arn.to_owned()), ..Role::default() };
        AssumeRoleProvider::with(Variables::of(&[]), Arc::new(source), role)
    }

    #[test]
    fn a_chain_of_roles_signs_each_step_with_the_one_before() {
        let world = World::new();
        let first = plain(Credentials::new("key", "the-long-hidden-secret"), "acs:ram::1:role/first");
        let second = plain(first, "acs:ram::1:role/second").external_id("x-1").session_name("s");
        let third = plain(second, "acs:ram::1:role/third").duration(Duration::from_secs(900)).policy("{}");
        for id in ["one", "two", "three"] {
            world.answer(200, sts_answer(id, world.now() + 3600));
        }
        let made = run(third.credentials(&world.context())).unwrap();
        assert_eq!(made.access_key_id(), "three");
        assert_eq!(made.provider(), "ram_role_arn/ram_role_arn/ram_role_arn/static");
        let requests = world.requests();
        let seen: Vec<(&str, String)> = requests
            .iter()
            .map(|request| {
                let authorization = request.headers().get("authorization").unwrap();
                let id = authorization.split("Credential=").nth(1).unwrap().split(',').next().unwrap();
                (id, String::from_utf8(request.body().to_vec()).unwrap())
            })
            .collect();
        let expected = [
            ("key", "RoleArn=acs%3Aram%3A%3A1%3Arole%2Ffirst&RoleSessionName=alicloud-rust&DurationSeconds=3600"),
            ("one", "RoleArn=acs%3Aram%3A%3A1%3Arole%2Fsecond&RoleSessionName=s&DurationSeconds=3600&ExternalId=x-1"),
            (
                "two",
                "RoleArn=acs%3Aram%3A%3A1%3Arole%2Fthird&RoleSessionName=alicloud-rust&DurationSeconds=900&Policy=%7B%7D",
            ),
        ];
        assert_eq!(seen, expected.map(|(id, body)| (id, body.to_owned())));
        assert_eq!(requests[0].headers().get("x-acs-action"), Some("AssumeRole"));
        assert_eq!(requests[0].headers().get("x-acs-version"), Some("2015-04-01"));
        assert!(requests.iter().all(|request| request.url().starts_with("https://sts.aliyuncs.com/")));
        assert!(requests.iter().all(|request| !request.url().contains("hidden")));
    }

    #[test]
    fn an_outage_of_the_service_can_pass_and_a_refusal_cannot() {
        let ask = |script: &dyn Fn(&World)| {
            let world = World::new();
            // More often than anyone tries.
            (0..9).for_each(|_| script(&world));
            let role = plain(Credentials::new("key", "secret"), "acs:ram::1:role/first");
            let chain = ChainProvider::new()
                .push("absent", EnvironmentProvider::with(Variables::of(&[])))
                .push("role", plain(role, "acs:ram::1:role/second"));
            let nowhere = Endpoint::parse("http://127.0.0.1:1").unwrap();
            let config = world.config().derive(Arc::new(chain), nowhere, TIMEOUT);
            let error = run(Client::new(&config, &STS).call(Request::new("Op", Method::Post, "/"))).unwrap_err();
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credentials, 1), "{error}");
            assert!(!error.is_throttling() && !error.is_connect(), "those tell of the call itself: {error}");
            error.is_retryable()
        };
        use TransportErrorKind::*;
        for kind in [Resolve, Connect, ConnectTimeout, Timeout, Exchange] {
            assert!(ask(&|world| world.fail(kind)), "{kind:?}");
        }
        for (status, code, outage) in [
            (503, "ServiceUnavailable", true),
            (500, "InternalError", true),
            (400, "Throttling.User", true),
            (403, "NoPermission", false),
            (404, "EntityNotExist.Role", false),
            (200, "not credentials", false),
        ] {
            let seen = ask(&|world| world.answer(status, format!(r#"{{"Code":"{code}","Message":"no"}}"#)));
            assert_eq!(seen, outage, "{status} {code}");
        }
        assert!(!ask(&|world| world.fail(Unsupported)));
    }

    #[test]
    fn failures_name_the_role_and_no_secret() {
        let world = World::new();
        let provider = || plain(Credentials::new("key", "the-long-hidden-secret"), "acs:ram::1:role/r");
        let key = r#""AccessKeyId":"i","AccessKeySecret":"hidden-secret","SecurityToken":"hidden""#;
        let cases = [
            (
                403,
                r#"{"Code":"NoPermission","Message":"the-long-hidden-secret","RequestId":"r-1"}"#.to_owned(),
                "NoPermission",
            ),
            (200, "<html>hidden</html>".to_owned(), "may come from a proxy"),
            (200, r#"{"Credentials":{"AccessKeySecret":"hidden"#.to_owned(), "breaks off"),
            (200, "{}".to_owned(), "no credentials in it"),
            (200, format!("{{\"Credentials\":{{{key}}}}}"), "no `Expiration`"),
            (200, format!("{{\"Credentials\":{{{key},\"Expiration\":\"hidden\"}}}}"), "is no date"),
            (
                200,
                format!("{{\"Credentials\":{{{key},\"Expiration\":\"2020-01-01T00:00:00Z\"}}}}"),
                "had expired at 2020",
            ),
        ];
        for (status, body, expected) in cases {
            world.answer(status, body);
            let error = run(provider().credentials(&world.context())).unwrap_err();
            let text = format!("{error} {error:?} {:?}", provider());
            assert!(text.contains(expected) && !text.contains("hidden"), "{text}");
            assert_eq!(error.kind(), crate::ErrorKind::Credentials);
        }
    }
}
