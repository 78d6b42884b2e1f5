//! Waiting for what takes its time: a call that tells the state is repeated until the state is one of the ends.

mod error;
#[cfg(test)]
mod tests;

use std::fmt;
use std::time::Duration;

use serde_json::Value;

use crate::client::Client;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::response::Response;

pub use error::WaitError;

/// The shortest delay, whatever was set: a waiter must not become a flood of calls.
const SHORTEST: Duration = Duration::from_millis(100);

/// A call that can be repeated to see a state. Generated for each operation that a waiter polls.
pub trait Polled: Clone + Send + 'static {
    /// The response.
    type Output: Send + 'static;
    /// The operation's name, for messages.
    const OPERATION: &'static str;

    /// The client that makes the call; its timer measures the time.
    fn client(&self) -> &Client;

    /// Makes the call.
    fn poll(self) -> BoxFuture<'static, Result<Response<Self::Output>, Error>>;
}

/// An end that a response shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The name of the state.
    pub state: &'static str,
    /// Whether it is the state that was waited for.
    pub is_success: bool,
}

/// The intervals and the limit of a waiter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// The first delay between two calls; each one after it is twice as long.
    pub interval: Duration,
    /// The longest delay.
    pub max_interval: Duration,
    /// The limit of the whole wait.
    pub deadline: Duration,
}

/// Repeats a call until its response shows an end.
///
/// The first call is made at once. Behind each call comes a delay, of which up to a half is left out at random, so that
/// many waiters do not call at the same time. A call that fails is repeated by the client as every call is; if it still
/// fails, that ends the wait.
#[must_use = "a waiter does nothing until `wait` is called"]
#[derive(Clone)]
pub struct Waiter<P: Polled> {
    call: P,
    pace: Pace,
    judge: fn(&P::Output) -> Option<End>,
}

impl<P: Polled> Waiter<P> {
    /// A waiter that repeats `call` until `judge` sees an end.
    pub fn new(call: P, pace: Pace, judge: fn(&P::Output) -> Option<End>) -> Self {
        Self { call, pace, judge }
    }

    /// Sets the first delay between two calls; each one after it is twice as long. At least 100 milliseconds.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.pace.interval = interval;
        self
    }

    /// Sets the longest delay between two calls. One below the first delay counts as equal to it.
    pub fn max_interval(mut self, max_interval: Duration) -> Self {
        self.pace.max_interval = max_interval;
        self
    }

    /// Sets how long to wait in all. When it has passed, the state is looked at once more. A call that is under way
    /// then keeps the time limits of its own.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.pace.deadline = deadline;
        self
    }

    /// Waits, and gives the response that shows what was waited for.
    ///
    /// # Errors
    /// The state is an end of another kind, the time has passed, or a call failed; [`WaitError`] tells which, with the
    /// state that was seen.
    pub async fn wait(self) -> Result<P::Output, WaitError> {
        let client = self.call.client().clone();
        let timer = client.timer();
        let start = timer.now();
        let longest = self.pace.max_interval.max(self.pace.interval).max(SHORTEST);
        let mut delay = self.pace.interval.clamp(SHORTEST, longest);
        loop {
            let response = self.call.clone().poll().await.map_err(WaitError::call)?;
            let request_id = || request_id(&response);
            match (self.judge)(&response.output) {
                Some(End { is_success: true, .. }) => return Ok(response.output),
                Some(End { state, .. }) => return Err(WaitError::failed(P::OPERATION, state, request_id())),
                None => {}
            }
            let left = self.pace.deadline.saturating_sub(timer.now().saturating_sub(start));
            if left.is_zero() {
                return Err(WaitError::deadline(P::OPERATION, self.pace.deadline, request_id()));
            }
            timer.sleep(jittered(delay).min(left)).await;
            delay = delay.saturating_mul(2).min(longest);
        }
    }
}

#[cfg(feature = "blocking")]
impl<P: Polled> Waiter<P> {
    /// Waits on this thread, and gives the response that shows what was waited for.
    ///
    /// # Errors
    /// Those of [`wait`](Self::wait).
    ///
    /// # Panics
    /// As [`blocking::wait`](crate::blocking::wait).
    pub fn wait_blocking(self) -> Result<P::Output, WaitError> {
        crate::blocking::wait(self.wait())
    }
}

/// Between a half and the whole of a delay.
fn jittered(delay: Duration) -> Duration {
    let half = delay / 2;
    half + half.mul_f64(fastrand::f64())
}

/// The id of a response, which stands in a header, in the body or in both.
fn request_id<T>(response: &Response<T>) -> Option<String> {
    let from_body = || {
        let body: Value = response.raw.decode().ok()?;
        body.get("RequestId").or_else(|| body.get("requestId"))?.as_str().map(str::to_owned)
    };
    response.raw.request_id().map(str::to_owned).or_else(from_body)
}

impl<P: Polled> fmt::Debug for Waiter<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiter").field("operation", &P::OPERATION).field("pace", &self.pace).finish_non_exhaustive()
    }
}
