//! Credentials and region from the configuration file of the `aliyun` command line tool.

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use zeroize::Zeroizing;

use super::{CredentialProvider, Credentials, ProviderContext, Secret, Variables};
use crate::{BoxFuture, Error};

const PATH: &str = "ALIBABA_CLOUD_CONFIG_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";
const SUPPORTED: &str = "AK and StsToken";

/// Reads a profile of `~/.aliyun/config.json`, anew for each call, so that a renewed token is seen.
///
/// The file is the one that [`path`](Self::path) names, else `ALIBABA_CLOUD_CONFIG_FILE`, else the default one. The
/// profile is the one that [`profile`](Self::profile) names, else `ALIBABA_CLOUD_PROFILE`, else the file's `current`.
/// Modes: `AK` and `StsToken`.
#[derive(Clone)]
pub struct ProfileProvider {
    variables: Variables,
    path: Option<PathBuf>,
    profile: Option<String>,
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
        Self { variables, path: None, profile: None }
    }

    pub(crate) fn load(&self) -> Result<Credentials, Error> {
        let path = self.locate()?;
        let Some(file) = read(&path)? else {
            return Err(Error::credentials(format!(
                "there is no file {}; create it with `aliyun configure`",
                path.display()
            )));
        };
        let name = self.name(&file)?.ok_or_else(|| {
            Error::credentials(format!(
                "{} names no `current` profile; set {PROFILE} or run `aliyun configure switch`",
                path.display()
            ))
        })?;
        let names: Vec<&str> = file.profiles.iter().filter_map(|profile| profile.name.as_deref()).collect();
        let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        let profile = file.profiles.into_iter().find(|profile| profile.name.as_deref() == Some(&name));
        let profile = profile.ok_or_else(|| {
            Error::credentials(format!("{} has no profile `{name}`; it has: {names}", path.display()))
        })?;
        profile
            .into_credentials()
            .map_err(|problem| Error::credentials(format!("the profile `{name}` of {} {problem}", path.display())))
    }

    /// The region that the profile states. No file, no such profile and no region are all `None`.
    pub(crate) fn region(&self) -> Result<Option<String>, Error> {
        // Without a home directory there is no file either.
        let Ok(path) = self.locate() else { return Ok(None) };
        let Some(file) = read(&path)? else { return Ok(None) };
        let name = self.name(&file)?;
        let profile = file.profiles.into_iter().find(|profile| profile.name == name);
        Ok(profile.and_then(|profile| profile.region_id).filter(|region| !region.is_empty()))
    }

    fn locate(&self) -> Result<PathBuf, Error> {
        if let Some(path) = &self.path {
            return Ok(path.clone());
        }
        if let Some(path) = self.variables.get(PATH)? {
            return Ok(path.into());
        }
        let home = self.variables.home().ok_or_else(|| {
            Error::credentials(format!(
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
    fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(std::future::ready(self.load()))
    }
}

impl fmt::Debug for ProfileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileProvider").field("path", &self.path).field("profile", &self.profile).finish()
    }
}

/// What we read of the file; everything else in it belongs to the command line tool.
#[derive(Deserialize)]
struct File {
    current: Option<String>,
    #[serde(default)]
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    name: Option<String>,
    mode: Option<String>,
    access_key_id: Option<String>,
    access_key_secret: Option<Secret>,
    sts_token: Option<Secret>,
    region_id: Option<String>,
}

impl Profile {
    /// The error reads on after "the profile `x` of y".
    fn into_credentials(self) -> Result<Credentials, String> {
        let mode = self.mode.unwrap_or_default();
        // The tool compares modes without case.
        let temporary = match mode.to_ascii_lowercase().as_str() {
            "ak" => false,
            "ststoken" => true,
            "" => return Err(format!("has no `mode`; supported are {SUPPORTED}")),
            _ => {
                return Err(format!(
                    "has the mode `{mode}`, which is not supported; supported are {SUPPORTED}. \
                     Choose another profile, or give credentials in the code or the environment"
                ));
            }
        };
        let id = self.access_key_id.unwrap_or_default().trim().to_owned();
        let secret = self.access_key_secret.filter(|secret| !secret.is_blank());
        let token = self.sts_token.filter(|token| !token.is_blank());
        let missing = match (&secret, &token) {
            _ if id.is_empty() => "access_key_id",
            (None, _) => "access_key_secret",
            (_, None) if temporary => "sts_token",
            (Some(_), _) => "",
        };
        match secret {
            Some(secret) if missing.is_empty() => Ok(Credentials::from_parts(id, secret, token.filter(|_| temporary))),
            _ => Err(format!("has the mode `{mode}` but no `{missing}`; run `aliyun configure --mode {mode}`")),
        }
    }
}

/// The file's content; `None` when there is no such file.
fn read(path: &Path) -> Result<Option<File>, Error> {
    let bytes = match std::fs::read(path) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(Error::credentials(format!("cannot read {}: {error}", path.display())).with_source(error));
        }
    };
    let json = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let file: File = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| malformed(path, &error.path().to_string(), error.inner()))?;
    deserializer.end().map_err(|error| malformed(path, ".", &error))?;
    Ok(Some(file))
}

/// Says where the file is wrong. Messages about a value are not repeated, because they quote it.
fn malformed(path: &Path, at: &str, error: &serde_json::Error) -> Error {
    let problem = match (error.is_data(), at) {
        (false, _) => "not valid JSON".to_owned(),
        (true, ".") => "the file has the wrong shape".to_owned(),
        (true, at) => format!("the value of `{at}` has the wrong type"),
    };
    let (path, line, column) = (path.display(), error.line(), error.column());
    Error::credentials(format!("{path}:{line}:{column}: {problem}; correct it or run `aliyun configure`"))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// A file that is removed at the end of the test.
    struct Temporary(PathBuf);

    impl Temporary {
        fn new(content: &str) -> Self {
            static NEXT: AtomicU32 = AtomicU32::new(0);
            let name = format!("alicloud-{}-{}.json", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
            let path = std::env::temp_dir().join(name);
            std::fs::write(&path, content).unwrap();
            Self(path)
        }

        fn provider(&self, variables: &[(&str, &str)]) -> ProfileProvider {
            ProfileProvider::with(Variables::of(variables)).path(&self.0)
        }

        fn error(&self) -> String {
            self.provider(&[]).load().unwrap_err().to_string()
        }
    }

    impl Drop for Temporary {
        fn drop(&mut self) {
            let _ = std::fs::remove_file(&self.0);
        }
    }

    const GOOD: &str = r#"{
        "current": "first",
        "profiles": [
            {"name": "first", "mode": "AK", "access_key_id": "id1", "access_key_secret": "s1", "region_id": "cn-beijing",
             "language": "en", "retry_count": 0, "sts_token": "left over"},
            {"name": "second", "mode": "ststoken", "access_key_id": "id2", "access_key_secret": "s2", "sts_token": "t2",
             "region_id": ""},
            {"name": "role", "mode": "EcsRamRole", "ram_role_name": "r", "region_id": "cn-shanghai"}
        ]
    }"#;

    #[test]
    fn the_profile_is_the_explicit_one_then_the_variable_then_the_current() {
        let file = Temporary::new(GOOD);
        let variables = [(PROFILE, "second")];
        let first = file.provider(&[]).load().unwrap();
        assert_eq!((first.access_key_id(), first.secret().expose()), ("id1", "s1"));
        assert!(first.security_token().is_none(), "the mode AK has no token");
        let second = file.provider(&variables).load().unwrap();
        assert_eq!(second.access_key_id(), "id2");
        assert_eq!(second.security_token().unwrap().expose(), "t2");
        let explicit = file.provider(&variables).profile("first").load().unwrap();
        assert_eq!(explicit.access_key_id(), "id1");
    }

    #[test]
    fn the_path_comes_from_the_variable_then_from_the_home_directory() {
        let file = Temporary::new(GOOD);
        let path = file.0.to_str().unwrap();
        let named = ProfileProvider::with(Variables::of(&[(PATH, path)])).load().unwrap();
        assert_eq!(named.access_key_id(), "id1");
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        let error = ProfileProvider::with(Variables::of(&[(home, "/nowhere")])).load().unwrap_err().to_string();
        assert!(error.contains(".aliyun") && error.contains("aliyun configure"), "{error}");
        let error = ProfileProvider::with(Variables::of(&[])).load().unwrap_err().to_string();
        assert!(error.contains(PATH), "{error}");
    }

    #[test]
    fn the_region_is_read_whatever_the_mode() {
        let file = Temporary::new(GOOD);
        let region = |name: &str| file.provider(&[]).profile(name).region().unwrap();
        assert_eq!(region("first").as_deref(), Some("cn-beijing"));
        assert_eq!(region("second"), None);
        assert_eq!(region("role").as_deref(), Some("cn-shanghai"));
        assert_eq!(region("absent"), None);
        assert_eq!(ProfileProvider::with(Variables::of(&[(PATH, "/nowhere/x")])).region().unwrap(), None);
    }

    #[test]
    fn an_unsupported_mode_and_an_unknown_profile_say_what_there_is() {
        let file = Temporary::new(GOOD);
        let error = file.provider(&[]).profile("role").load().unwrap_err().to_string();
        assert!(error.contains("`EcsRamRole`") && error.contains(SUPPORTED), "{error}");
        let error = file.provider(&[]).profile("other").load().unwrap_err().to_string();
        assert!(error.contains("`other`") && error.contains("first, second, role"), "{error}");
    }

    #[test]
    fn broken_files_are_reported_with_their_place_and_without_their_content() {
        let cases = [
            ("{\n  \"current\": \"a\",,\n}", ":2:18: not valid JSON"),
            ("", ":1:0: not valid JSON"),
            ("{} {}", ":1:4: not valid JSON"),
            ("[]", ":1:2: the file has the wrong shape"),
            ("{}", "names no `current` profile"),
            (r#"{"current":"a","profiles":"hidden"}"#, "the value of `profiles` has the wrong type"),
            (
                r#"{"current":"a","profiles":[{"name":"a","access_key_secret":["hidden"]}]}"#,
                "profiles[0].access_key_secret",
            ),
            (r#"{"current":"a","profiles":[{"name":"a"}]}"#, "has no `mode`"),
            (
                r#"{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_secret":"hidden"}]}"#,
                "no `access_key_id`",
            ),
            (r#"{"current":"a","profiles":[{"name":"a","mode":"AK","access_key_id":"i"}]}"#, "no `access_key_secret`"),
            (
                r#"{"current":"a","profiles":[{"name":"a","mode":"StsToken","access_key_id":"i","access_key_secret":"hidden"}]}"#,
                "no `sts_token`",
            ),
        ];
        for (content, expected) in cases {
            let error = Temporary::new(content).error();
            assert!(error.contains(expected), "{content}\n{error}");
            assert!(!error.contains("hidden"), "{error}");
        }
    }
}
