//! Outputs of any JSON, read without types.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::read(bytes));
