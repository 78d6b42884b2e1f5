//! The targets in the ordinary run: over their seeds, over pieces of them, and over drawn bytes.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use super::TARGETS;

#[test]
fn every_target_holds_for_its_seeds_and_what_is_left_of_them() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, target) in TARGETS {
        let folder = seeds.join(name);
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut count = 0;
        for file in files {
            let bytes = fs::read(file.unwrap().path()).unwrap();
            target(&bytes);
            for cut in (0..bytes.len()).step_by(bytes.len() / 32 + 1) {
                target(&bytes[..cut]);
            }
            count += 1;
        }
        assert!(count > 0, "{name} has no seeds");
    }
}

#[test]
fn every_target_has_a_program() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = fs::read_to_string(fuzz.join("Cargo.toml")).unwrap();
    for (name, _) in TARGETS {
        assert!(fuzz.join(format!("fuzz_targets/{name}.rs")).is_file(), "{name}");
        assert!(manifest.contains(&format!("name = \"{name}\"\n")), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn every_target_holds_for_any_bytes(bytes: Vec<u8>, text: String) {
        for (_, target) in TARGETS {
            target(&bytes);
            target(text.as_bytes());
        }
    }
}
