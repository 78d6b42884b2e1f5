//! Credentials and region from the configuration file of the `aliyun` command line tool.

pub(crate) mod build;
pub(crate) mod file;
#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{CredentialProvider, Credentials, ProviderContext};
use crate::providers::file::{Kept, in_profile, read};
use crate::variables::Variables;

use file::File;

const PATH: &str = "ALIBABA_CLOUD_CONFIG_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// Reads a profile of `~/.aliyun/config.json`, anew for each attempt, so that a renewed login is seen. What the profile
/// leads to, such as the credentials of a role, is kept until shortly before it expires, or until the file changes.
///
/// The file is the one that [`path`](Self::path) names, else `ALIBABA_CLOUD_CONFIG_FILE`, else the default one. The
/// profile is the one that [`profile`](Self::profile) names, else `ALIBABA_CLOUD_PROFILE`, else the file's `current`.
///
/// Modes, which are compared without case:
///
/// | mode | leads to |
/// | --- | --- |
/// | `AK`, `StsToken` | the access key in the profile |
/// | `RamRoleArn` | that access key, and [`AssumeRoleProvider`](crate::credentials::AssumeRoleProvider) |
/// | `EcsRamRole` | [`EcsMetadataProvider`](crate::credentials::EcsMetadataProvider) |
/// | `RamRoleArnWithRoleName` | that one, and `AssumeRoleProvider` |
/// | `OIDC` | [`OidcRoleProvider`](crate::credentials::OidcRoleProvider) |
/// | `ChainableRamRoleArn` | the profile `source_profile`, and `AssumeRoleProvider` |
/// | `External` | [`ExternalProvider`](crate::credentials::ExternalProvider) |
/// | `CredentialsURI` | [`CredentialsUriProvider`](crate::credentials::CredentialsUriProvider) |
/// | `BearerToken` | [`Credentials::bearer`] |
/// | `CloudSSO` | [`CloudSsoProvider`](crate::credentials::CloudSsoProvider) |
/// | `OAuth` | [`OAuthProvider`](crate::credentials::OAuthProvider) |
/// | `RsaKeyPair` | `RsaKeyPairProvider`, with the feature `rsa-key-pair` |
///
/// `ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS=true` turns `External` and `CredentialsURI` off.
///
/// Errors: there is no file, no `current` profile, or none of the name that is `current` (not configured); none of the
/// name that the code or the environment asks for; the file is not what it should be; the profile lacks something,
/// which is named; and those of the provider that it leads to.
#[derive(Clone)]
pub struct ProfileProvider {
    variables: Variables,
    path: Option<PathBuf>,
    profile: Option<String>,
    kept: Arc<Kept>,
}

/// What a profile states beside credentials.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ProfileSettings {
    pub region: Option<String>,
    pub connect_timeout: Option<Duration>,
    pub read_timeout: Option<Duration>,
    /// How often a call is repeated.
    pub retry_count: Option<u32>,
}

impl ProfileProvider {
    /// Reads the profile that the environment or the file names.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    /// Reads this file.
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Reads the profile of this name.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self { variables, path: None, profile: None, kept: Arc::default() }
    }

    /// The provider that the profile leads to, and the words that name the profile.
    pub(super) fn find(&self) -> Result<(Arc<dyn CredentialProvider>, String), Error> {
        let path = self.locate()?;
        let shown = path.display();
        let Some(bytes) = read(&path)? else {
            return Err(Error::credentials_not_configured(format!(
                "there is no file {shown}; create it with `aliyun configure`"
            )));
        };
        let chosen = match &self.profile {
            Some(name) => Some(name.clone()),
            None => self.variables.get(PROFILE)?,
        };
        // A name that stands in the file changes only with the file.
        let provider = self.kept.get(&bytes, chosen.as_deref().unwrap_or_default(), || {
            let file = parse(&path, &bytes)?;
            let name = self.name(&file)?.ok_or_else(|| {
                Error::credentials_not_configured(format!(
                    "{shown} names no `current` profile; set {PROFILE} or run `aliyun configure switch`"
                ))
            })?;
            let names: Vec<&str> = file.profiles.iter().filter_map(|profile| profile.name.as_deref()).collect();
            if !names.contains(&name.as_str()) {
                let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                let text = format!("{shown} has no profile `{name}`; it has: {names}");
                // A profile that was asked for by name and is missing is a mistake, not an unused source.
                return Err(match &chosen {
                    Some(_) => Error::credentials(text),
                    None => Error::credentials_not_configured(text),
                });
            }
            build::provider(&self.variables, &file, &name)
                .map_err(|problem| Error::credentials(format!("the profile `{name}` of {shown} {problem}")))
        })?;
        let profile = chosen.map_or_else(|| "current profile".to_owned(), |name| format!("profile `{name}`"));
        Ok((provider, format!("the {profile} of {shown}")))
    }

    /// What the profile states beside credentials. No file, no such profile and one that states nothing are all the same.
    pub(crate) fn settings(&self) -> Result<ProfileSettings, Error> {
        // Without a home directory there is no file either.
        let Ok(path) = self.locate() else { return Ok(ProfileSettings::default()) };
        let Some(bytes) = read(&path)? else { return Ok(ProfileSettings::default()) };
        let file = parse(&path, &bytes)?;
        let name = self.name(&file)?;
        let Some(profile) = file.profiles.into_iter().find(|profile| profile.name == name) else {
            return Ok(ProfileSettings::default());
        };
        // The tool writes 0 when nothing was chosen.
        let seconds = |time: Option<u32>| time.filter(|time| *time > 0).map(|time| Duration::from_secs(time.into()));
        Ok(ProfileSettings {
            region: profile.region_id.filter(|region| !region.is_empty()),
            connect_timeout: seconds(profile.connect_timeout),
            read_timeout: seconds(profile.read_timeout),
            retry_count: profile.retry_count.filter(|count| *count > 0),
        })
    }

    fn locate(&self) -> Result<PathBuf, Error> {
        if let Some(path) = &self.path {
            return Ok(path.clone());
        }
        if let Some(path) = self.variables.get(PATH)? {
            return Ok(path.into());
        }
        let home = self.variables.home().ok_or_else(|| {
            Error::credentials_not_configured(format!(
                "the home directory is unknown, so there is no ~/.aliyun/config.json; set {PATH}"
            ))
        })?;
        Ok(home.join(".aliyun").join("config.json"))
    }

    fn name(&self, file: &File) -> Result<Option<String>, Error> {
        if let Some(name) = &self.profile {
            return Ok(Some(name.clone()));
        }
        let named = self.variables.get(PROFILE)?;
        Ok(named.or_else(|| file.current.clone().filter(|name| !name.is_empty())))
    }
}

impl Default for ProfileProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for ProfileProvider {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            let (provider, profile) = self.find()?;
            provider.credentials(context).await.map_err(|error| in_profile(&profile, error))
        })
    }

    fn invalidate(&self, rejected: &Credentials) {
        if let Some(provider) = self.kept.current() {
            provider.invalidate(rejected);
        }
    }
}

impl fmt::Debug for ProfileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileProvider").field("path", &self.path).field("profile", &self.profile).finish()
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<File, Error> {
    file::parse(bytes).map_err(|problem| {
        Error::credentials(format!("{}{problem}; correct it or run `aliyun configure`", path.display()))
    })
}
