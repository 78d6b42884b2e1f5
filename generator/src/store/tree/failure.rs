//! What goes wrong with files, as findings.

use std::io;
use std::path::Path;

use crate::diagnostic::Diagnostic;

/// A path that is not taken.
pub(super) fn refused(target: &Path, path: &str, reason: &str) -> Diagnostic {
    let message = format!("the path {path:?} is refused: {reason}");
    diagnostic(
        target,
        "path-refused",
        message,
        "Rename what the path is made from; paths stay below the folder and are joined by `/`.",
    )
}

/// A place that cannot be written to.
pub(super) fn not_writable(path: &Path, reason: &str) -> Diagnostic {
    let message = format!("cannot write: {reason}");
    diagnostic(path, "not-writable", message, "Make the place writable, or choose another one.")
}

/// An operation on a file that the system refused.
pub(super) fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    diagnostic(
        path,
        "write-failed",
        error.to_string(),
        "Check the path, its permissions and the space that is left, and run again.",
    )
}

/// A failure that belongs to a file or folder as a whole.
pub(super) fn diagnostic(path: &Path, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(path.display().to_string(), code, message, help)
}
