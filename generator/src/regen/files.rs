//! The files of a product that a regeneration reads and writes: the registry of types, the specification, the counts.

use std::collections::BTreeMap;
use std::fs;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Position};
use crate::emit::TypeRegistry;
use crate::infer::{Inferred, PageCounts, RowCounts};
use crate::ir::{CommonErrors, Operation};
use crate::store;

use super::home::{Home, unreadable};

/// The registry of a product's types.
const TYPES: &str = "types.yaml";
/// The counts of a product: a fall of a number shows in a review.
const COVERAGE: &str = "coverage.yaml";

/// Reads the product's registry of types; none yet is an empty one.
pub fn registry(home: &Home) -> Result<TypeRegistry, Diagnostic> {
    let path = home.path.join(TYPES);
    let file = home.file(TYPES);
    if !path.exists() {
        return Ok(TypeRegistry::default());
    }
    let text = fs::read_to_string(&path).map_err(|error| unreadable(file.clone(), &error))?;
    TypeRegistry::from_yaml(&text).map_err(|error| {
        let at = error.location().map(|at| Position { line: at.line() as u32, column: at.column() as u32 });
        let message = format!("this is no registry of types: {error}");
        let help = "restore the file from the repository; deleting it would rename types";
        Diagnostic::new(file, "types-invalid", message, help).at(at.unwrap_or_default())
    })
}

/// The files of a product's specification, by path relative to `specs/`.
pub fn specification(
    home: &Home,
    operations: &[Operation],
    common: &CommonErrors,
    registry: String,
    coverage: Option<String>,
) -> BTreeMap<String, String> {
    let folder = &home.folder;
    let mut files = BTreeMap::new();
    for operation in operations {
        let path = format!("{folder}/{}/{}.yaml", store::OPERATIONS, operation.operation);
        files.insert(path, store::write_operation(operation));
    }
    if *common != CommonErrors::default() {
        files.insert(format!("{folder}/{}", store::ERRORS), store::write_errors(common));
    }
    files.insert(format!("{folder}/{TYPES}"), registry);
    files.extend(coverage.map(|text| (format!("{folder}/{COVERAGE}"), text)));
    files
}

/// The counts that stand in the product's folder, which those of pages that are elsewhere came to.
pub fn coverage_before(home: &Home) -> Result<Option<String>, Diagnostic> {
    let path = home.path.join(COVERAGE);
    if !path.exists() {
        return Ok(None);
    }
    fs::read_to_string(&path).map(Some).map_err(|error| unreadable(home.file(COVERAGE), &error))
}

/// The counts of a product, as YAML.
pub fn coverage(found: &Inferred, diagnostics: &[Diagnostic]) -> String {
    #[derive(Serialize)]
    struct Coverage {
        pages: PageCounts,
        rows: RowCounts,
        findings: BTreeMap<&'static str, usize>,
    }
    let mut findings: BTreeMap<&'static str, usize> = BTreeMap::new();
    for diagnostic in diagnostics {
        *findings.entry(diagnostic.code).or_default() += 1;
    }
    let coverage = Coverage { pages: found.pages, rows: found.rows, findings };
    let yaml = serde_yaml::to_string(&coverage).unwrap_or_default();
    format!(
        "# What the pages came to; written by `cargo xtask regen`. A number that falls without reason is a loss.\n{yaml}"
    )
}

/// Whether a file under `specs/` is one that regenerating makes, and removes when its page is gone.
pub fn is_made(path: &str, _: &[u8]) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), [_, folder, name] if *folder == store::OPERATIONS && name.ends_with(".yaml"))
        || matches!(parts.as_slice(), [_, name] if [store::ERRORS, TYPES, COVERAGE].contains(name))
}
