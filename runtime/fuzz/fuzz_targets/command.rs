//! The command of a profile: words and quotes.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::command(bytes));
