//! The time limits of one call.

use std::time::Duration;

use crate::config::Config;
use crate::error::{self, Error};
use crate::request::CallOptions;
use crate::time::Timer;

#[derive(Clone, Copy)]
pub(super) struct Limits {
    pub attempt: Duration,
    pub operation: Duration,
    /// When the operation began, by the timer.
    begun: Duration,
}

impl Limits {
    /// Those of a call that begins now.
    pub(super) fn begin(config: &Config, options: &CallOptions) -> Result<Self, Error> {
        let limits = Self {
            attempt: options.attempt_timeout.unwrap_or(config.attempt_timeout()),
            operation: options.operation_timeout.unwrap_or(config.operation_timeout()),
            begun: config.timer().now(),
        };
        if limits.attempt.is_zero() || limits.operation.is_zero() {
            return Err(error::zero_limit());
        }
        if options.attempt_timeout.is_some_and(|limit| limit > limits.operation) {
            return Err(error::attempt_beyond_operation(limits.attempt, limits.operation));
        }
        Ok(limits)
    }

    /// The duration of the operation so far.
    pub(super) fn elapsed(&self, timer: &dyn Timer) -> Duration {
        timer.now().saturating_sub(self.begun)
    }

    /// The setting to raise for an attempt that was given `limit`, took it and needs more.
    pub(super) fn that_ended(&self, limit: Duration, timer: &dyn Timer) -> &'static str {
        let of_operation = limit < self.attempt || self.attempt >= self.operation || self.left(timer).is_zero();
        if of_operation { "operation_timeout" } else { "attempt_timeout" }
    }

    /// The time that is left for the next step.
    pub(super) fn left(&self, timer: &dyn Timer) -> Duration {
        self.operation.saturating_sub(self.elapsed(timer))
    }
}
