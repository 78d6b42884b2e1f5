//! Who a call is made as: the credentials, and the providers that find them.

mod chain;
mod context;
mod environment;
mod profile;
mod secret;
mod variables;

use std::fmt;
use std::sync::Arc;

use crate::signature::encode::percent;
use crate::{BoxFuture, Error};

pub use chain::DefaultChain;
pub use context::ProviderContext;
pub use environment::EnvironmentProvider;
pub use profile::ProfileProvider;
pub(crate) use secret::REDACTED;
pub(crate) use secret::Secret;
pub(crate) use variables::Variables;

/// Where credentials come from. A client asks for each attempt of a call, so a provider may renew them in between.
pub trait CredentialProvider: Send + Sync {
    /// A consistent set of id, secret and token, valid now.
    ///
    /// # Errors
    /// An error of kind [`Credentials`](crate::ErrorKind::Credentials) when there are none; see [`Error::credentials`].
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>>;

    /// Says that the service took `rejected` for expired, so that a provider that keeps credentials gets new ones for
    /// the next attempt. Others need not do anything.
    fn invalidate(&self, rejected: &Credentials) {
        let _ = rejected;
    }
}

impl<P: CredentialProvider + ?Sized> CredentialProvider for Arc<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        (**self).credentials(context)
    }

    fn invalidate(&self, rejected: &Credentials) {
        (**self).invalidate(rejected);
    }
}

/// An access key, with a security token when it is a temporary one. It is its own provider, which never changes.
///
/// The secret and the token are wiped from memory when the last copy is dropped, and they are not printed. The token is
/// part of every request, and the copy in a request is not wiped.
#[derive(Clone)]
pub struct Credentials(Arc<Parts>);

struct Parts {
    access_key_id: String,
    secret: Secret,
    security_token: Option<Secret>,
}

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

    pub(crate) fn from_parts(access_key_id: String, secret: Secret, security_token: Option<Secret>) -> Self {
        Self(Arc::new(Parts { access_key_id, secret, security_token }))
    }

    /// The id of the access key, which is not a secret.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    pub(crate) fn security_token(&self) -> Option<&Secret> {
        self.0.security_token.as_ref()
    }

    /// Refuses what cannot be signed with or sent, before the service does so with a less helpful answer.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let token = self.security_token().map(Secret::expose);
        let parts = [
            ("access key id", Some(self.access_key_id())),
            ("access key secret", Some(self.secret().expose())),
            ("security token", token),
        ];
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

    /// `text` without the secret, the token and a signature made with them, in every form in which a service may send
    /// them back.
    pub(crate) fn redact(&self, text: &str, signature: &str) -> String {
        let secrets = [Some(self.secret().expose()), self.security_token().map(Secret::expose), Some(signature)];
        let mut text = text.to_owned();
        // Real ones are much longer. Something shorter is a placeholder, whose replacement would garble the text.
        for secret in secrets.into_iter().flatten().filter(|secret| secret.len() >= 6) {
            let once = percent(secret);
            for form in [&percent(&once), &once, secret] {
                text = text.replace(form, REDACTED);
            }
        }
        text
    }
}

impl CredentialProvider for Credentials {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("access_key_id", &self.0.access_key_id)
            .field("access_key_secret", &self.0.secret)
            .field("security_token", &self.0.security_token)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_the_id_only() {
        let printed = format!("{:?}", Credentials::with_token("the-id", "the-secret", "the-token"));
        assert!(printed.contains("the-id"), "{printed}");
        assert!(!printed.contains("the-secret") && !printed.contains("the-token"), "{printed}");
    }

    #[test]
    fn values_that_cannot_be_sent_are_refused_by_name() {
        let cases = [
            (Credentials::new("", "s"), "access key id is empty"),
            (Credentials::new("i", ""), "access key secret is empty"),
            (Credentials::with_token("i", "s", ""), "security token is empty"),
            (Credentials::new("i\n", "s"), "access key id holds"),
            (Credentials::new("i", "hidden value"), "access key secret holds"),
        ];
        for (credentials, expected) in cases {
            let error = credentials.check().unwrap_err();
            assert!(error.to_string().contains(expected), "{error}");
            assert!(!error.to_string().contains("hidden"), "{error}");
        }
        assert!(Credentials::with_token("i", "s", "t+/==").check().is_ok());
    }

    #[test]
    fn redaction_finds_raw_and_encoded_secrets() {
        let credentials = Credentials::with_token("id", "s3cr/et", "tok+en==");
        let text = "id s3cr/et s3cr%2Fet s1gn4ture%3D tok+en== tok%2Ben%3D%3D tok%252Ben%253D%253D end";
        assert_eq!(
            credentials.redact(text, "s1gn4ture="),
            "id [redacted] [redacted] [redacted] [redacted] [redacted] [redacted] end"
        );
        assert_eq!(credentials.redact("nothing here", ""), "nothing here");
    }
}
