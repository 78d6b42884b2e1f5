//! Judges where a list ends, and what the next call asks for.

use std::collections::HashSet;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use super::paged::{Paged, Paging, Part};
use super::scalar::Scalar;
use crate::error::{Error, ErrorKind};

/// Ends a list after so many parts in a row that have a token but no item.
const MOST_EMPTY: usize = 1_000;

/// The state of a list after the responses so far.
pub(super) struct End<T> {
    paging: Paging,
    /// The number or offset of the next part.
    position: i64,
    /// The size that the call asks for.
    asked: Option<i64>,
    /// The number of items of the longest page.
    longest: i64,
    /// The items of the page before; of numbers and offsets alone.
    before: Vec<T>,
    /// How many answers came.
    answers: usize,
    /// Counts the empty responses in a row.
    empty: usize,
    /// The tokens that were used, as hashes.
    tokens: HashSet<u64>,
    hasher: RandomState,
}

/// The meaning of a response.
pub(super) enum Verdict {
    /// It is a part of the list, and there may be another one.
    More,
    /// It is the last part.
    Last,
    /// It is no part of the list, which ended before.
    Over,
    /// It is a part of the list, but how the list goes on is not to be found out.
    Broken(Error),
}

impl<T: Clone + PartialEq> End<T> {
    /// Before the first call, which is made to name the part that it begins with.
    pub(super) fn new<P: Paged<Item = T>>(call: &mut P) -> Self {
        let mut end = Self {
            paging: call.paging(),
            position: 0,
            asked: call.size().filter(|&size| size > 0),
            longest: 0,
            before: Vec::new(),
            answers: 0,
            empty: 0,
            tokens: HashSet::new(),
            hasher: RandomState::new(),
        };
        match end.paging {
            Paging::Number { first } | Paging::Offset { first } => {
                end.position = call.position().number().unwrap_or(first);
                call.position().set_number(end.position);
            }
            Paging::Token => {
                if let Some(token) = call.position().text() {
                    end.tokens.insert(end.hasher.hash_one(token));
                }
            }
        }
        end
    }

    /// Looks at a response, and makes `position`, the call's, that of the next part.
    pub(super) fn see(&mut self, part: &Part<'_, T>, position: &mut dyn Scalar) -> Verdict {
        self.answers += 1;
        match self.paging {
            Paging::Token => self.see_token(part, position),
            Paging::Number { first } | Paging::Offset { first } => self.see_page(first, part, position),
        }
    }

    fn see_token(&mut self, part: &Part<'_, T>, position: &mut dyn Scalar) -> Verdict {
        let Some(token) = part.next.as_deref().filter(|token| !token.is_empty()) else { return Verdict::Last };
        let is_empty = part.items.is_some_and(<[T]>::is_empty);
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        if self.empty >= MOST_EMPTY {
            return Verdict::Broken(paging(format!(
                "{MOST_EMPTY} answers in a row had no item and the token of a next one; narrow the filters of the call"
            )));
        }
        if !self.tokens.insert(self.hasher.hash_one(token)) {
            return Verdict::Broken(paging(
                "the service gave a token that it had given before, so the list would never end; what came so far may be \
                 incomplete",
            ));
        }
        if position.set_text(token) {
            Verdict::More
        } else {
            Verdict::Broken(paging("the service gave a token that the parameter for it cannot hold"))
        }
    }

    fn see_page(&mut self, first: i64, part: &Part<'_, T>, position: &mut dyn Scalar) -> Verdict {
        let count = part.items.map(|items| i64::try_from(items.len()).unwrap_or(i64::MAX));
        if let Some(items) = part.items {
            let repeats = !items.is_empty() && self.before == items;
            if self.answers > 1 && (items.is_empty() || repeats) {
                return Verdict::Over;
            }
            if items.is_empty() {
                return Verdict::Last;
            }
            self.before = items.to_vec();
        }
        self.longest = self.longest.max(count.unwrap_or_default());
        let size = part.size.filter(|&size| size > 0).or(self.asked);
        // The number of items up to the end of this part. A service may give fewer than it is asked for at once,
        // so the longest page says how many those before this one had.
        let (step, reached) = match self.paging {
            Paging::Offset { .. } => {
                let step = count.or(size).unwrap_or_default();
                (step, self.position.saturating_sub(first).saturating_add(step))
            }
            _ => {
                let size = count.map_or(size, |_| Some(size.map_or(self.longest, |size| size.min(self.longest))));
                let number = self.position.saturating_sub(first).saturating_add(1);
                (1, number.saturating_mul(size.unwrap_or_default()))
            }
        };
        // A count of all that is smaller than the part counts something else.
        let total = part.total.filter(|&total| total >= count.unwrap_or_default());
        if count.is_none() && (total.is_none() || size.is_none()) {
            return Verdict::Broken(paging(
                "it is not known which list of the answer pages, and the answer does not say how many items there are in all \
                 and on a page; set the size of the page, or ask for pages by hand",
            ));
        }
        let is_last = match total {
            Some(total) => reached >= total,
            None => size.is_some_and(|size| count.unwrap_or_default() < size),
        };
        let next = self.position.checked_add(step).filter(|&next| step > 0 && !is_last && position.set_number(next));
        match next {
            Some(next) => {
                self.position = next;
                Verdict::More
            }
            None => Verdict::Last,
        }
    }
}

/// An error for a list of which the service does not say how it goes on.
fn paging(text: impl Into<String>) -> Error {
    Error::new(ErrorKind::Paging, text)
}
