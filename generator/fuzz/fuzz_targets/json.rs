//! Any text is JSON of a kind: places are right, what is written is strict.
#![no_main]

use alicloud_generator_fuzz::{holds, in_time};

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || holds::json(text)));
