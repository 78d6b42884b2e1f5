//! What follows from both sides of an operation: what it does to the service, how its lists page, what its response is, and what it says
//! of success.

pub(crate) mod effect;
pub(crate) mod pagination;
pub(crate) mod response_kind;
pub(crate) mod success;
