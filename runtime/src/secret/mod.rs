//! Texts that must not be seen: kept, printed as something else, and taken out of what services say.

mod redacted;
mod redactor;
mod text;

pub(crate) use redacted::REDACTED;
pub use redacted::Redacted;
pub(crate) use redactor::Redactor;
pub(crate) use text::Secret;
