//! `fit`: weights of the tree search that serve pages whose truth is known best.

use std::process::ExitCode;

use alicloud_generator::diagnostic::Diagnostic;
use alicloud_generator::measure::{Corpus, Fold, Texts, Truths, fit};

use crate::cli::Judged;
use crate::print::outln;

/// Runs the command.
pub fn run(arguments: &Judged) -> Result<ExitCode, Vec<Diagnostic>> {
    let truths = Truths::load(&arguments.truth, &[]).map_err(|error| vec![error])?;
    let texts = Texts::read(&arguments.reference).map_err(|error| vec![error])?;
    let corpus = Corpus::new(&texts, &truths).map_err(|error| vec![error])?;
    let fit = fit(&corpus);
    outln!("{:32} {:>6} {:>17} {:>17}", "left out", "pages", "by those in use", "by those fitted");
    fit.folds.iter().for_each(fold);
    let products = || fit.folds.iter().take(corpus.products.len());
    let sum = |of: fn(&Fold) -> usize| products().map(of).sum::<usize>();
    outln!(
        "products, left out: {} by those in use, {} by those fitted",
        sum(|fold| fold.in_use.count()),
        sum(|fold| fold.fitted.count())
    );
    outln!("");
    fold(&fit.all);
    outln!("");
    outln!("{:24} {:>7} {:>7} {:>15} {:>7} {:>8}  without", "weight", "in use", "fitted", "folds", "needed", "harmful");
    for one in &fit.fitted {
        let (least, most) = one.folds;
        let without = format!("{} {}", one.without.misplaced, one.without.unfounded);
        outln!(
            "{:24} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8}  {without}",
            one.name,
            one.in_use,
            one.fitted,
            least,
            most,
            one.needed,
            one.harmful
        );
    }
    outln!("");
    outln!("can go: {}", fit.surplus.join(" "));
    outln!("");
    outln!("{}", fit.weights);
    Ok(ExitCode::SUCCESS)
}

fn fold(Fold { name, pages, in_use, fitted }: &Fold) {
    let wrong = |misplaced: usize, unfounded: usize| format!("{misplaced} + {unfounded}");
    let (in_use, fitted) = (wrong(in_use.misplaced, in_use.unfounded), wrong(fitted.misplaced, fitted.unfounded));
    outln!("{name:32} {pages:>6} {in_use:>17} {fitted:>17}");
}
