//! The order in which credentials are looked for when the user names no source.

use super::{CredentialProvider, Credentials, EnvironmentProvider, ProfileProvider, ProviderContext, Variables};
use crate::{BoxFuture, Error};

/// Looks in the environment variables, then in the profile of the `aliyun` command line tool.
///
/// A source that is incomplete is passed over; if no source has credentials, the error says what each of them lacks.
#[derive(Clone, Debug)]
pub struct DefaultChain {
    environment: EnvironmentProvider,
    profile: ProfileProvider,
}

impl DefaultChain {
    /// A chain over the variables of this process.
    pub fn new() -> Self {
        Self::with(&Variables::of_process())
    }

    pub(crate) fn with(variables: &Variables) -> Self {
        Self {
            environment: EnvironmentProvider::with(variables.clone()),
            profile: ProfileProvider::with(variables.clone()),
        }
    }

    pub(crate) fn load(&self) -> Result<Credentials, Error> {
        let in_environment = match self.environment.load() {
            Ok(credentials) => return Ok(credentials),
            Err(error) => error,
        };
        let in_profile = match self.profile.load() {
            Ok(credentials) => return Ok(credentials),
            Err(error) => error,
        };
        Err(Error::credentials(format!(
            "no credentials were found. Environment: {}. Profile: {}",
            in_environment.text(),
            in_profile.text()
        )))
    }
}

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for DefaultChain {
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(self.load()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_comes_first() {
        let variables = Variables::of(&[
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id"),
            ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "secret"),
            ("ALIBABA_CLOUD_CONFIG_FILE", "/nowhere/config.json"),
        ]);
        assert_eq!(DefaultChain::with(&variables).load().unwrap().access_key_id(), "id");
    }

    #[test]
    fn the_error_tells_what_every_source_lacks() {
        let variables = Variables::of(&[
            ("ALIBABA_CLOUD_ACCESS_KEY_ID", "id"),
            ("ALIBABA_CLOUD_CONFIG_FILE", "/nowhere/config.json"),
        ]);
        let error = DefaultChain::with(&variables).load().unwrap_err().to_string();
        assert!(error.contains("ALIBABA_CLOUD_ACCESS_KEY_SECRET is not"), "{error}");
        assert!(error.contains("/nowhere/config.json"), "{error}");
    }
}
