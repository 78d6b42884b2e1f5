//! What the fuzz targets share: the bound of time, and pages made of bytes.
//!
//! What is asserted stands in `generator/tests/common/holds.rs`, where the property tests of the ordinary run use it too.
//! [README.md](../README.md) says how to run.

#[path = "../../tests/common/mod.rs"]
pub mod common;
pub mod draw;

use std::sync::Mutex;
use std::time::{Duration, Instant};

pub use common::holds;

/// What any input may take, however short: a machine that does other work stalls now and then.
const START: Duration = Duration::from_secs(2);
/// What each byte may take beyond that. With the sanitizers a byte of the worst pages takes a fiftieth of it.
const PER_BYTE: Duration = Duration::from_micros(500);

/// The longest that a byte took so far, in nanoseconds, by inputs of at least [`TELLING`] bytes.
static SLOWEST: Mutex<u128> = Mutex::new(0);
/// Below that many bytes the fixed cost of a page counts for more than what it holds.
const TELLING: usize = 512;

/// Does the work on an input and fails where it takes longer than the input's size allows.
///
/// With `SLOWEST=<folder>` in the environment, every input that is slower for its size than all before is kept there.
pub fn in_time<T>(input: &[u8], work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let made = work();
    let took = begun.elapsed();
    let allowed = START + PER_BYTE * u32::try_from(input.len()).unwrap_or(u32::MAX);
    assert!(took < allowed, "{} bytes took {took:?}, {allowed:?} were allowed", input.len());
    if input.len() >= TELLING
        && let Some(folder) = std::env::var_os("SLOWEST")
    {
        keep(std::path::Path::new(&folder), input, took);
    }
    made
}

fn keep(folder: &std::path::Path, input: &[u8], took: Duration) {
    let per_byte = took.as_nanos() / input.len() as u128;
    let mut slowest = SLOWEST.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if per_byte > *slowest + *slowest / 4 {
        *slowest = per_byte;
        // What cannot be kept is no reason to end a run.
        let _ = std::fs::write(folder.join(format!("{per_byte:06}ns-{}b", input.len())), input);
    }
}

/// The separator of the pages of one product in one text.
pub const SEPARATOR: &str = "\n=====\n";

/// Cuts a text into pages. The first line of each can name its file.
pub fn pages(text: &str) -> Vec<alicloud_generator::reference::PageText> {
    let page = |(number, text): (usize, &str)| {
        let (file, text) = match text.split_once('\n') {
            Some((file, rest)) if file.ends_with(".md") => (file.to_owned(), rest),
            _ => (format!("{number}.md"), text),
        };
        alicloud_generator::reference::PageText { file, text: text.to_owned() }
    };
    let mut pages: Vec<_> = text.split(SEPARATOR).take(12).enumerate().map(page).collect();
    pages.sort_by(|a, b| a.file.cmp(&b.file));
    pages.dedup_by(|a, b| a.file == b.file);
    pages
}
