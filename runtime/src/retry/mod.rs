//! Whether a failed attempt is followed by another one, and after how long.

mod budget;
mod policy;
mod reason;
mod standard;

pub(crate) use budget::{Budget, Budgets};
pub use policy::{Decision, FailedAttempt, NoRetry, RetryPolicy, RetryReason};
pub(crate) use reason::{cost, reason};
pub use standard::StandardRetry;
