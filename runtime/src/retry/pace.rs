//! The rate to which calls keep once the service throttles: a bucket of tokens whose filling falls with each throttled
//! attempt and grows by a cubic curve while none is.
//!
//! The numbers are those of the AWS SDKs' adaptive mode, which have served many programs: they make the rate fall to 0.7 of
//! what it was, and reach that again on a curve that is flat around it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The rate falls to this part of itself.
const BETA: f64 = 0.7;
/// How steep the curve is.
const SCALE: f64 = 0.4;
/// The weight of the last half second in the measured rate.
const SMOOTH: f64 = 0.8;
/// The least rate in attempts a second, so that there is always a next one.
const LEAST_RATE: f64 = 0.5;
/// The least capacity of the bucket.
const LEAST_CAPACITY: f64 = 1.0;

/// The pace of all calls of a product. Free until the service throttles for the first time.
#[derive(Debug, Default)]
pub(crate) struct Pace(Mutex<State>);

/// Times are seconds of the timer, rates are attempts a second.
#[derive(Debug, Default)]
struct State {
    /// Whether the service has throttled.
    limited: bool,
    rate: f64,
    capacity: f64,
    /// Negative where attempts have been promised tokens to come.
    tokens: f64,
    filled: Option<f64>,
    /// The rate at which attempts were really made.
    measured: f64,
    /// Attempts since the beginning of the half second.
    count: f64,
    half_second: f64,
    /// The rate when the service last throttled, and when that was.
    highest: f64,
    throttled: f64,
}

impl Pace {
    /// Takes a token for an attempt and says how long to wait for it; `None` where that is longer than `limit`, and nothing is
    /// taken.
    pub(crate) fn take(&self, now: Duration, limit: Duration) -> Option<Duration> {
        let mut state = self.lock();
        if !state.limited {
            return Some(Duration::ZERO);
        }
        state.fill(now.as_secs_f64());
        let missing = (1.0 - state.tokens).max(0.0);
        let wait = Duration::try_from_secs_f64(missing / state.rate).unwrap_or(Duration::MAX);
        if wait >= limit && !wait.is_zero() {
            return None;
        }
        state.tokens -= 1.0;
        Some(wait)
    }

    /// Learns from an attempt that has just ended.
    pub(crate) fn learn(&self, now: Duration, is_throttled: bool) {
        let now = now.as_secs_f64();
        let mut state = self.lock();
        state.measure(now);
        let wanted = if is_throttled {
            let rate = if state.limited { state.measured.min(state.rate) } else { state.measured };
            (state.limited, state.highest, state.throttled) = (true, rate, now);
            rate * BETA
        } else {
            // Flat at the rate at which the service last threw calls back: there the next trouble is to be expected.
            let flat = (state.highest * (1.0 - BETA) / SCALE).cbrt();
            SCALE * (now - state.throttled - flat).powi(3) + state.highest
        };
        if state.limited {
            let most = 2.0 * state.measured;
            state.set_rate(wanted.min(most), now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere cannot leave the state half written.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn fill(&mut self, now: f64) {
        let passed = (now - self.filled.unwrap_or(now)).max(0.0);
        self.tokens = (self.tokens + passed * self.rate).min(self.capacity);
        self.filled = Some(now);
    }

    fn set_rate(&mut self, rate: f64, now: f64) {
        // What has come so far came at the rate before.
        self.fill(now);
        self.rate = rate.max(LEAST_RATE);
        self.capacity = rate.max(LEAST_CAPACITY);
        self.tokens = self.tokens.min(self.capacity);
    }

    fn measure(&mut self, now: f64) {
        let half_second = (now * 2.0).floor() / 2.0;
        self.count += 1.0;
        if half_second > self.half_second {
            let rate = self.count / (half_second - self.half_second);
            self.measured = rate * SMOOTH + self.measured * (1.0 - SMOOTH);
            (self.count, self.half_second) = (0.0, half_second);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(1_000);

    fn at(seconds: f64) -> Duration {
        Duration::from_secs_f64(seconds)
    }

    /// Ten attempts a second for some seconds, none of them throttled.
    fn busy(pace: &Pace, from: f64, seconds: u32) -> f64 {
        let mut now = from;
        for _ in 0..seconds * 10 {
            now += 0.1;
            pace.learn(at(now), false);
        }
        now
    }

    fn rate(pace: &Pace) -> f64 {
        pace.lock().rate
    }

    #[test]
    fn nothing_waits_until_the_service_throttles() {
        let pace = Pace::default();
        busy(&pace, 0.0, 5);
        for _ in 0..1_000 {
            assert_eq!(pace.take(at(5.0), Duration::ZERO), Some(Duration::ZERO));
        }
    }

    #[test]
    fn the_rate_falls_with_each_throttled_attempt_and_grows_again() {
        let pace = Pace::default();
        let now = busy(&pace, 0.0, 5);
        pace.learn(at(now + 0.1), true);
        let first = rate(&pace);
        assert!((6.0..8.5).contains(&first), "seven tenths of about ten: {first}");
        pace.learn(at(now + 0.2), true);
        let second = rate(&pace);
        assert!(second < first && second > first * BETA - 0.5, "{first} {second}");
        // Back at what it was, flat there, and then beyond.
        let highest = pace.lock().highest;
        let flat = (highest * (1.0 - BETA) / SCALE).cbrt();
        let mut rates = Vec::new();
        let mut now = now + 0.2;
        for _ in 0..100 {
            now += 0.1;
            pace.learn(at(now), false);
            rates.push(rate(&pace));
        }
        assert!(rates.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9 || pair[1] >= highest), "it grows: {rates:?}");
        let near = rates[(flat * 10.0) as usize];
        assert!((near - highest).abs() < highest * 0.1, "{near} is about {highest}");
        assert!(rates[99] > highest * 1.2, "beyond it: {rates:?}");
    }

    #[test]
    fn attempts_take_turns_at_the_rate() {
        let pace = Pace::default();
        pace.learn(at(10.0), true);
        assert_eq!(rate(&pace), LEAST_RATE);
        // One attempt in two seconds; who comes later waits behind those who wait already.
        let waits: Vec<_> = (0..3).map(|_| pace.take(at(10.0), LONG).unwrap().as_secs_f64().round()).collect();
        assert_eq!(waits, [2.0, 4.0, 6.0]);
        assert_eq!(pace.take(at(10.0), Duration::from_secs(8)), None, "it would come too late");
        assert_eq!(pace.take(at(10.0), LONG).unwrap().as_secs(), 8, "and took no turn");
        assert_eq!(pace.take(at(20.0), LONG), Some(Duration::ZERO), "time brings tokens");
    }

    #[test]
    fn a_timer_that_stands_still_or_jumps_breaks_nothing() {
        let pace = Pace::default();
        for now in [0.0, 0.0, 1e9, 0.0, 1e9] {
            for is_throttled in [true, false] {
                pace.learn(at(now), is_throttled);
                assert!(rate(&pace).is_finite() && rate(&pace) >= LEAST_RATE);
                assert!(pace.take(at(now), LONG).is_some_and(|wait| wait < LONG));
            }
        }
    }
}
