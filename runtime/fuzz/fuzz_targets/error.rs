//! Error answers of any format, with known secrets in them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::error(bytes));
