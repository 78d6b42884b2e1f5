//! Answers that carry credentials, and what a program prints.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::credentials(bytes));
