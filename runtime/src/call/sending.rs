//! Calls under way: futures with a name, so that no operation needs one of its own.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use super::answer::Answer;
use crate::error::Error;
use crate::future::BoxFuture;
use crate::http::RawResponse;
use crate::response::Response;

/// A call under way, which gives its decoded response. It does nothing until it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct Sending<T>(SendingWithResponse<T>);

/// A call under way, which gives its decoded response and what it was decoded from. It does nothing until it is awaited.
#[must_use = "a call does nothing until it is awaited"]
pub struct SendingWithResponse<T> {
    response: BoxFuture<'static, Result<RawResponse, Error>>,
    answer: PhantomData<fn() -> T>,
}

impl<T> Sending<T> {
    pub(super) fn new(response: BoxFuture<'static, Result<RawResponse, Error>>) -> Self {
        Self(SendingWithResponse::new(response))
    }
}

impl<T> SendingWithResponse<T> {
    pub(super) fn new(response: BoxFuture<'static, Result<RawResponse, Error>>) -> Self {
        Self { response, answer: PhantomData }
    }
}

impl<T: Answer> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context).map(|response| response.map(|response| response.output))
    }
}

impl<T: Answer> Future for SendingWithResponse<T> {
    type Output = Result<Response<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let raw = ready!(self.response.as_mut().poll(context))?;
        Poll::Ready(T::of(raw))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for SendingWithResponse<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendingWithResponse").finish_non_exhaustive()
    }
}
