//! The environment variables that configure a client, read through a function so that tests need not change them.

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use crate::error::Error;

type Lookup = dyn Fn(&str) -> Option<OsString> + Send + Sync;

/// A source of environment variables.
#[derive(Clone)]
pub(crate) struct Variables(Arc<Lookup>);

impl Variables {
    /// The variables of this process.
    pub(crate) fn of_process() -> Self {
        Self(Arc::new(|name| std::env::var_os(name)))
    }

    /// The value of `name` without the spaces around it; an empty one counts as not set.
    pub(crate) fn get(&self, name: &str) -> Result<Option<String>, Error> {
        let Some(value) = (self.0)(name) else { return Ok(None) };
        let Some(value) = value.to_str() else {
            return Err(Error::configuration(format!(
                "the environment variable {name} is not valid UTF-8; set it again or unset it"
            )));
        };
        Ok(Some(value.trim()).filter(|value| !value.is_empty()).map(str::to_owned))
    }

    /// Whether `name` is `true`, in any case, or `1`.
    pub(crate) fn is_true(&self, name: &str) -> Result<bool, Error> {
        Ok(self.get(name)?.is_some_and(|value| value == "1" || value.eq_ignore_ascii_case("true")))
    }

    /// The user's home directory.
    pub(crate) fn home(&self) -> Option<PathBuf> {
        let name = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        (self.0)(name).filter(|value| !value.is_empty()).map(PathBuf::from)
    }
}

#[cfg(any(test, feature = "fuzzing"))]
impl Variables {
    /// Exactly these variables.
    pub(crate) fn of(pairs: &[(&str, &str)]) -> Self {
        let pairs: Vec<(String, OsString)> = pairs.iter().map(|(name, value)| ((*name).into(), value.into())).collect();
        Self(Arc::new(move |name| pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())))
    }
}
