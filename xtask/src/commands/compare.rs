//! `compare`: whether two trees of specifications state the same facts.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::ir::Operation;
use alicloud_generator::{compare, regen, store};

use crate::cli::Compare;
use crate::print::outln;

/// A comparison under way.
struct Comparison<'a> {
    left: &'a Path,
    right: &'a Path,
    operations: usize,
    differences: usize,
}

/// Runs the command.
pub fn run(Compare { left, right }: &Compare) -> Result<ExitCode, Vec<Diagnostic>> {
    let folders = |tree| regen::product_folders(tree).map_err(|error| vec![error]);
    let (ours, theirs) = (folders(left)?, folders(right)?);
    let mut comparison = Comparison { left, right, operations: 0, differences: 0 };
    for name in ours.iter().chain(&theirs).collect::<BTreeSet<_>>() {
        let missing = [(&ours, left), (&theirs, right)].into_iter().filter(|(tree, _)| !tree.contains(name));
        let missing: Vec<String> =
            missing.map(|(_, tree)| format!("{name} is missing in {}", tree.display())).collect();
        if missing.is_empty() {
            comparison.product(name)?;
        }
        missing.into_iter().for_each(|text| comparison.differs(&text));
    }
    let Comparison { operations, differences, .. } = comparison;
    outln!("{operations} operations compared, {differences} differences");
    Ok(if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Comparison<'_> {
    fn differs(&mut self, text: &str) {
        self.differences += 1;
        outln!("{text}");
    }

    /// Compares a product that both trees have.
    fn product(&mut self, name: &str) -> Result<(), Vec<Diagnostic>> {
        let (left, right) = (self.left.join(name), self.right.join(name));
        let (ours, theirs) = (store::load_operations(&left)?, store::load_operations(&right)?);
        self.missing(name, &ours, &theirs, self.right);
        self.missing(name, &theirs, &ours, self.left);
        for (our, their) in ours.iter().flat_map(|our| theirs.iter().map(move |their| (our, their))) {
            if our.operation == their.operation {
                self.operations += 1;
                for difference in compare::facts_equal(our, their) {
                    self.differs(&format!("{name} {}: {difference}", our.operation));
                }
            }
        }
        if error_codes(&left)? != error_codes(&right)? {
            self.differs(&format!("{name}: the common errors differ"));
        }
        Ok(())
    }

    /// Names the operations of one tree that the other one lacks.
    fn missing(&mut self, name: &str, operations: &[Operation], others: &[Operation], tree: &Path) {
        for operation in operations {
            if !others.iter().any(|other| other.operation == operation.operation) {
                self.differs(&format!("{name}: {} is missing in {}", operation.operation, tree.display()));
            }
        }
    }
}

/// The common errors of a product without their sentences.
fn error_codes(product: &Path) -> Result<Vec<(Option<u16>, String)>, Vec<Diagnostic>> {
    let errors = store::load_errors(product).map_err(|error| vec![error])?.unwrap_or_default();
    Ok(errors.errors.into_iter().map(|error| (error.status, error.code)).collect())
}
