//! What follows from both sides of an operation: what it does to the service, and how its lists page.

pub(crate) mod effect;
pub(crate) mod pagination;
