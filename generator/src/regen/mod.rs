//! `cargo xtask regen`: the pages of every product under `specs/` to specifications, and these to the generated crate.

mod corrections;
mod files;
mod home;
mod modules;
mod pages;
mod read;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use crate::compare::{self, Change};
use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::{self, Emission};
use crate::infer::{Inferred, PageCounts, RowCounts};
use crate::ir::{Operation, Product};
use crate::store::{self, Plan};

use home::Home;
pub use home::product_folders;
use pages::{Pages, Tree};

/// The folder of the products.
pub const SPECS: &str = "specs";
/// The folder of the generated crate.
pub const GENERATED: &str = "generated";

/// The plan of a regeneration, with its findings.
#[derive(Debug)]
pub struct Regeneration {
    /// By product, in the order of the folders.
    pub products: Vec<Regenerated>,
    /// The changes under `specs/`.
    pub specs: Plan,
    /// The changes under `generated/`.
    pub generated: Plan,
    /// The findings, the gravest first; files are relative to the workspace.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of lines of Rust.
    pub lines: usize,
}

/// A product after regeneration.
#[derive(Debug)]
pub struct Regenerated {
    /// The product.
    pub product: Product,
    /// The changes against the specification before.
    pub changes: Vec<Change>,
    /// Whether it came of its committed specification, since its pages are not here.
    pub is_committed: bool,
    /// Its pages.
    pub pages: PageCounts,
    /// The rows of its tables.
    pub rows: RowCounts,
    /// Findings about its pages and specification.
    pub findings: usize,
}

impl Regeneration {
    /// Brings both folders to what was planned. Nothing is written unless both can be.
    ///
    /// # Errors
    ///
    /// A folder cannot be written; it is as it was.
    pub fn apply(&self) -> Result<(store::Summary, store::Summary), Diagnostic> {
        self.specs.check_writable()?;
        self.generated.check_writable()?;
        Ok((self.specs.apply()?, self.generated.apply()?))
    }

    /// Whether everything is as it should be already.
    pub fn is_fresh(&self) -> bool {
        self.specs.is_fresh() && self.generated.is_fresh()
    }
}

/// Plans the regeneration of the workspace at `root`. Writes nothing.
///
/// A product's pages are those in its own folder, else those in its folder of `references`, a tree such as
/// `references/WebPlus-2019-03-20/…`. Where there are neither, its committed specification stays and Rust is made of it.
///
/// # Errors
///
/// A product's specification is impossible: its description, an override or its registry of types is wrong, or it has
/// neither pages nor a specification. All such findings are listed. A bad page is no error of this kind, nor is an operation
/// that cannot be emitted: it is among the diagnostics, and the operation stays as it was.
pub fn regenerate(root: &Path, references: Option<&Path>) -> Result<Regeneration, Vec<Diagnostic>> {
    let tree = references.map(Tree::read).transpose().map_err(|error| vec![error])?;
    let (mut failures, mut diagnostics) = (Vec::new(), Vec::new());
    let homes = homes(&root.join(SPECS), &mut failures, &mut diagnostics)?;
    let (mut specs, mut generated) = (BTreeMap::new(), BTreeMap::new());
    let mut products = Vec::new();
    let made: Vec<_> = homes.par_iter().map(|home| regenerate_product(home, tree.as_ref())).collect();
    for made in made {
        match made {
            Ok(mut made) => {
                specs.append(&mut made.specs);
                generated.append(&mut made.generated);
                diagnostics.append(&mut made.diagnostics);
                products.push(made.report);
            }
            Err(mut errors) => failures.append(&mut errors),
        }
    }
    if !failures.is_empty() {
        failures.sort();
        return Err(failures);
    }
    let shared = emit::emit_crate(products.iter().map(|product| &product.product));
    generated.append(&mut shared.map_err(|error| vec![defect(&error)])?);
    let lines = generated.iter().filter(|(path, _)| path.ends_with(".rs")).map(|(_, text)| text.lines().count()).sum();
    let specs = store::plan(&root.join(SPECS), &specs, files::is_made).map_err(|error| vec![error])?;
    let generated = store::plan(&root.join(GENERATED), &generated, |_, _| true).map_err(|error| vec![error])?;
    diagnostics.sort_by(|a, b| (a.severity, a).cmp(&(b.severity, b)));
    Ok(Regeneration { products, specs, generated, diagnostics, lines })
}

/// The products, each with its module. What stops all of them, and what is told beside, is added to the findings.
fn homes(
    specs: &Path,
    failures: &mut Vec<Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Home>, Vec<Diagnostic>> {
    let mut homes = Vec::new();
    for folder in product_folders(specs).map_err(|error| vec![error])? {
        match Home::load(specs, SPECS, &folder) {
            Ok(home) => homes.push(home),
            Err(failure) => failures.push(failure),
        }
    }
    match modules::settle(&mut homes) {
        Ok(warnings) => diagnostics.extend(warnings),
        Err(repeated) => failures.extend(repeated),
    }
    Ok(homes)
}

/// The files and findings of one product.
struct Made {
    specs: BTreeMap<String, String>,
    generated: BTreeMap<String, String>,
    diagnostics: Vec<Diagnostic>,
    report: Regenerated,
}

/// What a product is before it is emitted.
struct Understood {
    found: Inferred,
    diagnostics: Vec<Diagnostic>,
    /// What must be settled before anything is made.
    failures: Vec<Diagnostic>,
}

/// The passes over one product, in their order.
fn regenerate_product(home: &Home, tree: Option<&Tree>) -> Result<Made, Vec<Diagnostic>> {
    let before = store::load_operations(&home.path)?;
    let pages = pages::find(home, tree);
    let Understood { mut found, mut diagnostics, mut failures } = match &pages {
        Some(pages) => from_pages(home, pages, &before)?,
        None => from_committed(home, &before)?,
    };
    let types = files::registry(home).map_err(|error| vec![error])?;
    // What is committed has nothing before it: what of it cannot be emitted is left out of Rust alone.
    let fallback = if pages.is_some() { before.as_slice() } else { &[] };
    let emission = emit_what_can_be(&mut found, fallback, &mut diagnostics, &|found| {
        emit::emit(&home.product, &found.operations, &found.common, &types, &home.place)
    });
    let emission = emission.map_err(|error| vec![defect(&error)])?;
    // What is wrong with the registry itself must be settled there first.
    let (errors, others): (Vec<_>, Vec<_>) =
        emission.diagnostics.into_iter().partition(|found| found.severity == Severity::Error);
    failures.extend(errors);
    if !failures.is_empty() {
        return Err(failures);
    }
    diagnostics.extend(others);
    let (operations, coverage) = match pages {
        Some(_) => (&found.operations, Some(files::coverage(&found, &diagnostics))),
        None => (&before, files::coverage_before(home).map_err(|error| vec![error])?),
    };
    let report = Regenerated {
        changes: compare::compare(&before, operations),
        is_committed: pages.is_none(),
        pages: found.pages,
        rows: found.rows,
        findings: diagnostics.len(),
        product: home.product.clone(),
    };
    let registry = emission.registry.to_yaml().map_err(|error| vec![defect(&error)])?;
    let specs = files::specification(home, operations, &found.common, registry, coverage);
    Ok(Made { specs, generated: emission.files, diagnostics, report })
}

/// What the pages say, with the overrides applied.
fn from_pages(home: &Home, pages: &Pages, before: &[Operation]) -> Result<Understood, Vec<Diagnostic>> {
    let (mut found, broken, mut diagnostics) = read::read(&home.product, pages)?;
    let kept = corrections::keep_broken(&mut found.operations, before, &broken);
    let (settled, failures) = corrections::correct(home, &kept, &mut found.operations);
    let open = found.guesses.iter().filter(|guess| match guess.fact {
        None => !settled.contains(&(guess.operation.clone(), guess.path.clone())),
        Some(fact) => corrections::is_guessed(&found.operations, guess, fact),
    });
    diagnostics.extend(open.map(|guess| guess.diagnostic.clone()));
    Ok(Understood { found, diagnostics, failures })
}

/// What is committed, which has its overrides already.
fn from_committed(home: &Home, before: &[Operation]) -> Result<Understood, Vec<Diagnostic>> {
    let Product { product, version, .. } = &home.product;
    if before.is_empty() {
        let message = format!("{product} {version} has neither pages nor a specification");
        let help = "give the folder of all pages with --reference-root, or put the pages into the folder that `reference` names";
        return Err(vec![Diagnostic::new(home.file(store::PRODUCT), "product-without-operation", message, help)]);
    }
    let common = store::load_errors(&home.path).map_err(|error| vec![error])?.unwrap_or_default();
    let pages = PageCounts { operations: before.len(), ..PageCounts::default() };
    let found = Inferred { operations: before.to_vec(), common, pages, ..Inferred::default() };
    let diagnostics = corrections::waiting(home, before)?;
    Ok(Understood { found, diagnostics, failures: Vec::new() })
}

/// Emits what can be emitted. An operation that cannot stays as it was, or is left out where it was not: the pages of one
/// operation stop no other one. What keeps them is added to the diagnostics.
fn emit_what_can_be(
    found: &mut Inferred,
    before: &[Operation],
    diagnostics: &mut Vec<Diagnostic>,
    emit: &dyn Fn(&Inferred) -> Result<Emission, emit::Error>,
) -> Result<Emission, emit::Error> {
    let mut kept: BTreeSet<String> = BTreeSet::new();
    loop {
        let emission = emit(found)?;
        if emission.refused.is_empty() {
            return Ok(emission);
        }
        diagnostics.extend(emission.diagnostics.into_iter().filter(|found| found.severity == Severity::Error));
        let is_new = |name: &String| !kept.contains(name);
        let fallback = before.iter().filter(|old| emission.refused.contains(&old.operation) && is_new(&old.operation));
        let fallback: Vec<Operation> = fallback.cloned().collect();
        found.operations.retain(|operation| !emission.refused.contains(&operation.operation));
        let lost = emission.refused.len() - fallback.len();
        found.pages.operations -= lost.min(found.pages.operations);
        found.pages.skipped += lost;
        found.operations.extend(fallback);
        found.operations.sort_by(|a, b| a.operation.cmp(&b.operation));
        kept.extend(emission.refused);
    }
}

/// A defect of the generator itself, which no input may bring about.
fn defect(error: &dyn std::error::Error) -> Diagnostic {
    let help = "this is a bug of the generator: report it with the page";
    Diagnostic::new("generator", "generator-defect", error.to_string(), help)
}
