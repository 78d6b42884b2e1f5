//! Long lists that come in parts: what an operation says of its parts, and the paginator that asks for one after the
//! other.

mod end;
mod paged;
mod paginator;
mod scalar;
mod stream;
#[cfg(test)]
mod tests;

pub use paged::{Listed, Paged, Paging, Part};
pub use paginator::Paginator;
pub use scalar::Scalar;
pub use stream::{Items, Pages};
