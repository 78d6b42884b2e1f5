//! Several pages, in one language or two: what they tell about each other, and one operation made of two pages.
//!
//! An input that begins with a zero is choices for pages that are drawn; any other one is texts between separators.
#![no_main]

use alicloud_generator::reference::PageText;
use alicloud_generator_fuzz::{draw, holds, in_time, pages};

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let pages = match data {
        [0, choices @ ..] => {
            let parts = choices.chunks(choices.len().div_ceil(4).max(1)).enumerate();
            let draw =
                |(number, part)| PageText { file: format!("{number}.md"), text: draw::page(&mut draw::Choices(part)) };
            parts.map(draw).collect()
        }
        text => match std::str::from_utf8(text) {
            Ok(text) => pages(text),
            Err(_) => return,
        },
    };
    let whole: Vec<u8> = pages.iter().flat_map(|page| page.text.bytes()).collect();
    in_time(&whole, || holds::product(&pages));
});
