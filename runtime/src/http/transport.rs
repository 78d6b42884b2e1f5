//! The seam between a signed call and the network.

use std::sync::Arc;

use super::failure::TransportError;
use super::message::{HttpRequest, HttpResponse, StreamedResponse};
use crate::future::BoxFuture;

/// Sends signed requests. It must send them as they are: nearly every change makes the signature wrong.
pub trait Transport: Send + Sync {
    /// Sends `request` and reads the whole response, whatever its status, within [`HttpRequest::timeout`].
    ///
    /// # Errors
    /// When there is no complete response; [`TransportErrorKind`](crate::transport::TransportErrorKind) names the step
    /// at which it failed.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

    /// Sends `request`, whose body may come from a [source](HttpRequest::source), and gives the response as soon as its
    /// head is there. [`HttpRequest::timeout`] limits the time from one part of a body to the next, and
    /// [`HttpRequest::max_response`] limits nothing.
    ///
    /// Unless a transport says otherwise, both bodies are read into memory, and [`send`](Self::send) does the rest.
    ///
    /// # Errors
    /// As `send`, up to the head of the response; and where the source of the body cannot be read.
    fn stream(&self, request: HttpRequest) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        Box::pin(async move { Ok(self.send(request.into_memory().await?).await?.into()) })
    }

    /// Whether `send` ends within [`HttpRequest::timeout`] whatever happens. The client watches over those that do not
    /// say so.
    fn keeps_time(&self) -> bool {
        false
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        (**self).send(request)
    }

    fn stream(&self, request: HttpRequest) -> BoxFuture<'_, Result<StreamedResponse, TransportError>> {
        (**self).stream(request)
    }

    fn keeps_time(&self) -> bool {
        (**self).keeps_time()
    }
}
