//! When credentials are renewed: how long before expiry, and how soon again after a failure.

use std::time::{Duration, SystemTime};

/// Begins renewal this long before expiry, and at most this part of the lifetime.
const AHEAD: (Duration, u32) = (Duration::from_secs(900), 3);
/// The part of the above that is left when callers begin to wait for the renewal: 180 seconds of 900.
const URGENT: u32 = 5;

/// How long the one who renews credentials that end soon waits before it goes on with the old ones: at most this part of
/// the time for which they are valid, this part of what its call has, and this long.
const PATIENCE: (u32, u32, Duration) = (10, 4, Duration::from_secs(5));
/// How long a renewal ahead of time may take before another one is begun: at most this part of the time for which the old
/// ones are valid, and this long.
const LONGEST: (u32, Duration) = (2, Duration::from_secs(60));

/// How long the one who renews credentials that are valid for `left` waits; `limit` is what its call has.
pub(super) fn patience(left: Duration, limit: Option<Duration>) -> Duration {
    let (of_validity, of_limit, longest) = PATIENCE;
    let shorter = limit.map_or(longest, |limit| longest.min(limit / of_limit));
    shorter.min(left / of_validity)
}

/// How long a renewal may take of credentials that are valid for `left`.
pub(super) fn longest(left: Duration) -> Duration {
    LONGEST.1.min(left / LONGEST.0)
}

/// The times of one set of credentials.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub renew: SystemTime,
    /// When callers begin to wait for the renewal.
    pub urgent: SystemTime,
    pub end: SystemTime,
}

impl Term {
    /// For credentials that came now. `None` if the end has come already.
    pub(super) fn new(now: SystemTime, end: SystemTime) -> Option<Self> {
        let lifetime = end.duration_since(now).ok().filter(|lifetime| !lifetime.is_zero())?;
        let ahead = AHEAD.0.min(lifetime / AHEAD.1);
        // Spread, so that machines that were started together do not renew together.
        let renew = end - ahead.mul_f64(0.9 + 0.2 * fastrand::f64());
        Some(Self { renew, urgent: end - ahead / URGENT, end })
    }

    /// The wait after so many failures: from a few seconds to a few minutes, less for short lifetimes.
    pub(super) fn pause(&self, failures: u32) -> Duration {
        let longest = self.longest_pause();
        let grown = (longest / 32).saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
        grown.min(longest).mul_f64(0.5 + 0.5 * fastrand::f64())
    }

    /// The limit of every pause.
    pub(super) fn longest_pause(&self) -> Duration {
        self.end.duration_since(self.urgent).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_times_are_in_order_and_scale_with_the_lifetime(now in 0_u64..4_000_000_000, lifetime in 1_u64..1_000_000) {
            let now = UNIX_EPOCH + Duration::from_secs(now);
            let term = Term::new(now, now + Duration::from_secs(lifetime)).unwrap();
            prop_assert!(now < term.renew && term.renew < term.urgent && term.urgent < term.end);
            let ahead = term.end.duration_since(term.renew).unwrap();
            prop_assert!(ahead <= Duration::from_secs(990) && ahead.as_secs_f64() <= lifetime as f64 * 0.37);
            prop_assert!(term.longest_pause() <= Duration::from_secs(180));
        }

        #[test]
        fn pauses_grow_to_a_limit(failures in 1_u32..u32::MAX) {
            let term = Term::new(UNIX_EPOCH, UNIX_EPOCH + Duration::from_secs(3600)).unwrap();
            prop_assert!(term.pause(failures) >= Duration::from_secs(2));
            prop_assert!(term.pause(failures) <= term.longest_pause());
            prop_assert!(term.pause(1) <= Duration::from_secs(6));
        }
    }

    #[test]
    fn what_has_ended_has_no_times() {
        assert!(Term::new(UNIX_EPOCH, UNIX_EPOCH).is_none());
        assert!(Term::new(UNIX_EPOCH + Duration::from_secs(1), UNIX_EPOCH).is_none());
    }
}
