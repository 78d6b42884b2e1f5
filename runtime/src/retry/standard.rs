//! The policy that holds unless another one is set: few attempts, growing waits drawn at random, no write done twice.

use std::time::Duration;

use super::policy::{Decision, FailedAttempt, RetryPolicy, RetryReason};

/// Three attempts within the operation's time limit. Before attempt n + 1 it waits a random time of up to 100 ms ×
/// 2ⁿ⁻¹, 500 ms × 2ⁿ⁻¹ when the service throttles, 20 s at most; where the service says how long to wait, that comes on
/// top.
///
/// An attempt is repeated only if [it can do no harm](FailedAttempt::is_repeatable). Expired credentials, a clock that
/// is off and a used nonce are each mended once, without a wait.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a policy does nothing until it is given to a configuration or a call"]
pub struct StandardRetry {
    max_attempts: u32,
    max_throttled_attempts: Option<u32>,
    adaptive: bool,
    max_elapsed: Option<Duration>,
    base: Duration,
    throttling_base: Duration,
    max_delay: Duration,
    max_retry_after: Duration,
}

impl StandardRetry {
    /// The policy with its usual numbers.
    pub fn new() -> Self {
        Self {
            max_attempts: 3,
            max_throttled_attempts: None,
            adaptive: false,
            max_elapsed: None,
            base: Duration::from_millis(100),
            throttling_base: Duration::from_millis(500),
            max_delay: Duration::from_secs(20),
            max_retry_after: Duration::from_secs(60),
        }
    }

    /// Limits how often a call is sent, the first time included: 3 unless set. 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// Limits how often a call is sent whose last attempt was throttled, the first time included: as
    /// [`max_attempts`](Self::max_attempts) unless set. 0 counts as 1, with which a throttled call is not repeated.
    pub fn max_throttled_attempts(mut self, attempts: u32) -> Self {
        self.max_throttled_attempts = Some(attempts.max(1));
        self
    }

    /// Slows calls down once the service throttles: from then on the calls of a product, first attempts too, keep to a rate,
    /// which falls by three tenths with each response that throttles and grows again while none does, slowly around the
    /// rate at which the service last threw calls back, faster beyond it (the cubic growth that the AWS SDKs have). A call
    /// waits for its turn within the limit of the operation, and fails at once if its turn comes later. All clients of a
    /// configuration share the rate of a product.
    ///
    /// For programs that make many calls, above all where several share the quota of an account. One that makes few only waits
    /// longer.
    ///
    /// ```
    /// use alicloud_core::{Config, StandardRetry};
    ///
    /// # fn main() -> Result<(), alicloud_core::Error> {
    /// let config = Config::builder().region("cn-hangzhou").retry(StandardRetry::new().adaptive()).build()?;
    /// # let _ = config;
    /// # Ok(())
    /// # }
    /// ```
    pub fn adaptive(mut self) -> Self {
        self.adaptive = true;
        self
    }

    /// After this time since the operation began no further attempt is made. Not limited unless set, but by the
    /// [limit of the operation](crate::ConfigBuilder::operation_timeout).
    pub fn max_elapsed(mut self, limit: Duration) -> Self {
        self.max_elapsed = Some(limit);
        self
    }

    /// The longest first wait: 100 ms unless set. It doubles with each attempt.
    pub fn base_delay(mut self, delay: Duration) -> Self {
        self.base = delay;
        self
    }

    /// The longest first wait when the service throttles: 500 ms unless set. It doubles with each attempt.
    pub fn throttling_base_delay(mut self, delay: Duration) -> Self {
        self.throttling_base = delay;
        self
    }

    /// The longest wait that the policy chooses itself: 20 s unless set.
    pub fn max_delay(mut self, delay: Duration) -> Self {
        self.max_delay = delay;
        self
    }

    /// The longest wait that the service may ask for: 60 s unless set. If it asks for more, the error goes to the
    /// caller.
    pub fn max_retry_after(mut self, delay: Duration) -> Self {
        self.max_retry_after = delay;
        self
    }

    /// A random part of the base, doubled with each attempt: of clients that fail together, no two come back together.
    fn jittered(&self, base: Duration, attempt: &FailedAttempt<'_>) -> Duration {
        let doublings = attempt.number().saturating_sub(1).min(20);
        base.saturating_mul(1 << doublings).min(self.max_delay).mul_f64(attempt.random().clamp(0.0, 1.0))
    }
}

impl Default for StandardRetry {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for StandardRetry {
    fn is_adaptive(&self) -> bool {
        self.adaptive
    }

    fn decide(&self, attempt: &FailedAttempt<'_>) -> Decision {
        let most = match attempt.reason() {
            RetryReason::Throttling => self.max_throttled_attempts.unwrap_or(self.max_attempts),
            _ => self.max_attempts,
        };
        if attempt.number() >= most || !attempt.is_repeatable() {
            return Decision::Stop;
        }
        let delay = match attempt.reason() {
            RetryReason::Clock | RetryReason::Credentials | RetryReason::Nonce if attempt.is_recurrent() => {
                return Decision::Stop;
            }
            RetryReason::Clock | RetryReason::Credentials | RetryReason::Nonce => Duration::ZERO,
            RetryReason::Throttling => self.jittered(self.throttling_base, attempt),
            RetryReason::Connect | RetryReason::Transient | RetryReason::Internal => self.jittered(self.base, attempt),
        };
        let asked = attempt.retry_after().unwrap_or_default();
        if asked > self.max_retry_after {
            return Decision::Stop;
        }
        let delay = delay.saturating_add(asked);
        match self.max_elapsed {
            Some(limit) if attempt.elapsed().saturating_add(delay) > limit => Decision::Stop,
            _ => Decision::RetryAfter(delay),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Error, ErrorKind};

    fn decide(policy: StandardRetry, change: impl FnOnce(&mut FailedAttempt<'_>)) -> Decision {
        let error = Error::new(ErrorKind::Service, "an error");
        let mut attempt = FailedAttempt {
            number: 1,
            elapsed: Duration::ZERO,
            error: &error,
            reason: RetryReason::Transient,
            repeatable: true,
            seen: false,
            retry_after: None,
            random: 0.5,
        };
        change(&mut attempt);
        policy.decide(&attempt)
    }

    fn after(milliseconds: u64) -> Decision {
        Decision::RetryAfter(Duration::from_millis(milliseconds))
    }

    #[test]
    fn the_wait_is_a_part_of_a_base_that_doubles_up_to_its_limit() {
        let policy = StandardRetry::new().max_attempts(100);
        assert_eq!(decide(policy, |_| {}), after(50));
        assert_eq!(decide(policy, |attempt| attempt.number = 3), after(200));
        assert_eq!(decide(policy, |attempt| attempt.number = 90), after(10_000));
        assert_eq!(decide(policy, |attempt| attempt.reason = RetryReason::Throttling), after(250));
        assert_eq!(decide(policy, |attempt| attempt.random = 0.0), after(0));
    }

    #[test]
    fn what_the_service_asks_for_comes_on_top_unless_it_is_too_much() {
        let ask =
            |seconds| decide(StandardRetry::new(), |attempt| attempt.retry_after = Some(Duration::from_secs(seconds)));
        assert_eq!(ask(2), after(2_050));
        assert_eq!(ask(61), Decision::Stop);
    }

    #[test]
    fn attempts_and_time_are_bounded() {
        assert_eq!(decide(StandardRetry::new(), |attempt| attempt.number = 3), Decision::Stop);
        assert_eq!(decide(StandardRetry::new().max_attempts(0), |_| {}), Decision::Stop);
        let policy = StandardRetry::new().max_elapsed(Duration::from_millis(100));
        assert_eq!(decide(policy, |attempt| attempt.elapsed = Duration::from_millis(60)), Decision::Stop);
        assert_eq!(decide(policy, |attempt| attempt.elapsed = Duration::from_millis(50)), after(50));
    }

    #[test]
    fn what_could_do_harm_is_not_repeated() {
        assert_eq!(decide(StandardRetry::new(), |attempt| attempt.repeatable = false), Decision::Stop);
    }

    #[test]
    fn what_a_new_signature_mends_is_tried_once_and_at_once() {
        for reason in [RetryReason::Clock, RetryReason::Credentials, RetryReason::Nonce] {
            assert_eq!(decide(StandardRetry::new(), |attempt| attempt.reason = reason), after(0));
            let again = decide(StandardRetry::new(), |attempt| (attempt.reason, attempt.seen) = (reason, true));
            assert_eq!(again, Decision::Stop);
        }
    }
}
