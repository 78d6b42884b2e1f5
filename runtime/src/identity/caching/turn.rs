//! Whose turn it is to renew ahead of time, what becomes of a turn that is dropped, and where a renewal goes on without its
//! caller.

use std::sync::Arc;

use super::cache::{Cache, Due};
use crate::error::Error;
use crate::future::BoxFuture;
use crate::identity::provider::ProviderContext;
use crate::identity::value::Credentials;

/// The right to renew. One that is dropped before it is settled, because its caller gave up or its runtime ended, counts
/// as a failure.
pub(super) struct Turn<P> {
    cache: Arc<Cache<P>>,
    context: ProviderContext,
    number: u64,
}

impl<P> Turn<P> {
    /// The next turn, unless another one is under way.
    pub(super) fn begin(cache: &Arc<Cache<P>>, context: &ProviderContext, due: &Due) -> Option<Self> {
        let number = cache.begin_renewal(context, due)?;
        Some(Self { cache: Arc::clone(cache), context: context.clone(), number })
    }

    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// Keeps what came. It is of use also if it came too late.
    pub(super) fn settle(self, outcome: Result<Credentials, Error>) -> Result<Credentials, Error> {
        let is_late = !self.cache.finish_renewal(self.number);
        if is_late && let Err(error) = outcome {
            return Err(error);
        }
        self.cache.hold_shared(outcome, &self.context)
    }
}

impl<P> Drop for Turn<P> {
    fn drop(&mut self) {
        if self.cache.finish_renewal(self.number) {
            self.cache.note_failure(self.context.now());
        }
    }
}

/// Whether there is a runtime on which a renewal can go on without its caller.
pub(super) fn has_background() -> bool {
    #[cfg(feature = "http-transport")]
    return tokio::runtime::Handle::try_current().is_ok();
    #[cfg(not(feature = "http-transport"))]
    return false;
}

/// Lets a renewal go on without its caller. Where nothing can run it, it is dropped, which counts as a failure.
pub(super) fn go_on<P>(cache: &Cache<P>, number: u64, renewal: BoxFuture<'static, Option<Credentials>>) {
    #[cfg(feature = "http-transport")]
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        let task = runtime.spawn(renewal).abort_handle();
        cache.watch_renewal(number, task);
    }
    #[cfg(not(feature = "http-transport"))]
    let _ = (cache, number, renewal);
}
