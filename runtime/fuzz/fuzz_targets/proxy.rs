//! URLs of proxies, and the exceptions from them.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::proxy(bytes));
