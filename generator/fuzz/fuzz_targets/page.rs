//! Any text is a page: what was read of it stands where it is said to stand.
#![no_main]

use alicloud_generator_fuzz::{holds, in_time};

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || holds::page(text)));
