//! Bodies on the wire: what goes out, whole or in parts, and what comes in, with a limit for the time between parts.

use std::io;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use ::hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep};

use super::failure::describe;
use crate::http::{ByteStream, TransportError, TransportErrorKind};

/// The body of a request.
pub(super) struct Outgoing {
    parts: Parts,
    /// The bytes that are still to come.
    left: u64,
}

enum Parts {
    Whole(Option<Bytes>),
    Stream(ByteStream, Progress),
}

impl Outgoing {
    pub(super) fn whole(bytes: Bytes) -> Self {
        Self { left: bytes.len() as u64, parts: Parts::Whole(Some(bytes)) }
    }

    /// A body of `length` bytes; `progress` is told of each part.
    pub(super) fn stream(stream: ByteStream, length: u64, progress: Progress) -> Self {
        Self { parts: Parts::Stream(stream, progress), left: length }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let part = match &mut self.parts {
            Parts::Whole(bytes) => bytes.take().filter(|bytes| !bytes.is_empty()).map(Ok),
            Parts::Stream(stream, progress) => {
                let part = ready!(Pin::new(stream).poll_next(context));
                progress.note();
                part
            }
        };
        let left = self.left;
        let wrong = |what: &str| io::Error::other(format!("the source of the body gives {what} bytes than it said"));
        Poll::Ready(match part {
            None if left > 0 => Some(Err(wrong("fewer"))),
            Some(Ok(part)) if part.len() as u64 > left => Some(Err(wrong("more"))),
            Some(Ok(part)) => {
                self.left -= part.len() as u64;
                Some(Ok(Frame::data(part)))
            }
            None => None,
            Some(Err(error)) => Some(Err(error)),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// When something was last sent.
#[derive(Clone)]
pub(super) struct Progress(Arc<Mutex<Instant>>);

impl Progress {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    fn note(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// The result of `work`, or `None` if nothing was sent for so long.
    pub(super) async fn watch<T>(&self, limit: Duration, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        let mut silence = pin!(sleep(limit));
        std::future::poll_fn(|context| {
            if let Poll::Ready(value) = work.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            while silence.as_mut().poll(context).is_ready() {
                let end = *self.0.lock().unwrap_or_else(PoisonError::into_inner) + limit;
                if end <= Instant::now() {
                    return Poll::Ready(None);
                }
                silence.as_mut().reset(end);
            }
            Poll::Pending
        })
        .await
    }
}

/// The body of a response, part by part.
pub(super) struct Arriving {
    body: Incoming,
    /// How long a part may take.
    limit: Duration,
    silence: Option<Pin<Box<Sleep>>>,
}

impl Arriving {
    pub(super) fn new(body: Incoming, limit: Duration) -> Self {
        Self { body, limit, silence: None }
    }
}

impl Stream for Arriving {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.silence = None;
            match frame.transpose() {
                Ok(None) => return Poll::Ready(None),
                Ok(Some(frame)) => {
                    if let Ok(part) = frame.into_data() {
                        return Poll::Ready(Some(Ok(part)));
                    }
                }
                Err(error) => {
                    let message = describe("the answer broke off", &error);
                    let failure = TransportError::new(TransportErrorKind::Exchange, message).with_source(error);
                    return Poll::Ready(Some(Err(io::Error::other(failure))));
                }
            }
        }
        let limit = self.limit;
        ready!(self.silence.get_or_insert_with(|| Box::pin(sleep(limit))).as_mut().poll(context));
        let failure = TransportError::new(
            TransportErrorKind::Timeout,
            format!("no further part of the answer came within {limit:?}"),
        );
        Poll::Ready(Some(Err(io::Error::new(io::ErrorKind::TimedOut, failure))))
    }
}
