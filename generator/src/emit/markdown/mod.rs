//! Re-renders the Markdown of a page as rustdoc that cannot warn: tags, brackets and addresses are made harmless, code
//! is fenced as text, and headings become bold lines.

mod text;
mod writer;

pub use text::{code, inline, link, one_line};
pub use writer::rustdoc;

#[cfg(test)]
mod tests;
