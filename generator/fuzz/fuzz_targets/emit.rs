//! From pages to Rust: whatever they say, what is emitted is the emitter's own items and nothing else.
//!
//! An input that begins with a zero is choices for a page that is drawn; any other one is a page.
#![no_main]

use alicloud_generator_fuzz::{draw, holds, in_time};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let page = match data {
        [0, choices @ ..] => draw::page(&mut draw::Choices(choices)),
        text => match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => return,
        },
    };
    in_time(page.as_bytes(), || {
        let found = holds::inferred(&page);
        holds::emitted(&found.operations, &found.common);
    });
});
