//! Time in tests: waits that are over at once, and a clock that stands still.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use crate::future::BoxFuture;
use crate::time::{Clock, Timer};

/// A timer whose waits are over at once: its time goes on by them. Copies share one time.
#[derive(Clone, Debug, Default)]
pub struct InstantTimer(Arc<Mutex<Passed>>);

#[derive(Debug, Default)]
struct Passed {
    now: Duration,
    waits: Vec<Duration>,
}

impl InstantTimer {
    /// A timer at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Lets time pass.
    pub fn advance(&self, time: Duration) {
        let mut passed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        passed.now = passed.now.saturating_add(time);
    }

    /// The waits so far, in order.
    pub fn waits(&self) -> Vec<Duration> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waits.clone()
    }
}

impl Timer for InstantTimer {
    fn now(&self) -> Duration {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).now
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.advance(duration);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).waits.push(duration);
        Box::pin(std::future::ready(()))
    }
}

/// A clock that always shows the same time of day, for signatures that are the same in every run.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub SystemTime);

impl Clock for FixedClock {
    fn now(&self) -> SystemTime {
        self.0
    }
}
