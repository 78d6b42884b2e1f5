//! Time that passes: how long ago something was, and waiting, for limits, retries, waiters and renewals.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use crate::BoxFuture;

/// Measures time and waits. Limits, retries, waiters and the renewal of credentials use it, so that a test can let time
/// pass at once, and a program without Tokio can bring its own.
///
/// It is not the [`Clock`](crate::Clock), which says what time of day it is: that one may jump, this one must not.
pub trait Timer: Send + Sync {
    /// How much time has passed since some moment that stays the same. It never goes back.
    fn now(&self) -> Duration;

    /// A future that is ready when `duration` has passed. Dropping it ends the wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

impl<T: Timer + ?Sized> Timer for Arc<T> {
    fn now(&self) -> Duration {
        (**self).now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        (**self).sleep(duration)
    }
}

/// Tokio's timer. It must be used on a Tokio runtime with time enabled.
#[cfg(feature = "http-transport")]
#[derive(Clone, Copy, Debug, Default)]
pub struct TokioTimer;

#[cfg(feature = "http-transport")]
impl Timer for TokioTimer {
    fn now(&self) -> Duration {
        use std::sync::LazyLock;
        static BEGINNING: LazyLock<tokio::time::Instant> = LazyLock::new(tokio::time::Instant::now);
        BEGINNING.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        // Without a runtime Tokio panics; the transport then says what is missing, so there is nothing to wait for.
        if tokio::runtime::Handle::try_current().is_err() {
            return Box::pin(std::future::pending());
        }
        Box::pin(tokio::time::sleep(duration))
    }
}

/// What `work` comes to, or `None` if it takes longer than `limit`; it is dropped then.
pub(crate) async fn within<T>(timer: &dyn Timer, limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut over = None;
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        // What is ready at once needs no timer.
        Poll::Pending => over.get_or_insert_with(|| timer.sleep(limit)).as_mut().poll(context).map(|()| None),
    })
    .await
}
