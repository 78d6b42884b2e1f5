//! Endpoints, regions and plain addresses.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::endpoint(bytes));
