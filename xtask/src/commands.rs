//! The commands: each calls the generator and prints what came of it.

mod revision;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use alicloud_generator::compare;
use alicloud_generator::diagnostic::codes::Code;
use alicloud_generator::diagnostic::{Diagnostic, Severity};
use alicloud_generator::extract::{self, ProductReport};
use alicloud_generator::infer::ProductKey;
use alicloud_generator::ir::Prose;
use alicloud_generator::regen::{self, Regeneration};
use alicloud_generator::store;

use crate::lint::{self, Choice, Format, Tree};
use crate::print::{self, err, out, outln};
use crate::progress;

type Outcome = Result<ExitCode, Vec<Diagnostic>>;

/// The workspace that cargo runs this program in, else the one that it was built in.
pub fn workspace() -> PathBuf {
    // Two checkouts that share a target directory share the program too: what it was built in may be the other one.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    manifest.parent().unwrap_or(&manifest).to_owned()
}

/// Regenerates the workspace, or says what is stale.
pub fn regen(root: &Path, check: bool) -> Outcome {
    let begun = Instant::now();
    let made = regen::regenerate(root)?;
    print::diagnostics(&made.diagnostics);
    let reports: Vec<ProductReport> = made.products.iter().map(report).collect();
    print::products(&reports);
    for product in made.products.iter().filter(|product| !product.changes.is_empty()) {
        outln!("\n{} {}:", product.product.title(), product.product.version);
        out!("{}", compare::List(&product.changes));
    }
    let fresh = if check { stale(&made) } else { write(&made)? };
    outln!(
        "{} lines of Rust in {:.2} s; {}",
        made.lines,
        begun.elapsed().as_secs_f64(),
        print::tally(&made.diagnostics)
    );
    let broken = made.diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(if broken || !fresh { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn report(made: &regen::Regenerated) -> ProductReport {
    ProductReport {
        key: ProductKey { product: made.product.product.clone(), version: made.product.version.clone() },
        pages: made.pages,
        rows: made.rows,
        findings: made.findings,
    }
}

/// Shows what differs; whether nothing does.
fn stale(made: &Regeneration) -> bool {
    if made.is_fresh() {
        outln!("specs/ and generated/ are up to date");
        return true;
    }
    for (folder, plan) in [(regen::SPECS, &made.specs), (regen::GENERATED, &made.generated)] {
        if !plan.is_fresh() {
            outln!("{folder}/:\n{plan}");
        }
    }
    err!("specs/ or generated/ is stale: run `cargo xtask regen` and commit what it writes");
    false
}

fn write(made: &Regeneration) -> Result<bool, Vec<Diagnostic>> {
    let (specs, generated) = made.apply().map_err(|error| vec![error])?;
    for (folder, summary) in [(regen::SPECS, specs), (regen::GENERATED, generated)] {
        outln!(
            "{folder}/: {} written, {} removed, {} unchanged",
            print::counted(summary.written.len(), "file"),
            summary.removed.len(),
            summary.unchanged
        );
    }
    Ok(true)
}

/// Extracts specifications from any tree of pages.
pub fn extract(reference: &Path, out: &Path, keep: bool) -> Outcome {
    let begun = Instant::now();
    let prose = if keep { Prose::Keep } else { Prose::Omit };
    let made = extract::extract(reference, prose, &mut progress::bar()).map_err(|error| vec![error])?;
    if made.products.is_empty() {
        // Writing nothing would empty the folder of an extraction before.
        return Err(made.diagnostics);
    }
    // Only what an extraction writes is removed when it is surplus: the folder may hold other things.
    let owned = |path: &str, _: &[u8]| path.split('/').nth(1) == Some(store::OPERATIONS) && path.ends_with(".yaml");
    let summary = store::write(out, &made.files, owned).map_err(|error| vec![error])?;
    print::diagnostics(&made.diagnostics);
    print::products(&made.products);
    outln!(
        "{} written, {} removed, {} unchanged in {:.2} s; {}",
        print::counted(summary.written.len(), "file"),
        summary.removed.len(),
        summary.unchanged,
        begun.elapsed().as_secs_f64(),
        print::tally(&made.diagnostics)
    );
    Ok(ExitCode::SUCCESS)
}

/// Shows what changed in the specifications since a revision.
pub fn diff(root: &Path, revision: &str) -> Outcome {
    let mut changed = false;
    for folder in regen::product_folders(&root.join(regen::SPECS)).map_err(|error| vec![error])? {
        let old = revision::operations(root, revision, &folder)?;
        let new = store::load_operations(&root.join(regen::SPECS).join(&folder))?;
        let changes = compare::compare(&old, &new);
        if !changes.is_empty() {
            changed = true;
            outln!("{folder}:");
            out!("{}", compare::List(&changes));
        }
    }
    if !changed {
        outln!("nothing changed in the specifications since {revision}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Compares two trees of specifications by their facts.
pub fn compare(left: &Path, right: &Path) -> Outcome {
    let (ours, theirs) = (products(left)?, products(right)?);
    let mut differences = 0;
    let mut operations = 0;
    let names: std::collections::BTreeSet<&String> = ours.iter().chain(&theirs).collect();
    for name in names {
        for (here, tree) in [(&ours, left), (&theirs, right)] {
            if !here.contains(name) {
                differences += 1;
                outln!("{name} is missing in {}", tree.display());
            }
        }
        if !ours.contains(name) || !theirs.contains(name) {
            continue;
        }
        let (a, b) = (store::load_operations(&left.join(name))?, store::load_operations(&right.join(name))?);
        for (one, others, tree) in [(&a, &b, right), (&b, &a, left)] {
            for operation in one {
                if !others.iter().any(|other| other.operation == operation.operation) {
                    differences += 1;
                    outln!("{name}: {} is missing in {}", operation.operation, tree.display());
                }
            }
        }
        for (one, other) in a.iter().flat_map(|one| b.iter().map(move |other| (one, other))) {
            if one.operation == other.operation {
                operations += 1;
                for difference in compare::facts_equal(one, other) {
                    differences += 1;
                    outln!("{name} {}: {difference}", one.operation);
                }
            }
        }
        if error_codes(&left.join(name))? != error_codes(&right.join(name))? {
            differences += 1;
            outln!("{name}: the common errors differ");
        }
    }
    outln!("{operations} operations compared, {differences} differences");
    Ok(if differences == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The common errors of a product without their sentences.
fn error_codes(product: &Path) -> Result<Vec<(Option<u16>, String)>, Vec<Diagnostic>> {
    let errors = store::load_errors(product).map_err(|error| vec![error])?.unwrap_or_default();
    Ok(errors.errors.into_iter().map(|error| (error.status, error.code)).collect())
}

/// The folders of a tree that describe a product.
fn products(tree: &Path) -> Result<Vec<String>, Vec<Diagnostic>> {
    regen::product_folders(tree).map_err(|error| vec![error])
}

/// Shows what pages get wrong.
pub fn lint(root: &Path, folder: Option<&Path>, choice: &Choice, format: Format) -> Outcome {
    let folders = match folder {
        Some(folder) => vec![folder.to_owned()],
        None => products(&root.join(regen::SPECS))?.iter().map(|name| root.join(regen::SPECS).join(name)).collect(),
    };
    let mut trees = Vec::new();
    for folder in folders {
        let mut lint = alicloud_generator::lint::lint(&folder, &mut progress::bar()).map_err(|error| vec![error])?;
        lint.diagnostics.retain(|found| choice.shows(found));
        trees.push(Tree { folder: from_here(folder), lint });
    }
    match format {
        Format::Text => lint::text::print(&trees, choice),
        Format::Json => lint::json::print(&trees, choice),
        Format::Sarif => lint::sarif::print(&trees, choice),
    }
    let denied = trees.iter().flat_map(|tree| &tree.lint.diagnostics).any(|found| choice.denies(found));
    Ok(if denied { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// A folder as one names it from where the command runs.
fn from_here(folder: PathBuf) -> PathBuf {
    let here = env::current_dir().ok().and_then(|here| folder.strip_prefix(here).ok().map(Path::to_owned));
    here.unwrap_or(folder)
}

/// Explains codes of findings, one after the other; an unknown one is an error.
pub fn explain(codes: &[&'static Code]) -> Outcome {
    let texts: Vec<String> = codes.iter().map(|code| code.explain()).collect();
    out!("{}", texts.join("\n"));
    Ok(ExitCode::SUCCESS)
}

/// A failure that belongs to no file.
fn failure(code: &'static str, message: String, help: &str) -> Diagnostic {
    Diagnostic::new("git", code, message, help)
}
