//! `regen`: regenerates the workspace, or shows what is stale.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use alicloud_generator::compare;
use alicloud_generator::diagnostic::{Diagnostic, Severity};
use alicloud_generator::extract::ProductReport;
use alicloud_generator::infer::ProductKey;
use alicloud_generator::regen::{self, Regenerated, Regeneration};

use crate::cli::Regen;
use crate::print::{self, err, out, outln};

/// Runs the command.
pub fn run(root: &Path, arguments: &Regen) -> Result<ExitCode, Vec<Diagnostic>> {
    let begun = Instant::now();
    let made = regen::regenerate(root, arguments.reference_root.as_deref())?;
    print::diagnostics(&made.diagnostics);
    let reports: Vec<ProductReport> = made.products.iter().map(report).collect();
    print::products(&reports);
    tell_committed(&made.products, arguments.reference_root.as_deref());
    for product in made.products.iter().filter(|product| !product.changes.is_empty()) {
        outln!("\n{} {}:", product.product.title(), product.product.version);
        out!("{}", compare::List(&product.changes));
    }
    let is_fresh = if arguments.check { show_stale(&made) } else { write(&made)? };
    outln!(
        "{} lines of Rust in {:.2} s; {}",
        made.lines,
        begun.elapsed().as_secs_f64(),
        print::tally(&made.diagnostics)
    );
    let is_broken = made.diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(if is_broken || !is_fresh { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn report(made: &Regenerated) -> ProductReport {
    ProductReport {
        key: ProductKey { product: made.product.product.clone(), version: made.product.version.clone() },
        pages: made.pages,
        rows: made.rows,
        findings: made.findings,
    }
}

/// Says which products came of their committed specification. With a folder of all pages these are few, and named.
fn tell_committed(products: &[Regenerated], references: Option<&Path>) {
    let committed: Vec<&Regenerated> = products.iter().filter(|made| made.is_committed).collect();
    if committed.is_empty() {
        return;
    }
    let count = print::counted(committed.len(), "product");
    let Some(folder) = references else {
        outln!("{count} from their committed specification; give --reference-root DIR to refresh them");
        return;
    };
    let names: Vec<String> = committed.iter().map(|made| made.product.folder()).collect();
    let line = format!("{count} from their committed specification, not in {}: {}", folder.display(), names.join(", "));
    outln!("{}", print::clean(&line));
}

/// Shows what differs; returns whether nothing does.
fn show_stale(made: &Regeneration) -> bool {
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

/// Writes what differs; afterwards all is fresh.
fn write(made: &Regeneration) -> Result<bool, Vec<Diagnostic>> {
    let (specs, generated) = made.apply().map_err(|error| vec![error])?;
    for (folder, summary) in [(regen::SPECS, specs), (regen::GENERATED, generated)] {
        outln!("{folder}/: {}", print::written(&summary));
    }
    Ok(true)
}
