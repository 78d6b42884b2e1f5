//! A RAM role taken on with an OIDC token: RRSA, the way of pods in a Kubernetes cluster.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::fetch::{Patience, fetch, shown_url};
use super::sts::{ROLE_ARN, Role, TIMEOUT, VERSION};
use super::{file, key_response};
use crate::encode;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::HttpRequest;
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::secret::Secret;
use crate::time::iso8601;
use crate::variables::Variables;

const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// Assumes a RAM role with the OIDC token in a file, by `AssumeRoleWithOIDC`, and renews before expiry.
///
/// Settings that no method sets are read from `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN`,
/// `ALIBABA_CLOUD_OIDC_TOKEN_FILE`, `ALIBABA_CLOUD_ROLE_SESSION_NAME`, `ALIBABA_CLOUD_STS_REGION` and
/// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`. The file is read anew for each renewal, since the cluster replaces it. The
/// request is not signed; the token is in its body.
///
/// Errors: none of the first three is set (not configured); only some of them are; the file cannot be read; the service
/// refuses, which its code and message tell.
#[derive(Clone)]
pub struct OidcRoleProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    role: Role,
    provider_arn: Option<String>,
    token_file: Option<PathBuf>,
}

impl OidcRoleProvider {
    /// Takes everything from the environment that no method sets.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self(CachingProvider::new(Source { variables, role: Role::default(), provider_arn: None, token_file: None }))
    }

    /// With settings from a file.
    pub(super) fn of_role(variables: Variables, role: Role, provider_arn: &str, token_file: &str) -> Self {
        Self(CachingProvider::new(Source {
            variables,
            role,
            provider_arn: Some(provider_arn.to_owned()),
            token_file: Some(token_file.into()),
        }))
    }

    fn change(self, change: impl FnOnce(&mut Source)) -> Self {
        Self(self.0.with(change))
    }

    /// The role, as `acs:ram::<account>:role/<name>`.
    pub fn role_arn(self, arn: impl Into<String>) -> Self {
        self.change(|source| source.role.arn = Some(arn.into()))
    }

    /// The identity provider, as `acs:ram::<account>:oidc-provider/<name>`.
    pub fn provider_arn(self, arn: impl Into<String>) -> Self {
        self.change(|source| source.provider_arn = Some(arn.into()))
    }

    /// The file that holds the token.
    pub fn token_file(self, path: impl Into<PathBuf>) -> Self {
        self.change(|source| source.token_file = Some(path.into()))
    }

    /// Names the session in the logs of the account; `alicloud-rust` unless set.
    pub fn session_name(self, name: impl Into<String>) -> Self {
        self.change(|source| source.role.session_name = Some(name.into()))
    }

    /// Sets how long the credentials are valid: at least 900 seconds, 3600 unless set, and no longer than the role
    /// allows.
    pub fn duration(self, duration: Duration) -> Self {
        self.change(|source| source.role.duration = Some(duration))
    }

    /// A policy, as JSON, that narrows down what the role may do.
    pub fn policy(self, policy: impl Into<String>) -> Self {
        self.change(|source| source.role.policy = Some(policy.into()))
    }

    /// Asks the service's host in this region instead of the central one.
    pub fn sts_region(self, region: impl Into<String>) -> Self {
        self.change(|source| source.role.sts_region = Some(region.into()))
    }

    /// Sets whether the host within the VPC is asked; unless set, the environment or the client's network decides.
    pub fn vpc(self, vpc: bool) -> Self {
        self.change(|source| source.role.vpc = Some(vpc))
    }

    /// Asks this host instead of the service's own: `host`, or with `http://` before it for one without TLS.
    pub fn sts_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.change(|source| source.role.endpoint = Some(endpoint.into()))
    }

    /// Whether everything is set that is needed, without asking anyone.
    pub(super) fn configured(&self) -> Result<(), Error> {
        self.0.source().settings().map(|_| ())
    }
}

impl Default for OidcRoleProvider {
    fn default() -> Self {
        Self::new()
    }
}

through_cache!(OidcRoleProvider);

impl fmt::Debug for OidcRoleProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source();
        f.debug_struct("OidcRoleProvider")
            .field("role", &source.role)
            .field("provider_arn", &source.provider_arn)
            .field("token_file", &source.token_file)
            .finish()
    }
}

impl Source {
    /// Role, identity provider and file.
    fn settings(&self) -> Result<(String, String, PathBuf), Error> {
        let or_variable = |set: &Option<String>, name: &str| match set {
            Some(value) => Ok(Some(value.clone())),
            None => self.variables.get(name),
        };
        let arn = or_variable(&self.role.arn, ROLE_ARN)?;
        let provider = or_variable(&self.provider_arn, PROVIDER_ARN)?;
        let file = match &self.token_file {
            Some(path) => Some(path.clone()),
            None => self.variables.get(TOKEN_FILE)?.map(PathBuf::from),
        };
        match (arn, provider, file) {
            (Some(arn), Some(provider), Some(file)) => Ok((arn, provider, file)),
            (None, None, None) => Err(Error::credentials_not_configured(format!(
                "the environment variables {ROLE_ARN}, {PROVIDER_ARN} and {TOKEN_FILE} are not set"
            ))),
            (arn, provider, file) => {
                let parts =
                    [(ROLE_ARN, arn.is_none()), (PROVIDER_ARN, provider.is_none()), (TOKEN_FILE, file.is_none())];
                let missing: Vec<&str> = parts.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name).collect();
                Err(Error::credentials(format!(
                    "a part of what an OIDC role needs is set, but not {}; set it too, or unset the others",
                    missing.join(" and ")
                )))
            }
        }
    }

    async fn assume(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        let (arn, provider, path) = self.settings()?;
        let token = read_token(&path)?;
        let endpoint = self.role.endpoint(context, &self.variables)?;
        let timestamp = iso8601(context.now());
        // No nonce: nothing is signed, and what is tried again must not look like what came before.
        let query = [
            ("Action", "AssumeRoleWithOIDC"),
            ("Version", VERSION),
            ("Format", "JSON"),
            ("Timestamp", timestamp.as_str()),
        ];
        let mut form = self.role.parameters(&arn, &self.variables)?;
        form.push(("OIDCProviderArn", provider));
        form.push(("OIDCToken", token.expose().to_owned()));
        let owned = |(name, value): (&str, String)| (name.to_owned(), value);
        let query: Vec<_> = query.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let form: Vec<_> = form.into_iter().map(owned).collect();
        let request = HttpRequest::post(&format!("{endpoint}/?{}", encode::query(&query)), encode::form(&form))?
            .with_header("accept", "application/json")
            .with_header("content-type", "application/x-www-form-urlencoded")
            .with_timeout(TIMEOUT);
        let response = fetch(context, &request, Patience::Network).await?;
        let shown_url = shown_url(&request);
        if response.status != 200 {
            return Err(response.failed(format!(
                "{shown_url} refused the role {arn} with the status {}{}; check the trust policy of the role, and the token in \
                 {}",
                response.status,
                response.refusal(token.expose()),
                path.display()
            )));
        }
        Ok(response.read(&shown_url, key_response::enveloped)?.provided_by("oidc_role_arn"))
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.assume(context))
    }
}

fn read_token(path: &Path) -> Result<Secret, Error> {
    let bytes = file::read(path)?
        .ok_or_else(|| Error::credentials(format!("there is no file {} with the OIDC token", path.display())))?;
    match std::str::from_utf8(&bytes).map(str::trim) {
        Ok("") => Err(Error::credentials(format!("the file {} with the OIDC token is empty", path.display()))),
        Ok(token) => Ok(Secret::new(token)),
        Err(_) => Err(Error::credentials(format!("the file {} holds no OIDC token but other data", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Temporary, World, run, sts_answer};

    fn variables(file: &Temporary) -> Vec<(&'static str, String)> {
        vec![
            (ROLE_ARN, "acs:ram::1:role/r".to_owned()),
            (PROVIDER_ARN, "acs:ram::1:oidc-provider/p".to_owned()),
            (TOKEN_FILE, file.path().to_owned()),
        ]
    }

    fn provider(variables: &[(&'static str, String)]) -> OidcRoleProvider {
        let pairs: Vec<(&str, &str)> = variables.iter().map(|(name, value)| (*name, value.as_str())).collect();
        OidcRoleProvider::with(Variables::of(&pairs))
    }

    #[test]
    fn the_token_is_sent_in_the_body_and_read_anew() {
        let world = World::new();
        let file = Temporary::new("first.token\n");
        let provider = provider(&variables(&file)).policy("{}").duration(Duration::from_secs(900));
        for token in ["first.token", "second.token"] {
            file.write(token);
            world.answer(200, sts_answer("id", world.now() + 900));
            let made = run(provider.credentials(&world.context())).unwrap();
            assert_eq!((made.access_key_id(), made.provider()), ("id", "oidc_role_arn"));
            let request = world.take_request();
            let body = String::from_utf8(request.body().to_vec()).unwrap();
            assert_eq!(request.authority(), "sts.aliyuncs.com");
            assert!(
                request.target().starts_with("/?Action=AssumeRoleWithOIDC&Version=2015-04-01&Format=JSON&Timestamp=")
            );
            assert_eq!(
                body,
                format!(
                    "RoleArn=acs%3Aram%3A%3A1%3Arole%2Fr&RoleSessionName=alicloud-rust&DurationSeconds=900&Policy=%7B%7D&\
                     OIDCProviderArn=acs%3Aram%3A%3A1%3Aoidc-provider%2Fp&OIDCToken={token}"
                )
            );
            assert!(request.headers().get("authorization").is_none());
            assert!(!request.target().contains("Signature"));
            assert_eq!(request.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
            // Within its time nothing is sent.
            assert!(run(provider.credentials(&world.context())).is_ok());
            assert!(world.requests().is_empty());
            provider.invalidate(&made);
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let file = Temporary::new("token");
        let all = variables(&file);
        let error = provider(&[]).configured().unwrap_err();
        assert!(error.is_credentials_not_configured(), "{error}");
        for (name, _) in &all {
            let rest: Vec<_> = all.iter().filter(|(other, _)| other != name).cloned().collect();
            let error = provider(&rest).configured().unwrap_err();
            assert!(!error.is_credentials_not_configured() && error.to_string().contains(name), "{error}");
        }
        let world = World::new();
        for (content, expected) in [(Some(""), "is empty"), (None, "there is no file")] {
            match content {
                Some(content) => file.write(content),
                None => file.remove(),
            }
            let error = run(provider(&all).credentials(&world.context())).unwrap_err().to_string();
            assert!(error.contains(expected) && error.contains(file.path()), "{error}");
        }
        assert!(world.requests().is_empty());
    }

    #[test]
    fn a_refusal_tells_code_and_message_but_not_the_token() {
        let world = World::new();
        let file = Temporary::new("the-long-hidden-token");
        world.answer(
            400,
            r#"{"Code":"AuthenticationFail.OIDCToken.Expired","Message":"bad the-long-hidden-token","RequestId":"r-1"}"#,
        );
        let error = run(provider(&variables(&file)).credentials(&world.context())).unwrap_err();
        let text = format!("{error} {error:?}");
        for part in ["AuthenticationFail.OIDCToken.Expired", "r-1", "status 400", "role/r"] {
            assert!(text.contains(part), "{text}");
        }
        assert!(!text.contains("hidden"), "{text}");
    }
}
