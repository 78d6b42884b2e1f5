//! The logins of the `aliyun` command line tool, exchanged for temporary credentials: CloudSSO and OAuth.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::fetch::{Patience, fetch, shown_url};
use super::key_response;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::HttpRequest;
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::secret::Secret;
use crate::time::iso8601;

/// Exchanges the access token of a CloudSSO login for temporary credentials, and renews them while the login lasts.
///
/// It cannot renew the login itself. Errors: the login has expired; the service refuses, which its code and message
/// tell.
#[derive(Clone, Debug)]
pub struct CloudSsoProvider(CachingProvider<Exchange>);

/// Exchanges the access token of an OAuth login for temporary credentials, and renews them while the login lasts.
///
/// It does not renew the login: that would make the refresh token useless that the command line tool keeps. Errors: the
/// login has expired; the service refuses, which its code and message tell.
#[derive(Clone, Debug)]
pub struct OAuthProvider(CachingProvider<Exchange>);

/// One way to exchange a login.
#[derive(Clone)]
struct Exchange {
    url: String,
    body: String,
    token: Secret,
    /// When the login ends, in seconds since 1970.
    end: Option<u64>,
    read: fn(&[u8]) -> Result<Credentials, String>,
    name: &'static str,
    renewal: &'static str,
}

impl CloudSsoProvider {
    /// `sign_in_url` is an address of the sign-in page, of which scheme and host count; `end` is when the access token
    /// ends, if known.
    pub fn new(
        sign_in_url: &str,
        account_id: &str,
        access_configuration_id: &str,
        access_token: impl Into<String>,
        end: Option<SystemTime>,
    ) -> Self {
        let body = serde_json::json!({"AccountId": account_id, "AccessConfigurationId": access_configuration_id});
        Self(CachingProvider::new(Exchange {
            url: format!("{}/cloud-credentials", base(sign_in_url)),
            body: body.to_string(),
            token: Secret::new(access_token),
            end: end.map(seconds),
            read: key_response::enveloped,
            name: "cloud_sso",
            renewal: "log in again with `aliyun configure --mode CloudSSO`",
        }))
    }
}

impl OAuthProvider {
    /// `base_url` is where the tokens are exchanged, `https://oauth.aliyun.com` or `https://oauth.alibabacloud.com`;
    /// `end` is when the access token ends, if known.
    pub fn new(base_url: &str, access_token: impl Into<String>, end: Option<SystemTime>) -> Self {
        Self(CachingProvider::new(Exchange {
            url: format!("{}/v1/exchange", base(base_url)),
            body: String::new(),
            token: Secret::new(access_token),
            end: end.map(seconds),
            read: key_response::oauth,
            name: "oauth",
            renewal: "run any command of `aliyun` with this profile, which renews the login, or log in again with \
                      `aliyun configure --mode OAuth`",
        }))
    }
}

/// Scheme and host of an address.
fn base(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    &url[..end]
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}

impl Exchange {
    async fn exchange(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        // Before 10000; a later one is a mistake of units that would not fit a date.
        let end = self.end.filter(|end| *end < 253_402_300_800).map(|end| UNIX_EPOCH + Duration::from_secs(end));
        if let Some(end) = end
            && end <= context.now()
        {
            return Err(Error::credentials(format!("the login ended at {}; {}", iso8601(end), self.renewal)));
        }
        Credentials::bearer(self.token.expose()).check()?;
        let request = HttpRequest::post(&self.url, self.body.as_str());
        let request = request
            .map_err(|error| Error::credentials(error.to_string()))?
            .with_header("accept", "application/json")
            .with_header("content-type", "application/json")
            .with_header("authorization", format!("Bearer {}", self.token.expose()));
        let shown_url = shown_url(&request);
        let host = request.authority().split(':').next().unwrap_or_default();
        if request.scheme() != "https" && !["127.0.0.1", "localhost"].contains(&host) {
            return Err(Error::credentials(format!(
                "the login is not sent to {shown_url}, which has no TLS; use https"
            )));
        }
        let response = fetch(context, &request, Patience::Network).await?;
        if response.status != 200 {
            let refusal = response.refusal(self.token.expose());
            return Err(response.failed(format!(
                "{shown_url} refused the login with the status {}{refusal}; {}",
                response.status, self.renewal
            )));
        }
        Ok(response.read(&shown_url, self.read)?.provided_by(self.name))
    }
}

impl CredentialProvider for Exchange {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.exchange(context))
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("url", &base(&self.url)).field("token", &self.token).finish_non_exhaustive()
    }
}

through_cache!(CloudSsoProvider);
through_cache!(OAuthProvider);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{World, run};

    fn sso(end: Option<SystemTime>) -> CloudSsoProvider {
        CloudSsoProvider::new(
            "https://signin-cn.alibabacloudsso.com/x/login?a",
            "12",
            "ac-1",
            "hidden-access-token",
            end,
        )
    }

    #[test]
    fn a_cloud_sso_login_is_exchanged() {
        let world = World::new();
        world.answer(
            200,
            r#"{"CloudCredential":{"AccessKeyId":"id","AccessKeySecret":"s","SecurityToken":"t","Expiration":"2100-01-01T00:00:00Z"}}"#,
        );
        let made = run(sso(None).credentials(&world.context())).unwrap();
        assert_eq!((made.access_key_id(), made.provider()), ("id", "cloud_sso"));
        let request = world.take_request();
        assert_eq!(request.url(), "https://signin-cn.alibabacloudsso.com/cloud-credentials");
        assert_eq!(request.headers().get("authorization"), Some("Bearer hidden-access-token"));
        assert_eq!(request.body(), br#"{"AccessConfigurationId":"ac-1","AccountId":"12"}"#);
    }

    #[test]
    fn an_oauth_login_is_exchanged() {
        let world = World::new();
        world.answer(
            200,
            r#"{"accessKeyId":"id","accessKeySecret":"s","securityToken":"t","expiration":"2100-01-01T00:00:00Z"}"#,
        );
        let provider = OAuthProvider::new("https://oauth.aliyun.com", "hidden-access-token", None);
        let made = run(provider.credentials(&world.context())).unwrap();
        assert_eq!((made.access_key_id(), made.provider()), ("id", "oauth"));
        assert_eq!(world.take_request().url(), "https://oauth.aliyun.com/v1/exchange");
    }

    #[test]
    fn an_expired_or_refused_login_says_how_to_renew_it() {
        let world = World::new();
        let ended = UNIX_EPOCH + Duration::from_secs(world.now());
        let error = run(sso(Some(ended)).credentials(&world.context())).unwrap_err().to_string();
        assert!(error.contains("the login ended at 2024-05-20T10:30:00Z") && error.contains("CloudSSO"), "{error}");
        assert!(world.requests().is_empty());
        let plain = OAuthProvider::new("http://oauth.example.com", "hidden-access-token", None);
        let error = run(plain.credentials(&world.context())).unwrap_err().to_string();
        assert!(error.contains("no TLS") && world.requests().is_empty(), "{error}");
        world.answer(401, r#"{"ErrorCode":"InvalidToken","ErrorMessage":"hidden-access-token is over"}"#);
        let error = run(sso(None).credentials(&world.context())).unwrap_err();
        let text = format!("{error} {error:?} {:?}", sso(None));
        assert!(text.contains("InvalidToken") && !text.contains("hidden"), "{text}");
    }
}
