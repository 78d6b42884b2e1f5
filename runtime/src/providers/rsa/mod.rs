//! Sessions of an RSA key pair: `GenerateSessionAccessKey`, signed with the private key.

mod key;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::fetch::{Patience, fetch, shown_url};
use super::sts::{Role, TIMEOUT, VERSION};
use super::{file, key_response};
use crate::encode;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::HttpRequest;
use crate::identity::{CachingProvider, CredentialProvider, Credentials, ProviderContext, through_cache};
use crate::secret::Secret;
use crate::time::iso8601;
use crate::variables::Variables;

/// The durations that the service gives.
const SHORTEST: Duration = Duration::from_secs(900);
const LONGEST: Duration = Duration::from_secs(3_600);
const ACTION: &str = "GenerateSessionAccessKey";
/// The nonce of a request that did arrive, though its answer got lost.
const NONCE_USED: &str = "SignatureNonceUsed";

/// Exchanges an RSA key pair for temporary access keys, by `GenerateSessionAccessKey` of the security token service, and
/// renews them before expiry. The request is signed with SHA256withRSA. Behind the feature `rsa-key-pair`.
///
/// The private key is PEM, of PKCS#8 or PKCS#1, with 2048 to 4096 bits and without a password, or the Base64 within it alone.
/// The host that is asked follows `ALIBABA_CLOUD_STS_REGION` and `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` unless a method says it.
///
/// Errors: the file is not there; the key cannot be used; the duration is not one that the service gives; the service refuses,
/// which its code and message tell.
///
/// ```
/// use alicloud_core::credentials::RsaKeyPairProvider;
///
/// let provider = RsaKeyPairProvider::from_file("the id of the public key", "/etc/keys/private.pem");
/// # let _ = provider;
/// ```
#[derive(Clone)]
pub struct RsaKeyPairProvider(CachingProvider<Source>);

#[derive(Clone)]
struct Source {
    variables: Variables,
    /// Duration and host, as of a role.
    session: Role,
    id: String,
    key: Key,
}

#[derive(Clone)]
enum Key {
    Text(Secret),
    /// Read anew for each session, so that a new key is seen.
    File(PathBuf),
}

impl RsaKeyPairProvider {
    /// Takes this private key.
    pub fn new(public_key_id: impl Into<String>, private_key: impl Into<String>) -> Self {
        let key = Secret::new(private_key);
        Self::with(Variables::of_process(), public_key_id.into(), Key::Text(key), None)
    }

    /// Takes the private key in this file.
    pub fn from_file(public_key_id: impl Into<String>, private_key: impl Into<PathBuf>) -> Self {
        Self::with(Variables::of_process(), public_key_id.into(), Key::File(private_key.into()), None)
    }

    /// That of a section or a profile with the key itself.
    pub(super) fn of_text(variables: &Variables, id: &str, key: &Secret, duration: Option<Duration>) -> Self {
        Self::with(variables.clone(), id.to_owned(), Key::Text(key.clone()), duration)
    }

    /// That of a section with a file.
    pub(super) fn of_file(variables: &Variables, id: &str, path: &str, duration: Option<Duration>) -> Self {
        Self::with(variables.clone(), id.to_owned(), Key::File(path.into()), duration)
    }

    fn with(variables: Variables, id: String, key: Key, duration: Option<Duration>) -> Self {
        let session = Role { duration, ..Role::default() };
        Self(CachingProvider::new(Source { variables, session, id, key }))
    }

    fn change(self, change: impl FnOnce(&mut Role)) -> Self {
        Self(self.0.with(|source| change(&mut source.session)))
    }

    /// Sets how long the credentials are valid: 900 to 3600 seconds, 3600 unless set.
    pub fn duration(self, duration: Duration) -> Self {
        self.change(|session| session.duration = Some(duration))
    }

    /// Asks the service's host in this region instead of the central one.
    pub fn sts_region(self, region: impl Into<String>) -> Self {
        self.change(|session| session.sts_region = Some(region.into()))
    }

    /// Sets whether the host within the VPC is asked; unless set, the environment or the client's network decides.
    pub fn vpc(self, vpc: bool) -> Self {
        self.change(|session| session.vpc = Some(vpc))
    }

    /// Asks this host instead of the service's own: `host`, or with `http://` before it for one without TLS.
    pub fn sts_endpoint(self, endpoint: impl Into<String>) -> Self {
        self.change(|session| session.endpoint = Some(endpoint.into()))
    }
}

through_cache!(RsaKeyPairProvider);

impl fmt::Debug for RsaKeyPairProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.0.source();
        let file = if let Key::File(path) = &source.key { Some(path) } else { None };
        f.debug_struct("RsaKeyPairProvider")
            .field("public_key_id", &source.id)
            .field("private_key_file", &file)
            .finish_non_exhaustive()
    }
}

impl Source {
    async fn session(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        let words = match &self.key {
            Key::Text(_) => "the private RSA key".to_owned(),
            Key::File(path) => format!("the private RSA key in {}", path.display()),
        };
        let failed = |problem: String| Error::credentials(format!("{words} {problem}"));
        let key = key::read(self.key.text()?.expose()).map_err(failed)?;
        let duration = self.session.duration.unwrap_or(LONGEST);
        if !(SHORTEST..=LONGEST).contains(&duration) {
            return Err(Error::credentials(format!(
                "the session of an RSA key pair is asked for {} seconds, and the service gives 900 to 3600",
                duration.as_secs()
            )));
        }
        let endpoint = self.session.endpoint(context, &self.variables)?;
        let mut is_again = false;
        loop {
            let url = self.signed_url(context, &endpoint, &key, duration).map_err(failed)?;
            let request = HttpRequest::get(&url)?.with_header("accept", "application/json").with_timeout(TIMEOUT);
            let response = fetch(context, &request, Patience::Network).await?;
            let shown_url = shown_url(&request);
            if response.status == 200 {
                return Ok(response.read(&shown_url, key_response::session)?.provided_by("rsa_key_pair"));
            }
            let refusal = response.refusal(&self.id);
            if refusal.contains(NONCE_USED) && !is_again {
                is_again = true;
                continue;
            }
            return Err(response.failed(format!(
                "{shown_url} refused a session of the RSA key pair {} with the status {}{refusal}; check that the public key of \
                 this id belongs to {words}",
                self.id, response.status
            )));
        }
    }

    /// The request, whose signature stands in the query as all the rest does.
    fn signed_url(
        &self,
        context: &ProviderContext,
        endpoint: &str,
        key: &ring::rsa::KeyPair,
        duration: Duration,
    ) -> Result<String, String> {
        let (timestamp, seconds) = (iso8601(context.now()), duration.as_secs().to_string());
        let nonce = nonce()?;
        // In the order in which they are signed.
        let query = [
            ("AccessKeyId", self.id.as_str()),
            ("Action", ACTION),
            ("DurationSeconds", &seconds),
            ("Format", "JSON"),
            ("SignatureMethod", "SHA256withRSA"),
            ("SignatureNonce", &nonce),
            ("SignatureType", "PRIVATEKEY"),
            ("SignatureVersion", "1.0"),
            ("Timestamp", &timestamp),
            ("Version", VERSION),
        ];
        let query = encode::query(&query.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let signature = key::sign(key, &format!("GET&%2F&{}", encode::percent(&query)))?;
        Ok(format!("{endpoint}/?{query}&Signature={}", encode::percent(&signature)))
    }
}

/// A text that no other request has.
fn nonce() -> Result<String, String> {
    let mut bytes = [0; 16];
    ring::rand::SecureRandom::fill(&ring::rand::SystemRandom::new(), &mut bytes)
        .map_err(|_| "cannot sign, since the system gives no random bytes".to_owned())?;
    Ok(encode::hex(&bytes))
}

impl Key {
    fn text(&self) -> Result<Secret, Error> {
        let path = match self {
            Self::Text(key) => return Ok(key.clone()),
            Self::File(path) => path,
        };
        let shown = path.display();
        let bytes = file::read(path)?
            .ok_or_else(|| Error::credentials(format!("there is no file {shown} with the private RSA key")))?;
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| Error::credentials(format!("{shown} is no text; give the private RSA key in PEM")))?;
        Ok(Secret::new(text))
    }
}

impl CredentialProvider for Source {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.session(context))
    }
}
