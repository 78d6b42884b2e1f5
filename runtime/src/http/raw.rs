//! The response of a service, and the operation that it is of.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use super::headers::Headers;
use super::message::HttpResponse;

/// The response of a service: with a status of 2xx where a call gives it back, with any other where it belongs to an
/// [`Error`](crate::Error::raw_response). Cheap to clone.
#[derive(Clone)]
pub struct RawResponse {
    response: Arc<HttpResponse>,
    /// The operation that was called, for the messages of decoding.
    operation: Option<Cow<'static, str>>,
}

impl RawResponse {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.response.status
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.response.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.response.body
    }

    /// The id by which support finds the call, from the header `x-acs-request-id`. The body usually has it too.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().get("x-acs-request-id").map(str::trim).filter(|id| !id.is_empty())
    }

    /// The operation that was called; absent for a response that no call brought.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    pub(crate) fn of_operation(self, operation: Cow<'static, str>) -> Self {
        Self { operation: Some(operation), ..self }
    }
}

impl From<HttpResponse> for RawResponse {
    fn from(response: HttpResponse) -> Self {
        Self { response: Arc::new(response), operation: None }
    }
}

/// Prints the length of the body only: responses can hold credentials.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status())
            .field("headers", self.headers())
            .field("body_length", &self.body().len())
            .finish()
    }
}
