//! What a call gives back: the raw answer, and the decoded output beside it.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::transport::{Headers, HttpResponse};
use crate::{Error, error};

/// What a service answered: with a status of 2xx where a call gives it back, with any other where it stands behind an
/// [`Error`](Error::raw_response). Cheap to clone.
#[derive(Clone)]
pub struct RawResponse {
    answer: Arc<HttpResponse>,
    /// The operation that was called, for the messages of decoding.
    operation: Option<Cow<'static, str>>,
}

/// The decoded output together with the answer that it was decoded from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The decoded output.
    pub output: T,
    /// The answer as it came.
    pub raw: RawResponse,
}

impl<T: DeserializeOwned> Response<T> {
    /// Decodes `raw`.
    ///
    /// # Errors
    /// As [`RawResponse::decode`].
    pub fn decode(raw: RawResponse) -> Result<Self, Error> {
        Ok(Self { output: raw.decode()?, raw })
    }
}

impl RawResponse {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.answer.status
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        &self.answer.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.answer.body
    }

    /// The id by which support finds the call, from the header `x-acs-request-id`. The body usually has it too.
    pub fn request_id(&self) -> Option<&str> {
        self.headers().get("x-acs-request-id").map(str::trim).filter(|id| !id.is_empty())
    }

    /// The operation that was called; absent for an answer that no call brought.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    pub(crate) fn of_operation(self, operation: Cow<'static, str>) -> Self {
        Self { operation: Some(operation), ..self }
    }

    /// Decodes the JSON body; an empty body counts as `{}`. Unknown members are ignored, the last one counts of members
    /// that stand twice, and a body nested deeper than 127 levels is an error.
    ///
    /// # Errors
    /// An error of kind [`Decode`](crate::ErrorKind::Decode) that names the place in the JSON and keeps the body.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let body = self.body();
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
        // A tree first: leniency sometimes has to look ahead, and from a tree it does so without a second copy of the
        // decoding code of every type.
        let value: Value = serde_json::from_slice(body).map_err(|failure| error::not_json(self, failure))?;
        serde_path_to_error::deserialize(value)
            .map_err(|failure| error::decode(self, &failure.path().to_string(), failure.into_inner()))
    }
}

impl From<HttpResponse> for RawResponse {
    fn from(answer: HttpResponse) -> Self {
        Self { answer: Arc::new(answer), operation: None }
    }
}

/// Prints the length of the body only: answers can hold credentials.
impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status())
            .field("headers", self.headers())
            .field("body_length", &self.body().len())
            .finish()
    }
}
