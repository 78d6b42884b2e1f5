//! Several providers in order: the first one that has credentials counts.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::provider::{CredentialProvider, ProviderContext};
use super::value::Credentials;
use crate::error::Error;
use crate::future::BoxFuture;

/// No provider has worked yet.
const NONE: usize = usize::MAX;

/// Asks providers in order until one has credentials, and stays with that one.
///
/// A provider that is not configured, and one that is and fails, are both passed over until one has worked. From then
/// on its errors are errors of the chain, so that a program does not become someone else in the middle of its work;
/// only if it says that it [is not configured](Error::credentials_not_configured) any more are the others asked again.
/// When no provider has credentials, the error lists what each of them says, and the next call asks all of them again.
///
/// ```
/// use alicloud_core::credentials::{CachingProvider, ChainProvider, DefaultChain, EnvironmentProvider};
/// # use alicloud_core::{BoxFuture, CredentialProvider, Credentials, Error, ProviderContext};
/// # struct Vault;
/// # impl CredentialProvider for Vault {
/// #     fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
/// #         Box::pin(async { Err(Error::credentials_not_configured("VAULT_ADDR is not set")) })
/// #     }
/// # }
///
/// let chain = ChainProvider::new().push("environment", EnvironmentProvider::new()).push("vault",
/// CachingProvider::new(Vault)); let usual = DefaultChain::new().first("vault", Vault);
/// # let _ = (chain, usual);
/// ```
#[derive(Clone)]
pub struct ChainProvider {
    links: Vec<Link>,
    /// The index of the one that worked. Copies share it, and the things that the providers keep.
    worked: Arc<AtomicUsize>,
}

#[derive(Clone)]
struct Link {
    name: Cow<'static, str>,
    provider: Arc<dyn CredentialProvider>,
}

impl ChainProvider {
    /// A chain without providers, which has no credentials.
    pub fn new() -> Self {
        Self { links: Vec::new(), worked: Arc::new(AtomicUsize::new(NONE)) }
    }

    /// Adds a provider after the others. The name is for messages.
    #[must_use]
    pub fn push(self, name: impl Into<Cow<'static, str>>, provider: impl CredentialProvider + 'static) -> Self {
        let at = self.links.len();
        self.insert(at, name, provider)
    }

    /// Adds a provider before the others.
    #[must_use]
    pub fn push_front(self, name: impl Into<Cow<'static, str>>, provider: impl CredentialProvider + 'static) -> Self {
        self.insert(0, name, provider)
    }

    fn insert(
        mut self,
        at: usize,
        name: impl Into<Cow<'static, str>>,
        provider: impl CredentialProvider + 'static,
    ) -> Self {
        self.links.insert(at, Link { name: name.into(), provider: Arc::new(provider) });
        // The numbers of the copies are other ones.
        self.worked = Arc::new(AtomicUsize::new(NONE));
        self
    }

    async fn find(&self, context: &ProviderContext) -> Result<Credentials, Error> {
        let worked = self.worked.load(Ordering::Relaxed);
        if let Some(link) = self.links.get(worked) {
            match link.provider.credentials(context).await {
                Err(error) if error.is_credentials_not_configured() => {
                    let _ = self.worked.compare_exchange(worked, NONE, Ordering::Relaxed, Ordering::Relaxed);
                }
                Err(error) => {
                    let text = format!("{}, which had credentials before, has none now: {error}", link.name);
                    return Err(Error::new(error.kind(), text).unavailable_if(error.is_retryable()).with_source(error));
                }
                found => return found,
            }
        }
        let mut failures = Vec::new();
        for (index, link) in self.links.iter().enumerate() {
            match link.provider.credentials(context).await {
                Ok(found) => {
                    self.worked.store(index, Ordering::Relaxed);
                    warn(&failures, &link.name);
                    return Ok(found);
                }
                Err(error) => failures.push((link.name.as_ref(), error)),
            }
        }
        Err(total(failures))
    }
}

/// Says which sources were passed over though someone had set them up: calls are then made as another than was meant,
/// which nothing else would show.
fn warn(failures: &[(&str, Error)], found: &str) {
    for (name, error) in failures.iter().filter(|(_, error)| !error.is_credentials_not_configured()) {
        tracing::warn!(target: "alicloud", source = name, error = %error, "credentials are those of {found}: this source failed");
    }
}

/// The error for no credentials anywhere.
pub(crate) fn total(failures: Vec<(&str, Error)>) -> Error {
    let all_unset = failures.iter().all(|(_, error)| error.is_credentials_not_configured());
    let mut text = "no credentials were found; asked in this order:".to_owned();
    if failures.is_empty() {
        text = "no credentials were found, because the chain has no providers".to_owned();
    }
    for (name, error) in &failures {
        let state = if error.is_credentials_not_configured() { "not configured" } else { "failed" };
        // A chain within the chain has lines of its own.
        let reason = error.to_string().replace('\n', "\n  ");
        text = format!("{text}\n  {name}: {state}: {reason}");
    }
    if all_unset {
        return Error::credentials_not_configured(text);
    }
    // The one that is out of order might be the one that has some.
    let outage = failures.iter().any(|(_, error)| error.is_retryable());
    let none = Error::credentials(text).unavailable_if(outage);
    let cause = failures.into_iter().find(|(_, error)| !error.is_credentials_not_configured());
    match cause {
        Some((_, error)) => none.with_source(error),
        None => none,
    }
}

impl Default for ChainProvider {
    fn default() -> Self {
        Self::new()
    }
}

impl CredentialProvider for ChainProvider {
    fn credentials<'a>(&'a self, context: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
        Box::pin(self.find(context))
    }

    fn invalidate(&self, rejected: &Credentials) {
        for link in &self.links {
            link.provider.invalidate(rejected);
        }
    }
}

/// Shows the names.
impl fmt::Debug for ChainProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ChainProvider").field(&self.links.iter().map(|link| &link.name).collect::<Vec<_>>()).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;

    use super::*;
    use crate::testing::{World, run};

    /// Answers with what it is told, and counts.
    #[derive(Default)]
    struct Scripted {
        mode: AtomicU32,
        asked: AtomicU32,
    }

    const ABSENT: u32 = 0;
    const BROKEN: u32 = 1;
    const GOOD: u32 = 2;

    impl Scripted {
        fn of(mode: u32) -> Arc<Self> {
            Arc::new(Self { mode: AtomicU32::new(mode), ..Self::default() })
        }

        fn set(&self, mode: u32) {
            self.mode.store(mode, Ordering::Relaxed);
        }

        fn asked(&self) -> u32 {
            self.asked.swap(0, Ordering::Relaxed)
        }
    }

    impl CredentialProvider for Scripted {
        fn credentials<'a>(&'a self, _: &'a ProviderContext) -> BoxFuture<'a, Result<Credentials, Error>> {
            self.asked.fetch_add(1, Ordering::Relaxed);
            let outcome = match self.mode.load(Ordering::Relaxed) {
                ABSENT => Err(Error::credentials_not_configured("X is not set")),
                BROKEN => Err(Error::credentials("the file x is broken")),
                _ => Ok(Credentials::new("id", "secret").provided_by("scripted")),
            };
            Box::pin(std::future::ready(outcome))
        }
    }

    #[test]
    fn the_one_that_worked_is_kept_until_it_is_not_configured() {
        let world = World::new();
        let (first, second, third) = (Scripted::of(ABSENT), Scripted::of(BROKEN), Scripted::of(GOOD));
        let chain = ChainProvider::new()
            .push("first", first.clone())
            .push("second", second.clone())
            .push("third", third.clone());
        let ask = || run(chain.credentials(&world.context()));
        let asked = || [first.asked(), second.asked(), third.asked()];
        assert!(ask().is_ok());
        assert_eq!(asked(), [1, 1, 1]);
        // Another one coming to life changes nothing.
        first.set(GOOD);
        assert!(ask().is_ok());
        assert_eq!(asked(), [0, 0, 1]);
        third.set(BROKEN);
        let error = ask().unwrap_err().to_string();
        assert!(error.contains("third, which had credentials before") && error.contains("the file x"), "{error}");
        assert_eq!(asked(), [0, 0, 1]);
        third.set(ABSENT);
        assert!(ask().is_ok());
        assert_eq!(asked(), [1, 0, 1]);
    }

    #[test]
    fn a_total_failure_lists_all_and_asks_all_again() {
        let world = World::new();
        let (first, second) = (Scripted::of(ABSENT), Scripted::of(BROKEN));
        let inner = ChainProvider::new().push("inner", Scripted::of(ABSENT));
        let chain =
            ChainProvider::new().push("first", first.clone()).push("second", second.clone()).push("third", inner);
        for _ in 0..2 {
            let error = run(chain.credentials(&world.context())).unwrap_err();
            assert!(!error.is_credentials_not_configured());
            assert_eq!(
                error.to_string(),
                "no credentials were found; asked in this order:\n  first: not configured: X is not set\n  second: failed: \
                 the file x is broken\n  third: not configured: no credentials were found; asked in this order:\n    inner: \
                 not configured: X is not set"
            );
            assert_eq!((first.asked(), second.asked()), (1, 1));
        }
        first.set(GOOD);
        assert!(run(chain.credentials(&world.context())).is_ok());
        let none = run(ChainProvider::new().credentials(&world.context())).unwrap_err().to_string();
        assert!(none.contains("has no providers"), "{none}");
    }

    #[test]
    fn a_provider_can_be_put_before_the_others() {
        let world = World::new();
        let chain = ChainProvider::new()
            .push("second", Scripted::of(GOOD))
            .push_front("first", Credentials::new("mine", "secret"));
        assert_eq!(run(chain.credentials(&world.context())).unwrap().access_key_id(), "mine");
        assert_eq!(format!("{chain:?}"), r#"ChainProvider(["first", "second"])"#);
    }
}
