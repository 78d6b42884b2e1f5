//! Refusals: the error answers of the service.

use serde_json::json;

/// Why the server refused a call; its answer carries the same status, code and message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The error code, such as `SignatureDoesNotMatch`.
    pub code: &'static str,
    /// What is wrong, naming the parameter or the header.
    pub message: String,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    /// A parameter or header that the call must carry and does not.
    pub(crate) fn missing(message: impl Into<String>) -> Self {
        Self::new(400, "MissingParameter", message)
    }

    /// A parameter whose value is not what the specification says.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(400, "InvalidParameter", message)
    }

    /// A parameter that the specification does not have, or has elsewhere.
    pub(crate) fn unexpected(message: impl Into<String>) -> Self {
        Self::new(400, "UnexpectedParameter", message)
    }

    /// The error body, in JSON.
    pub(crate) fn body(&self, request_id: &str, host: &str) -> Vec<u8> {
        json!({
            "RequestId": request_id,
            "HostId": host,
            "Code": self.code,
            "Message": self.message,
            "Recommend": format!("https://api.alibabacloud.com/troubleshoot?q={}", self.code),
        })
        .to_string()
        .into_bytes()
    }
}
