//! The seam for code of the user's own around each attempt: before it is signed, and after it was answered.

use std::fmt;
use std::sync::Arc;

use crate::error::Error;
use crate::http::{Headers, RawResponse};
use crate::signature::Draft;

/// Sees every attempt of every call: to add headers or parameters, to count, to log, to refuse.
///
/// Interceptors run in the order in which they were added, on the task that makes the call, so they must not block.
pub trait Interceptor: Send + Sync {
    /// Runs before the attempt is signed, so what it changes is signed too.
    ///
    /// # Errors
    /// An error ends the call; nothing is sent. [`Error::interceptor`] makes one.
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut Unsigned<'_>) -> Result<(), Error> {
        let _ = (attempt, request);
        Ok(())
    }

    /// Runs after the attempt, with the response or the error that it came to. A failed attempt may be followed by
    /// another.
    fn after_response(&self, attempt: &Attempt<'_>, outcome: Result<&RawResponse, &Error>) {
        let _ = (attempt, outcome);
    }
}

impl<T: Interceptor + ?Sized> Interceptor for Arc<T> {
    fn before_signing(&self, attempt: &Attempt<'_>, request: &mut Unsigned<'_>) -> Result<(), Error> {
        (**self).before_signing(attempt, request)
    }

    fn after_response(&self, attempt: &Attempt<'_>, outcome: Result<&RawResponse, &Error>) {
        (**self).after_response(attempt, outcome);
    }
}

/// Names an attempt of a call.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The product's name.
    pub product: &'a str,
    /// The version of the product's API.
    pub version: &'a str,
    /// The operation.
    pub operation: &'a str,
    /// The host, with the port where it is not the scheme's own.
    pub authority: &'a str,
    /// 1 for the first attempt.
    pub number: u32,
}

/// An attempt that is not signed yet.
pub struct Unsigned<'a>(pub(crate) &'a mut Draft);

impl Unsigned<'_> {
    /// The method, in capitals.
    pub fn method(&self) -> &'static str {
        self.0.method.as_str()
    }

    /// The path, encoded.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The parameters of the query, not encoded. A value may be a secret.
    pub fn query(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.query.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Sets a parameter of the query.
    pub fn set_query(&mut self, name: &str, value: &str) {
        self.0.query.retain(|(known, _)| known != name);
        self.0.query.push((name.to_owned(), value.to_owned()));
        self.0.query.sort();
    }

    /// The headers so far. Those of the signature are added later and win.
    pub fn headers(&self) -> &Headers {
        &self.0.headers
    }

    /// Sets a header.
    ///
    /// # Errors
    /// When name or value cannot be sent, or when the client itself sets the header.
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        self.0.set_header(name, value)
    }

    /// The body, where it is in memory; empty when there is none.
    pub fn body(&self) -> &[u8] {
        self.0.body.bytes()
    }
}

/// Shows no value of a parameter.
impl fmt::Debug for Unsigned<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unsigned")
            .field("method", &self.method())
            .field("path", &self.path())
            .field("query", &self.query().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", self.headers())
            .field("body_length", &self.0.body.length())
            .finish()
    }
}
