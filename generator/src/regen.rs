//! `cargo xtask regen`: the pages of every product under `specs/` to specifications, and these to the generated crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::compare::{self, Change};
use crate::diagnostic::{Diagnostic, Position, Severity};
use crate::emit::{self, Emission, TypeRegistry};
use crate::extract;
use crate::infer::{Guess, Inferred, PageCounts, ProductKey, RowCounts};
use crate::ir::{CommonErrors, Fact, Operation, Product, WirePath};
use crate::overrides;
use crate::reference::{self, Grouped, Root};
use crate::store::{self, Plan};
use crate::understand::understand;

/// The folder of the products.
pub const SPECS: &str = "specs";
/// The folder of the generated crate.
pub const GENERATED: &str = "generated";
/// The overrides of a product.
const OVERRIDES: &str = "overrides.yaml";
/// The registry of a product's types.
const TYPES: &str = "types.yaml";
/// The counts of a product: a fall of a number shows in a review.
const COVERAGE: &str = "coverage.yaml";

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
/// # Errors
///
/// A product's specification is impossible: its description, an override or its registry of types is wrong, or it has no
/// pages. All such findings are listed. A bad page is no error of this kind, nor is an operation that cannot be emitted: it
/// is among the diagnostics, and the operation stays as it was.
pub fn regenerate(root: &Path) -> Result<Regeneration, Vec<Diagnostic>> {
    let folders = product_folders(&root.join(SPECS)).map_err(|error| vec![error])?;
    let (mut failures, mut diagnostics) = (Vec::new(), Vec::new());
    let (mut specs, mut generated) = (BTreeMap::new(), BTreeMap::new());
    let mut products = Vec::new();
    for folder in &folders {
        match regenerate_product(root, folder) {
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
    let specs = store::plan(&root.join(SPECS), &specs, is_made).map_err(|error| vec![error])?;
    let generated = store::plan(&root.join(GENERATED), &generated, |_, _| true).map_err(|error| vec![error])?;
    diagnostics.sort_by(|a, b| (a.severity, a).cmp(&(b.severity, b)));
    Ok(Regeneration { products, specs, generated, diagnostics, lines })
}

/// The files and findings of one product.
struct Made {
    specs: BTreeMap<String, String>,
    generated: BTreeMap<String, String>,
    diagnostics: Vec<Diagnostic>,
    report: Regenerated,
}

/// The passes over one product, in their order.
fn regenerate_product(root: &Path, folder: &str) -> Result<Made, Vec<Diagnostic>> {
    let home = root.join(SPECS).join(folder);
    let place = format!("{SPECS}/{folder}");
    let product = store::load_product(&home).map_err(|error| vec![error])?;
    let before = store::load_operations(&home)?;
    let (mut found, broken, mut diagnostics) = read(&home, &place, &product)?;
    let kept = keep_broken(&mut found.operations, &before, &broken);
    let (settled, mut failures) = correct(&home, &place, &kept, &mut found.operations);
    let open = found.guesses.iter().filter(|guess| match guess.fact {
        None => !settled.contains(&(guess.operation.clone(), guess.path.clone())),
        Some(fact) => is_guessed(&found.operations, guess, fact),
    });
    diagnostics.extend(open.map(|guess| guess.diagnostic.clone()));
    let types = registry(&home, &place).map_err(|error| vec![error])?;
    let emission = emit_what_can_be(&mut found, &before, &mut diagnostics, &|found| {
        emit::emit(&product, &found.operations, &found.common, &types, &place)
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
    let report = Regenerated {
        changes: compare::compare(&before, &found.operations),
        pages: found.pages,
        rows: found.rows,
        findings: diagnostics.len(),
        product,
    };
    let registry = emission.registry.to_yaml().map_err(|error| vec![defect(&error)])?;
    let specs = specification(folder, &found, &diagnostics, registry);
    Ok(Made { specs, generated: emission.files, diagnostics, report })
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

/// Reads and understands the product's pages. Pages that lost something come second; those of another product are reported
/// and left out.
fn read(
    home: &Path,
    place: &str,
    product: &Product,
) -> Result<(Inferred, BTreeSet<String>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let reference = home.join(&product.reference);
    let (texts, unreadable) = extract::load(&reference).map_err(|error| vec![error])?;
    let in_workspace = |file: &str| match product.reference.trim_matches('/') {
        "" => format!("{place}/{file}"),
        reference => format!("{place}/{reference}/{file}"),
    };
    let key = ProductKey { product: product.product.clone(), version: product.version.clone() };
    let root = Root { path: &reference, product: Some(&key) };
    let Grouped { groups, homeless, diagnostics: doubts } = reference::group(root, &texts);
    let (own, foreign): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.key == key);
    let mut found = understand(&own, product.prose);
    let mut diagnostics = std::mem::take(&mut found.diagnostics);
    diagnostics.extend(doubts);
    let lost = diagnostics.iter().filter(|found| found.severity == Severity::Error).map(|found| &found.file);
    let broken = lost.chain(unreadable.iter().map(|page| &page.file)).cloned().collect();
    for guess in &mut found.guesses {
        guess.diagnostic.file = in_workspace(&guess.diagnostic.file);
    }
    let strangers = foreign.iter().flat_map(|group| group.pages.iter().map(|page| (page, Some(&group.key))));
    for (page, key) in strangers.chain(homeless.iter().map(|(page, _)| (page, None))) {
        found.pages.pages += 1;
        found.pages.skipped += 1;
        let whose = key.map_or("an unknown product".to_owned(), |key| format!("{} {}", key.product, key.version));
        let message =
            format!("the page describes {whose}, not {} {}; it is left out", product.product, product.version);
        let help = "move the page to its product's folder, or correct its link to OpenAPI Explorer";
        let mut findings = page.findings();
        findings.at("page-of-another-product", 0, message, help);
        diagnostics.extend(findings);
    }
    diagnostics.extend(unreadable.iter().map(extract::unreadable_page));
    for diagnostic in &mut diagnostics {
        diagnostic.file = in_workspace(&diagnostic.file);
    }
    if found.operations.is_empty() {
        let message = format!("no page describes an operation of {} {}", product.product, product.version);
        let help = "check `product` and `version` in product.yaml against the pages";
        let place = reference.display().to_string();
        return Err(vec![Diagnostic::new(place, "product-without-operation", message, help)]);
    }
    Ok((found, broken, diagnostics))
}

/// Whether a fact is still a guess after the overrides.
fn is_guessed(operations: &[Operation], guess: &Guess, fact: Fact) -> bool {
    let operation = operations.iter().find(|operation| operation.operation == guess.operation);
    let field = operation.and_then(|operation| guess.path.resolve(operation.side(guess.side)));
    field.is_some_and(|field| field.guessed.contains_key(&fact))
}

/// Applies the product's overrides. Returns the guesses that they settle, by operation and path, and their faults.
/// Operations that stay as they were have been corrected already.
fn correct(
    home: &Path,
    place: &str,
    kept: &BTreeSet<String>,
    operations: &mut [Operation],
) -> (BTreeSet<(String, WirePath)>, Vec<Diagnostic>) {
    let path = home.join(OVERRIDES);
    if !path.exists() {
        return Default::default();
    }
    let file = format!("{place}/{OVERRIDES}");
    let corrections = fs::read_to_string(&path)
        .map_err(|error| vec![unreadable(file.clone(), &error)])
        .and_then(|text| overrides::read(&file, &text));
    match corrections {
        Ok(mut corrections) => {
            corrections.retain(|one| !kept.contains(&one.operation));
            let settled = corrections.iter().filter_map(|one| Some((one.operation.clone(), one.settles()?.clone())));
            (settled.collect(), overrides::apply(&file, &corrections, operations))
        }
        Err(errors) => (BTreeSet::new(), errors),
    }
}

/// An operation whose page cannot be read, or lost something, stays as it was: a bad page loses nothing. Returns the names.
fn keep_broken(operations: &mut Vec<Operation>, before: &[Operation], broken: &BTreeSet<String>) -> BTreeSet<String> {
    let kept = || before.iter().filter(|old| broken.contains(&old.source));
    let names: BTreeSet<String> = kept().map(|old| old.operation.clone()).collect();
    operations.retain(|operation| !names.contains(&operation.operation));
    operations.extend(kept().cloned());
    operations.sort_by(|a, b| a.operation.cmp(&b.operation));
    names
}

/// Reads the product's registry of types; none yet is an empty one.
fn registry(home: &Path, place: &str) -> Result<TypeRegistry, Diagnostic> {
    let path = home.join(TYPES);
    let file = format!("{place}/{TYPES}");
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
fn specification(
    folder: &str,
    found: &Inferred,
    diagnostics: &[Diagnostic],
    registry: String,
) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for operation in &found.operations {
        let path = format!("{folder}/{}/{}.yaml", store::OPERATIONS, operation.operation);
        files.insert(path, store::write_operation(operation));
    }
    if found.common != CommonErrors::default() {
        files.insert(format!("{folder}/{}", store::ERRORS), store::write_errors(&found.common));
    }
    files.insert(format!("{folder}/{TYPES}"), registry);
    files.insert(format!("{folder}/{COVERAGE}"), coverage(found, diagnostics));
    files
}

/// The counts of a product, as YAML.
fn coverage(found: &Inferred, diagnostics: &[Diagnostic]) -> String {
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
fn is_made(path: &str, _: &[u8]) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    matches!(parts.as_slice(), [_, folder, name] if *folder == store::OPERATIONS && name.ends_with(".yaml"))
        || matches!(parts.as_slice(), [_, name] if [store::ERRORS, TYPES, COVERAGE].contains(name))
}

/// The folders of a tree that describe a product, by name.
///
/// # Errors
///
/// The tree cannot be read, or holds none.
pub fn product_folders(specs: &Path) -> Result<Vec<String>, Diagnostic> {
    let failure = |message: String| {
        let help = "run this in the workspace; a product is a folder under specs/ with a product.yaml";
        Diagnostic::new(specs.display().to_string(), "specs-unreadable", message, help)
    };
    let entries =
        fs::read_dir(specs).map_err(|error| failure(format!("the folder of products cannot be read: {error}")))?;
    let paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    let mut folders: Vec<String> = paths
        .into_iter()
        .filter(|path| path.join(store::PRODUCT).is_file())
        .filter_map(|path| Some(path.file_name()?.to_str()?.to_owned()))
        .collect();
    folders.sort();
    if folders.is_empty() { Err(failure("the folder holds no product".to_owned())) } else { Ok(folders) }
}

fn unreadable(file: String, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(file, "unreadable-file", format!("cannot read: {error}"), "check that you may read the file")
}

/// A defect of the generator itself, which no input may bring about.
fn defect(error: &dyn std::error::Error) -> Diagnostic {
    let help = "this is a bug of the generator: report it with the page";
    Diagnostic::new("generator", "generator-defect", error.to_string(), help)
}
