//! Which paths are taken, and what there is at them.

use std::fs;
use std::io;
use std::path::{Component, Path};

use super::failure::{failed, refused};
use crate::diagnostic::Diagnostic;

/// Refuses paths that are not plain relative ones on every system.
pub(super) fn check_path(path: &str) -> Result<(), &'static str> {
    if path.is_empty() {
        return Err("it is empty");
    }
    if path.contains(['\0', '\\', ':']) || path.chars().any(char::is_control) {
        return Err("it contains a character that separates or ends paths on some systems");
    }
    if path.split('/').any(|part| part.is_empty() || part == "." || part == "..") {
        return Err("it is absolute, or has an empty part, `.` or `..`");
    }
    if Path::new(path).components().any(|component| !matches!(component, Component::Normal(_))) {
        return Err("it leaves the folder");
    }
    Ok(())
}

/// Refuses a path that leads through a link or a file.
pub(super) fn check_parents(target: &Path, path: &str) -> Result<(), Diagnostic> {
    for (end, _) in path.match_indices('/') {
        let folder = target.join(&path[..end]);
        match fs::symlink_metadata(&folder) {
            Ok(metadata) if !metadata.is_dir() => {
                return Err(refused(target, path, &format!("`{}` is not a folder", &path[..end])));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The content of a file; none if there is no file.
pub(super) fn read_existing(path: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    match fs::read(path) {
        Ok(content) => Ok(Some(content)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path, &error)),
    }
}

/// Lists the files below a folder; links are files here, whatever they lead to.
pub(super) fn list(target: &Path, prefix: &str, out: &mut Vec<String>) -> Result<(), Diagnostic> {
    let folder = target.join(prefix);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(failed(&folder, &error)),
    };
    for entry in entries {
        let entry = entry.map_err(|error| failed(&folder, &error))?;
        let kind = entry.file_type().map_err(|error| failed(&folder, &error))?;
        // A name that is not UTF-8 is none of ours.
        let Some(name) = entry.file_name().to_str().map(str::to_owned) else { continue };
        if name.starts_with('.') {
            continue;
        }
        let path = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        if kind.is_dir() {
            list(target, &path, out)?;
        } else if kind.is_file() {
            out.push(path);
        }
    }
    Ok(())
}
