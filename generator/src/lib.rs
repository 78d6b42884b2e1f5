//! Reads the Markdown API reference of Alibaba Cloud and writes the Rust client that it describes.
//!
//! Data flows one way, and each step is one module with one input and one output type:
//!
//! ```text
//! reference page ──read──▶ Page ──infer──▶ ir::Operation ──store──▶ specs/<product>/operations/*.yaml
//!                                                                        │ load, overrides
//!                                              generated/src/** ◀──emit──┘
//! ```
//!
//! [`lint`] stands beside that way: it judges the pages by what [`infer`] read on them.

pub mod compare;
pub mod diagnostic;
pub mod emit;
pub mod example;
pub mod extract;
pub mod infer;
pub mod ir;
pub mod lint;
pub mod measure;
mod merge;
pub mod overrides;
pub mod read;
pub mod reference;
pub mod regen;
pub mod store;
pub mod understand;
pub mod vocabulary;
mod words;
