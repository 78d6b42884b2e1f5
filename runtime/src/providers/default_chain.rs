//! The order in which credentials are looked for when the user names no source.

use std::borrow::Cow;
use std::fmt;

use super::ecs::EcsMetadataProvider;
use super::environment::EnvironmentProvider;
use super::ini::IniProvider;
use super::oidc::OidcRoleProvider;
use super::profile::{ProfileProvider, ProfileSettings};
use super::uri::CredentialsUriProvider;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{ChainProvider, CredentialProvider, Credentials, ProviderContext, total};
use crate::variables::Variables;

const PROFILE_DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// Looks where the vendor's own SDKs look, in their order:
///
/// 1. `environment`: [`EnvironmentProvider`];
/// 2. `OIDC role`: [`OidcRoleProvider`], if its variables are set;
/// 3. `profile`: [`ProfileProvider`], unless `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true`;
/// 4. `credentials file`: [`IniProvider`];
/// 5. `ECS metadata`: [`EcsMetadataProvider`], unless `ALIBABA_CLOUD_ECS_METADATA_DISABLED=true`;
/// 6. `credentials URI`: [`CredentialsUriProvider`], if `ALIBABA_CLOUD_CREDENTIALS_URI` is set.
///
/// Providers of your own can be put [before](Self::first) or [after](Self::last) these. Everything else is as with
/// [`ChainProvider`]: a source that is incomplete or fails is passed over, the one that worked is kept, and if none has
/// credentials, the error says what each of them lacks.
#[derive(Clone)]
pub struct DefaultChain {
    chain: ChainProvider,
    local: Local,
}

/// The providers, to be checked without network.
#[derive(Clone)]
struct Local {
    environment: EnvironmentProvider,
    oidc: OidcRoleProvider,
    profile: Unless<ProfileProvider>,
    ini: IniProvider,
    ecs: EcsMetadataProvider,
    uri: CredentialsUriProvider,
}

/// Checks whether a source is set up.
type Look<'a> = &'a dyn Fn() -> Result<(), Error>;

impl DefaultChain {
    /// A chain over the variables of this process.
    pub fn new() -> Self {
        Self::with(&Variables::of_process())
    }

    pub(crate) fn with(variables: &Variables) -> Self {
        let profile = ProfileProvider::with(variables.clone());
        let local = Local {
            environment: EnvironmentProvider::with(variables.clone()),
            oidc: OidcRoleProvider::with(variables.clone()),
            profile: Unless { variables: variables.clone(), variable: PROFILE_DISABLED, provider: profile },
            ini: IniProvider::with(variables.clone()),
            ecs: EcsMetadataProvider::with(variables.clone()),
            uri: CredentialsUriProvider::with(variables.clone()),
        };
        let Local { environment, oidc, profile, ini, ecs, uri } = local.clone();
        let chain = ChainProvider::new()
            .push("environment", environment)
            .push("OIDC role", oidc)
            .push("profile", profile)
            .push("credentials file", ini)
            .push("ECS metadata", ecs)
            .push("credentials URI", uri);
        Self { chain, local }
    }

    /// Adds a provider before the others. The name is for messages.
    #[must_use]
    pub fn first(self, name: impl Into<Cow<'static, str>>, provider: impl CredentialProvider + 'static) -> Self {
        Self { chain: self.chain.push_front(name, provider), ..self }
    }

    /// Adds a provider after the others.
    #[must_use]
    pub fn last(self, name: impl Into<Cow<'static, str>>, provider: impl CredentialProvider + 'static) -> Self {
        Self { chain: self.chain.push(name, provider), ..self }
    }

    /// What the profile states beside credentials, unless profiles are turned off.
    pub(crate) fn settings(&self) -> Result<ProfileSettings, Error> {
        match self.local.profile.enabled() {
            Ok(profile) => profile.settings(),
            Err(_) => Ok(ProfileSettings::default()),
        }
    }

    /// Says at once that there will be no credentials, where that is certain without asking anyone. As long as the
    /// metadata service is not turned off, it is not.
    pub(crate) fn check(&self) -> Result<(), Error> {
        let Local { environment, oidc, profile, ini, ecs, uri } = &self.local;
        let looks: [(&str, Look<'_>); 6] = [
            ("environment", &|| environment.load().map(|_| ())),
            ("OIDC role", &|| oidc.configured()),
            ("profile", &|| profile.enabled().and_then(|profile| profile.find().map(|_| ()))),
            ("credentials file", &|| ini.find().map(|_| ())),
            ("ECS metadata", &|| ecs.configured()),
            ("credentials URI", &|| uri.configured()),
        ];
        let mut failures = Vec::new();
        for (name, look) in looks {
            match look() {
                Ok(()) => return Ok(()),
                Err(error) => failures.push((name, error)),
            }
        }
        Err(total(failures))
    }
}

impl Default for DefaultChain {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for DefaultChain {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        self.chain.credentials(context)
    }

    fn invalidate(&self, rejected: &Credentials) {
        self.chain.invalidate(rejected);
    }
}

/// Shows the names.
impl fmt::Debug for DefaultChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("DefaultChain").field(&self.chain).finish()
    }
}

/// A provider that a variable turns off.
#[derive(Clone)]
struct Unless<P> {
    variables: Variables,
    variable: &'static str,
    provider: P,
}

impl<P> Unless<P> {
    fn enabled(&self) -> Result<&P, Error> {
        if self.variables.is_true(self.variable)? {
            return Err(Error::credentials_not_configured(format!("{} turns it off", self.variable)));
        }
        Ok(&self.provider)
    }
}

impl<P: CredentialProvider> CredentialProvider for Unless<P> {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async { self.enabled()?.credentials(context).await })
    }

    fn invalidate(&self, rejected: &Credentials) {
        self.provider.invalidate(rejected);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Temporary, World, key_answer, metadata_answer, run, sts_answer};

    const ID: (&str, &str) = ("ALIBABA_CLOUD_ACCESS_KEY_ID", "from-environment");
    const NO_METADATA: (&str, &str) = ("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true");

    fn get(variables: &[(&str, &str)], world: &World) -> Result<String, Error> {
        let chain = DefaultChain::with(&Variables::of(variables));
        run(chain.credentials(&world.context())).map(|made| made.access_key_id().to_owned())
    }

    #[test]
    fn the_order_is_the_official_one() {
        let config = Temporary::new(
            r#"{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"from-profile","access_key_secret":"s"}]}"#,
        );
        let ini = Temporary::new("[default]\ntype=access_key\naccess_key_id=from-ini\naccess_key_secret=s\n");
        let token = Temporary::new("token");
        // From the first one to the last, each as the variables that it needs.
        let sources: [(&str, Vec<(&str, &str)>); 6] = [
            ("from-environment", vec![ID, ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s")]),
            (
                "from-oidc",
                vec![
                    ("ALIBABA_CLOUD_ROLE_ARN", "r"),
                    ("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "p"),
                    ("ALIBABA_CLOUD_OIDC_TOKEN_FILE", token.path()),
                ],
            ),
            ("from-profile", vec![("ALIBABA_CLOUD_CONFIG_FILE", config.path())]),
            ("from-ini", vec![("ALIBABA_CLOUD_CREDENTIALS_FILE", ini.path())]),
            ("from-ecs", vec![("ALIBABA_CLOUD_ECS_METADATA", "role")]),
            ("from-uri", vec![("ALIBABA_CLOUD_CREDENTIALS_URI", "http://localhost/"), NO_METADATA]),
        ];
        for (index, (expected, _)) in sources.iter().enumerate() {
            let world = World::new();
            let end = world.now() + 3600;
            match *expected {
                "from-oidc" => world.answer(200, sts_answer(expected, end)),
                "from-ecs" => {
                    world.answer(200, "token");
                    world.answer(200, metadata_answer(expected, end));
                }
                "from-uri" => world.answer(200, key_answer(expected, end)),
                _ => {}
            }
            let without_last = if *expected == "from-uri" { sources.len() } else { sources.len() - 1 };
            let variables: Vec<(&str, &str)> =
                sources[index..without_last].iter().flat_map(|(_, variables)| variables.clone()).collect();
            assert_eq!(get(&variables, &world).unwrap(), *expected);
        }
        let off = [
            ("ALIBABA_CLOUD_CONFIG_FILE", config.path()),
            (PROFILE_DISABLED, "true"),
            ("ALIBABA_CLOUD_CREDENTIALS_FILE", ini.path()),
        ];
        assert_eq!(get(&off, &World::new()).unwrap(), "from-ini");
    }

    #[test]
    fn the_error_tells_what_every_source_lacks() {
        let variables = [
            ID,
            ("ALIBABA_CLOUD_ROLE_ARN", "r"),
            ("ALIBABA_CLOUD_CONFIG_FILE", "/nowhere/config.json"),
            ("ALIBABA_CLOUD_CREDENTIALS_FILE", "/nowhere/credentials"),
            NO_METADATA,
        ];
        let chain = DefaultChain::with(&Variables::of(&variables));
        let asked = run(chain.credentials(&World::new().context())).unwrap_err().to_string();
        for error in [asked, chain.check().unwrap_err().to_string()] {
            for part in [
                "environment: failed: ",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET is not",
                "OIDC role: failed: ",
                "ALIBABA_CLOUD_OIDC_PROVIDER_ARN and ALIBABA_CLOUD_OIDC_TOKEN_FILE",
                "profile: not configured: there is no file /nowhere/config.json",
                "credentials file: not configured: there is no file /nowhere/credentials",
                "ECS metadata: not configured: ALIBABA_CLOUD_ECS_METADATA_DISABLED",
                "credentials URI: not configured: the environment variable ALIBABA_CLOUD_CREDENTIALS_URI",
            ] {
                assert!(error.contains(part), "{part}: {error}");
            }
            assert_eq!(error.lines().count(), 7, "{error}");
        }
    }

    #[test]
    fn the_metadata_service_may_have_credentials_until_it_is_asked() {
        assert!(DefaultChain::with(&Variables::of(&[])).check().is_ok());
        assert!(DefaultChain::with(&Variables::of(&[NO_METADATA])).check().is_err());
    }

    #[test]
    fn providers_of_ones_own_stand_before_and_behind() {
        let world = World::new();
        let variables = Variables::of(&[ID, ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "s")]);
        let mine = || Credentials::new("mine", "secret");
        let id = |chain: DefaultChain| run(chain.credentials(&world.context())).unwrap().access_key_id().to_owned();
        assert_eq!(id(DefaultChain::with(&variables).first("mine", mine())), "mine");
        assert_eq!(id(DefaultChain::with(&variables).last("mine", mine())), "from-environment");
        assert_eq!(id(DefaultChain::with(&Variables::of(&[NO_METADATA])).last("mine", mine())), "mine");
    }
}
