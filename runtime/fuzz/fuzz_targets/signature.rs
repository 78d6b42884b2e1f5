//! Calls put together in any order, under every version of the signature.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::signature(bytes));
