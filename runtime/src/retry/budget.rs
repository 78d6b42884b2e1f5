//! Buckets of tokens that bound the repetitions of all calls of a product together, so that clients do not bury a
//! service in trouble.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::pace::Pace;

/// The capacity of a bucket.
const CAPACITY: u32 = 500;

/// The bucket of each product, by its name: trouble of one is no reason to give up calls of another.
#[derive(Debug, Default)]
pub(crate) struct Budgets(Mutex<HashMap<String, Arc<Budget>>>);

impl Budgets {
    pub(crate) fn of(&self, product: &str) -> Arc<Budget> {
        // A panic elsewhere cannot leave the map half written.
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = buckets.get(product) {
            return Arc::clone(known);
        }
        Arc::clone(buckets.entry(product.to_owned()).or_insert_with(|| Arc::new(Budget::new())))
    }
}

/// The tokens of all calls of a product, and their pace.
#[derive(Debug)]
pub(crate) struct Budget {
    tokens: AtomicU32,
    pub(crate) pace: Pace,
}

impl Budget {
    pub(crate) fn new() -> Self {
        Self { tokens: AtomicU32::new(CAPACITY), pace: Pace::default() }
    }

    /// Takes `cost` tokens, or says that there are too few.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(cost)).is_ok()
    }

    /// Gives `tokens` back, up to the capacity.
    pub(crate) fn refund(&self, tokens: u32) {
        let fill = |left: u32| (left < CAPACITY).then(|| left.saturating_add(tokens).min(CAPACITY));
        // The usual case is a full bucket, which needs no write.
        let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fill);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_bucket_gives_nothing_until_it_is_refilled() {
        let budget = Budget::new();
        for _ in 0..CAPACITY / 5 {
            assert!(budget.take(5));
        }
        assert!(!budget.take(5) && !budget.take(1));
        budget.refund(4);
        assert!(!budget.take(5) && budget.take(4));
    }

    #[test]
    fn clients_of_one_product_share_a_bucket_and_others_have_their_own() {
        let budgets = Budgets::default();
        assert!(budgets.of("one").take(CAPACITY));
        assert!(!budgets.of("one").take(1) && budgets.of("other").take(1));
    }

    #[test]
    fn a_refund_never_goes_beyond_the_capacity() {
        let budget = Budget::new();
        budget.refund(u32::MAX);
        assert!(budget.take(CAPACITY) && !budget.take(1));
    }
}
