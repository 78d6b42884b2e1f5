//! Files that say where credentials come from: read anew each time, while what they led to is kept.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::error::Error;
use crate::identity::CredentialProvider;

/// Larger than every real file of its kind.
const LONGEST: u64 = 1 << 20;

/// The file's content; `None` when there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
    let failed = |error: std::io::Error| {
        Error::credentials(format!("cannot read {}: {error}", path.display())).with_source(error)
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(error)),
    };
    // Reserved at once: a buffer that grows leaves copies of its content behind.
    let length = file.metadata().map_or(0, |metadata| metadata.len()).min(LONGEST);
    let mut bytes = Zeroizing::new(Vec::with_capacity(length as usize + 1));
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::credentials(format!("{} is larger than a mebibyte, so it is no such file", path.display())));
    }
    Ok(Some(bytes))
}

/// Keeps the provider that a file leads to until the file changes, so that a role is not assumed for each call.
#[derive(Default)]
pub(super) struct Kept(Mutex<Option<Led>>);

/// The hash of the content, and the provider that it leads to.
type Led = ([u8; 32], Arc<dyn CredentialProvider>);

impl Kept {
    /// The provider for `content` as read under `choice`; made anew only if one of them has changed.
    pub(super) fn get(
        &self,
        content: &[u8],
        choice: &str,
        make: impl FnOnce() -> Result<Arc<dyn CredentialProvider>, Error>,
    ) -> Result<Arc<dyn CredentialProvider>, Error> {
        let digest = Sha256::new().chain_update(content).chain_update([0]).chain_update(choice).finalize().into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, provider)) = &*kept
            && *known == digest
        {
            return Ok(Arc::clone(provider));
        }
        let made = make()?;
        *kept = Some((digest, Arc::clone(&made)));
        Ok(made)
    }

    /// The provider that is kept now.
    pub(super) fn current(&self) -> Option<Arc<dyn CredentialProvider>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|(_, provider)| Arc::clone(provider))
    }
}

/// An error of the provider that a profile leads to. Since there is a profile, it counts as configured.
pub(super) fn in_profile(profile: &str, error: Error) -> Error {
    Error::credentials(format!("{profile}: {error}")).unavailable_if(error.is_retryable()).with_source(error)
}
