//! Long lists that come in parts: what an operation says of its parts, and the paginator that asks for one after the other.

mod end;
mod scalar;
mod stream;
#[cfg(test)]
mod tests;

use crate::{BoxFuture, Error};

pub use scalar::Scalar;
pub use stream::{Items, Pages};

/// What the next part of a list is asked for by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// The number of a page; the first one has this number.
    Number {
        /// The number of the first page.
        first: i64,
    },
    /// How many items to skip; the list begins at this one.
    Offset {
        /// The offset of the first item.
        first: i64,
    },
    /// The token that the answer before held.
    Token,
}

/// What one answer says about its part of the list.
#[derive(Clone, Debug)]
pub struct Part<'a, T> {
    /// The items; absent where it is not known which list of the answer pages.
    pub items: Option<&'a [T]>,
    /// How many items there are in all.
    pub total: Option<i64>,
    /// How many items a part has at most, as the service understood it.
    pub size: Option<i64>,
    /// The token of the next part.
    pub next: Option<String>,
}

/// A call whose answer is one part of a list. Generated for each operation that pages.
pub trait Paged: Clone + Send + Unpin + 'static {
    /// The answer.
    type Output: Send + 'static;
    /// An item of the list; `()` where it is not known which list of the answer pages.
    type Item: Clone + PartialEq + Send + Unpin + 'static;
    /// The operation's name, for messages.
    const OPERATION: &'static str;
    /// What the next part is asked for by.
    const PAGING: Paging;

    /// The parameter that says which part is meant.
    fn position(&mut self) -> &mut dyn Scalar;

    /// How many items are asked for at most.
    fn size(&self) -> Option<i64> {
        None
    }

    /// Makes the call.
    fn send_page(self) -> BoxFuture<'static, Result<Self::Output, Error>>;

    /// What an answer says about its part.
    fn part(output: &Self::Output) -> Part<'_, Self::Item>;
}

/// A paged call of which it is known which list of the answer pages.
pub trait Listed: Paged {
    /// The items of an answer.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}

/// Asks for the parts of a list, one after the other, when they are wanted.
///
/// It begins with the part that the call names, else with the first one. It ends
///
/// - with tokens: behind an answer without a token;
/// - with page numbers and offsets: at an empty page; at one that repeats the page before it, as services answer that have
///   no more; and behind the page up to which there are as many items as the service says there are in all, or, where it
///   does not say so, behind a page with fewer items than it can have.
///
/// Everything else that a call sets, such as filters and the size of a page, stays the same from page to page.
#[derive(Clone, Debug)]
#[must_use = "a paginator does nothing until it is asked for pages or items"]
pub struct Paginator<P> {
    call: P,
}

impl<P: Paged> Paginator<P> {
    /// A paginator that begins with the part that `call` names.
    pub fn new(call: P) -> Self {
        Self { call }
    }

    /// The answers, one after the other.
    pub fn pages(self) -> Pages<P> {
        Pages::new(self.call)
    }

    /// The answers as an iterator that waits for each one.
    ///
    /// # Panics
    /// As [`blocking::wait`](crate::blocking::wait), when it is asked for an answer.
    #[cfg(feature = "blocking")]
    pub fn pages_blocking(self) -> crate::blocking::Blocking<Pages<P>> {
        crate::blocking::Blocking::new(self.pages())
    }
}

impl<P: Listed> Paginator<P> {
    /// The items of all answers, one after the other.
    pub fn items(self) -> Items<P> {
        Items::new(self.call)
    }

    /// The items as an iterator that waits for each one.
    ///
    /// # Panics
    /// As [`blocking::wait`](crate::blocking::wait), when it is asked for an item.
    #[cfg(feature = "blocking")]
    pub fn items_blocking(self) -> crate::blocking::Blocking<Items<P>> {
        crate::blocking::Blocking::new(self.items())
    }
}
