//! Time that passes: how long ago something was, and waiting, for limits, retries, waiters and renewals.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

#[cfg(feature = "http-transport")]
use super::drivers;
use crate::future::BoxFuture;

/// Measures time and waits. Limits, retries, waiters and the renewal of credentials use it, so that a test can let time
/// pass at once, and a program without Tokio can bring its own.
///
/// It is not the [`Clock`](crate::Clock), which says what time of day it is: that one may jump, this one must not.
pub trait Timer: Send + Sync {
    /// The time since some moment that stays the same. It never goes back.
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

/// Tokio's timer. Where there is no Tokio runtime, or one without time, each wait takes a thread of its own, so bring a
/// timer of your own there.
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
        // Otherwise Tokio panics, and a transport of the user's may well work there.
        if drivers::keep_time_here() { Box::pin(tokio::time::sleep(duration)) } else { Box::pin(beside(duration)) }
    }
}

/// A wait in a thread, which ends with it, or when nobody waits any more.
#[cfg(feature = "http-transport")]
async fn beside(duration: Duration) {
    let (waiting, dropped) = std::sync::mpsc::channel::<()>();
    let (sender, over) = tokio::sync::oneshot::channel();
    let thread = std::thread::Builder::new().name("alicloud-timer".to_owned());
    let started = thread.spawn(move || {
        let _ = dropped.recv_timeout(duration);
        let _ = sender.send(());
    });
    // If the system gives no thread, the wait is over at once: a limit that is too short rather than none.
    drop(started);
    let _ = over.await;
    drop(waiting);
}

/// The result of `work`, or `None` if it takes longer than `limit`; it is dropped then.
pub(crate) async fn within<T>(timer: &dyn Timer, limit: Duration, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut over = None;
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        // Work that is ready at once needs no timer.
        Poll::Pending => over.get_or_insert_with(|| timer.sleep(limit)).as_mut().poll(context).map(|()| None),
    })
    .await
}

#[cfg(all(test, feature = "http-transport"))]
mod tests {
    use std::task::{Context, Wake};
    use std::thread::{self, Thread};

    use super::*;

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    /// Runs a future to its end on a thread that has no runtime.
    fn run<T>(future: impl Future<Output = T>) -> T {
        let waker = Arc::new(Unpark(thread::current())).into();
        let mut future = pin!(future);
        loop {
            match future.as_mut().poll(&mut Context::from_waker(&waker)) {
                Poll::Ready(value) => return value,
                Poll::Pending => thread::park(),
            }
        }
    }

    #[test]
    fn a_limit_holds_where_there_is_no_runtime() {
        let limit = Duration::from_millis(1);
        assert_eq!(run(within(&TokioTimer, limit, std::future::pending::<()>())), None);
        // A wait that nobody needs any more takes its thread with it, which this would else wait for.
        let (sender, ended) = std::sync::mpsc::channel::<()>();
        let long = async move {
            let _ends_with_the_wait = sender;
            TokioTimer.sleep(Duration::MAX).await;
        };
        assert_eq!(run(within(&TokioTimer, limit, long)), None);
        assert!(ended.recv().is_err());
    }
}
