//! HTTP/1.1 on one connection: reading requests as they are, within bounds, and writing answers.
//!
//! By hand on top of httparse: a server crate would hide the bytes that a signature covers, and could not lie as tests
//! ask.

mod read;
mod received;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::{Patient, Reader};
pub(crate) use received::{Failure, Received};
pub(crate) use write::{linger, write};
