//! The files of the tree, as paths from its root.

use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace").to_owned()
}

/// The files below a folder whose names end so, as paths from the root with `/`.
pub fn files(folder: &str, ending: &str) -> Vec<String> {
    let (root, mut found, mut folders) = (root(), Vec::new(), vec![PathBuf::from(folder)]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).expect("the folder can be read") {
            let path = folder.join(entry.expect("the folder can be read").file_name());
            let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if is_hidden {
                continue;
            }
            if root.join(&path).is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// The text of a file.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The Rust that people write.
pub fn hand_written() -> Vec<String> {
    let folders =
        ["benches", "generator/src", "generator/tests", "generator/benches", "generator/fuzz", "runtime", "xtask"];
    let all = folders.iter().flat_map(|folder| files(folder, ".rs"));
    all.filter(|path| !path.contains("/golden-emit/") && !path.contains("/target/") && !path.contains("fixtures"))
        .collect()
}
