//! Any text is XML of a kind.
#![no_main]

use alicloud_generator_fuzz::{holds, in_time};

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || holds::xml(text)));
