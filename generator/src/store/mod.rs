//! Reads and writes the tree of specifications: `product.yaml`, `errors.yaml` and `operations/<Operation>.yaml`.

mod tree;
mod yaml;

use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::{Diagnostic, Position};
use crate::ir::{CommonErrors, Operation, Product};

pub use tree::{Plan, Summary, plan, write};

/// The folder of the operations within a product's.
pub const OPERATIONS: &str = "operations";
/// The file that describes a product.
pub const PRODUCT: &str = "product.yaml";
/// The file of the errors that all operations of a product share.
pub const ERRORS: &str = "errors.yaml";

/// An operation as the text of its file.
pub fn write_operation(operation: &Operation) -> String {
    to_yaml(operation)
}

/// A product as the text of its file.
pub fn write_product(product: &Product) -> String {
    to_yaml(product)
}

/// The common errors of a product as the text of their file.
pub fn write_errors(errors: &CommonErrors) -> String {
    to_yaml(errors)
}

/// The operations of the product in the folder `product`, by name. Every file that cannot be read is reported, not the
/// first alone. No folder of operations: none.
pub fn load_operations(product: &Path) -> Result<Vec<Operation>, Vec<Diagnostic>> {
    let folder = product.join(OPERATIONS);
    let mut operations = Vec::new();
    let mut failures = Vec::new();
    for path in yaml_files(&folder).map_err(|failure| vec![failure])? {
        match load::<Operation>(&path).and_then(|operation| check_name(&path, operation)) {
            Ok(operation) => operations.push(operation),
            Err(failure) => failures.push(failure),
        }
    }
    if !failures.is_empty() {
        return Err(failures);
    }
    operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    Ok(operations)
}

/// The description of the product in the folder `product`.
pub fn load_product(product: &Path) -> Result<Product, Diagnostic> {
    load(&product.join(PRODUCT))
}

/// The common errors of the product in the folder `product`, if it has a file of them.
pub fn load_errors(product: &Path) -> Result<Option<CommonErrors>, Diagnostic> {
    let path = product.join(ERRORS);
    if path.exists() { load(&path).map(Some) } else { Ok(None) }
}

/// Reads one file of the tree.
pub fn load<T: DeserializeOwned>(path: &Path) -> Result<T, Diagnostic> {
    let bytes = fs::read(path).map_err(|error| cannot_read(path, &error))?;
    let text = std::str::from_utf8(&bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        let position = Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: 1 };
        failure(path, position, "not-utf-8", "the file is not UTF-8".to_owned(), "Save the file as UTF-8.")
    })?;
    parse(path, text)
}

/// Reads the text of one file of the tree; `path` is for the messages.
pub fn parse<T: DeserializeOwned>(path: &Path, text: &str) -> Result<T, Diagnostic> {
    serde_yaml::from_str(text).map_err(|error| {
        let position = error.location().map_or_else(Position::default, |location| Position {
            line: u32::try_from(location.line()).unwrap_or(u32::MAX),
            column: u32::try_from(location.column()).unwrap_or(u32::MAX),
        });
        // The place is told apart from the message.
        let message = error.to_string();
        let message = match message.rfind(" at line ") {
            Some(end) if position.line > 0 => message[..end].to_owned(),
            _ => message,
        };
        let generated = path.parent().and_then(Path::file_name).is_some_and(|folder| folder == OPERATIONS);
        let help = if generated {
            "The file is written by `cargo xtask regen`: run it again, and put corrections into overrides.yaml."
        } else {
            "Correct the file; the keys and their meaning are those of generator/src/ir."
        };
        failure(path, position, "invalid-specification", message, help)
    })
}

/// The YAML files of a folder, by name; none if there is no folder.
fn yaml_files(folder: &Path) -> Result<Vec<PathBuf>, Diagnostic> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| cannot_read(folder, &error))? {
        let path = entry.map_err(|error| cannot_read(folder, &error))?.path();
        if path.extension().is_some_and(|extension| extension == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// An operation's file has its name, so that there is one file for each and each is found.
fn check_name(path: &Path, operation: Operation) -> Result<Operation, Diagnostic> {
    let name = &operation.operation;
    if path.file_stem().is_some_and(|stem| stem == name.as_str()) {
        return Ok(operation);
    }
    let message = format!("the file holds the operation `{name}`");
    let help = format!("Name the file `{name}.yaml`, or correct its key `operation`.");
    Err(failure(path, Position { line: 1, column: 1 }, "misnamed-specification", message, &help))
}

fn to_yaml(value: &impl Serialize) -> String {
    let value = serde_yaml::to_value(value).expect("the types of the specification have only keys that are strings");
    yaml::write(&value)
}

fn cannot_read(path: &Path, error: &std::io::Error) -> Diagnostic {
    let help = "Check that the path exists and that you may read it.";
    failure(path, Position::default(), "unreadable-file", format!("cannot read: {error}"), help)
}

fn failure(path: &Path, position: Position, code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(path.display().to_string(), code, message, help).at(position)
}

#[cfg(test)]
mod tests;
