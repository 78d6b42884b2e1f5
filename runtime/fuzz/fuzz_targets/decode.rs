//! Outputs of any JSON, decoded by serde.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::decode(bytes));
