//! Pages drawn from bytes, whose tables and examples fit each other: the search for the tree.
#![no_main]

use alicloud_generator_fuzz::{draw, holds, in_time};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let page = draw::page(&mut draw::Choices(data));
    in_time(page.as_bytes(), || holds::inferred(&page));
});
