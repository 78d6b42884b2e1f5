//! The command line as a user meets it: what goes wrong is said with its place and a next step, and writes nothing.

mod arguments;
mod common;
mod extract;
mod lint;
mod measure;
mod pages;
mod regen;
