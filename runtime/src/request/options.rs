//! Options of one call that differ from its client's: region, endpoint, credentials, limits, retries, further parameters.

use std::any::Any;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::http::{Parameter, Settings, shown};
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
    pub(crate) endpoint: Option<String>,
    /// A provider of credentials. Providers stand above calls, so what it is only they know.
    pub(crate) credentials: Option<Arc<dyn Any + Send + Sync>>,
    pub(crate) max_response_size: Option<usize>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) operation_timeout: Option<Duration>,
    pub(crate) retry: Option<Arc<dyn RetryPolicy>>,
    pub(crate) check_success: Option<bool>,
    pub(crate) query: Settings,
    pub(crate) headers: Settings,
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

    /// Sends the call to this host, whatever the region, the network and the configuration's endpoint: `host`, `host:port`, or
    /// with `http://` before it for a service that has no TLS. The region parameter stays as it is. A text that is no host is
    /// an error of the call.
    pub fn endpoint(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Limits the body of the response in bytes, up or down; see
    /// [`ConfigBuilder::max_response_size`](crate::ConfigBuilder::max_response_size). 0 is an error of the call.
    pub fn max_response_size(mut self, bytes: usize) -> Self {
        self.max_response_size = Some(bytes);
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

    /// Sets a query parameter that the operation has no setter for. One that it has is replaced, in the query or in the
    /// form, with all its items where it is a list.
    pub fn query(mut self, name: &str, value: &(impl Parameter + ?Sized)) -> Self {
        self.query.add(name, value);
        self
    }

    /// Sets a header that the operation has no setter for. One that it has is replaced, whatever the case of its name.
    /// Headers of the protocol itself win over it.
    pub fn header(mut self, name: &str, value: &(impl Parameter + ?Sized)) -> Self {
        self.headers.add(name, value);
        self
    }
}

/// Shows the settings that are plain values, and the names of parameters without their values; credentials are left out.
impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("region", &self.region)
            .field("endpoint", &self.endpoint.as_deref().map(shown))
            .field("max_response_size", &self.max_response_size)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("operation_timeout", &self.operation_timeout)
            .field("check_success", &self.check_success)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}
