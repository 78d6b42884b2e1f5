//! `extract`: specifications from any tree of pages.

use std::process::ExitCode;
use std::time::Instant;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::reference::Root;
use alicloud_generator::{extract, store};

use crate::cli::{Extract, stated};
use crate::print::{self, outln};
use crate::progress;

/// Runs the command.
pub fn run(arguments: &Extract) -> Result<ExitCode, Vec<Diagnostic>> {
    let begun = Instant::now();
    let product = stated(&arguments.product, &arguments.version);
    let root = Root { path: &arguments.reference, product: product.as_ref() };
    let made = extract::extract(root, arguments.prose.into(), &mut progress::bar()).map_err(|error| vec![error])?;
    if made.products.iter().all(|product| product.pages.operations == 0) {
        // Writing nothing would empty the folder of an extraction before.
        print::diagnostics(&made.diagnostics);
        return Err(vec![extract::without_operation(root.path)]);
    }
    // Only what an extraction writes is removed when it is surplus: the folder may hold other things.
    let owned = |path: &str, _: &[u8]| path.split('/').nth(1) == Some(store::OPERATIONS) && path.ends_with(".yaml");
    let summary = store::write(&arguments.out, &made.files, owned).map_err(|error| vec![error])?;
    print::diagnostics(&made.diagnostics);
    print::products(&made.products);
    if made.rest > 0 {
        outln!("{} of no operation and no product", print::counted(made.rest, "page"));
    }
    outln!(
        "{} in {:.2} s; {}",
        print::written(&summary),
        begun.elapsed().as_secs_f64(),
        print::tally(&made.diagnostics)
    );
    Ok(ExitCode::SUCCESS)
}
