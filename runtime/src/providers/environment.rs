//! Credentials from environment variables.

use std::fmt;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{CredentialProvider, Credentials, ProviderContext};
use crate::secret::Secret;
use crate::variables::Variables;

const ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// Reads `ALIBABA_CLOUD_ACCESS_KEY_ID`, `ALIBABA_CLOUD_ACCESS_KEY_SECRET` and, for a temporary key,
/// `ALIBABA_CLOUD_SECURITY_TOKEN`, anew for each attempt.
///
/// Errors: neither of the first two is set (not configured), or only one of them is.
#[derive(Clone)]
pub struct EnvironmentProvider {
    variables: Variables,
}

impl EnvironmentProvider {
    /// Reads the variables of this process.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self { variables }
    }

    pub(crate) fn load(&self) -> Result<Credentials, Error> {
        let id = self.variables.get(ID)?;
        let secret = self.variables.get(SECRET)?.map(Secret::new);
        let token = self.variables.get(TOKEN)?.map(Secret::new);
        match (id, secret) {
            (Some(id), Some(secret)) => Ok(Credentials::from_parts(id, secret, token).provided_by("environment")),
            (Some(_), None) => Err(half(ID, SECRET)),
            (None, Some(_)) => Err(half(SECRET, ID)),
            (None, None) => Err(Error::credentials_not_configured(format!(
                "the environment variables {ID} and {SECRET} are not set"
            ))),
        }
    }
}

impl Default for EnvironmentProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for EnvironmentProvider {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(self.load()))
    }
}

impl fmt::Debug for EnvironmentProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EnvironmentProvider")
    }
}

fn half(set: &str, missing: &str) -> Error {
    Error::credentials(format!(
        "the environment variable {set} is set but {missing} is not; set both, or unset {set} to use another source"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<Credentials, Error> {
        EnvironmentProvider::with(Variables::of(pairs)).load()
    }

    #[test]
    fn a_key_and_a_temporary_key_are_read_without_surrounding_spaces() {
        let key = load(&[(ID, " id "), (SECRET, "secret\n")]).unwrap();
        assert_eq!((key.access_key_id(), key.secret().expose()), ("id", "secret"));
        assert!(key.security_token().is_none());
        let temporary = load(&[(ID, "id"), (SECRET, "secret"), (TOKEN, "token")]).unwrap();
        assert_eq!(temporary.security_token().unwrap().expose(), "token");
    }

    #[test]
    fn a_half_set_key_names_the_missing_variable() {
        let error = load(&[(ID, "id"), (SECRET, "  ")]).unwrap_err().to_string();
        assert!(error.contains(&format!("{SECRET} is not")), "{error}");
        let error = load(&[(SECRET, "hidden")]).unwrap_err().to_string();
        assert!(error.contains(&format!("{ID} is not")) && !error.contains("hidden"), "{error}");
        let error = load(&[]).unwrap_err().to_string();
        assert!(error.contains("are not set"), "{error}");
        assert!(load(&[]).unwrap_err().is_credentials_not_configured());
        assert!(!load(&[(ID, "id")]).unwrap_err().is_credentials_not_configured());
    }
}
