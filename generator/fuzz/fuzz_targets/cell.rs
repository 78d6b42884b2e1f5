//! Any text is a cell.
#![no_main]

use alicloud_generator_fuzz::{holds, in_time};

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || holds::cell(text)));
