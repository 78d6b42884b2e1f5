//! The configuration file of the command line tool.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| alicloud_core::fuzzing::profile(bytes));
