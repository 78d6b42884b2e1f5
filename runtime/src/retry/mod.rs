//! Decides whether another attempt follows a failed one, and after which wait.
//!
//! By hand: crates for retries repeat any future that failed, where here the error, the kind of the call and a budget
//! of all calls say whether a write may be sent again.

mod budget;
mod pace;
mod policy;
mod reason;
mod standard;

pub(crate) use budget::{Budget, Budgets};
pub use policy::{Decision, FailedAttempt, NoRetry, RetryPolicy, RetryReason};
pub(crate) use reason::{cost, reason};
pub use standard::StandardRetry;
