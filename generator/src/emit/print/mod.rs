//! Prints annotated products as Rust: items by `quote`, laid out by prettyplease or, for what macros are given, line by line;
//! sentences by the templates. Nothing is decided here.

mod cases;
mod client;
mod error_code;
mod example;
mod files;
mod kind;
mod member;
mod object;
mod operation;
mod paging;
mod sheet;
mod spacing;
mod tokens;
mod types;
mod usage;
mod waiter;
mod words;

pub use files::{crate_files, product_files};
