//! Calls whose response is handed out as it comes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::attempt::Reply;
use super::handle::Client;
use crate::error::{self, Error};
use crate::http::{ByteStream, Headers, RawResponse, TransportError};
use crate::request::Request;
use crate::transport::Bytes;

/// A response whose body comes as it arrives: part by part with [`next`](Self::next), or as a `Stream`, which ends after
/// the first error.
#[must_use = "the body is read as it is asked for"]
pub struct ResponseStream {
    head: RawResponse,
    host: Arc<str>,
    body: ByteStream,
}

impl Client {
    /// Makes the call, and gives the response as soon as its head is there, if its status is 2xx: for an operation that
    /// answers with a file, however large. No limit of size counts for it.
    ///
    /// Up to then it is a [`call`](Self::call) as any other one, repeated where that does no harm; what breaks off after
    /// that is not. The limit of an attempt counts from one part to the next, and that of the operation ends with the
    /// head of the response. Interceptors see a response without a body. Drop the stream to break off.
    ///
    /// # Errors
    /// As `call`.
    pub async fn call_streaming(&self, request: Request) -> Result<ResponseStream, Error> {
        let Reply { response, body, host } = self.perform(request, true).await?;
        let body = body.unwrap_or_else(|| ByteStream::whole(response.body().to_vec()));
        Ok(ResponseStream { head: response, host, body })
    }
}

impl ResponseStream {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status()
    }

    /// The headers.
    pub fn headers(&self) -> &Headers {
        self.head.headers()
    }

    /// The id by which support finds the call.
    pub fn request_id(&self) -> Option<&str> {
        self.head.request_id()
    }

    /// The length of the body, where the service says it before.
    pub fn length(&self) -> Option<u64> {
        self.headers().get("content-length").and_then(|length| length.trim().parse().ok())
    }

    /// The next part of the body; `None` after the last one.
    ///
    /// # Errors
    /// When the body breaks off, or a part takes longer than the limit of an attempt.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The whole body, which has at most `limit` bytes.
    ///
    /// # Errors
    /// When it has more, and as [`next`](Self::next).
    pub async fn collect(mut self, limit: usize) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        while let Some(part) = self.next().await.transpose()? {
            if part.len() > limit - body.len() {
                return Err(self.fail(TransportError::too_large(self.status(), limit)));
            }
            body.extend_from_slice(&part);
        }
        Ok(body)
    }

    fn fail(&self, failure: TransportError) -> Error {
        let error = error::no_answer(&self.host, failure, "attempt_timeout", None);
        match self.head.operation() {
            Some(operation) => error.of_operation(operation.to_owned()),
            None => error,
        }
    }
}

impl Stream for ResponseStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let part = ready!(Pin::new(&mut self.body).poll_next(context));
        Poll::Ready(part.map(|part| part.map_err(|error| self.fail(TransportError::of_body(error)))))
    }
}

impl fmt::Debug for ResponseStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ResponseStream").field("status", &self.status()).field("headers", self.headers()).finish()
    }
}
