//! The futures that the traits of this crate return.

use std::future::Future;
use std::pin::Pin;

/// A boxed future, which is what the traits of this crate return so that they can be used as trait objects.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
