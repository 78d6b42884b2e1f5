//! The seam between a signed call and the network.

use std::sync::Arc;

use super::failure::TransportError;
use super::message::{HttpRequest, HttpResponse};
use crate::future::BoxFuture;

/// Sends signed requests. It must send them as they are: nearly every change makes the signature wrong.
pub trait Transport: Send + Sync {
    /// Sends `request` and reads the whole response, whatever its status, within [`HttpRequest::timeout`].
    ///
    /// # Errors
    /// When there is no complete response; [`TransportErrorKind`](crate::transport::TransportErrorKind) names the step
    /// at which it failed.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;

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

    fn keeps_time(&self) -> bool {
        (**self).keeps_time()
    }
}
