//! The paginator: the pages or the items of a long list, one after the other.

use super::paged::{Listed, Paged};
use super::stream::{Items, Pages};

/// Asks for the parts of a list, one after the other, when they are wanted.
///
/// It begins with the part that the call names, else with the first one. It ends
///
/// - with tokens: after a response without a token;
/// - with page numbers and offsets: at an empty page; at one that repeats the page before it, as services answer that
///   have no more; and after the page up to which there are as many items as the service says there are in all, or,
///   where it does not say so, after a page with fewer items than it can have.
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

    /// The responses, one after the other.
    pub fn pages(self) -> Pages<P> {
        Pages::new(self.call)
    }

    /// The responses as an iterator that waits for each one.
    ///
    /// # Panics
    /// As [`blocking::wait`](crate::blocking::wait), when it is asked for a response.
    #[cfg(feature = "blocking")]
    pub fn pages_blocking(self) -> crate::blocking::Blocking<Pages<P>> {
        crate::blocking::Blocking::new(self.pages())
    }
}

impl<P: Listed> Paginator<P> {
    /// The items of all responses, one after the other.
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
