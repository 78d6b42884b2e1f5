//! Pages and items as streams, and step by step without any further crate.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::end::{End, Verdict};
use super::paged::{Listed, Paged};
use crate::error::Error;
use crate::future::BoxFuture;

/// The responses of a list, one after the other.
///
/// [`next_page`](Self::next_page) needs no further crate. As a `Stream` it ends after the first error; `next_page`
/// makes the call that failed again when it is asked again. A page without items is given only where it is the first
/// one, or where the token of a next one came with it.
#[must_use = "pages are asked for when they are wanted"]
pub struct Pages<P: Paged> {
    call: P,
    end: End<P::Item>,
    /// The call that is under way; it goes on when a future that waited for it is dropped.
    sending: Option<BoxFuture<'static, Result<P::Output, Error>>>,
    /// Why the list cannot go on, to be told after the page that came with it.
    broken: Option<Error>,
    is_over: bool,
    /// Whether the last item was an error, at which a stream ends.
    has_failed: bool,
}

impl<P: Paged> Pages<P> {
    pub(super) fn new(mut call: P) -> Self {
        let end = End::new(&mut call);
        Self { call, end, sending: None, broken: None, is_over: false, has_failed: false }
    }

    /// The next response; `None` after the last one. After an error, the call that failed is made again.
    ///
    /// The future can be dropped without losing a page.
    pub async fn next_page(&mut self) -> Option<Result<P::Output, Error>> {
        poll_fn(|context| self.step(context)).await
    }

    /// All responses.
    ///
    /// # Errors
    /// The first one that a call gives.
    pub async fn all(mut self) -> Result<Vec<P::Output>, Error> {
        let mut pages = Vec::new();
        while let Some(page) = self.next_page().await {
            pages.push(page?);
        }
        Ok(pages)
    }

    fn step(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Output, Error>>> {
        self.has_failed = false;
        if let Some(error) = self.broken.take() {
            self.has_failed = true;
            return Poll::Ready(Some(Err(error)));
        }
        if self.is_over {
            return Poll::Ready(None);
        }
        let sending = self.sending.get_or_insert_with(|| self.call.clone().send_page());
        let response = ready!(sending.as_mut().poll(context));
        self.sending = None;
        let output = match response {
            Ok(output) => output,
            Err(error) => {
                self.has_failed = true;
                return Poll::Ready(Some(Err(error)));
            }
        };
        match self.end.see(&P::part(&output), self.call.position()) {
            Verdict::More => {}
            Verdict::Last => self.is_over = true,
            Verdict::Over => {
                self.is_over = true;
                return Poll::Ready(None);
            }
            Verdict::Broken(error) => {
                self.is_over = true;
                self.broken = Some(error.of_operation(self.call.operation()));
            }
        }
        Poll::Ready(Some(Ok(output)))
    }
}

impl<P: Paged> Stream for Pages<P> {
    type Item = Result<P::Output, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let pages = self.get_mut();
        if pages.has_failed { Poll::Ready(None) } else { pages.step(context) }
    }
}

impl<P: Paged> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("is_over", &self.is_over).finish_non_exhaustive()
    }
}

/// The items of a list, one after the other, whatever page they come with.
///
/// [`next`](Self::next) needs no further crate. As a `Stream` it ends after the first error; `next` makes the call that
/// failed again when it is asked again.
#[must_use = "items are asked for when they are wanted"]
pub struct Items<P: Listed> {
    pages: Pages<P>,
    page: vec::IntoIter<P::Item>,
}

impl<P: Listed> Items<P> {
    pub(super) fn new(call: P) -> Self {
        Self { pages: Pages::new(call), page: Vec::new().into_iter() }
    }

    /// The next item; `None` after the last one. After an error, the call that failed is made again.
    ///
    /// The future can be dropped without losing an item.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        poll_fn(|context| self.step(context)).await
    }

    /// All items.
    ///
    /// # Errors
    /// The first one that a call gives.
    pub async fn all(mut self) -> Result<Vec<P::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn step(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<P::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.step(context)) {
                Some(Ok(output)) => self.page = P::into_items(output).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Listed> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let items = self.get_mut();
        if items.pages.has_failed { Poll::Ready(None) } else { items.step(context) }
    }
}

impl<P: Listed> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).field("left", &self.page.len()).finish()
    }
}
