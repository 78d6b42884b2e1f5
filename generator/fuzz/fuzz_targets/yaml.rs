//! The files that people write: overrides, specifications and the registry of types.
#![no_main]

use std::sync::LazyLock;

use alicloud_generator::ir::Operation;
use alicloud_generator_fuzz::{common, holds, in_time};

/// The operations that overrides are applied to.
static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(|| {
    let page = "# Get\n\n## Request parameters\n\n|Parameter|Type|Required|Example|Description|\n|--|--|--|--|--|\n\
                |Id|String|Yes|x|y|\n|Tag.N.Key|String|No|x|y|\n\n## Response parameters\n\n\
                |Parameter|Type|Example|Description|\n|--|--|--|--|\n|Changes|Array of Change| |y|\n|Change| | |y|\n\
                |Id|String|x|y|\n|Code|Integer|1|y|\n";
    common::understand("p.md", page).operations
});

libfuzzer_sys::fuzz_target!(|text: &str| in_time(text.as_bytes(), || holds::yaml(text, &OPERATIONS)));
