//! Any text means something or nothing, and is accounted for.
#![no_main]

use alicloud_generator_fuzz::{holds, in_time};

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || drop(holds::inferred(text))));
