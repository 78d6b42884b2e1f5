//! Options of one call that differ from its client's: region, time limits, retries, further parameters.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::http::{Pairs, Parameter};
use crate::retry::RetryPolicy;

/// Settings of one call. What is not set is as the client's [`Config`](crate::Config) says.
///
/// ```
/// use std::time::Duration;
/// use alicloud_core::{CallOptions, NoRetry};
///
/// let options = CallOptions::new().region("cn-beijing").operation_timeout(Duration::from_secs(5)).retry(NoRetry);
/// # let _ = options;
/// ```
#[derive(Clone, Default)]
#[must_use = "options do nothing until they are given to a call"]
pub struct CallOptions {
    pub(crate) region: Option<String>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) operation_timeout: Option<Duration>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) check_success: Option<bool>,
    pub(crate) query: Pairs,
    pub(crate) headers: Pairs,
}

impl CallOptions {
    /// No difference.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes the call in this region: endpoint and region parameter.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Limits one attempt, which cannot take longer than the call; see
    /// [`ConfigBuilder::attempt_timeout`](crate::ConfigBuilder::attempt_timeout).
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = Some(limit);
        self
    }

    /// Limits the whole call; see
    /// [`ConfigBuilder::operation_timeout`](crate::ConfigBuilder::operation_timeout).
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.operation_timeout = Some(limit);
        self
    }

    /// Sets when the call is repeated.
    pub fn retry(mut self, policy: impl RetryPolicy + 'static) -> Self {
        self.retry = Some(Arc::new(policy));
        self
    }

    /// Sets whether a response of status 2xx that says that the operation failed is an error; see
    /// [`ConfigBuilder::check_success`](crate::ConfigBuilder::check_success).
    pub fn check_success(mut self, check: bool) -> Self {
        self.check_success = Some(check);
        self
    }

    /// Adds a query parameter that the operation has no setter for.
    pub fn query(mut self, name: &str, value: &(impl Parameter + ?Sized)) -> Self {
        value.flatten(name, &mut self.query);
        self
    }

    /// Adds a header that the operation has no setter for. Headers of the protocol itself win over it.
    pub fn header(mut self, name: &str, value: &(impl Parameter + ?Sized)) -> Self {
        value.flatten(name, &mut self.headers);
        self
    }
}

/// Shows the settings that are plain values, and the names of parameters without their values.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("region", &self.region)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("operation_timeout", &self.operation_timeout)
            .field("check_success", &self.check_success)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
