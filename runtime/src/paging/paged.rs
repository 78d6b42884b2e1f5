//! The traits by which an operation describes the parts of a long list.

use std::borrow::Cow;

use super::scalar::Scalar;
use crate::error::Error;
use crate::future::BoxFuture;

/// The parameter by which the next part of a list is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Paging {
    /// The number of a page; the first one has this number.
    Number {
        /// The number of the first page.
        first: i64,
    },
    /// The number of items to skip; the list begins at this one.
    Offset {
        /// The offset of the first item.
        first: i64,
    },
    /// The token that the response before held.
    Token,
}

/// The description of one part of a list by its response.
#[derive(Clone, Debug)]
pub struct Part<'a, T> {
    /// The items; absent where no list of the response is known to be the paged one.
    pub items: Option<&'a [T]>,
    /// The number of all items.
    pub total: Option<i64>,
    /// The most items of a part, as the service understood it.
    pub size: Option<i64>,
    /// The token of the next part.
    pub next: Option<String>,
}

/// A call whose response is one part of a list. Generated for each operation that pages.
pub trait Paged: Clone + Send + Unpin + 'static {
    /// The response.
    type Output: Send + 'static;
    /// An item of the list; `()` where no list of the response is known to be the paged one.
    type Item: Clone + PartialEq + Send + Unpin + 'static;
    /// The operation's name, for messages.
    const OPERATION: &'static str;
    /// The parameter that asks for the next part.
    const PAGING: Paging;

    /// The operation's name, where it is known only when the program runs.
    fn operation(&self) -> Cow<'static, str> {
        Cow::Borrowed(Self::OPERATION)
    }

    /// The parameter that asks for the next part, where it is known only when the program runs.
    fn paging(&self) -> Paging {
        Self::PAGING
    }

    /// The parameter that says which part is meant.
    fn position(&mut self) -> &mut dyn Scalar;

    /// The most items that are asked for.
    fn size(&self) -> Option<i64> {
        None
    }

    /// Makes the call.
    fn send_page(self) -> BoxFuture<'static, Result<Self::Output, Error>>;

    /// Describes the part that a response has.
    fn part(output: &Self::Output) -> Part<'_, Self::Item>;
}

/// A paged call whose paged list is known.
pub trait Listed: Paged {
    /// The items of a response.
    fn into_items(output: Self::Output) -> Vec<Self::Item>;
}
