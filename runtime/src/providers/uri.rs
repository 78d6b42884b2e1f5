//! Credentials from an address that some helper on the machine or in the cluster serves.

use std::fmt;
use std::time::Duration;

use super::fetch::{Patience, fetch, shown_url};
use super::key_response;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::HttpRequest;
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::variables::Variables;

const URI: &str = "ALIBABA_CLOUD_CREDENTIALS_URI";

/// Gets temporary credentials from an address, and renews before expiry.
///
/// The address is the one that [`uri`](Self::uri) sets, else `ALIBABA_CLOUD_CREDENTIALS_URI`. The response must have
/// the status 200 and be a JSON object with `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`; if it
/// has a `Code`, that must be `Success`. One request may take 10 seconds unless [`timeout`](Self::timeout) says
/// otherwise.
///
/// Errors: there is no address (not configured); it is not valid; no response comes, or another one than the above. No
/// error shows the query of the address.
#[derive(Clone)]
pub struct CredentialsUriProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    uri: Option<String>,
    timeout: Duration,
}

impl CredentialsUriProvider {
    /// Asks the address in `ALIBABA_CLOUD_CREDENTIALS_URI`.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self(CachingProvider::new(Source { variables, uri: None, timeout: Duration::from_secs(10) }))
    }

    /// Asks this address.
    pub fn uri(self, uri: impl Into<String>) -> Self {
        Self(self.0.with(|source| source.uri = Some(uri.into())))
    }

    /// Limits one request.
    pub fn timeout(self, timeout: Duration) -> Self {
        Self(self.0.with(|source| source.timeout = timeout))
    }

    /// Whether there is a valid address, without asking it.
    pub(super) fn configured(&self) -> Result<(), Error> {
        self.0.source().request().map(|_| ())
    }
}

impl Default for CredentialsUriProvider {
    fn default() -> Self {
        Self::new()
    }
}

through_cache!(CredentialsUriProvider);

/// Leaves the address out: its query may be a secret.
impl fmt::Debug for CredentialsUriProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CredentialsUriProvider").field("timeout", &self.0.source().timeout).finish_non_exhaustive()
    }
}

impl Source {
    fn request(&self) -> Result<HttpRequest, Error> {
        let uri = match &self.uri {
            Some(uri) => Some(uri.clone()),
            None => self.variables.get(URI)?,
        };
        let uri =
            uri.ok_or_else(|| Error::credentials_not_configured(format!("the environment variable {URI} is not set")))?;
        let request = HttpRequest::get(&uri).map_err(|error| Error::credentials(error.to_string()))?;
        Ok(request.with_header("accept", "application/json").with_timeout(self.timeout))
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            let request = self.request()?;
            let response = fetch(context, &request, Patience::Network).await?;
            Ok(response.read(&shown_url(&request), key_response::uri)?.provided_by("credentials_uri"))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::TransportErrorKind;
    use crate::testing::{World, key_answer, run};

    fn provider(uri: &str) -> CredentialsUriProvider {
        CredentialsUriProvider::with(Variables::of(&[(URI, uri)]))
    }

    #[test]
    fn the_address_is_asked_and_its_query_is_never_shown() {
        let world = World::new();
        world.answer(200, key_answer("id", world.now() + 3600));
        let provider = provider("http://127.0.0.1:7002/keys?token=hidden-token");
        let made = run(provider.credentials(&world.context())).unwrap();
        assert_eq!((made.access_key_id(), made.provider()), ("id", "credentials_uri"));
        assert_eq!(world.take_request().url(), "http://127.0.0.1:7002/keys?token=hidden-token");

        for (status, body, expected) in [
            (404, r#"{"Code":"NoSuchKey","Message":"hidden"}"#, "answered with the status 404 and the code NoSuchKey"),
            (302, "", "answered with the status 302"),
            (200, "<html>hidden", "may come from a proxy"),
            (200, r#"{"Code":"Failed","AccessKeySecret":"hidden"}"#, "the `Code` Failed"),
        ] {
            provider.invalidate(&made);
            let provider = provider.clone().timeout(Duration::from_secs(1));
            world.answer(status, body);
            let error = run(provider.credentials(&world.context())).unwrap_err();
            let text = format!("{error} {error:?} {provider:?}");
            assert!(text.contains(expected) && text.contains("http://127.0.0.1:7002/keys"), "{text}");
            assert!(!text.contains("hidden"), "{text}");
        }
    }

    #[test]
    fn a_network_that_fails_for_a_moment_is_asked_again() {
        let world = World::new();
        world.fail(TransportErrorKind::Timeout);
        world.answer(503, "");
        world.answer(200, key_answer("id", world.now() + 3600));
        assert!(run(provider("http://h/").credentials(&world.context())).is_ok());
        assert_eq!(world.requests().len(), 3);
        for _ in 0..3 {
            world.fail(TransportErrorKind::Connect);
        }
        let error = run(provider("http://h/").credentials(&world.context())).unwrap_err().to_string();
        assert!(error.contains("no answer from http://h/"), "{error}");
        assert_eq!(world.requests().len(), 3);
    }

    #[test]
    fn a_missing_or_wrong_address_is_told_apart() {
        assert!(
            CredentialsUriProvider::with(Variables::of(&[])).configured().unwrap_err().is_credentials_not_configured()
        );
        let error = provider("file:///etc?hidden").configured().unwrap_err();
        assert!(!error.is_credentials_not_configured() && !error.to_string().contains("hidden"), "{error}");
    }
}
