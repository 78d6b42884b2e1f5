//! Dates of credentials, signatures and HTTP.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::time(bytes));
