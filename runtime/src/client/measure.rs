//! Counts and durations of calls and attempts, through the facade `metrics`; nothing without the feature of that name.

use std::time::Duration;

use crate::error::Error;
use crate::product::Product;
use crate::time::Timer;

/// A call or an attempt that is under way. Dropped before its end, it counts as cancelled.
pub(super) struct Measured<'a> {
    what: What,
    product: &'a Product,
    operation: &'a str,
    timer: &'a dyn Timer,
    begun: Duration,
    is_over: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Call,
    Attempt,
}

impl<'a> Measured<'a> {
    pub(super) fn begin(what: What, product: &'a Product, operation: &'a str, timer: &'a dyn Timer) -> Self {
        let begun = if cfg!(feature = "metrics") { timer.now() } else { Duration::ZERO };
        Self { what, product, operation, timer, begun, is_over: false }
    }

    pub(super) fn end<T>(mut self, outcome: &Result<T, Error>) {
        self.is_over = true;
        self.record(match outcome {
            Ok(_) => "ok",
            Err(error) if error.is_throttling() => "throttled",
            Err(error) => super::observe::kind(error),
        });
    }

    #[cfg(feature = "metrics")]
    fn record(&self, outcome: &'static str) {
        let took = self.timer.now().saturating_sub(self.begun).as_secs_f64();
        let labels = [
            ("product", self.product.name.to_string()),
            ("operation", self.operation.to_string()),
            ("outcome", outcome.to_owned()),
        ];
        let (count, duration) = match self.what {
            What::Call => (CALLS, CALL_DURATION),
            What::Attempt => (ATTEMPTS, ATTEMPT_DURATION),
        };
        metrics::counter!(count, &labels).increment(1);
        metrics::histogram!(duration, &labels).record(took);
    }

    #[cfg(not(feature = "metrics"))]
    fn record(&self, outcome: &'static str) {
        let _ = (outcome, self.what, self.product, self.operation, self.timer, self.begun);
    }
}

impl Drop for Measured<'_> {
    fn drop(&mut self) {
        if !self.is_over {
            self.record("cancelled");
        }
    }
}

#[cfg(feature = "metrics")]
const CALLS: &str = "alicloud_calls_total";
#[cfg(feature = "metrics")]
const CALL_DURATION: &str = "alicloud_call_duration_seconds";
#[cfg(feature = "metrics")]
const ATTEMPTS: &str = "alicloud_attempts_total";
#[cfg(feature = "metrics")]
const ATTEMPT_DURATION: &str = "alicloud_attempt_duration_seconds";

/// Tells the recorder of `metrics` what the metrics of this crate are, for exporters that show it. To be called once after the
/// recorder was installed; without it they are recorded all the same.
///
/// | metric | kind | counts |
/// | --- | --- | --- |
/// | `alicloud_calls_total` | counter | calls, all attempts of each together |
/// | `alicloud_call_duration_seconds` | histogram | how long they took, with credentials and waits |
/// | `alicloud_attempts_total` | counter | attempts |
/// | `alicloud_attempt_duration_seconds` | histogram | how long they took, with credentials |
///
/// Each has the labels `product`, `operation` and `outcome`: `ok`, `throttled`, `cancelled` where the future was dropped, else
/// the [kind](crate::ErrorKind) of the error, such as `service`, `timeout` or `connect`. The codes of services are no labels:
/// there is no end of them.
///
/// ```
/// alicloud_core::describe_metrics();
/// ```
#[cfg(feature = "metrics")]
pub fn describe_metrics() {
    use metrics::{Unit, describe_counter, describe_histogram};
    describe_counter!(CALLS, Unit::Count, "Calls of Alibaba Cloud, all attempts of each together.");
    describe_histogram!(CALL_DURATION, Unit::Seconds, "How long calls took, with credentials and waits.");
    describe_counter!(ATTEMPTS, Unit::Count, "Attempts of calls of Alibaba Cloud.");
    describe_histogram!(ATTEMPT_DURATION, Unit::Seconds, "How long attempts took, with credentials.");
}
