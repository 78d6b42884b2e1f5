//! The one error type: what went wrong, where, and what to do next.

mod absent;
mod call;
mod class;
mod codes;
mod decode;
mod display;
mod endpoint;
mod kind;
mod service;
mod text;
mod value;

pub(crate) use call::{
    attempt_beyond_operation, held_back, no_answer, no_body_in_time, no_credentials_in_time, of_provider, of_service,
    too_slow, zero_limit,
};
pub(crate) use class::Class;
pub(crate) use decode::{not_decodable, not_fitting, not_json, not_text};
pub(crate) use endpoint::{Asked, Origin};
pub use kind::ErrorKind;
pub use value::Error;
