//! Credentials from the file that the SDKs of other languages share.

pub(crate) mod file;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::{CredentialProvider, Credentials, ProviderContext};
use crate::providers::assume_role::AssumeRoleProvider;
use crate::providers::ecs::EcsMetadataProvider;
use crate::providers::file::{Kept, in_profile, read};
use crate::providers::oidc::OidcRoleProvider;
use crate::providers::sts::Role;
use crate::secret::Secret;
use crate::variables::Variables;

const PATH: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";
const DEFAULT_SECTION: &str = "default";
const FOLDER: &str = ".alibabacloud";
/// The SDKs disagree on the name.
const NAMES: [&str; 2] = ["credentials", "credentials.ini"];
const SUPPORTED: &str = "access_key, sts, ram_role_arn, ecs_ram_role, oidc_role_arn and rsa_key_pair";

/// Reads a section of `~/.alibabacloud/credentials`, else of `~/.alibabacloud/credentials.ini`, anew for each attempt.
/// What the section leads to is kept as with [`ProfileProvider`](crate::credentials::ProfileProvider).
///
/// The file is the one that [`path`](Self::path) names, else `ALIBABA_CLOUD_CREDENTIALS_FILE`, else the first of the
/// above that there is. The section is the one that [`section`](Self::section) names, else `ALIBABA_CLOUD_PROFILE`,
/// else `default`. Its `type` says what else it holds:
///
/// | type | further names | leads to |
/// | --- | --- | --- |
/// | `access_key` | `access_key_id`, `access_key_secret` | that key |
/// | `sts` | the same, and `security_token` | that key |
/// | `ram_role_arn` | the same, the token only if there is one; `role_arn`, and if wanted `role_session_name`, `policy`, `external_id`, `duration_seconds` | [`AssumeRoleProvider`] |
/// | `ecs_ram_role` | if wanted `role_name` | [`EcsMetadataProvider`] |
/// | `oidc_role_arn` | `role_arn`, `oidc_provider_arn`, `oidc_token_file_path`, and if wanted `role_session_name`, `policy`, `duration_seconds` | [`OidcRoleProvider`] |
///
/// and, with the feature `rsa-key-pair`, `rsa_key_pair`: `public_key_id`, `private_key_file`, and if wanted
/// `duration_seconds`.
///
/// Lines that begin with `#` or `;` are comments, and so is what follows a `#` after a space.
///
/// Errors: there is no file, or no such section (not configured); a line that is none; a type that is not supported; something that is missing, which is named; and those of the provider that it leads
/// to.
#[derive(Clone)]
pub struct IniProvider {
    variables: Variables,
    path: Option<PathBuf>,
    section: Option<String>,
    kept: Arc<Kept>,
}

impl IniProvider {
    /// Reads the section that the environment names.
    pub fn new() -> Self {
        Self::with(Variables::of_process())
    }

    /// Reads this file.
    pub fn path(mut self, path: impl Into<PathBuf>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Reads the section of this name.
    pub fn section(mut self, name: impl Into<String>) -> Self {
        self.section = Some(name.into());
        self
    }

    pub(crate) fn with(variables: Variables) -> Self {
        Self { variables, path: None, section: None, kept: Arc::default() }
    }

    /// The provider that the section leads to, and the words that name the section.
    pub(super) fn find(&self) -> Result<(Arc<dyn CredentialProvider>, String), Error> {
        let (path, bytes) = self.open()?;
        let name = match &self.section {
            Some(name) => name.clone(),
            None => self.variables.get(PROFILE)?.unwrap_or_else(|| DEFAULT_SECTION.to_owned()),
        };
        let words = format!("the section `{name}` of {}", path.display());
        let provider = self.kept.get(&bytes, &name, || {
            let sections = parse(&path, &bytes)?;
            let Some(values) = sections.get(&name) else {
                let names: Vec<&str> = sections.keys().map(String::as_str).collect();
                let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
                return Err(Error::credentials_not_configured(format!(
                    "{} has no section `{name}`; it has: {names}",
                    path.display()
                )));
            };
            make(&self.variables, &Section(values)).map_err(|problem| Error::credentials(format!("{words} {problem}")))
        })?;
        Ok((provider, words))
    }

    /// The first file that there is, and its content.
    fn open(&self) -> Result<(PathBuf, zeroize::Zeroizing<Vec<u8>>), Error> {
        let named = match &self.path {
            Some(path) => Some(path.clone()),
            None => self.variables.get(PATH)?.map(PathBuf::from),
        };
        let paths = match (named, self.variables.home()) {
            (Some(path), _) => vec![path],
            (None, Some(home)) => NAMES.map(|name| home.join(FOLDER).join(name)).into(),
            (None, None) => {
                return Err(Error::credentials_not_configured(format!(
                    "the home directory is unknown, so there is no ~/{FOLDER}/{}; set {PATH}",
                    NAMES[0]
                )));
            }
        };
        for path in &paths {
            if let Some(bytes) = read(path)? {
                return Ok((path.clone(), bytes));
            }
        }
        let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        Err(Error::credentials_not_configured(format!("there is no file {}", paths.join(" or "))))
    }
}

impl Default for IniProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for IniProvider {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(async {
            let (provider, section) = self.find()?;
            provider.credentials(context).await.map_err(|error| in_profile(&section, error))
        })
    }

    fn invalidate(&self, rejected: &Credentials) {
        if let Some(provider) = self.kept.current() {
            provider.invalidate(rejected);
        }
    }
}

impl fmt::Debug for IniProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IniProvider").field("path", &self.path).field("section", &self.section).finish_non_exhaustive()
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<file::Sections, Error> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Error::credentials(format!("{} is not valid UTF-8; write it anew", path.display())))?;
    file::parse(text).map_err(|problem| Error::credentials(format!("{}{problem}; correct it", path.display())))
}

/// The values of one section.
struct Section<'a>(&'a BTreeMap<String, Secret>);

impl Section<'_> {
    fn get(&self, name: &str) -> Option<&Secret> {
        self.0.get(name).filter(|value| !value.is_blank())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| value.expose().to_owned())
    }

    fn need(&self, name: &str) -> Result<&Secret, String> {
        self.get(name).ok_or_else(|| format!("has no `{name}`; add it"))
    }

    fn duration(&self) -> Result<Option<Duration>, String> {
        let Some(value) = self.get("duration_seconds") else { return Ok(None) };
        let seconds = value.expose().parse().map_err(|_| "has a `duration_seconds` that is no number")?;
        Ok(Some(Duration::from_secs(seconds)))
    }

    fn role(&self) -> Result<Role, String> {
        Ok(Role {
            arn: Some(self.need("role_arn")?.expose().to_owned()),
            session_name: self.text("role_session_name"),
            duration: self.duration()?,
            policy: self.text("policy"),
            external_id: self.text("external_id"),
            ..Role::default()
        })
    }

    fn key(&self, token: Option<&Secret>) -> Result<Credentials, String> {
        let id = self.need("access_key_id")?.expose().to_owned();
        let secret = self.need("access_key_secret")?.clone();
        Ok(Credentials::from_parts(id, secret, token.cloned()).provided_by("ini"))
    }
}

/// The provider of a section. The error reads on after "the section `name` of …".
fn make(variables: &Variables, section: &Section<'_>) -> Result<Arc<dyn CredentialProvider>, String> {
    let kind = section.text("type").unwrap_or_default();
    Ok(match kind.to_ascii_lowercase().as_str() {
        "access_key" => Arc::new(section.key(None)?),
        "sts" => {
            let token = section.get("security_token").or(section.get("sts_token"));
            Arc::new(section.key(Some(token.ok_or("has no `security_token`; add it")?))?)
        }
        "ram_role_arn" => {
            let by = section.key(section.get("security_token").or(section.get("sts_token")))?;
            Arc::new(AssumeRoleProvider::with(variables.clone(), Arc::new(by), section.role()?))
        }
        "ecs_ram_role" => {
            let provider = EcsMetadataProvider::with(variables.clone());
            Arc::new(match section.text("role_name") {
                Some(role) => provider.role(role),
                None => provider,
            })
        }
        "oidc_role_arn" => {
            let token_file = section.get("oidc_token_file_path").or(section.get("oidc_token_file"));
            let token_file = token_file.ok_or("has no `oidc_token_file_path`; add it")?.expose();
            let provider_arn = section.need("oidc_provider_arn")?.expose();
            Arc::new(OidcRoleProvider::of_role(variables.clone(), section.role()?, provider_arn, token_file))
        }
        "rsa_key_pair" => rsa_key_pair(variables, section)?,
        "" => return Err(format!("has no `type`; supported are {SUPPORTED}")),
        // A value in a wrong place may be a secret, so it is not shown.
        _ => return Err(format!("has a `type` that is not supported; supported are {SUPPORTED}")),
    })
}

#[cfg(feature = "rsa-key-pair")]
fn rsa_key_pair(variables: &Variables, section: &Section<'_>) -> Result<Arc<dyn CredentialProvider>, String> {
    use crate::providers::rsa::RsaKeyPairProvider;
    let id = section.need("public_key_id")?.expose();
    let file = section.need("private_key_file")?.expose();
    Ok(Arc::new(RsaKeyPairProvider::of_file(variables, id, file, section.duration()?)))
}

#[cfg(not(feature = "rsa-key-pair"))]
fn rsa_key_pair(_: &Variables, _: &Section<'_>) -> Result<Arc<dyn CredentialProvider>, String> {
    Err("has the type rsa_key_pair, for which the crate must be built with its feature `rsa-key-pair`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Temporary, World, run, sts_answer};

    const FILE: &str = "
        [default]
        type = access_key
        access_key_id = id1          # the first
        access_key_secret = hidden-secret
        [session]
        type = sts
        access_key_id = id2
        access_key_secret = hidden-secret
        security_token = hidden-token
        [role]
        type = ram_role_arn
        access_key_id = id3
        access_key_secret = hidden-secret
        role_arn = acs:ram::1:role/r
        role_session_name = me
        policy = {}
        duration_seconds = 1800
        [oidc]
        type = oidc_role_arn
        role_arn = acs:ram::1:role/r
        oidc_provider_arn = acs:ram::1:oidc-provider/p
        oidc_token_file_path = /nowhere/token
        [instance]
        type = ecs_ram_role
        role_name = worker
        [rsa]
        type = rsa_key_pair
        private_key_file = /hidden
        [none]
        access_key_id = hidden
        [odd]
        type = hidden
        [half]
        type = access_key
        access_key_id = hidden
    ";

    fn get(file: &Temporary, variables: &[(&str, &str)], world: &World) -> Result<Credentials, Error> {
        let provider = IniProvider::with(Variables::of(variables)).path(file.path());
        run(provider.credentials(&world.context()))
    }

    #[test]
    fn every_type_leads_to_its_provider() {
        let (file, world) = (Temporary::new(FILE), World::new());
        let first = get(&file, &[], &world).unwrap();
        assert_eq!((first.access_key_id(), first.provider()), ("id1", "ini"));
        let second = get(&file, &[(PROFILE, "session")], &world).unwrap();
        assert_eq!((second.access_key_id(), second.security_token().unwrap().expose()), ("id2", "hidden-token"));

        world.answer(200, sts_answer("id", world.now() + 1800));
        let third = get(&file, &[(PROFILE, "role")], &world).unwrap();
        assert_eq!((third.access_key_id(), third.provider()), ("id", "ram_role_arn/ini"));
        let body = String::from_utf8(world.take_request().body().to_vec()).unwrap();
        assert!(body.ends_with("&RoleSessionName=me&DurationSeconds=1800&Policy=%7B%7D"), "{body}");

        let error = get(&file, &[(PROFILE, "oidc")], &world).unwrap_err().to_string();
        assert!(error.contains("section `oidc`") && error.contains("no file /nowhere/token"), "{error}");
        let error = get(&file, &[(PROFILE, "instance")], &world).unwrap_err().to_string();
        assert!(error.contains("100.100.100.200"), "{error}");
    }

    #[test]
    fn what_is_wrong_is_named_without_values() {
        let (file, world) = (Temporary::new(FILE), World::new());
        let cases = [
            (
                "rsa",
                if cfg!(feature = "rsa-key-pair") { "has no `public_key_id`" } else { "its feature `rsa-key-pair`" },
            ),
            ("none", "has no `type`"),
            ("odd", "has a `type` that is not supported"),
            ("half", "has no `access_key_secret`"),
        ];
        for (section, expected) in cases {
            let error = get(&file, &[(PROFILE, section)], &world).unwrap_err();
            let text = format!("{error} {error:?}");
            assert!(text.contains(expected) && text.contains(&format!("`{section}`")), "{text}");
            assert!(!text.contains("hidden") && !error.is_credentials_not_configured(), "{text}");
        }
        let error = get(&file, &[(PROFILE, "other")], &world).unwrap_err();
        assert!(error.is_credentials_not_configured() && error.to_string().contains("default, half"), "{error}");
        file.write("[default]\nhidden");
        let error = get(&file, &[], &world).unwrap_err().to_string();
        assert!(error.contains(&format!("{}:2: neither", file.path())) && !error.contains("hidden"), "{error}");
    }

    #[test]
    fn both_names_of_the_file_are_looked_for() {
        let home = std::env::temp_dir().join(format!("alicloud-ini-home-{}", std::process::id()));
        let folder = home.join(FOLDER);
        std::fs::create_dir_all(&folder).unwrap();
        let home_name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let variables = [(home_name, home.to_str().unwrap())];
        let id = || {
            let provider = IniProvider::with(Variables::of(&variables));
            run(provider.credentials(&World::new().context())).map(|made| made.access_key_id().to_owned())
        };
        let error = id().unwrap_err();
        assert!(error.is_credentials_not_configured() && error.to_string().contains("credentials.ini"), "{error}");
        for (name, expected) in [("credentials.ini", "second"), ("credentials", "first")] {
            let text = format!("[default]\ntype=access_key\naccess_key_id={expected}\naccess_key_secret=s\n");
            std::fs::write(folder.join(name), text).unwrap();
            assert_eq!(id().unwrap(), expected);
        }
        std::fs::remove_dir_all(&home).unwrap();
    }
}
