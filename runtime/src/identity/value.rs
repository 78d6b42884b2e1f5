//! The value that a call is signed with: an access key, a temporary one, or a bearer token.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use crate::error::Error;
use crate::secret::{Redactor, Secret};

/// An access key, with a security token when it is a temporary one; or a bearer token. It is its own provider, which
/// never changes.
///
/// The secret and the tokens are wiped from memory when the last copy is dropped, and they are not printed. A token is
/// part of every request, and the copy in a request is not wiped.
#[derive(Clone)]
pub struct Credentials(Arc<Parts>);

#[derive(Clone)]
struct Parts {
    kind: Arc<Material>,
    expiration: Option<SystemTime>,
    provider: Cow<'static, str>,
}

#[derive(PartialEq, Eq)]
enum Material {
    Key { id: String, secret: Secret, token: Option<Secret> },
    Bearer(Secret),
}

/// The secret of a bearer token, which has none.
static NO_SECRET: Secret = Secret::EMPTY;

impl Credentials {
    /// An access key that does not expire.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        Self::from_parts(access_key_id.into(), Secret::new(access_key_secret), None)
    }

    /// A temporary access key, as the security token service issues it.
    pub fn with_token(
        access_key_id: impl Into<String>,
        access_key_secret: impl Into<String>,
        security_token: impl Into<String>,
    ) -> Self {
        Self::from_parts(access_key_id.into(), Secret::new(access_key_secret), Some(Secret::new(security_token)))
    }

    /// A bearer token, which is sent instead of a signature. Not every product takes one.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::from_kind(Material::Bearer(Secret::new(token)))
    }

    pub(crate) fn from_parts(access_key_id: String, secret: Secret, security_token: Option<Secret>) -> Self {
        Self::from_kind(Material::Key { id: access_key_id, secret, token: security_token })
    }

    pub(crate) fn from_bearer(token: Secret) -> Self {
        Self::from_kind(Material::Bearer(token))
    }

    fn from_kind(kind: Material) -> Self {
        Self(Arc::new(Parts { kind: Arc::new(kind), expiration: None, provider: Cow::Borrowed("static") }))
    }

    /// The same credentials, which the service does not take any more from this time on.
    pub fn expiring(self, at: SystemTime) -> Self {
        self.change(|parts| parts.expiration = Some(at))
    }

    /// The same credentials, said to come from this provider.
    pub fn provided_by(self, provider: impl Into<Cow<'static, str>>) -> Self {
        self.change(|parts| parts.provider = provider.into())
    }

    fn change(mut self, change: impl FnOnce(&mut Parts)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// The id of the access key, which is not a secret. Empty for a bearer token.
    pub fn access_key_id(&self) -> &str {
        match &*self.0.kind {
            Material::Key { id, .. } => id,
            Material::Bearer(_) => "",
        }
    }

    /// The time from which the service rejects them; `None` if unknown or never.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.0.expiration
    }

    /// The provider that they come from, in lower case, for messages: `static` for those that were made by hand.
    pub fn provider(&self) -> &str {
        &self.0.provider
    }

    /// The secret of the access key, for signatures that this crate does not make, such as those of object storage.
    /// Empty for a bearer token. Keep it from logs.
    pub fn expose_secret(&self) -> &str {
        self.secret().expose()
    }

    /// The security token of a temporary access key, or the bearer token. Keep it from logs.
    pub fn expose_token(&self) -> Option<&str> {
        self.security_token().or(self.bearer_token()).map(Secret::expose)
    }

    pub(crate) fn secret(&self) -> &Secret {
        match &*self.0.kind {
            Material::Key { secret, .. } => secret,
            Material::Bearer(_) => &NO_SECRET,
        }
    }

    pub(crate) fn security_token(&self) -> Option<&Secret> {
        match &*self.0.kind {
            Material::Key { token, .. } => token.as_ref(),
            Material::Bearer(_) => None,
        }
    }

    pub(crate) fn bearer_token(&self) -> Option<&Secret> {
        match &*self.0.kind {
            Material::Key { .. } => None,
            Material::Bearer(token) => Some(token),
        }
    }

    /// Whether both have the same key or token; expiry and provider may differ.
    pub(crate) fn is(&self, other: &Credentials) -> bool {
        Arc::ptr_eq(&self.0.kind, &other.0.kind) || self.0.kind == other.0.kind
    }

    /// Refuses what cannot be signed with or sent, before the service does so with a less helpful response.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let parts = match &*self.0.kind {
            Material::Key { id, secret, token } => [
                ("access key id", Some(id.as_str())),
                ("access key secret", Some(secret.expose())),
                ("security token", token.as_ref().map(Secret::expose)),
            ],
            Material::Bearer(token) => [("bearer token", Some(token.expose())), ("", None), ("", None)],
        };
        for (what, value) in parts {
            let Some(value) = value else { continue };
            if value.is_empty() {
                return Err(Error::credentials(format!("the {what} is empty; give a value or leave the source out")));
            }
            if !value.bytes().all(|byte| byte.is_ascii_graphic()) {
                return Err(Error::credentials(format!(
                    "the {what} holds a space, a line break or another character that no key has; copy it again"
                )));
            }
        }
        Ok(())
    }

    /// Takes the secret, the tokens and a signature made with them out of texts.
    pub(crate) fn redactor<'a>(&'a self, signature: &'a str) -> Redactor<'a> {
        let token = self.security_token().or(self.bearer_token());
        Redactor::new([Some(self.secret().expose()), token.map(Secret::expose), Some(signature)].into_iter().flatten())
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Credentials");
        match &*self.0.kind {
            Material::Key { id, secret, token } => {
                out.field("access_key_id", id).field("access_key_secret", secret).field("security_token", token)
            }
            Material::Bearer(token) => out.field("bearer_token", token),
        };
        out.field("expiration", &self.0.expiration).field("provider", &self.0.provider).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    #[test]
    fn debug_prints_the_id_only() {
        let printed = format!("{:?}", Credentials::with_token("the-id", "the-secret", "the-token"));
        assert!(printed.contains("the-id"), "{printed}");
        assert!(!printed.contains("the-secret") && !printed.contains("the-token"), "{printed}");
        let printed = format!("{:?}", Credentials::bearer("the-token").provided_by("mine"));
        assert!(printed.contains("mine") && !printed.contains("the-token"), "{printed}");
    }

    #[test]
    fn values_that_cannot_be_sent_are_refused_by_name() {
        let cases = [
            (Credentials::new("", "s"), "access key id is empty"),
            (Credentials::new("i", ""), "access key secret is empty"),
            (Credentials::with_token("i", "s", ""), "security token is empty"),
            (Credentials::new("i\n", "s"), "access key id holds"),
            (Credentials::new("i", "hidden value"), "access key secret holds"),
            (Credentials::bearer(""), "bearer token is empty"),
            (Credentials::bearer("hidden\r\nvalue"), "bearer token holds"),
        ];
        for (credentials, expected) in cases {
            let error = credentials.check().unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!error.to_string().contains("hidden"), "{error}");
        }
        assert!(Credentials::with_token("i", "s", "t+/==").check().is_ok());
        assert!(Credentials::bearer("t+/==").check().is_ok());
    }

    #[test]
    fn redaction_finds_raw_and_encoded_secrets() {
        let credentials = Credentials::with_token("id", "s3cr/et", "tok+en==");
        let text = "id s3cr/et s3cr%2Fet s1gn4ture%3D tok+en== tok%2Ben%3D%3D tok%252Ben%253D%253D end";
        assert_eq!(
            credentials.redactor("s1gn4ture=").redact(text),
            "id [redacted] [redacted] [redacted] [redacted] [redacted] [redacted] end"
        );
        assert_eq!(credentials.redactor("").redact("nothing here"), "nothing here");
        assert_eq!(Credentials::bearer("tok+en==").redactor("").redact("a tok%2Ben%3D%3D"), "a [redacted]");
    }

    #[test]
    fn origin_and_expiry_are_kept_and_change_nothing_else() {
        let made = Credentials::new("id", "secret");
        assert_eq!((made.provider(), made.expiration()), ("static", None));
        let at = UNIX_EPOCH + Duration::from_secs(5);
        let renamed = made.clone().expiring(at).provided_by("vault");
        assert_eq!((renamed.provider(), renamed.expiration()), ("vault", Some(at)));
        assert!(renamed.is(&made));
    }

    #[test]
    fn a_value_is_told_from_others() {
        let key = Credentials::with_token("id", "secret", "token");
        assert!(key.is(&Credentials::with_token("id", "secret", "token")));
        let others = [
            Credentials::new("id", "secret"),
            Credentials::with_token("id", "secret", "other"),
            Credentials::with_token("id", "other", "token"),
            Credentials::bearer("token"),
        ];
        assert!(others.iter().all(|other| !key.is(other)));
        assert!(!Credentials::bearer("secret").is(&Credentials::new("", "secret")));
    }
}
