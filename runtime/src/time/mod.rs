//! Time of day and time that passes: clocks, dates, the distance to the service's clock, and timers.

mod clock;
mod date;
#[cfg(feature = "http-transport")]
mod drivers;
mod skew;
mod timer;

pub use clock::Clock;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub use clock::SystemClock;
pub(crate) use date::{http_date, iso8601, parse_iso8601};
#[cfg(feature = "http-transport")]
pub(crate) use drivers::Drivers;
pub(crate) use skew::Skew;
pub use timer::Timer;
#[cfg(feature = "http-transport")]
pub use timer::TokioTimer;
pub(crate) use timer::within;
