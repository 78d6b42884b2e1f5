//! Prints annotated products as Rust: items by `quote`, layout by prettyplease, sentences by the templates. Nothing is
//! decided here.

mod client;
mod debug;
mod emitted_tests;
mod error_code;
mod example;
mod files;
mod member;
mod operation;
mod paging;
mod request;
mod response;
mod structure;
mod tokens;
mod types;
mod usage;
mod waiter;
mod words;

pub use files::{crate_files, product_files};
