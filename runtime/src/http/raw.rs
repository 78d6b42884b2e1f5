//! The response of a service, and the operation that it is of.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::headers::Headers;
use super::message::HttpResponse;
use super::root::{SuccessRule, root_text};

/// The member of a body that holds the id of the call.
pub(crate) const REQUEST_ID: &str = "RequestId";

/// The response of a service: with a status of 2xx where a call gives it back, with any other where it belongs to an
/// [`Error`](crate::Error::raw_response). Cheap to clone.
#[derive(Clone)]
pub struct RawResponse {
    response: Arc<HttpResponse>,
    /// The operation that was called, for the messages of decoding.
    operation: Option<Cow<'static, str>>,
    /// How the operation's responses tell success.
    success: Option<SuccessRule>,
    /// Whether a value that does not fit makes an error of the whole.
    is_strict: bool,
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

    /// The id by which support finds the call: `RequestId` at the root of the body, or the header `x-acs-request-id`
    /// where the body has none.
    pub fn request_id(&self) -> Option<&str> {
        let in_body = match root_text(self.body(), REQUEST_ID) {
            Some(Cow::Borrowed(id)) => Some(id),
            _ => None,
        };
        [in_body, self.header_id()].into_iter().flatten().map(str::trim).find(|id| !id.is_empty())
    }

    /// The id in the header.
    pub(crate) fn header_id(&self) -> Option<&str> {
        self.headers().get("x-acs-request-id")
    }

    /// Whether the response says that the operation succeeded, as its reference describes it: some services answer with
    /// the status 200 to calls that failed, and say so in a member such as `Success` or `Code`. `None` where the response
    /// does not say, or no reference told how it would. A response with another status than 2xx says that it failed.
    ///
    /// [`ConfigBuilder::check_success`](crate::ConfigBuilder::check_success) makes an error of such a response.
    pub fn succeeded(&self) -> Option<bool> {
        if !(200..300).contains(&self.status()) {
            return Some(false);
        }
        self.success?.judge(self.body())
    }

    /// The operation that was called; absent for a response that no call brought.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    pub(crate) fn of_operation(self, operation: Cow<'static, str>) -> Self {
        Self { operation: Some(operation), ..self }
    }

    /// The same with no more than so many bytes of the body; the memory of the rest is given back.
    pub(crate) fn cut_to(self, bytes: usize) -> Self {
        if self.body().len() <= bytes {
            return self;
        }
        let mut response = Arc::unwrap_or_clone(self.response);
        response.body = Bytes::copy_from_slice(&response.body[..bytes]);
        Self { response: Arc::new(response), ..self }
    }

    /// Whether the rest of the body was not read, because it was longer than the limit.
    pub(crate) fn is_cut(&self) -> bool {
        self.response.is_cut
    }

    pub(crate) fn judged_by(self, success: Option<SuccessRule>) -> Self {
        Self { success, ..self }
    }

    pub(crate) fn is_strict(&self) -> bool {
        self.is_strict
    }

    pub(crate) fn strictly(self, is_strict: bool) -> Self {
        Self { is_strict, ..self }
    }
}

impl From<HttpResponse> for RawResponse {
    fn from(response: HttpResponse) -> Self {
        Self { response: Arc::new(response), operation: None, success: None, is_strict: false }
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
