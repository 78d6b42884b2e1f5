//! `extract`: specifications from any tree of pages.

use std::process::ExitCode;
use std::time::Instant;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::{extract, store};

use crate::cli::Extract;
use crate::print::{self, outln};
use crate::progress;

/// Runs the command.
pub fn run(arguments: &Extract) -> Result<ExitCode, Vec<Diagnostic>> {
    let begun = Instant::now();
    let made = extract::extract(&arguments.reference, arguments.prose.into(), &mut progress::bar())
        .map_err(|error| vec![error])?;
    if made.products.is_empty() {
        // Writing nothing would empty the folder of an extraction before.
        return Err(made.diagnostics);
    }
    // Only what an extraction writes is removed when it is surplus: the folder may hold other things.
    let owned = |path: &str, _: &[u8]| path.split('/').nth(1) == Some(store::OPERATIONS) && path.ends_with(".yaml");
    let summary = store::write(&arguments.out, &made.files, owned).map_err(|error| vec![error])?;
    print::diagnostics(&made.diagnostics);
    print::products(&made.products);
    outln!(
        "{} in {:.2} s; {}",
        print::written(&summary),
        begun.elapsed().as_secs_f64(),
        print::tally(&made.diagnostics)
    );
    Ok(ExitCode::SUCCESS)
}
