//! The credentials file of the SDKs.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::ini(bytes));
