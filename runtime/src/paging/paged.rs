//! What an operation says of the parts in which it gives a long list.

use super::scalar::Scalar;
use crate::error::Error;
use crate::future::BoxFuture;

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
