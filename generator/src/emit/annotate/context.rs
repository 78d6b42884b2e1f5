//! What the annotation of one product shares.

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::emit::markdown::one_line;
use crate::emit::registry::TypeRegistry;
use crate::ir;

use super::docs::excerpt;

/// The product under annotation, and the findings so far.
pub struct Context<'a> {
    /// The Rust module.
    pub module: String,
    /// The folder of the specification, as messages and headers name it.
    pub specs: &'a str,
    /// The places and their types, up to date.
    pub registry: TypeRegistry,
    /// The parameter that carries the region.
    pub region: Option<&'a str>,
    /// How the product lays out its calls.
    pub style: ir::Style,
    /// Findings so far.
    pub diagnostics: Vec<Diagnostic>,
    /// The operations that an error of theirs keeps from being emitted as they are.
    pub refused: BTreeSet<String>,
}

impl Context<'_> {
    /// Reports a finding about a file as a whole.
    pub fn report(&mut self, code: &'static str, file: String, message: String, help: &str) {
        self.diagnostics.push(Diagnostic::new(file, code, message, help));
    }

    /// Reports an error about an operation.
    pub fn refuse(&mut self, operation: &str, code: &'static str, message: String, help: &str) {
        self.report(code, self.operation_file(&excerpt(operation)), message, help);
        self.refused.insert(operation.to_owned());
    }

    /// The file of an operation's specification.
    pub fn operation_file(&self, operation: &str) -> String {
        one_line(&format!("{}/operations/{operation}.yaml", self.specs))
    }

    /// The file of the types.
    pub fn types_file(&self) -> String {
        format!("{}/types.yaml", self.specs)
    }
}
