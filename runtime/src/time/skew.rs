//! The distance of this machine's clock from the service's, learnt from the responses that complain about it.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, SystemTime};

/// Milliseconds that the service's clock is ahead of ours; negative where it is behind.
#[derive(Debug, Default)]
pub(crate) struct Skew(AtomicI64);

impl Skew {
    /// Our time as the service would tell it.
    pub(crate) fn apply(&self, time: SystemTime) -> SystemTime {
        let skew = self.0.load(Ordering::Relaxed);
        let distance = Duration::from_millis(skew.unsigned_abs());
        let moved = if skew < 0 { time.checked_sub(distance) } else { time.checked_add(distance) };
        moved.unwrap_or(time)
    }

    /// Notes that the service's clock showed `theirs` when ours showed `ours`.
    pub(crate) fn learn(&self, theirs: SystemTime, ours: SystemTime) {
        let milliseconds = |distance: Duration| i64::try_from(distance.as_millis()).unwrap_or(i64::MAX);
        let skew = match theirs.duration_since(ours) {
            Ok(ahead) => milliseconds(ahead),
            Err(behind) => -milliseconds(behind.duration()),
        };
        self.0.store(skew, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn the_distance_is_added_in_either_direction() {
        let at = |seconds: u64| UNIX_EPOCH + Duration::from_secs(seconds);
        let skew = Skew::default();
        assert_eq!(skew.apply(at(100)), at(100));
        skew.learn(at(1_000), at(100));
        assert_eq!(skew.apply(at(200)), at(1_100));
        skew.learn(at(50), at(100));
        assert_eq!(skew.apply(at(200)), at(150));
    }

    #[test]
    fn a_distance_that_leads_to_no_time_changes_nothing() {
        // The last second that this machine can tell.
        let powers = (0..64).rev().map(|power| Duration::from_secs(1 << power));
        let last = powers.fold(UNIX_EPOCH, |time, more| time.checked_add(more).unwrap_or(time));
        let skew = Skew(AtomicI64::new(i64::MAX));
        assert_eq!(skew.apply(last), last);
    }
}
