//! Calls without async: a future is run to its end on a runtime that this crate keeps. Behind the feature `blocking`.
//!
//! The calls of generated code have `send_blocking` beside `send`, with the same setters and the same results.

use std::pin::Pin;
use std::sync::LazyLock;
use std::task::{Context, Poll};

use futures_core::Stream;
use tokio::runtime::{Builder, Runtime};

/// One thread that serves the connections of all blocking calls, so that they are kept between calls.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(1).thread_name("alicloud-blocking").enable_io().enable_time();
    // Only a system that gives no further thread or file descriptor refuses this, and then no call could be made
    // either.
    builder.build().expect("the system gives a thread and a poller")
});

/// Runs `future` to its end on this thread.
///
/// # Panics
/// When it is called from a task of a Tokio runtime: that would keep the runtime's thread from its work. Call the async
/// method there, or go through `tokio::task::spawn_blocking`.
pub fn wait<F: Future>(future: F) -> F::Output {
    RUNTIME.block_on(future)
}

/// The items of a stream, one after the other, each waited for.
#[derive(Debug)]
pub struct Blocking<S>(Pin<Box<S>>);

impl<S: Stream> Blocking<S> {
    /// Waits for the items of `stream`.
    pub fn new(stream: S) -> Self {
        Self(Box::pin(stream))
    }
}

impl<S: Stream> Iterator for Blocking<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        wait(std::future::poll_fn(|context: &mut Context<'_>| -> Poll<Option<S::Item>> {
            self.0.as_mut().poll_next(context)
        }))
    }
}
