//! What holds where the program sets nothing: limits and the policy of retries, of this crate or of the environment.

use std::time::Duration;

use crate::retry::StandardRetry;

/// Limits and policy of a configuration that sets none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defaults {
    pub connect: Duration,
    pub attempt: Duration,
    pub retry: StandardRetry,
}

impl Default for Defaults {
    fn default() -> Self {
        Self { connect: Duration::from_secs(5), attempt: Duration::from_secs(30), retry: StandardRetry::new() }
    }
}
